// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A box of an ISO base media file.
func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    big(content.count + 8, 4) + Array(kind.utf8) + content
}

/// A box that begins with a version and flags.
func fullBox(_ kind: String, version: Int = 0, flags: Int = 0, _ content: [UInt8]) -> [UInt8] {
    box(kind, big(version, 1) + big(flags, 3) + content)
}

func big(_ value: Int, _ width: Int) -> [UInt8] { ExifBuilder(littleEndian: false).number(UInt64(value), width) }

/// Writes HEIC files for tests: one picture without pixels, and EXIF.
struct HEIFBuilder {
    var brand = "heic"
    var width = 40
    var height = 30
    /// What follows `ispe` in the picture's properties, in order.
    var turns: [[UInt8]] = []
    /// The EXIF item's content, the number before the block included; nil for none.
    var exif: [UInt8]?
    /// The version of `iloc`.
    var version = 1
    /// 0 counts from the file's start, 1 from that of `idat`.
    var method = 0
    /// How many pieces EXIF is cut into, in reverse order in the file.
    var pieces = 1
    /// How many bytes lie before the data.
    var padding = 0
    /// An EXIF item of another picture, before the right one.
    var otherExif: [UInt8]?
    /// An XMP packet.
    var xmp: [UInt8]?
    /// Numbers of items are 16 or 32 bits wide.
    var hasLongNumbers = false

    static func item(_ tiff: [UInt8]) -> [UInt8] { big(6, 4) + Array("Exif\0\0".utf8) + tiff }
    static func rotation(_ quarters: UInt8) -> [UInt8] { box("irot", [quarters]) }
    static func mirroring(_ axis: UInt8) -> [UInt8] { box("imir", [axis]) }

    var bytes: [UInt8] {
        let start = box("ftyp", Array("\(brand)\0\0\0\0mif1\(brand)".utf8))
        // The offsets change no box's length, so that they can be filled in when it is known.
        let length = start.count + meta(dataAt: 0).count
        let data = length + padding + 8
        let rest = method == 1 ? [] : [UInt8](repeating: 0, count: padding) + box("mdat", payload)
        return start + meta(dataAt: method == 1 ? 0 : data) + rest
    }

    private var number: Int { hasLongNumbers ? 4 : 2 }
    private var items: [(id: Int, kind: String)] {
        [(1, "hvc1")] + (otherExif == nil ? [] : [(5, "Exif")]) + (exif == nil ? [] : [(7, "Exif")])
            + (xmp == nil ? [] : [(8, "mime")])
    }
    /// EXIF in pieces, the last one first, then the other EXIF.
    private var payload: [UInt8] { cut.reversed().flatMap { $0 } + (otherExif ?? []) + (xmp ?? []) }
    private var cut: [[UInt8]] {
        guard let exif else { return [] }
        let size = (exif.count + pieces - 1) / pieces
        return stride(from: 0, to: exif.count, by: max(size, 1)).map { Array(exif[$0..<min($0 + size, exif.count)]) }
    }

    private func meta(dataAt data: Int) -> [UInt8] {
        let version = hasLongNumbers ? 1 : 0
        let kinds = items.flatMap { item in
            fullBox(
                "infe", version: hasLongNumbers ? 3 : 2,
                big(item.id, number) + [0, 0]
                    + Array((item.kind == "mime" ? "mime\0application/rdf+xml\0" : item.kind + "\0").utf8))
        }
        let references = (exif == nil ? [] : box("cdsc", big(7, number) + [0, 1] + big(1, number)))
        let others = (otherExif == nil ? [] : box("cdsc", big(5, number) + [0, 1] + big(9, number)))
        let size = fullBox("ispe", big(width, 4) + big(height, 4))
        let properties = box("ipco", fullBox("ispe", big(999, 4) + big(999, 4)) + size + turns.flatMap { $0 })
        let used = [0x82] + turns.indices.map { UInt8($0 + 3) | 0x80 }
        // Another item's properties come first.
        let shared = big(9, number) + [1, 0x81] + big(1, number) + [UInt8(used.count)] + used
        let associations = fullBox("ipma", version: version, big(2, 4) + shared)
        return fullBox(
            "meta",
            fullBox("hdlr", big(0, 4) + Array("pict".utf8) + [UInt8](repeating: 0, count: 13))
                + fullBox("pitm", version: version, big(1, number))
                + fullBox("iinf", version: version, big(items.count, version == 0 ? 2 : 4) + kinds)
                + fullBox("iref", version: version, others + references) + box("iprp", properties + associations) + places(data)
                + (method == 1 ? box("idat", payload) : []))
    }

    private func places(_ data: Int) -> [UInt8] {
        let isOld = version == 0
        var entries: [UInt8] = []
        for (id, _) in items where id != 1 {
            entries += big(id, version == 2 ? 4 : 2) + (isOld ? [] : big(method, 2)) + [0, 0]
            let lengths = id == 7 ? cut.map { $0.count } : [(id == 8 ? xmp : otherExif)?.count ?? 0]
            let exifLength = cut.reduce(0) { $0 + $1.count }
            entries += big(data, 4) + big(lengths.count, 2)
            var offset = exifLength + (id == 8 ? otherExif?.count ?? 0 : 0)
            for length in lengths {
                if id == 7 { offset -= length }
                entries += (isOld ? [] : big(0, 4)) + big(offset, 8) + big(length, 4)
            }
        }
        let sizes: [UInt8] = [0x84, isOld ? 0x40 : 0x44]
        let count = items.count - 1
        return fullBox("iloc", version: version, sizes + big(count, version == 2 ? 4 : 2) + entries)
    }
}
