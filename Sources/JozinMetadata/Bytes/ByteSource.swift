// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A file's bytes, read where a parser asks for them: metadata may lie anywhere in a file that is too large for memory.
public protocol ByteSource {
    /// How many bytes there are.
    var count: Int { get }

    /// The `count` bytes at `offset`; fewer where they end or cannot be read. Asked only inside `0..<count`.
    func bytes(at offset: Int, count: Int) -> [UInt8]
}

extension [UInt8]: ByteSource {
    /// The `count` bytes at `offset`; fewer where the array ends.
    public func bytes(at offset: Int, count: Int) -> [UInt8] { Array(dropFirst(offset).prefix(count)) }
}
