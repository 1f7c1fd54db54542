// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what the items of a HEIC or AVIF say (ISO/IEC 23008-12): the primary item's size and how it is turned, EXIF, whether there
/// is a profile.
enum HEIFMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        var boxes = Boxes(bytes)
        guard bytes.holds("ftyp", at: 4) else {
            metadata.warn("this is no HEIF")
            return metadata
        }
        if let meta = boxes.boxes(in: 0..<bytes.count).first(where: { $0.kind == "meta" }) {
            let catalog = ItemCatalog(meta.content, from: &boxes)
            if let reading = exif(catalog, bytes) { metadata.adopt(reading) }
            if let xmp = xmp(catalog, bytes) { metadata.adopt(xmp: xmp) }
            // What EXIF says of the turn is history: the item's own properties rule (section 6.5).
            metadata.orientation = .upright
            apply(catalog, bytes, to: &metadata)
        }
        for warning in boxes.warnings { metadata.warn(warning) }
        return metadata
    }

    /// EXIF that describes the primary item, else the first there is.
    private static func exif(_ catalog: ItemCatalog, _ bytes: ByteRegion) -> ExifReading? {
        let items = catalog.kinds.keys.filter { catalog.kinds[$0] == "Exif" }.sorted()
        let chosen = items.first { catalog.described[$0] != nil && catalog.described[$0] == catalog.primary } ?? items.first
        guard let chosen, let place = catalog.places[chosen] else { return nil }
        guard let item = place.region(in: bytes, data: catalog.data, limit: itemLimit) else {
            var reading = ExifReading()
            reading.warnings = ["the EXIF item lies outside the file"]
            return reading
        }
        return ExifReader.read(item: item)
    }

    /// XMP that describes the primary item, else the first there is.
    private static func xmp(_ catalog: ItemCatalog, _ bytes: ByteRegion) -> ByteRegion? {
        let items = catalog.packets.sorted()
        let chosen = items.first { catalog.described[$0] != nil && catalog.described[$0] == catalog.primary } ?? items.first
        return chosen.flatMap { catalog.places[$0] }?.region(in: bytes, data: catalog.data, limit: itemLimit)
    }

    /// EXIF in several pieces is joined up to here.
    private static let itemLimit = 16 << 20

    private static func apply(_ catalog: ItemCatalog, _ bytes: ByteRegion, to metadata: inout PhotoMetadata) {
        for number in catalog.primaryProperties where number > 0 && number <= catalog.properties.count {
            let property = catalog.properties[number - 1]
            var cursor = ByteCursor(bytes, property.content)
            switch property.kind {
            case "ispe":
                if cursor.fullBox() != nil, let width = cursor.number(4), let height = cursor.number(4), width > 0, height > 0 {
                    metadata.storedSize = PixelSize(width: Int(width), height: Int(height))
                }
            case "irot":
                // Quarters of a turn against the clock.
                if let angle = cursor.number(1) { metadata.orientation.turn(right: (4 - Int(angle & 3)) % 4) }
            case "imir":
                if let axis = cursor.number(1) { metadata.orientation.mirror(upsideDown: axis & 1 == 0) }
            case "colr":
                if let kind = cursor.number(4).map({ FourCC($0) }), kind == "prof" || kind == "rICC" {
                    metadata.hasICCProfile = true
                }
            default: break
            }
        }
    }
}

extension ExifReader {
    /// Reads the content of an `Exif` item or box: how far the TIFF header is, and the block.
    static func read(item: ByteRegion) -> ExifReading {
        let start = item.bigEndian(4, at: 0).map { Int($0) + 4 } ?? 0
        // Some programs leave the number out or count it wrongly.
        let starts = [start, 4, 0].filter { $0 < item.count }
        for start in starts {
            let reading = read(tiff: item.extracting(start..<item.count))
            if reading.hasHeader { return reading }
        }
        return read(tiff: item)
    }
}

extension Orientation {
    /// Each as turns to the right by a quarter, after a mirroring of left and right where there is one.
    private static let parts: [(turns: Int, isMirrored: Bool, orientation: Orientation)] = [
        (0, false, .upright), (1, false, .turnedRight), (2, false, .turned180), (3, false, .turnedLeft), (0, true, .mirrored),
        (1, true, .transversed), (2, true, .flipped), (3, true, .transposed),
    ]

    private var parts: (turns: Int, isMirrored: Bool) {
        Orientation.parts.first { $0.orientation == self }.map { ($0.turns, $0.isMirrored) } ?? (0, false)
    }

    private init(turns: Int, isMirrored: Bool) {
        let turns = (turns % 4 + 4) % 4
        self = Orientation.parts.first { $0.turns == turns && $0.isMirrored == isMirrored }?.orientation ?? .upright
    }

    /// Turns what this one makes upright once more, by quarters to the right.
    fileprivate mutating func turn(right turns: Int) {
        self = Orientation(turns: parts.turns + turns, isMirrored: parts.isMirrored)
    }

    /// Exchanges left and right, or top and bottom, of what this one makes upright.
    fileprivate mutating func mirror(upsideDown: Bool) {
        self = Orientation(turns: (upsideDown ? 2 : 0) - parts.turns, isMirrored: !parts.isMirrored)
    }
}
