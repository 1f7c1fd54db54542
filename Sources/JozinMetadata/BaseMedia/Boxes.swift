// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// One box of an ISO base media file (ISO/IEC 14496-12, section 4.2).
struct Box {
    let kind: FourCC
    /// What lies behind the box's header, as far as the box that holds it goes.
    let content: Range<Int>
}

/// Walks boxes and what they list, at most `MetadataReader.partLimit` of everything in one file.
struct Boxes {
    let bytes: ByteRegion
    private var left = MetadataReader.partLimit
    /// What was wrong and passed over.
    private(set) var warnings: [String] = []

    init(_ bytes: ByteRegion) { self.bytes = bytes }

    /// The boxes that lie side by side in `range`; the last one may be cut short.
    mutating func boxes(in range: Range<Int>) -> [Box] {
        var found: [Box] = []
        var position = range.lowerBound
        while position < range.upperBound, takeOne() {
            guard let box = box(at: position, before: range.upperBound) else {
                warn("a box has no valid length")
                break
            }
            found.append(box)
            position = box.content.upperBound
        }
        return found
    }

    /// Whether one more part may be looked at.
    mutating func takeOne() -> Bool {
        if left > 0 {
            left -= 1
            return true
        }
        warn("it has more than \(MetadataReader.partLimit) boxes and items; the rest was not read")
        return false
    }

    mutating func warn(_ sentence: String) { warnings.appendWarning(sentence) }

    private mutating func box(at position: Int, before end: Int) -> Box? {
        guard let short = bytes.bigEndian(4, at: position), let kind = bytes.bigEndian(4, at: position + 4) else { return nil }
        var header = 8
        var length = short
        if short == 1 {
            guard let long = bytes.bigEndian(8, at: position + 8) else { return nil }
            header = 16
            length = long
        } else if short == 0 {
            length = UInt64(end - position)  // to the end of what holds it
        }
        guard length >= header, position + header <= end else { return nil }
        if length > end - position { warn("a box reaches past the end of what holds it") }
        let last = length > end - position ? end : position + Int(length)
        return Box(kind: FourCC(kind), content: position + header..<last)
    }
}

extension PhotoMetadata {
    /// Takes XMP out of a `uuid` box, where it is one of that (ISO 16684-3, section 3.2).
    mutating func adopt(xmpOf box: Box, in bytes: ByteRegion) {
        guard bytes.bigEndian(8, at: box.content.lowerBound) == 0xBE7A_CFCB_97A9_42E8, box.content.count > 16,
            bytes.bigEndian(8, at: box.content.lowerBound + 8) == 0x9C71_9994_91E3_AFAC
        else { return }
        adopt(xmp: bytes.extracting(box.content.dropFirst(16)))
    }
}

extension ByteCursor {
    /// Takes the version and the flags that a full box begins with.
    mutating func fullBox() -> (version: Int, flags: Int)? {
        number(4).map { (Int($0 >> 24), Int($0 & 0xFF_FFFF)) }
    }
}
