// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Reads originals into one buffer that is used again for the next, digesting on the way. One per worker.
public struct ContentReader: Sendable {
    /// How much of a file is enough to recognise its format.
    public static let headLength = 1 << 16
    private static let step = 1 << 18

    /// The bytes of the file last read, from its start; `count` of them are valid.
    public private(set) var buffer: [UInt8] = []
    /// How many bytes of the buffer are the file's.
    public private(set) var count = 0

    /// A reader without a buffer yet.
    public init() {}

    /// Reads the head of the file, as far as it goes, up to `headLength` bytes.
    public mutating func readHead(of original: borrowing Original) throws(SystemError) {
        count = 0
        try reserve(ContentReader.headLength)
        while count < ContentReader.headLength {
            let came = try fill(from: original, upTo: ContentReader.headLength)
            if came == 0 { return }
        }
    }

    /// Reads on behind the head to the end, keeping at most `limit` bytes in the buffer, and says what was there.
    public mutating func readRest(of original: borrowing Original, keeping limit: Int) throws(SystemError) -> ReadContent {
        var hasher = SHA256Hasher()
        hasher.update(buffer.span.extracting(0..<count))
        var total = count
        while true {
            let room = total < limit ? min(limit, total + ContentReader.step) : 0
            if room > 0 {
                try reserve(room)
                let start = count
                let came = try fill(from: original, upTo: room)
                if came == 0 { break }
                hasher.update(buffer.span.extracting(start..<count))
                total += came
            } else {
                let came = try original.descriptor.read(into: &overflow, from: 0)
                if came == 0 { break }
                hasher.update(overflow.span.extracting(0..<came))
                total += came
            }
        }
        return ReadContent(bytes: Int64(total), digest: FileDigest(hasher.finish()), isComplete: total == count)
    }

    /// Where bytes behind the limit pass through.
    private var overflow = [UInt8](repeating: 0, count: ContentReader.step)

    private mutating func reserve(_ size: Int) throws(SystemError) {
        guard buffer.count < size else { return }
        buffer.append(contentsOf: repeatElement(0, count: max(size, buffer.count * 2) - buffer.count))
    }

    private mutating func fill(from original: borrowing Original, upTo end: Int) throws(SystemError) -> Int {
        let came = try original.descriptor.read(into: &buffer, from: count, upTo: end)
        count += came
        return came
    }
}

/// What a file held when it was read to its end.
public struct ReadContent: Hashable, Sendable {
    /// The file's length.
    public let bytes: Int64
    /// SHA-256 of its bytes.
    public let digest: FileDigest
    /// Whether the reader's buffer holds all of it.
    public let isComplete: Bool

    /// What a reading found.
    public init(bytes: Int64, digest: FileDigest, isComplete: Bool) {
        self.bytes = bytes
        self.digest = digest
        self.isComplete = isComplete
    }
}
