// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Reads queries: words and filters side by side are a conjunction, `or` binds weaker, `-` and `not` stronger, parentheses group.
public enum QueryParser {
    /// The longest text that is read, in bytes of UTF-8.
    public static let longestText = 10_000
    /// The most words and filters of one query.
    public static let mostTerms = 100
    /// How deep parentheses and negations may stand in one another.
    public static let deepest = 50

    /// The query that a text is.
    public static func parse(_ text: String) throws(QueryFailure) -> Query { try read(text).query }

    /// The query that a text is, and its parts. While the owner types, the last word may go on and the last quotation need not be
    /// closed.
    public static func read(_ text: String, isTyping: Bool = false) throws(QueryFailure) -> ParsedQuery {
        guard text.utf8.count <= longestText else {
            let end = QueryRange(utf8Offset: 0, utf8Count: text.utf8.count, column: 1, characterCount: text.count)
            throw QueryFailure(
                sentence: "the query has \(text.utf8.count) bytes, more than \(longestText)", remedy: "ask for less at once",
                range: end)
        }
        let source = QuerySource(text)
        var grammar = QueryGrammar(source, QueryLexer.lexemes(of: source), isTyping: isTyping)
        let parts = try grammar.readAll()
        let places = source.places(parts.map(\.range))
        let chips = zip(parts, places).map { part, place in
            QueryChip(text: source.string(part.range), query: part.query, range: place)
        }
        return ParsedQuery(text: text, query: .and(parts.map(\.query)), chips: chips)
    }
}

/// A text that is a query.
public struct ParsedQuery: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// What it means.
    public let query: Query
    /// The parts of its conjunction, in order; one where it is a row of alternatives.
    public let chips: [QueryChip]

    /// The text without one of its parts.
    public func removing(_ chip: QueryChip) -> String {
        let bytes = Array(text.utf8)
        func trimmed(_ part: ArraySlice<UInt8>) -> String {
            let text = String(decoding: part, as: UTF8.self).unicodeScalars
            guard let first = text.firstIndex(where: { !$0.properties.isWhitespace }),
                let last = text.lastIndex(where: { !$0.properties.isWhitespace })
            else { return "" }
            return String(text[first...last])
        }
        let before = trimmed(bytes.prefix(chip.range.utf8Offset))
        let after = trimmed(bytes.dropFirst(chip.range.utf8Offset + chip.range.utf8Count))
        return before + (before.isEmpty || after.isEmpty ? "" : " ") + after
    }
}

/// A part of a query that can be shown, and removed, by itself.
public struct QueryChip: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// What it means.
    public let query: Query
    /// Where it stands.
    public let range: QueryRange
}
