// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension CodedColour {
    /// What the `nclx` property of a HEIC's or AVIF's primary picture says (ISO/IEC 23008-12, ISO/IEC 14496-12); nil where none does.
    ///
    /// `read` gives up to `count` bytes of the file from `offset`. Where the primary picture has no colour of its own, as one made of
    /// tiles may, the first that any picture has is taken.
    public init?(heif read: (_ offset: Int, _ count: Int) -> [UInt8]) {
        guard let meta = CodedColour.metaBox(read), meta.count >= 4 else { return nil }
        let bytes = meta.span
        // A full box: version and flags come first.
        let boxes = ISOBox.list(bytes, 4..<bytes.count)
        guard let properties = boxes.first(where: { $0.kind == 0x6970_7270 }) else { return nil }  // iprp
        let inside = ISOBox.list(bytes, properties.content)
        guard let container = inside.first(where: { $0.kind == 0x6970_636F }) else { return nil }  // ipco
        let all = ISOBox.list(bytes, container.content)
        let pitm = boxes.first { $0.kind == 0x7069_746D }
        let primary = CodedColour.primary(bytes, pitm?.content ?? 0..<0)
        var own: [ISOBox] = []
        for box in inside where box.kind == 0x6970_6D61 {  // ipma
            for number in CodedColour.properties(bytes, box.content, of: primary) where all.indices.contains(number - 1) {
                own.append(all[number - 1])
            }
        }
        let coloured = own.contains { $0.kind == 0x636F_6C72 } ? own : all  // colr
        for property in coloured {
            guard let found = CodedColour(bytes, property: property) else { continue }
            self = found
            return
        }
        return nil
    }

    private init?(_ bytes: Span<UInt8>, property: ISOBox) {
        let start = property.content.lowerBound
        guard property.kind == 0x636F_6C72, property.content.count >= 10, bytes.big32(start) == 0x6E63_6C78,  // nclx
            let primaries = bytes.big16(start + 4), let transfer = bytes.big16(start + 6)
        else { return nil }
        self.init(primaries: Int(primaries), transfer: Int(transfer))
    }

    /// The content of the file's `meta` box, at most 16 MB of it.
    private static func metaBox(_ read: (Int, Int) -> [UInt8]) -> [UInt8]? {
        var position = 0
        for _ in 0..<1000 {
            let head = read(position, 16)
            guard let box = ISOBox(head.span, at: 0) else { return nil }
            let size = box.declaredSize ?? Int.max / 2
            if box.kind == 0x6D65_7461 { return read(position + box.headSize, min(size - box.headSize, 16 << 20)) }
            guard size < Int.max / 4, position < Int.max / 4 else { return nil }
            position += size
        }
        return nil
    }

    private static func primary(_ bytes: Span<UInt8>, _ content: Range<Int>) -> UInt32? {
        let start = content.lowerBound
        guard content.count >= 6 else { return nil }
        return bytes[start] == 0 ? bytes.big16(start + 4).map(UInt32.init) : bytes.big32(start + 4)
    }

    /// The numbers, from 1, of the properties that belong to `item`.
    private static func properties(_ bytes: Span<UInt8>, _ content: Range<Int>, of item: UInt32?) -> [Int] {
        let box = bytes.extracting(content)
        guard let item, let head = box.big32(0), let count = box.big32(4) else { return [] }
        let (hasLongItems, hasLongIndices) = (head >> 24 > 0, head & 1 == 1)
        var place = 8
        for _ in 0..<count {
            guard let id = hasLongItems ? box.big32(place) : box.big16(place).map(UInt32.init) else { return [] }
            place += hasLongItems ? 4 : 2
            guard place < box.count else { return [] }
            let associations = Int(box[place])
            place += 1
            let width = hasLongIndices ? 2 : 1
            guard associations * width <= box.count - place else { return [] }
            if id == item {
                return (0..<associations).map { index in
                    hasLongIndices ? Int(box.big16(place + 2 * index) ?? 0) & 0x7FFF : Int(box[place + index]) & 0x7F
                }
            }
            place += associations * width
        }
        return []
    }
}

/// A box of ISO/IEC 14496-12.
struct ISOBox {
    let kind: UInt32
    let content: Range<Int>
    let headSize: Int
    /// Nil where it reaches to the end of what holds it.
    let declaredSize: Int?

    /// The box at `offset`; nil where its head does not fit, or makes no sense. Its content may reach past the end.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard let size = bytes.big32(offset), let kind = bytes.big32(offset + 4) else { return nil }
        var (long, head) = (Int(size), 8)
        if size == 1 {
            guard let high = bytes.big32(offset + 8), high < 1 << 24, let low = bytes.big32(offset + 12) else { return nil }
            (long, head) = (Int(high) << 32 | Int(low), 16)
        }
        guard size == 0 || long >= head else { return nil }
        self.kind = kind
        headSize = head
        declaredSize = size == 0 ? nil : long
        content = offset + head..<(size == 0 ? max(bytes.count, offset + head) : offset + long)
    }

    /// The boxes one behind another in `range`, as far as they fit; no more than 10,000.
    static func list(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [ISOBox] {
        var boxes: [ISOBox] = []
        var position = range.lowerBound
        while position < range.upperBound, boxes.count < 10_000, let box = ISOBox(bytes, at: position),
            box.content.upperBound <= min(range.upperBound, bytes.count)
        {
            boxes.append(box)
            position = box.content.upperBound
        }
        return boxes
    }
}
