// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A phrase as numbers of words: each place of it takes a range of them, since words with one beginning are neighbours.
struct WordPattern {
    let places: [ClosedRange<UInt32>]
    /// Only from the begin of a component, and to its end unless the last word may go on.
    let isComponents: Bool
    let isPrefix: Bool

    private let first: ClosedRange<UInt32>

    /// nil where the library lacks one of the words.
    init?(_ phrase: Phrase, in table: WordTable) {
        self.init([phrase.text], isPrefix: phrase.isPrefix, isComponents: false, in: table)
    }

    /// A tag's path, which stands for all tags that have these components in this order.
    init?(tag phrase: Phrase, in table: WordTable) {
        self.init(TagPath.components(phrase.text), isPrefix: phrase.isPrefix, isComponents: true, in: table)
    }

    private init?(_ components: [String], isPrefix: Bool, isComponents: Bool, in table: WordTable) {
        var places: [ClosedRange<UInt32>] = []
        for (index, component) in components.enumerated() {
            if index > 0 { places.append(WordTable.boundary...WordTable.boundary) }
            let words = WordFolding.words(utf8: Array(component.utf8))
            for (place, word) in words.enumerated() {
                let isLast = index == components.count - 1 && place == words.count - 1
                guard let numbers = table.numbers(of: word, isPrefix: isPrefix && isLast) else { return nil }
                places.append(numbers)
            }
        }
        guard let first = places.first else { return nil }
        self.places = places
        self.first = first
        self.isComponents = isComponents
        self.isPrefix = isPrefix
    }

    /// Whether the phrase stands in a list of words, in one of some fields.
    func matches(_ words: Span<UInt32>, fields: ClosedRange<Int>) -> Bool {
        guard words.count >= places.count else { return false }
        var field = 0
        for start in 0..<(words.count &- places.count &+ 1) {
            let word = words[start]
            if word == WordTable.boundary {
                field &+= 1
            } else if word >= first.lowerBound, word <= first.upperBound, fields.contains(field), fits(words, at: start),
                !isComponents || isComponent(words, at: start)
            {
                return true
            }
        }
        return false
    }

    /// Whether the phrase stands at the begin of a field.
    func begins(_ words: Span<UInt32>, field: Int) -> Bool {
        var start = 0
        for _ in 0..<field {
            while start < words.count, words[start] != WordTable.boundary { start += 1 }
            start += 1
        }
        return words.count - start >= places.count && fits(words, at: start)
    }

    private func fits(_ words: Span<UInt32>, at start: Int) -> Bool {
        for index in places.indices where !places[index].contains(words[start &+ index]) { return false }
        return true
    }

    private func isComponent(_ words: Span<UInt32>, at start: Int) -> Bool {
        let end = start + places.count
        return (start == 0 || words[start - 1] == WordTable.boundary)
            && (isPrefix || end == words.count || words[end] == WordTable.boundary)
    }
}

extension ListColumn {
    func matches(_ pattern: WordPattern, _ row: Int, fields: ClosedRange<Int> = 0...Int.max) -> Bool {
        pattern.matches(items.span.extracting(range(row)), fields: fields)
    }

    func begins(_ pattern: WordPattern, _ row: Int, field: Int) -> Bool {
        pattern.begins(items.span.extracting(range(row)), field: field)
    }

    /// The rows of a set with a number in a range.
    func rows(with numbers: ClosedRange<UInt32>, within set: RowSet) -> RowSet {
        let (first, width) = (numbers.lowerBound, numbers.upperBound - numbers.lowerBound)
        // Below the first the difference wraps round and is more than the width.
        return rows(within: set) { $0 &- first <= width }
    }

    /// The rows of a set with a number that is wanted.
    func rows(with wanted: [Bool], within set: RowSet) -> RowSet {
        let wanted = wanted.span
        return rows(within: set) { wanted[Int($0)] }
    }

    /// Searches all lists as one, then looks for the rows of what was found.
    @inline(__always)
    private func rows(within set: RowSet, _ isWanted: (UInt32) -> Bool) -> RowSet {
        guard !items.isEmpty else { return RowSet(none: count) }
        let hits = hits(isWanted)
        var found = hits.count < count / 32 ? rowsOfFew(hits) : rowsOfMany(hits)
        found.formIntersection(set)
        return found
    }

    /// The places of `items` that are wanted.
    @inline(__always)
    private func hits(_ isWanted: (UInt32) -> Bool) -> RowSet {
        let items = items.span
        return RowSet(items.count) { places in
            let block = items.extracting(places)
            // A loop without shifts, which the compiler turns into vector instructions, for the many blocks that have none.
            var hasHit: UInt32 = 0
            for place in block.indices { hasHit |= isWanted(block[place]) ? 1 : 0 }
            guard hasHit != 0 else { return 0 }
            var hits: UInt64 = 0
            for place in block.indices { hits |= (isWanted(block[place]) ? 1 : 0) &<< UInt64(truncatingIfNeeded: place) }
            return hits
        }
    }

    /// From each hit to its row, by doubling steps and halving.
    private func rowsOfFew(_ hits: RowSet) -> RowSet {
        var found = RowSet(none: count)
        var row = 0
        hits.forEach { item in
            var step = 1
            while row + step < starts.count, Int(starts[row + step]) <= item {
                row += step
                step *= 2
            }
            while step > 1 {
                step /= 2
                if row + step < starts.count, Int(starts[row + step]) <= item { row += step }
            }
            found.insert(row)
        }
        return found
    }

    /// From each row to the hits in its list.
    private func rowsOfMany(_ hits: RowSet) -> RowSet {
        let (starts, words) = (starts.span, hits.words.span)
        return RowSet(count) { rows in
            var bits: UInt64 = 0
            var start = Int(starts[rows.lowerBound])
            for row in rows {
                let end = Int(starts[row &+ 1])
                bits |= ListColumn.bit(words, start, end) &<< UInt64(truncatingIfNeeded: row &- rows.lowerBound)
                start = end
            }
            return bits
        }
    }

    /// 1 where a bit from `start` on and before `end` is set. Without branches for the lists that lie in one word or in two: which rows
    /// have hits cannot be predicted.
    @inline(__always)
    private static func bit(_ words: Span<UInt64>, _ start: Int, _ end: Int) -> UInt64 {
        let final = max(start, end &- 1)
        let (first, last) = (min(start >> 6, words.count &- 1), min(final >> 6, words.count &- 1))
        let head = UInt64.max &<< UInt64(truncatingIfNeeded: start & 63)
        let tail = UInt64.max &>> UInt64(truncatingIfNeeded: 63 &- (final & 63))
        var found = words[first] & head & (first == last ? tail : .max) | words[last] & tail & (first == last ? 0 : .max)
        if last &- first > 1 { for index in first &+ 1..<last { found |= words[index] } }
        return found != 0 && start < end ? 1 : 0
    }
}
