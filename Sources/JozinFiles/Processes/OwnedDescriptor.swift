// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An open file descriptor with one owner, closed when the owner lets go.
public struct OwnedDescriptor: ~Copyable, Sendable {
    /// The kernel's number; valid as long as this value lives.
    public let number: Int32

    /// Takes over an open descriptor.
    public init(owning number: Int32) {
        precondition(number >= 0, "a descriptor is not negative")
        self.number = number
    }

    deinit { _ = close(number) }

    /// Reads from `offset` until `buffer` is full or the file ends, and says how many bytes that were; nil where the disk fails.
    public func read(into buffer: inout [UInt8], at offset: Int) -> Int? {
        unsafe buffer.withUnsafeMutableBytes { bytes -> Int? in
            var filled = 0
            while filled < bytes.count {
                // The kernel writes at most `count` bytes, all inside the buffer.
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                // pread leaves the descriptor's own offset alone: it is shared with the process that opened the file.
                let count = unsafe pread(number, part.baseAddress, part.count, off_t(offset + filled))
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return nil }
                if count == 0 { break }
                filled += count
            }
            return filled
        }
    }
}
