// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What was read from one EXIF block.
public struct ExifReading: Hashable, Sendable {
    /// What EXIF says; empty where nothing could be read.
    public var facts = ExifFacts()
    /// What EXIF says in words.
    public var descriptive = DescriptiveFacts()
    /// Nil where the tag is absent or holds no value of 1 to 8.
    public var orientation: Orientation?
    /// What was wrong and passed over, one sentence each.
    public var warnings: [String] = []
    /// How many directory entries were looked at: the work that was done, at most `ExifReader.entryLimit`.
    public var visitedEntries = 0
    /// XMP and IPTC that have tags beside it, as in a TIFF.
    var xmp: XMPReading?
    var iptc: DescriptiveFacts?
    /// The size of the picture as the camera meant it, which a preview beside it does not have.
    var pictureSize: PixelSize?
    /// Whether there was a TIFF header, without which nothing else can be read.
    public var hasHeader = false

    /// A reading of nothing.
    public init() {}
}

/// Reads EXIF: a TIFF structure of directories, in either byte order (Exif 2.32, section 4.5).
///
/// Damage costs what it hits and leaves a warning; whatever the bytes, the work is bounded by `entryLimit`.
public enum ExifReader {
    /// How many directory entries are looked at in one block.
    public static let entryLimit = 10_000
    /// How deep directories may lie in one another.
    public static let nestingLimit = 32

    /// Reads a block that begins with its TIFF header, or with `Exif\0\0` before it.
    public static func read(tiff bytes: Span<UInt8>) -> ExifReading { read(tiff: ByteRegion(copying: bytes)) }

    /// Reads a block that lies in a file.
    static func read(tiff bytes: ByteRegion) -> ExifReading {
        guard !bytes.holds("Exif\0\0") else { return read(structureOf: bytes.extracting(6..<bytes.count)) }
        return read(structureOf: bytes)
    }

    /// The place in a GPS directory that is a block of its own.
    static func readPosition(tiff bytes: ByteRegion) -> GPSPosition? {
        guard let structure = TIFFStructure(bytes) else { return nil }
        var tags = ExifTags(structure)
        tags.collectPosition(from: bytes)
        return tags.position(in: bytes)
    }

    private static func read(structureOf bytes: ByteRegion) -> ExifReading {
        var reading = ExifReading()
        guard let structure = TIFFStructure(bytes) else {
            reading.warnings = ["EXIF does not begin with a TIFF header"]
            return reading
        }
        reading.hasHeader = true
        var tags = ExifTags(structure)
        tags.collect(from: bytes)
        reading.orientation = tags.orientation(in: bytes)
        reading.facts.make = tags.text(ExifTag.make, in: bytes)
        reading.facts.model = tags.text(ExifTag.model, in: bytes)
        reading.facts.captured = tags.captured(in: bytes)
        reading.facts.lens = tags.text(ExifTag.lensModel, in: bytes)
        tags.readExposure(into: &reading.facts, in: bytes)
        if reading.facts.lens == nil || reading.facts.iso == nil {
            let note = tags.makerNote(make: reading.facts.make, in: bytes)
            reading.facts.lens = reading.facts.lens ?? note.lens
            reading.facts.iso = reading.facts.iso ?? note.iso
        }
        reading.pictureSize = HeaderSizes.size(
            width: tags.wholeNumber(ExifTag.pixelXDimension, in: bytes),
            height: tags.wholeNumber(ExifTag.pixelYDimension, in: bytes))
        reading.facts.gps = tags.position(in: bytes)
        reading.descriptive = tags.descriptive(in: bytes)
        reading.xmp = tags.xmp(in: bytes)
        reading.iptc = tags.iptc(in: bytes)
        reading.warnings = tags.warnings
        reading.visitedEntries = tags.visited
        return reading
    }
}
