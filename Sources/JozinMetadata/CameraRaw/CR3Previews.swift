// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Where Canon's CR3 keeps finished pictures: the first sample of a track, which may be a JPEG of full size, and a box `PRVW`.
enum CR3Previews {
    static func places(_ bytes: ByteRegion) -> [Range<Int>] {
        var boxes = Boxes(bytes)
        var places: [Range<Int>] = []
        for box in boxes.boxes(in: 0..<bytes.count) {
            if box.kind == "moov" {
                for track in boxes.boxes(in: box.content) where track.kind == "trak" { places += sample(track, &boxes) }
            }
            if box.kind == "uuid", bytes.bigEndian(8, at: box.content.lowerBound) == 0xEAF4_2B5E_1C98_4B88,
                bytes.bigEndian(8, at: box.content.lowerBound + 8) == 0xB9FB_B7DC_406E_4D16
            {
                // Behind the box's name lie 8 bytes that are no box.
                for preview in boxes.boxes(in: box.content.dropFirst(24)) where preview.kind == "PRVW" {
                    // Four numbers of 16 bits and one of 32, the width and height among them, then how long the JPEG is.
                    if let length = bytes.bigEndian(4, at: preview.content.lowerBound + 12) {
                        places += place(UInt64(preview.content.lowerBound + 16), length)
                    }
                }
            }
        }
        return places
    }

    /// `co64` and `stsz` of the track's sample table (ISO/IEC 14496-12, sections 8.7.5 and 8.7.3): the first sample.
    private static func sample(_ track: Box, _ boxes: inout Boxes) -> [Range<Int>] {
        var inner = [track]
        for kind: FourCC in ["mdia", "minf", "stbl"] {
            guard let next = inner.first.map({ boxes.boxes(in: $0.content) })?.first(where: { $0.kind == kind }) else {
                return []
            }
            inner = [next]
        }
        let table = inner.first.map { boxes.boxes(in: $0.content) } ?? []
        func number(_ kind: FourCC, at offset: Int, _ width: Int) -> UInt64? {
            guard let box = table.first(where: { $0.kind == kind }), offset + width <= box.content.count else { return nil }
            return boxes.bytes.bigEndian(width, at: box.content.lowerBound + offset)
        }
        // One size of all samples, or 0 and a list.
        guard let same = number("stsz", at: 4, 4), let length = same > 0 ? same : number("stsz", at: 12, 4),
            let start = number("co64", at: 8, 8) ?? number("stco", at: 8, 4)
        else { return [] }
        return place(start, length)
    }

    private static func place(_ start: UInt64, _ length: UInt64) -> [Range<Int>] {
        guard length > 0, let start = Int(exactly: start), let length = Int(exactly: length),
            case let (end, overflow) = start.addingReportingOverflow(length), !overflow
        else { return [] }
        return [start..<end]
    }
}
