// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Words in the order in which they came, each once. They lie end to end, and are found by a table of their places (open addressing, a
/// quarter to half full): a library of a million photos has a million words, of which each would be an object of its own in a dictionary.
struct AddedWords: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]
    /// 0 for none, otherwise an index and one.
    private var slots = [UInt32](repeating: 0, count: 64)

    init() {}

    var count: Int { starts.count - 1 }
    var isEmpty: Bool { count == 0 }
    var byteCount: Int { bytes.count }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[Int(starts[index])..<Int(starts[index + 1])] }

    /// The index of a word, which comes to be the last one where it is new.
    mutating func index(of word: [UInt8]) -> Int {
        let slot = slot(of: word)
        if slots[slot] > 0 { return Int(slots[slot]) - 1 }
        bytes += word
        starts.append(UInt32(bytes.count))
        slots[slot] = UInt32(count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    /// Lets go of what only `index(of:)` needs: no word is added any more.
    mutating func close() { slots = [] }

    /// Indices in the order of the words' bytes.
    func sorted() -> [UInt32] {
        var order = (0..<count).map { UInt32($0) }
        order.sort { self[Int($0)].lexicographicallyPrecedes(self[Int($1)]) }
        return order
    }

    /// Where the word is, or belongs.
    private func slot(of word: some Collection<UInt8>) -> Int {
        // Seeded anew in each process: nobody can name files so that all words meet in one place.
        var hasher = Hasher()
        for byte in word { hasher.combine(byte) }
        let mask = slots.count - 1
        var slot = hasher.finalize() & mask
        while slots[slot] > 0, !self[Int(slots[slot]) - 1].elementsEqual(word) { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for index in 0..<count { slots[slot(of: self[index])] = UInt32(index + 1) }
    }
}
