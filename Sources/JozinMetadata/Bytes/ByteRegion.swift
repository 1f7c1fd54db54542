// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A part of a file, its offsets counted from its own start. Nothing outside it is ever read.
struct ByteRegion {
    private let fetcher: ByteFetcher
    private let start: Int
    let count: Int

    /// All of a file.
    init(_ source: some ByteSource) {
        fetcher = ByteFetcher(source)
        start = 0
        count = fetcher.count
    }

    /// Bytes that are in memory already.
    init(copying span: Span<UInt8>) {
        var copy: [UInt8] = []
        copy.reserveCapacity(span.count)
        for index in span.indices { copy.append(span[index]) }
        self.init(copy)
    }

    private init(_ fetcher: ByteFetcher, _ range: Range<Int>) {
        self.fetcher = fetcher
        start = range.lowerBound
        count = range.count
    }

    /// Whether something was not read because of the limit on one file's metadata.
    var isExhausted: Bool { fetcher.isExhausted }

    /// The part at `range`, as far as it lies in this one.
    func extracting(_ range: Range<Int>) -> ByteRegion {
        let range = range.clamped(to: 0..<count)
        return ByteRegion(fetcher, start + range.lowerBound..<start + range.upperBound)
    }

    /// The byte at `offset`; nil where there is none or it cannot be read.
    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < count ? fetcher.byte(at: start + offset) : nil
    }

    /// The bytes of `range`; nil where one of them cannot be read.
    func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return fetcher.bytes(start + range.lowerBound..<start + range.upperBound)
    }

    /// Whether these bytes lie at `offset`; false where they reach past the end.
    func holds(_ expected: StaticString, at offset: Int = 0) -> Bool {
        guard offset >= 0, offset <= count, expected.utf8CodeUnitCount <= count - offset else { return false }
        var position = offset
        for byte in expected.description.utf8 {
            if self.byte(at: position) != byte { return false }
            position += 1
        }
        return true
    }

    /// The big-endian number of `width` bytes (at most 8) at `offset`; nil where it reaches past the end.
    func bigEndian(_ width: Int, at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= count, width <= count - offset else { return nil }
        var value: UInt64 = 0
        for position in offset..<offset + width {
            guard let byte = byte(at: position) else { return nil }
            value = value << 8 | UInt64(byte)
        }
        return value
    }

    /// The little-endian number of `width` bytes (1 to 8) at `offset`; nil where it reaches past the end.
    func littleEndian(_ width: Int, at offset: Int) -> UInt64? {
        bigEndian(width, at: offset).map { $0.byteSwapped >> UInt64(64 - 8 * width) }
    }
}
