// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces

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
        case .camera: values(gear, text, limit, fields: 0...0) { Array($0.camera.utf8) }
        case .lens: values(gear, text, limit, fields: 1...1) { Array($0.lens.utf8) }
        case .place: values(places, text, limit, fields: PlaceFields.towns) { Array($0.name.utf8) }
        case .country: values(places, text, limit, fields: PlaceFields.countries, first: 1) { Array($0.country.utf8) }
        case .tag: values(labels, text, limit) { $0.isAlbum ? nil : Array($0.text.utf8) }
        case .album: values(labels, text, limit) { $0.isAlbum ? Array($0.text.utf8) : nil }
        case .folder: values(folders, text, limit) { $0.bytes }
        }
    }

    private func values<Value>(
        _ table: ValueTable<Value>, _ text: String, _ limit: Int, fields: ClosedRange<Int> = 0...Int.max, first: Int? = nil,
        bytes: (Value) -> [UInt8]?
    ) -> [VocabularyValue] {
        let phrase = Phrase(text, isPrefix: true)
        let pattern = phrase.flatMap { WordPattern($0, in: words) }
        guard phrase == nil || pattern != nil else { return [] }
        // Two values may show the same: places of one country.
        var found: [[UInt8]: (count: Int, isBegun: Bool)] = [:]
        for (index, value) in table.values.enumerated() where table.counts[index + 1] > 0 {
            guard pattern.map({ table.words.matches($0, index, fields: fields) }) ?? true, let shown = bytes(value),
                !shown.isEmpty
            else { continue }
            let isBegun = pattern.map { table.words.begins($0, index, field: first ?? fields.lowerBound) } ?? true
            found[shown, default: (0, isBegun)].count += Int(table.counts[index + 1])
        }
        let best = found.sorted { a, b in
            if a.value.isBegun != b.value.isBegun { return a.value.isBegun }
            return a.value.count != b.value.count
                ? a.value.count > b.value.count : a.key.lexicographicallyPrecedes(b.key)
        }
        return best.prefix(max(0, limit)).map { VocabularyValue(bytes: $0.key, count: $0.value.count) }
    }
}
