// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinMetadata

/// Counts what is read of an array.
final class CountedBytes: ByteSource {
    let bytes: [UInt8]
    private(set) var calls = 0
    private(set) var fetched = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func bytes(at offset: Int, count: Int) -> [UInt8] {
        calls += 1
        fetched += count
        return bytes.bytes(at: offset, count: count)
    }
}

/// A file too large for any memory: a pattern over and over, and some pieces at their places.
final class VastBytes: ByteSource {
    let count: Int
    private let pattern: [UInt8]
    private let pieces: [(offset: Int, bytes: [UInt8])]
    private(set) var calls = 0
    private(set) var fetched = 0

    init(count: Int, pattern: [UInt8] = [0], pieces: [(Int, [UInt8])]) {
        self.count = count
        self.pattern = pattern
        self.pieces = pieces.map { (offset: $0.0, bytes: $0.1) }
    }

    func bytes(at offset: Int, count: Int) -> [UInt8] {
        calls += 1
        fetched += count
        var bytes = (0..<count).map { pattern[(offset + $0) % pattern.count] }
        for piece in pieces {
            let shared = (piece.offset..<piece.offset + piece.bytes.count).clamped(to: offset..<offset + count)
            for place in shared { bytes[place - offset] = piece.bytes[place - piece.offset] }
        }
        return bytes
    }
}

/// A file that cannot be read behind `readable`, as on a failing disk.
struct FailingBytes: ByteSource {
    let bytes: [UInt8]
    let readable: Int

    var count: Int { bytes.count }

    func bytes(at offset: Int, count: Int) -> [UInt8] {
        offset + count <= readable ? bytes.bytes(at: offset, count: count) : []
    }
}
