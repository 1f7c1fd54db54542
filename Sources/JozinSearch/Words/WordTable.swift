// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// All words of a library, sorted by their bytes, so that words with one beginning are neighbours. Numbers run from 1; 0 stands
/// between fields.
struct WordTable: Sendable {
    static let boundary: UInt32 = 0

    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]

    /// No words.
    init() {}

    var count: Int { starts.count - 1 }

    /// What the table takes in memory.
    var byteCount: Int { bytes.capacity + starts.capacity * 4 }

    /// The bytes of a word by number.
    func word(_ number: UInt32) -> ArraySlice<UInt8> {
        bytes[Int(starts[Int(number) - 1])..<Int(starts[Int(number)])]
    }

    /// The number of a word that is there.
    func number(of word: [UInt8]) -> UInt32? { numbers(of: word, isPrefix: false)?.lowerBound }

    /// The numbers of the word, or of all words that begin with it.
    func numbers(of word: [UInt8], isPrefix: Bool) -> ClosedRange<UInt32>? {
        let first = firstIndex { !$0.lexicographicallyPrecedes(word) }
        guard isPrefix else {
            return first < count && self.word(UInt32(first) + 1).elementsEqual(word) ? UInt32(first) + 1...UInt32(first) + 1 : nil
        }
        let end = firstIndex { !$0.lexicographicallyPrecedes(word) && !$0.starts(with: word) }
        return first < end ? UInt32(first) + 1...UInt32(end) : nil
    }

    /// The first index whose word fulfils a condition that holds for all words behind it.
    private func firstIndex(_ condition: (ArraySlice<UInt8>) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(word(UInt32(middle) + 1)) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func append(_ word: some Collection<UInt8>) {
        bytes += word
        starts.append(UInt32(bytes.count))
    }

    /// The table with more words, none of which it has; and, by old number and then by index in `added`, the new numbers.
    func merging(_ added: AddedWords) -> (table: WordTable, numbers: [UInt32]) {
        let order = added.sorted()
        var merged = WordTable()
        merged.starts.reserveCapacity(count + added.count + 1)
        merged.bytes.reserveCapacity(bytes.count + added.byteCount)
        var numbers = [UInt32](repeating: WordTable.boundary, count: count + added.count + 1)
        var old = 0
        for index in order {
            let word = added[Int(index)]
            while old < count, self.word(UInt32(old) + 1).lexicographicallyPrecedes(word) {
                merged.append(self.word(UInt32(old) + 1))
                old += 1
                numbers[old] = UInt32(merged.count)
            }
            merged.append(word)
            numbers[count + 1 + Int(index)] = UInt32(merged.count)
        }
        while old < count {
            merged.append(word(UInt32(old) + 1))
            old += 1
            numbers[old] = UInt32(merged.count)
        }
        return (merged, numbers)
    }
}

/// Gives numbers to words while rows are added: those of the table, and provisional ones behind them.
struct WordInterner {
    let table: WordTable
    private(set) var added = AddedWords()

    init(_ table: WordTable) { self.table = table }

    mutating func number(of word: [UInt8]) -> UInt32 {
        table.number(of: word) ?? UInt32(table.count + 1 + added.index(of: word))
    }

    /// The table with all words, and their new numbers as `merging` says; no words come behind these.
    mutating func merge() -> (table: WordTable, numbers: [UInt32], hasNew: Bool) {
        if added.isEmpty { return (table, [], false) }
        added.close()
        let (merged, numbers) = table.merging(added)
        added = AddedWords()
        return (merged, numbers, true)
    }

    /// The fields' words one after another, fields apart by boundaries; no boundary at the end.
    mutating func numbers(ofFields fields: [[UInt8]]) -> [UInt32] {
        var numbers: [UInt32] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { numbers.append(WordTable.boundary) }
            for word in WordFolding.words(utf8: field, limit: WordInterner.wordsPerField) {
                numbers.append(self.number(of: word))
            }
        }
        while numbers.last == WordTable.boundary { numbers.removeLast() }
        return numbers
    }

    /// Words behind these are not searched: 3 fields x 1,000 words x 1.4 million photos fit the 32 bits of a start.
    static let wordsPerField = 1000
}
