// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Fetches what parsers ask for in pages, keeps some of them, and stops at a limit whatever a file declares.
final class ByteFetcher {
    /// How many bytes are fetched for the metadata of one file, and all that is ever held of it.
    static let limit = 100 << 20
    private static let pageLength = 4096
    private static let pageLimit = 1024

    let count: Int
    /// Whether something was not read because of the limit.
    private(set) var isExhausted = false
    private let source: any ByteSource
    private var fetched = 0
    private var pages: [Int: [UInt8]] = [:]
    /// The page last used, and where it starts.
    private var current: [UInt8] = []
    private var start = 0

    init(_ source: some ByteSource) {
        self.source = source
        count = source.count
    }

    /// The byte at `offset`; nil where there is none or it cannot be read.
    func byte(at offset: Int) -> UInt8? {
        if offset < start || offset >= start + current.count {
            guard offset >= 0, offset < count else { return nil }
            turn(toPage: offset / ByteFetcher.pageLength)
        }
        return offset < start + current.count ? current[offset - start] : nil
    }

    /// The bytes of `range`; nil where one of them cannot be read.
    func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        guard range.count <= ByteFetcher.pageLength else { return fetch(range, charging: range.count) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            guard byte(at: position) != nil else { return nil }
            let part = position - start..<min(range.upperBound - start, current.count)
            bytes += current[part]
            position += part.count
        }
        return bytes
    }

    private func turn(toPage number: Int) {
        start = number * ByteFetcher.pageLength
        if let known = pages[number] {
            current = known
            return
        }
        let end = min(count, start + ByteFetcher.pageLength)
        current = fetch(start..<end, charging: ByteFetcher.pageLength) ?? []
        if pages.count >= ByteFetcher.pageLimit { pages.removeAll(keepingCapacity: true) }
        pages[number] = current
    }

    private func fetch(_ range: Range<Int>, charging cost: Int) -> [UInt8]? {
        guard cost <= ByteFetcher.limit - fetched else {
            isExhausted = true
            return nil
        }
        fetched += cost
        let bytes = source.bytes(at: range.lowerBound, count: range.count)
        return bytes.count == range.count ? bytes : nil
    }
}
