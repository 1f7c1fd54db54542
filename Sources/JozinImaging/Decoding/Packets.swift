// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Builds a packet: fixed-width integers, least significant byte first.
struct PacketWriter {
    private(set) var bytes: [UInt8] = []

    /// Appends an integer.
    mutating func write(_ value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Appends bytes as they are.
    mutating func write(_ more: [UInt8]) { bytes += more }

    /// Appends a text of at most `limit` bytes behind its 16-bit length; what is longer loses its tail.
    mutating func write(_ text: String, limit: Int) {
        let utf8 = Array(text.utf8.prefix(min(limit, Int(UInt16.max))))
        write(UInt16(utf8.count))
        write(utf8)
    }
}

/// Reads a packet that anybody may have written: everything past its end is nil, and stays so.
struct PacketReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether every byte was read.
    var isAtEnd: Bool { position == bytes.count }

    /// The next integer.
    mutating func read<Value: FixedWidthInteger & UnsignedInteger>(_: Value.Type = Value.self) -> Value? {
        guard let part = read(count: Value.bitWidth / 8) else { return nil }
        return part.reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    /// The next 64-bit integer that fits Int.
    mutating func readInt() -> Int? { read(UInt64.self).flatMap { Int(exactly: $0) } }

    /// The next `count` bytes.
    mutating func read(count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - position else {
            position = bytes.count
            return nil
        }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// The next text, as it may be shown: the writer may be a process that an attacker took over.
    mutating func readText(limit: Int) -> String? {
        guard let count = read(UInt16.self), Int(count) <= limit, let utf8 = read(count: Int(count)) else { return nil }
        return DisplayName.text(utf8)
    }
}
