// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A field whose values can be completed.
public enum CompletableField: Hashable, Sendable, CaseIterable {
    case camera, lens, place, country, tag, album, folder
}

/// A value of a field and how many photos have it.
public struct VocabularyValue: Hashable, Sendable {
    /// The value; a folder by its bytes, everything else UTF-8.
    public let bytes: [UInt8]
    /// How many photos have it.
    public let count: Int

    /// A value with its count.
    public init(bytes: [UInt8], count: Int) {
        self.bytes = bytes
        self.count = count
    }
}

/// Something that knows which values there are.
public protocol QueryVocabulary {
    /// The values that have a word beginning as the text does, or its words in a row of which the last begins so; those with most
    /// photos first.
    func values(of field: CompletableField, beginning text: String, limit: Int) -> [VocabularyValue]
}

extension PhotoColumns: QueryVocabulary {
    /// The values of the photos that there are: those that begin so before those that have it further on.
    public func values(of field: CompletableField, beginning text: String, limit: Int) -> [VocabularyValue] {
        switch field {
        case .camera: values(cameras, text, limit) { Array($0.utf8) }
        case .lens: values(lenses, text, limit) { Array($0.utf8) }
        case .place: values(places, text, limit, field: 0) { Array($0.name.utf8) }
        case .country: values(places, text, limit, field: 1) { Array($0.country.utf8) }
        case .tag: values(labels, text, limit) { $0.isAlbum ? nil : Array($0.text.utf8) }
        case .album: values(labels, text, limit) { $0.isAlbum ? Array($0.text.utf8) : nil }
        case .folder: values(folders, text, limit) { $0.bytes }
        }
    }

    private func values<Value>(
        _ table: ValueTable<Value>, _ text: String, _ limit: Int, field: Int? = nil, bytes: (Value) -> [UInt8]?
    ) -> [VocabularyValue] {
        let phrase = Phrase(text, isPrefix: true)
        let pattern = phrase.flatMap { WordPattern($0, in: words) }
        guard phrase == nil || pattern != nil else { return [] }
        // Two values may show the same: places of one country.
        var counts: [[UInt8]: Int] = [:]
        for (index, value) in table.values.enumerated() where table.counts[index + 1] > 0 {
            guard pattern.map({ table.words.matches($0, index, field: field) }) ?? true, let shown = bytes(value), !shown.isEmpty
            else { continue }
            counts[shown, default: 0] += Int(table.counts[index + 1])
        }
        let folded = WordFolding.words(text).joined(separator: " ")
        let ranked = counts.map { (value: $0, count: $1, isBegun: VocabularyOrder.begins($0, with: folded)) }
        let best = ranked.sorted {
            if $0.isBegun != $1.isBegun { return $0.isBegun }
            return $0.count != $1.count ? $0.count > $1.count : $0.value.lexicographicallyPrecedes($1.value)
        }
        return best.prefix(max(0, limit)).map { VocabularyValue(bytes: $0.value, count: $0.count) }
    }
}

/// The order in which values are proposed.
private enum VocabularyOrder {
    static func begins(_ value: [UInt8], with folded: String) -> Bool {
        WordFolding.words(String(decoding: value, as: UTF8.self)).joined(separator: " ").hasPrefix(folded)
    }
}
