// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What was read from one XMP packet.
public struct XMPReading: Hashable, Sendable {
    /// What it says in words.
    public var descriptive = DescriptiveFacts()
    /// What it repeats of EXIF.
    public var exif = ExifFacts()
    /// How it says that stored pixels are turned.
    public var orientation: Orientation?
    /// How large it says that the stored picture is.
    public var storedSize: PixelSize?
    /// What was wrong and passed over, one sentence each.
    public var warnings: [String] = []
    /// By which name the rest of it goes that did not fit into one segment.
    var extended: String?

    /// A reading of nothing.
    public init() {}
}

/// Reads XMP packets (ISO 16684-1), alone or inside a photo, and nothing that they point at.
public enum XMPReader {
    /// The longest packet that is read; what is longer carries pictures of its own, and the words come first.
    public static let packetLimit = 1 << 20

    /// Reads a packet in UTF-8, UTF-16 or UTF-32; damage costs what lies behind it and leaves a warning.
    public static func read(_ packet: [UInt8]) -> XMPReading {
        let rdf = RDFReader(utf8(packet.count > packetLimit ? Array(packet[..<packetLimit]) : packet))
        var reading = XMPReading(rdf.properties)
        if let failure = rdf.failure { reading.warnings.append("XMP was not read to its end: \(failure)") }
        return reading
    }

    /// A packet begins with `<`, or with the mark of a byte order; neither has a zero in UTF-8.
    private static func utf8(_ packet: [UInt8]) -> [UInt8] {
        let start = Array(packet.prefix(4))
        guard start.count == 4, start.contains(0) || start[0] >= 0xFE else {
            return start.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(packet.dropFirst(3)) : packet
        }
        let width = (start[0] == 0 && start[1] == 0) || (start[2] == 0 && start[3] == 0) ? 4 : 2
        let isLittle = start[0] != 0 && start[0] != 0xFE
        let units = stride(from: 0, to: packet.count - packet.count % width, by: width).map { position in
            (0..<width).reduce(UInt32(0)) { $0 << 8 | UInt32(packet[position + (isLittle ? width - 1 - $1 : $1)]) }
        }
        let text =
            width == 4
            ? String(String.UnicodeScalarView(units.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
            : String(decoding: units.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self)
        return Array((text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text).utf8)
    }
}
