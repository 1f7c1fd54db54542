// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The bytes of one restart interval, or of a whole scan without restarts, stuffing removed (ISO/IEC 10918-1, B.1.1.5).
///
/// Invariant: behind the `count` real bytes lie `padding` zeros, so that a block that begins before `limit` can be read to its
/// end, however damaged, without looking where the bytes end: a block takes at most 64 x 31 bits, 248 bytes.
struct EntropyBytes: Sendable {
    static let padding = 8 + 8 + 248 + 8 + 8

    private(set) var storage: [UInt8] = []
    /// How many bytes are real.
    private(set) var count = 0
    /// The marker that ended them; nil where the file ended.
    private(set) var marker: UInt8?

    /// Where a cursor may stand at most when a block begins: a cursor reads up to 8 bytes ahead.
    var limit: Int { count + 8 }

    /// Makes room for any interval of a file of this size.
    mutating func reserve(for fileSize: Int) {
        let needed = fileSize + EntropyBytes.padding
        if storage.count < needed { storage = [UInt8](repeating: 0, count: needed) }
    }

    /// Takes the bytes from `start` to the next marker; returns where the marker's first 0xFF stands, or the file's end.
    mutating func load(_ file: Span<UInt8>, from start: Int) -> Int {
        let end: Int
        (end, count, marker) = EntropyBytes.unstuff(file, from: start, into: &storage)
        return end
    }

    private static func unstuff(
        _ file: Span<UInt8>, from start: Int, into storage: inout [UInt8]
    ) -> (end: Int, count: Int, marker: UInt8?) {
        var output = storage.mutableSpan
        var (from, to) = (start, 0)
        var marker: UInt8?
        while true {
            copyUntilFF(file, &from, &output, &to)
            var after = from
            while after < file.count, file[after] == 0xFF { after &+= 1 }
            guard after < file.count else { break }
            guard file[after] == 0 else {
                marker = file[after]
                break
            }
            output[to] = 0xFF
            to &+= 1
            from = after &+ 1
        }
        for word in 0..<padding / 8 { output.store(littleEndian: 0, at: to + 8 * word) }
        return (from, to, marker)
    }

    /// Copies up to the next 0xFF or the end. Stores whole words: up to seven bytes behind `to` are overwritten.
    @inline(__always)
    private static func copyUntilFF(
        _ file: Span<UInt8>, _ from: inout Int, _ output: inout MutableSpan<UInt8>, _ to: inout Int
    ) {
        let last = file.count &- 8
        while from <= last {
            let word = file.littleEndian64(at: from)
            output.store(littleEndian: word, at: to)
            // The complement of 0xFF is zero. Borrows make bits above a zero byte unsure, so the search begins at the
            // lowest byte, which must be the first of the file.
            let found = (~word &- 0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080
            guard found == 0 else {
                from &+= found.trailingZeroBitCount &>> 3
                to &+= found.trailingZeroBitCount &>> 3
                return
            }
            from &+= 8
            to &+= 8
        }
        while from < file.count, file[from] != 0xFF {
            output[to] = file[from]
            from &+= 1
            to &+= 1
        }
    }
}
