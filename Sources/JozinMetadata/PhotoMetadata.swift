// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What a file's metadata says of its picture, whatever the container.
public struct PhotoMetadata: Hashable, Sendable {
    /// What EXIF says; empty where there is none.
    public var exif = ExifFacts()
    /// What the file says in words.
    public internal(set) var descriptive = DescriptiveFacts()
    /// How the stored pixels must be turned; upright where EXIF says nothing or nothing valid.
    public var orientation = Orientation.upright
    /// Width and height as stored, before `orientation`; nil where no header declares them.
    public var storedSize: PixelSize?
    /// Whether an ICC profile is embedded.
    public var hasICCProfile = false
    /// What was wrong and passed over, one sentence each; at most `warningLimit`.
    public var warnings: [String] = []

    /// What each part says in words, until `settle`.
    private var descriptions = Descriptions()

    /// How many warnings are kept for one photo.
    public static let warningLimit = 20

    /// Metadata that says nothing.
    public init() {}

    init(storedSize: PixelSize?) { self.storedSize = storedSize }

    /// Width and height of the upright picture.
    public var uprightSize: PixelSize? { storedSize.map(orientation.upright) }

    mutating func warn(_ sentence: String) { warnings.appendWarning(sentence) }

    mutating func adopt(_ reading: ExifReading) {
        exif = reading.facts
        orientation = reading.orientation ?? .upright
        for warning in reading.warnings { warn(warning) }
        descriptions.exif = reading.descriptive
        if let iptc = reading.iptc { adopt(iptc: iptc) }
        if let xmp = reading.xmp { adopt(xmp) }
    }

    /// The first packet of a file counts.
    mutating func adopt(_ reading: XMPReading) {
        guard descriptions.xmp == nil else { return }
        descriptions.xmp = reading
        for warning in reading.warnings { warn(warning) }
    }

    mutating func adopt(xmp packet: [UInt8]) {
        if descriptions.xmp == nil { adopt(XMPReader.read(packet)) }
    }

    /// A packet that lies in a file, as far as it is read.
    mutating func adopt(xmp packet: ByteRegion) {
        guard descriptions.xmp == nil, let bytes = packet.bytes(0..<min(packet.count, XMPReader.packetLimit)) else { return }
        adopt(XMPReader.read(bytes))
    }

    mutating func adopt(iptc facts: DescriptiveFacts) { descriptions.iptc = descriptions.iptc ?? facts }

    /// Weighs what the parts say, when all were read: XMP repeats EXIF, and counts where that says nothing.
    mutating func settle() {
        descriptive = descriptions.merged
        if let repeated = descriptions.xmp?.exif { exif.fill(from: repeated) }
    }
}

extension [String] {
    /// Keeps each sentence once and no more than the limit, so that a hostile file cannot fill the sidecar.
    mutating func appendWarning(_ sentence: String) {
        if count < PhotoMetadata.warningLimit, !contains(sentence) { append(sentence) }
    }
}
