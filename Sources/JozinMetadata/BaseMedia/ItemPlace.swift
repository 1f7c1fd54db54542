// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Where one item's bytes lie: in one piece or several (ISO/IEC 14496-12, section 8.11.3).
struct ItemPlace {
    /// What the offsets of the pieces count from.
    enum Origin: Int {
        case file, itemData, item
    }

    let origin: Origin
    let pieces: [Piece]

    /// One piece; without a length it goes to the end.
    struct Piece {
        let offset: Int
        let length: Int?
    }

    /// How wide the numbers of an `iloc` box are, in bytes.
    struct Layout {
        let version: Int
        let offset: Int
        let length: Int
        let base: Int
        let index: Int

        /// `sizes` are four numbers of four bits.
        init(version: Int, sizes: Int) {
            self.version = version
            offset = sizes >> 12 & 15
            length = sizes >> 8 & 15
            base = sizes >> 4 & 15
            index = version == 0 ? 0 : sizes & 15
        }

        /// The standard allows no other.
        var isValid: Bool { [offset, length, base, index].allSatisfy { [0, 4, 8].contains($0) } }
    }

    /// The next item's number and place; nil where the list ends or cannot be read on.
    static func read(_ layout: Layout, _ cursor: inout ByteCursor, from boxes: inout Boxes) -> (Int, ItemPlace)? {
        guard layout.isValid, boxes.takeOne(), let item = cursor.number(layout.version == 2 ? 4 : 2),
            let method = cursor.number(layout.version == 0 ? 0 : 2), cursor.skip(2) != nil,  // the file that holds it: this one
            let base = cursor.number(layout.base), let count = cursor.number(2)
        else { return nil }
        var pieces: [Piece] = []
        for _ in 0..<count {
            guard boxes.takeOne(), cursor.skip(layout.index) != nil, let offset = cursor.number(layout.offset),
                let length = cursor.number(layout.length)
            else { return nil }
            let (start, overflow) = base.addingReportingOverflow(offset)
            guard !overflow, let start = Int(exactly: start), let length = Int(exactly: length) else { continue }
            pieces.append(Piece(offset: start, length: length == 0 ? nil : length))
        }
        guard let origin = Origin(rawValue: Int(method) & 15) else { return (Int(item), ItemPlace(origin: .item, pieces: [])) }
        return (Int(item), ItemPlace(origin: origin, pieces: pieces))
    }

    /// The item's bytes; nil where they lie outside, inside another item, or are longer than `limit` in several pieces.
    func region(in bytes: ByteRegion, data: Range<Int>?, limit: Int) -> ByteRegion? {
        let holder: ByteRegion
        switch origin {
        case .file: holder = bytes
        case .itemData:
            guard let data else { return nil }
            holder = bytes.extracting(data)
        case .item: return nil
        }
        var joined: [UInt8] = []
        for piece in pieces {
            guard piece.offset < holder.count else { return nil }
            let end = min(piece.length ?? holder.count, holder.count - piece.offset) + piece.offset
            if pieces.count == 1 { return holder.extracting(piece.offset..<end) }
            guard joined.count + end - piece.offset <= limit, let part = holder.bytes(piece.offset..<end) else { return nil }
            joined += part
        }
        return joined.isEmpty ? nil : ByteRegion(joined)
    }
}
