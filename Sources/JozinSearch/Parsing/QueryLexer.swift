// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A piece of a query's text, before it means anything.
struct Lexeme {
    enum Kind {
        case open, close, minus
        /// A word, a phrase, or a key with its value.
        case term(Term)
    }

    /// `key:operator value *`, most of it absent.
    struct Term {
        /// Lower-case, without the colon.
        var key: String?
        /// `=`, `>`, `>=`, `<`, `<=`, or nothing.
        var comparison = ""
        var value: [UInt8] = []
        var isQuoted = false
        var isClosed = true
        var hasStar = false
        /// Where an escape in quotes makes no sense.
        var badEscape: Range<Int>?
        /// Behind the key's colon.
        var valueRange = 0..<0
    }

    let kind: Kind
    /// In scalars.
    let range: Range<Int>
}

/// Takes a query's text apart; every text can be.
struct QueryLexer {
    private let source: QuerySource
    private let scalars: [Unicode.Scalar]
    private var position = 0
    /// Where a row of negating dashes ends.
    private var signsEnd = 0

    init(_ source: QuerySource) {
        self.source = source
        scalars = source.scalars
    }

    /// All pieces in order.
    static func lexemes(of source: QuerySource) -> [Lexeme] {
        var lexer = QueryLexer(source)
        var lexemes: [Lexeme] = []
        while let lexeme = lexer.next() { lexemes.append(lexeme) }
        return lexemes
    }

    private mutating func next() -> Lexeme? {
        while position < scalars.count {
            let start = position
            if position < signsEnd { return single(.minus) }
            switch scalars[position] {
            case "(": return single(.open)
            case ")": return single(.close)
            case let scalar where scalar.properties.isWhitespace: position += 1
            case let scalar where QueryLexer.opensQuotation(scalar):
                var term = Lexeme.Term()
                takeQuotation(&term)
                return Lexeme(kind: .term(term), range: start..<position)
            default:
                if let lexeme = takeRun() { return lexeme }
            }
        }
        return nil
    }

    private mutating func single(_ kind: Lexeme.Kind) -> Lexeme {
        position += 1
        return Lexeme(kind: kind, range: position - 1..<position)
    }

    /// A run of bare characters; nil where nothing in it can be searched for, as in `a & b` or `a - b`.
    private mutating func takeRun() -> Lexeme? {
        let start = position
        let end = runEnd(from: start)
        let leadsOn = end < scalars.count && !scalars[end].properties.isWhitespace && scalars[end] != ")"
        if scalars[start] == "-" {
            let hasMeaning = scalars[start..<end].contains { WordFolding.isSearchable($0) }
            guard hasMeaning || leadsOn && scalars[start..<end].allSatisfy({ $0 == "-" }) else {
                position = end
                return nil
            }
            // What holds for the first dash holds for those behind it.
            signsEnd = scalars[start..<end].firstIndex { $0 != "-" } ?? end
            return single(.minus)
        }
        if let colon = keyEnd(from: start, to: end) { return takeKeyed(start, colon) }
        guard scalars[start..<end].contains(where: { WordFolding.isSearchable($0) }) else {
            position = end
            return nil
        }
        var term = Lexeme.Term()
        takeBare(&term, end)
        return Lexeme(kind: .term(term), range: start..<position)
    }

    /// The place of the colon, where one to twenty ASCII letters stand before it.
    private func keyEnd(from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end, index - start < 20, scalars[index].isASCII, scalars[index].properties.isAlphabetic { index += 1 }
        return index > start && index < end && scalars[index] == ":" ? index : nil
    }

    private mutating func takeKeyed(_ start: Int, _ colon: Int) -> Lexeme {
        var term = Lexeme.Term()
        term.key = source.string(start..<colon).lowercased()
        position = colon + 1
        let valueStart = position
        while position < scalars.count, term.comparison.utf8.count < 2, "<>=".unicodeScalars.contains(scalars[position]) {
            term.comparison.unicodeScalars.append(scalars[position])
            position += 1
        }
        if position < scalars.count, QueryLexer.opensQuotation(scalars[position]) {
            takeQuotation(&term)
        } else {
            takeBare(&term, runEnd(from: position))
        }
        term.valueRange = valueStart..<position
        return Lexeme(kind: .term(term), range: start..<position)
    }

    private mutating func takeBare(_ term: inout Lexeme.Term, _ end: Int) {
        let start = position
        var last = end
        while last > start, scalars[last - 1] == "*" { last -= 1 }
        term.hasStar = last < end
        term.value = Array(source.string(start..<last).utf8)
        term.valueRange = start..<end
        position = end
    }

    private func runEnd(from start: Int) -> Int {
        var end = start
        while end < scalars.count, !scalars[end].properties.isWhitespace, scalars[end] != "(", scalars[end] != ")",
            !QueryLexer.opensQuotation(scalars[end])
        {
            end += 1
        }
        return end
    }

    /// Typographic marks come from telephones; what a straight one opens a straight one closes.
    private static func opensQuotation(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "\u{201C}" || scalar == "\u{201D}" || scalar == "\u{201E}"
    }

    private mutating func takeQuotation(_ term: inout Lexeme.Term) {
        let isStraight = scalars[position] == "\""
        let start = position
        position += 1
        term.isQuoted = true
        term.isClosed = false
        while position < scalars.count, !term.isClosed {
            let scalar = scalars[position]
            position += 1
            if isStraight ? scalar == "\"" : scalar == "\u{201C}" || scalar == "\u{201D}" {
                term.isClosed = true
            } else if scalar == "\\" {
                takeEscape(&term)
            } else {
                term.value += Array(String(scalar).utf8)
            }
        }
        if term.isClosed, position < scalars.count, scalars[position] == "*" {
            term.hasStar = true
            position += 1
        }
        term.valueRange = start..<position
    }

    /// Behind a backslash: a quotation mark, a backslash, or `x` and two hexadecimal digits.
    private mutating func takeEscape(_ term: inout Lexeme.Term) {
        let start = position - 1
        guard position < scalars.count else { return }
        let scalar = scalars[position]
        position += 1
        if scalar == "\\" || QueryLexer.opensQuotation(scalar) {
            term.value += Array(String(scalar).utf8)
        } else if scalar == "x", position + 2 <= scalars.count,
            let byte = UInt8(source.string(position..<position + 2), radix: 16), scalars[position] != "+"
        {
            term.value.append(byte)
            position += 2
        } else {
            term.badEscape = term.badEscape ?? start..<position
        }
    }
}
