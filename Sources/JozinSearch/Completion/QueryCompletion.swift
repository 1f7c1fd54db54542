// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What may stand in place of what is being written.
public struct Completion: Hashable, Sendable {
    /// What kind of thing is proposed.
    public enum Kind: String, Sendable {
        /// A key; its value is to follow.
        case key
        /// A filter with its value.
        case value
        /// A filter that needs no value.
        case state
    }

    /// The bytes of UTF-8 to replace.
    public let range: Range<Int>
    /// What to put there.
    public let text: String
    /// What kind of thing it is.
    public let kind: Kind
    /// How many photos have it, where that is known.
    public let count: Int?
}

/// Proposes keys and values while a query is written.
public enum QueryCompletion {
    /// What may stand at `cursor`, in bytes of UTF-8; the most fitting first. Nothing where there is no key or value to complete.
    public static func complete(
        _ text: String, cursor: Int, vocabulary: some QueryVocabulary, limit: Int = 10
    ) -> [Completion] {
        guard text.utf8.count <= QueryParser.longestText, limit > 0 else { return [] }
        let source = QuerySource(text)
        let lexemes = QueryLexer.lexemes(of: source)
        let touched = lexemes.last { lexeme in
            source.offsets[lexeme.range.lowerBound] < cursor && cursor <= source.offsets[lexeme.range.upperBound]
        }
        guard let touched, case .term(let term) = touched.kind else { return [] }
        let range = source.offsets[touched.range.lowerBound]..<source.offsets[touched.range.upperBound]
        guard let name = term.key else {
            return term.isQuoted ? [] : keys(String(decoding: term.value, as: UTF8.self), range, limit)
        }
        // Behind the colon, or still in the key.
        guard let key = QueryKey(name), cursor >= source.offsets[touched.range.lowerBound] + name.utf8.count + 1 else {
            return []
        }
        return values(key, name, term, range, vocabulary, limit)
    }

    private static func keys(_ text: String, _ range: Range<Int>, _ limit: Int) -> [Completion] {
        let begun = text.lowercased()
        let states = PhotoState.bare.filter { $0.rawValue.hasPrefix(begun) }.map {
            Completion(range: range, text: $0.rawValue, kind: .state, count: nil)
        }
        let keys = QueryKey.all.filter { $0.name.hasPrefix(begun) }.map {
            Completion(range: range, text: $0.name + ":", kind: .key, count: nil)
        }
        return Array((keys + states).prefix(limit))
    }

    private static func values(
        _ key: QueryKey, _ name: String, _ term: Lexeme.Term, _ range: Range<Int>, _ vocabulary: some QueryVocabulary,
        _ limit: Int
    ) -> [Completion] {
        let begun = String(decoding: term.value, as: UTF8.self)
        let names: [String]
        switch key {
        case .text(let field):
            guard let completable = CompletableField(field) else { return [] }
            return vocabulary.values(of: completable, beginning: begun, limit: limit).compactMap { value in
                guard let phrase = Phrase(String(decoding: value.bytes, as: UTF8.self)), field != .tag || TagPath.isPath(phrase)
                else {
                    return nil
                }
                return Completion(range: range, text: "\(name):\(phrase)", kind: .value, count: value.count)
            }
        case .folder:
            let sign = term.comparison == "=" ? "=" : ""
            return vocabulary.values(of: .folder, beginning: begun, limit: limit).compactMap { value in
                LibraryPath(bytes: value.bytes).map {
                    Completion(range: range, text: "\(name):\(sign)\(Quotation.ofFolder($0))", kind: .value, count: value.count)
                }
            }
        case .format: names = QueryKey.formats
        case .state: names = PhotoState.allCases.map(\.rawValue)
        case .duplicates: names = DuplicateKind.allCases.map(\.rawValue) + ["any"]
        case .number, .date, .near, .box, .id: return []
        }
        let fitting = names.filter { $0.hasPrefix(begun.lowercased()) }.prefix(limit)
        return fitting.map { Completion(range: range, text: "\(name):\($0)", kind: .value, count: nil) }
    }
}

extension CompletableField {
    /// nil for fields whose values are as many as the photos.
    init?(_ field: TextField) {
        switch field {
        case .camera: self = .camera
        case .lens: self = .lens
        case .place: self = .place
        case .country: self = .country
        case .tag: self = .tag
        case .album: self = .album
        case .name, .title, .description: return nil
        }
    }
}
