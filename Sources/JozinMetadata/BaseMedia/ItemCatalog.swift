// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What the `meta` box of an image file says of its items (ISO/IEC 14496-12, section 8.11; ISO/IEC 23008-12).
struct ItemCatalog {
    /// The item that is the picture.
    private(set) var primary: Int?
    /// The kinds of the items, by their numbers.
    private(set) var kinds: [Int: FourCC] = [:]
    /// The items that are XMP.
    private(set) var packets: Set<Int> = []
    /// Where the items' bytes lie.
    private(set) var places: [Int: ItemPlace] = [:]
    /// The item that each item of metadata describes: the first, where it is several.
    private(set) var described: [Int: Int] = [:]
    /// The properties that are shared out among the items, in the order that they are numbered in from 1.
    private(set) var properties: [Box] = []
    /// The numbers of the primary item's properties, in the order that they are applied in.
    private(set) var primaryProperties: [Int] = []
    /// The bytes that lie inside the `meta` box itself.
    private(set) var data: Range<Int>?

    /// Reads the content of a `meta` box.
    init(_ meta: Range<Int>, from boxes: inout Boxes) {
        var cursor = ByteCursor(boxes.bytes, meta)
        guard cursor.fullBox() != nil else { return }
        var associations: [Range<Int>] = []
        for box in boxes.boxes(in: cursor.rest) {
            switch box.kind {
            case "pitm": readPrimary(box.content, boxes)
            case "iinf": readKinds(box.content, from: &boxes)
            case "iloc": readPlaces(box.content, from: &boxes)
            case "iref": readReferences(box.content, from: &boxes)
            case "idat": data = box.content
            case "iprp":
                for part in boxes.boxes(in: box.content) {
                    if part.kind == "ipco" { properties = boxes.boxes(in: part.content) }
                    if part.kind == "ipma" { associations.append(part.content) }
                }
            default: break
            }
        }
        // Behind the others, since it asks for the primary item.
        for content in associations { readAssociations(content, from: &boxes) }
    }

    private mutating func readPrimary(_ content: Range<Int>, _ boxes: Boxes) {
        var cursor = ByteCursor(boxes.bytes, content)
        guard let header = cursor.fullBox() else { return }
        primary = cursor.number(header.version == 0 ? 2 : 4).map { Int($0) }
    }

    private mutating func readKinds(_ content: Range<Int>, from boxes: inout Boxes) {
        var cursor = ByteCursor(boxes.bytes, content)
        guard let header = cursor.fullBox(), cursor.number(header.version == 0 ? 2 : 4) != nil else { return }
        for entry in boxes.boxes(in: cursor.rest) where entry.kind == "infe" {
            var cursor = ByteCursor(boxes.bytes, entry.content)
            guard let version = cursor.fullBox()?.version, version >= 2, let item = cursor.number(version == 2 ? 2 : 4),
                cursor.skip(2) != nil, let kind = cursor.number(4)
            else { continue }
            kinds[Int(item)] = FourCC(kind)
            // Behind an item's name, the type of its content.
            if FourCC(kind) == "mime",
                let name = (0..<nameLimit).first(where: { boxes.bytes.byte(at: cursor.position + $0) == 0 }),
                boxes.bytes.holds("application/rdf+xml\0", at: cursor.position + name + 1)
            {
                packets.insert(Int(item))
            }
        }
    }

    /// The longest name of an item of metadata.
    private let nameLimit = 256

    private mutating func readReferences(_ content: Range<Int>, from boxes: inout Boxes) {
        var cursor = ByteCursor(boxes.bytes, content)
        guard let version = cursor.fullBox()?.version else { return }
        let width = version == 0 ? 2 : 4
        for reference in boxes.boxes(in: cursor.rest) where reference.kind == "cdsc" {
            var cursor = ByteCursor(boxes.bytes, reference.content)
            guard let from = cursor.number(width), let count = cursor.number(2), count > 0, let to = cursor.number(width) else {
                continue
            }
            described[Int(from)] = Int(to)
        }
    }

    private mutating func readAssociations(_ content: Range<Int>, from boxes: inout Boxes) {
        var cursor = ByteCursor(boxes.bytes, content)
        guard let header = cursor.fullBox(), let count = cursor.number(4) else { return }
        let width = header.flags & 1 == 1 ? 2 : 1
        for _ in 0..<count {
            guard boxes.takeOne(), let item = cursor.number(header.version == 0 ? 2 : 4), let size = cursor.number(1) else {
                return
            }
            guard Int(item) == primary, primaryProperties.isEmpty else {
                guard cursor.skip(Int(size) * width) != nil else { return }
                continue
            }
            for _ in 0..<size {
                // The upper bit says whether a reader must understand the property.
                guard let number = cursor.number(width) else { return }
                primaryProperties.append(Int(number) & (width == 2 ? 0x7FFF : 0x7F))
            }
        }
    }

    private mutating func readPlaces(_ content: Range<Int>, from boxes: inout Boxes) {
        var cursor = ByteCursor(boxes.bytes, content)
        guard let version = cursor.fullBox()?.version, version <= 2, let sizes = cursor.number(2),
            let count = cursor.number(version == 2 ? 4 : 2)
        else { return }
        let layout = ItemPlace.Layout(version: version, sizes: Int(sizes))
        for _ in 0..<count {
            guard let (item, place) = ItemPlace.read(layout, &cursor, from: &boxes) else { return }
            places[item] = place
        }
    }
}
