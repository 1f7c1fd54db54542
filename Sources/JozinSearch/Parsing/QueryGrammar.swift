// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The grammar over lexemes, by recursive descent:
///
///     alternatives = conjunction { "or" conjunction }
///     conjunction  = operand { operand }
///     operand      = ( "-" | "not" ) operand | "(" alternatives ")" | term
struct QueryGrammar {
    typealias Part = (query: Query, range: Range<Int>)

    let source: QuerySource
    let isTyping: Bool
    private let lexemes: [Lexeme]
    private var next = 0
    private var terms = 0

    init(_ source: QuerySource, _ lexemes: [Lexeme], isTyping: Bool) {
        self.source = source
        self.lexemes = lexemes
        self.isTyping = isTyping
    }

    /// The parts of the outermost conjunction.
    mutating func readAll() throws(QueryFailure) -> [Part] {
        guard !lexemes.isEmpty else { return [] }
        let parts = try alternatives(depth: 0)
        guard next == lexemes.count else {
            throw source.failure("this parenthesis closes nothing", "remove it, or open one before it", at: lexemes[next].range)
        }
        return parts
    }

    /// The parts of a conjunction, or one part that is a row of alternatives.
    private mutating func alternatives(depth: Int) throws(QueryFailure) -> [Part] {
        var choices = [try conjunction(depth: depth)]
        while next < lexemes.count, word(at: next) == .or {
            next += 1
            choices.append(try conjunction(depth: depth))
        }
        guard choices.count > 1, let first = choices.first?.first, let last = choices.last?.last else { return choices[0] }
        return [(.or(choices.map { .and($0.map(\.query)) }), first.range.lowerBound..<last.range.upperBound)]
    }

    private mutating func conjunction(depth: Int) throws(QueryFailure) -> [Part] {
        var parts: [Part] = []
        while next < lexemes.count, word(at: next) != .or {
            if case .close = lexemes[next].kind { break }
            let part = try operand(depth: depth)
            parts.append(part)
        }
        guard !parts.isEmpty else { throw emptiness() }
        return parts
    }

    private func emptiness() -> QueryFailure {
        let at = min(next, lexemes.count - 1)
        let isOr = word(at: at) == .or || at > 0 && word(at: at - 1) == .or
        if isOr {
            let place = word(at: at) == .or ? at : at - 1
            return source.failure(
                "`or` stands between two conditions", "write one on each side, or put \"or\" in quotes to search for the word",
                at: lexemes[place].range)
        }
        if at > 0, case .open = lexemes[at - 1].kind {
            return source.failure("nothing is between these parentheses", "remove them", at: between(at - 1, at))
        }
        return source.failure("this parenthesis closes nothing", "remove it, or open one before it", at: lexemes[at].range)
    }

    private func between(_ first: Int, _ last: Int) -> Range<Int> {
        lexemes[first].range.lowerBound..<lexemes[last].range.upperBound
    }

    private mutating func operand(depth: Int) throws(QueryFailure) -> Part {
        let start = next
        guard depth < QueryParser.deepest else {
            throw source.failure(
                "conditions stand in one another more than \(QueryParser.deepest) deep", "ask for it with fewer parentheses",
                at: lexemes[start].range)
        }
        next += 1
        switch lexemes[start].kind {
        case .minus: return try negation(start, depth)
        case .open: return try group(start, depth)
        // The callers stop before one.
        case .close: throw emptiness()
        case .term(let term):
            if word(at: start) == .not { return try negation(start, depth) }
            terms += 1
            guard terms <= QueryParser.mostTerms else {
                throw source.failure(
                    "the query has more than \(QueryParser.mostTerms) words and filters", "ask for less at once",
                    at: lexemes[start].range)
            }
            return (try QueryTerms(source, isTyping: isTyping).query(term, at: lexemes[start].range), lexemes[start].range)
        }
    }

    private mutating func negation(_ start: Int, _ depth: Int) throws(QueryFailure) -> Part {
        guard next < lexemes.count, word(at: next) != .or, !isClose(next) else {
            throw source.failure(
                "nothing stands behind `\(source.string(lexemes[start].range))`", "write what the photos must not be",
                at: lexemes[start].range)
        }
        let inner = try operand(depth: depth + 1)
        return (.not(inner.query), lexemes[start].range.lowerBound..<inner.range.upperBound)
    }

    private mutating func group(_ start: Int, _ depth: Int) throws(QueryFailure) -> Part {
        guard next < lexemes.count else { throw unclosed(start) }
        let parts = try alternatives(depth: depth + 1)
        guard next < lexemes.count else { throw unclosed(start) }
        next += 1
        return (.and(parts.map(\.query)), between(start, next - 1))
    }

    private func unclosed(_ start: Int) -> QueryFailure {
        source.failure("this parenthesis is not closed", "close it, or remove it", at: lexemes[start].range)
    }

    private func isClose(_ index: Int) -> Bool { if case .close = lexemes[index].kind { true } else { false } }

    /// The word with a meaning that a lexeme is: bare, without a key and without a star.
    private func word(at index: Int) -> QueryWord? {
        guard case .term(let term) = lexemes[index].kind, term.key == nil, !term.isQuoted, !term.hasStar else { return nil }
        return QueryWord(String(decoding: term.value, as: UTF8.self))
    }
}
