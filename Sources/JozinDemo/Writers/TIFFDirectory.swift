// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// One image file directory (TIFF 6.0, section 2), laid out with its long values behind it.
struct TIFFDirectory {
    private struct Field {
        let tag: Int
        let type: Int
        let count: Int
        let value: [UInt8]
    }

    private let order: ByteOrder
    private var fields: [Int: Field] = [:]

    init(order: ByteOrder) { self.order = order }

    mutating func bytes(_ tag: Int, _ value: [UInt8]) { set(tag, type: 1, count: value.count, value) }

    mutating func undefined(_ tag: Int, _ value: [UInt8]) { set(tag, type: 7, count: value.count, value) }

    mutating func ascii(_ tag: Int, _ text: String?) {
        guard let text else { return }
        let value = Array(text.utf8) + [0]
        set(tag, type: 2, count: value.count, value)
    }

    mutating func short(_ tag: Int, _ value: Int) {
        var buffer = ByteBuffer(order: order)
        buffer.u16(value)
        set(tag, type: 3, count: 1, buffer.bytes)
    }

    mutating func long(_ tag: Int, _ value: Int) {
        var buffer = ByteBuffer(order: order)
        buffer.u32(value)
        set(tag, type: 4, count: 1, buffer.bytes)
    }

    mutating func rationals(_ tag: Int, _ values: [(Int, Int)], signed: Bool = false) {
        var buffer = ByteBuffer(order: order)
        for (numerator, denominator) in values {
            buffer.u32(numerator)
            buffer.u32(denominator)
        }
        set(tag, type: signed ? 10 : 5, count: values.count, buffer.bytes)
    }

    private mutating func set(_ tag: Int, type: Int, count: Int, _ value: [UInt8]) {
        fields[tag] = Field(tag: tag, type: type, count: count, value: value)
    }

    /// The directory and its long values.
    var byteCount: Int {
        fields.values.reduce(2 + 12 * fields.count + 4) { $0 + ($1.value.count > 4 ? ($1.value.count + 1) / 2 * 2 : 0) }
    }

    /// The bytes of a directory that lies `offset` bytes into the TIFF structure; no directory follows it.
    func bytes(at offset: Int) -> [UInt8] {
        var directory = ByteBuffer(order: order)
        var values: [UInt8] = []
        let valuesStart = offset + 2 + 12 * fields.count + 4
        directory.u16(fields.count)
        // "The entries in an IFD must be sorted in ascending order by tag."
        for field in fields.values.sorted(by: { $0.tag < $1.tag }) {
            directory.u16(field.tag)
            directory.u16(field.type)
            directory.u32(field.count)
            if field.value.count <= 4 {
                directory.bytes += field.value + [UInt8](repeating: 0, count: 4 - field.value.count)
            } else {
                directory.u32(valuesStart + values.count)
                // "The value is expected to begin on a word boundary."
                values += field.value + (field.value.count.isMultiple(of: 2) ? [] : [0])
            }
        }
        directory.u32(0)
        return directory.bytes + values
    }
}
