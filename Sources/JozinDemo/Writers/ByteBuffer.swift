// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The order of the bytes of a number; the raw value is how TIFF spells it.
public enum ByteOrder: String, Sendable, CaseIterable {
    case little = "II"
    case big = "MM"
}

/// Bytes that grow by numbers of one byte order.
struct ByteBuffer {
    let order: ByteOrder
    var bytes: [UInt8] = []

    init(order: ByteOrder) { self.order = order }

    mutating func u8(_ value: Int) { bytes.append(UInt8(truncatingIfNeeded: value)) }

    mutating func u16(_ value: Int) { number(value, width: 2) }

    mutating func u32(_ value: Int) { number(value, width: 4) }

    mutating func text(_ text: String) { bytes += Array(text.utf8) }

    private mutating func number(_ value: Int, width: Int) {
        for index in 0..<width {
            let place = order == .little ? index : width - 1 - index
            bytes.append(UInt8(truncatingIfNeeded: value >> (place * 8)))
        }
    }
}
