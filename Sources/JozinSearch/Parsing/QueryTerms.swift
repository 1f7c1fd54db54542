// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What single terms mean.
struct QueryTerms {
    private let source: QuerySource
    private let isTyping: Bool

    init(_ source: QuerySource, isTyping: Bool) {
        self.source = source
        self.isTyping = isTyping
    }

    func query(_ term: Lexeme.Term, at range: Range<Int>) throws(QueryFailure) -> Query {
        guard term.isClosed || isTyping else {
            throw source.failure("this quotation is not closed", "close it with \"", at: term.valueRange)
        }
        if let escape = term.badEscape {
            throw source.failure(
                "a backslash in quotes stands before \", before another one, or before x and two hexadecimal digits",
                "write \\\\ for a backslash", at: escape)
        }
        guard let name = term.key else { return try bare(term, range) }
        guard let key = QueryKey(name) else {
            let guess = QueryKey.nearest(to: name).map { "did you mean `\($0):`? " } ?? ""
            throw source.failure(
                "there is no filter `\(name):`", guess + "Put the words in quotes to search for them",
                at: range.lowerBound..<range.lowerBound + name.unicodeScalars.count + 1)
        }
        return .filter(try filter(key, FilterValue(term: term, name: name, key: key, range: range)))
    }

    private func bare(_ term: Lexeme.Term, _ range: Range<Int>) throws(QueryFailure) -> Query {
        let text = String(decoding: term.value, as: UTF8.self)
        if !term.isQuoted, !term.hasStar {
            switch QueryWord(text) {
            case .state(let state): return .filter(.state(state))
            case .days(let days): return .filter(.days(days))
            case .or, .not, nil: break
            }
            if QueryWord.isDateRange(text) {
                let value = FilterValue(term: term, name: "date", key: .date, range: range)
                return .filter(.days(try days(value)))
            }
        }
        guard DisplayName.isUTF8(term.value), let phrase = Phrase(text, isPrefix: isPrefix(term, range)) else {
            throw source.failure(
                "there is no letter or digit to search for", "write a word between the quotation marks", at: range)
        }
        return .words(phrase)
    }

    /// A star, or the end of what is being typed.
    private func isPrefix(_ term: Lexeme.Term, _ range: Range<Int>) -> Bool {
        term.hasStar || isTyping && range.upperBound == source.scalars.count && !(term.isQuoted && term.isClosed)
    }

    private func filter(_ key: QueryKey, _ value: FilterValue) throws(QueryFailure) -> Filter {
        switch key {
        case .number(let field): return .number(field, try number(field, value))
        case .text(let field):
            guard value.term.comparison.isEmpty, DisplayName.isUTF8(value.term.value),
                let phrase = Phrase(value.text, isPrefix: isPrefix(value.term, value.range)),
                field != .tag || TagPath.isPath(phrase)
            else { throw wrong(value) }
            return .text(field, phrase)
        case .date: return .days(try days(value))
        case .folder: return try folder(value)
        case .format:
            return .format(try named(value) { PhotoFormat(rawValue: $0 == "jpg" ? "jpeg" : $0 == "tif" ? "tiff" : $0) })
        case .state: return .state(try named(value) { PhotoState(rawValue: $0 == "favorite" ? "favourite" : $0) })
        case .duplicates:
            return .duplicates(try named(value) { $0 == "any" ? .some(nil) : DuplicateKind(rawValue: $0).map { .some($0) } })
        case .near: return .near(try circle(value))
        case .box: return .box(try box(value))
        case .id: return .id(try named(value) { ImageID(text: $0) })
        }
    }

    private func wrong(_ value: FilterValue) -> QueryFailure {
        let isEmpty = value.term.valueRange.isEmpty
        return source.failure(
            "`\(value.name):` takes \(value.key.takes)", "write it like \(value.key.example(value.name))",
            at: isEmpty ? value.range : value.term.valueRange)
    }

    private func named<T>(_ value: FilterValue, _ find: (String) -> T?) throws(QueryFailure) -> T {
        guard value.isPlain, let found = find(value.text.lowercased()) else { throw wrong(value) }
        return found
    }

    private func folder(_ value: FilterValue) throws(QueryFailure) -> Filter {
        var bytes = value.term.value[...]
        let slash = UInt8(ascii: "/")
        let isRoot = !bytes.isEmpty && bytes.allSatisfy { $0 == slash }
        while bytes.first == slash { bytes.removeFirst() }
        while bytes.last == slash { bytes.removeLast() }
        guard ["", "="].contains(value.term.comparison), !value.term.hasStar, !bytes.isEmpty || isRoot,
            let path = LibraryPath(bytes: Array(bytes))
        else { throw wrong(value) }
        return .folder(path, withSubfolders: value.term.comparison.isEmpty)
    }

    private func circle(_ value: FilterValue) throws(QueryFailure) -> Circle {
        let parts = value.text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
        guard value.isPlain, parts.count == 3 else { throw wrong(value) }
        let radius = parts[2].hasSuffix("km") ? parts[2].dropLast(2) : parts[2]
        let numbers = [parts[0], parts[1], radius].compactMap { NumberText.signed($0) }
        guard numbers.count == 3, let circle = Circle(latitude: numbers[0], longitude: numbers[1], kilometres: numbers[2]) else {
            throw wrong(value)
        }
        return circle
    }

    private func box(_ value: FilterValue) throws(QueryFailure) -> MapBox {
        let parts = value.text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { NumberText.signed($0) }
        guard value.isPlain, parts.count == 4, numbers.count == 4,
            let box = MapBox(west: numbers[1], south: numbers[0], east: numbers[3], north: numbers[2])
        else { throw wrong(value) }
        return box
    }

    private func days(_ value: FilterValue) throws(QueryFailure) -> DayRange {
        guard !value.term.isQuoted, !value.term.hasStar else { throw wrong(value) }
        if let dots = value.text.firstRange(of: "..") {
            let ends = [value.text[..<dots.lowerBound], value.text[dots.upperBound...]]
            let days = ends.map { DayRange(date: $0) }
            guard value.term.comparison.isEmpty, zip(ends, days).allSatisfy({ $0.isEmpty || $1 != nil }),
                days.contains(where: { $0 != nil })
            else { throw wrong(value) }
            guard let range = DayRange(first: days[0]?.first, last: days[1]?.last) else { throw reversed(value) }
            return range
        }
        guard let days = DayRange(date: value.text), let first = days.first, let last = days.last else { throw wrong(value) }
        let range: DayRange? =
            switch value.term.comparison {
            case "", "=": days
            case ">": DayRange(first: last + 1, last: nil)
            case ">=": DayRange(first: first, last: nil)
            case "<": DayRange(first: nil, last: first - 1)
            case "<=": DayRange(first: nil, last: last)
            default: nil
            }
        guard let range,
            [range.first, range.last].allSatisfy({ $0.map { (1...9999).contains(DayNumber.date($0).year) } ?? true })
        else {
            throw wrong(value)
        }
        return range
    }

    private func reversed(_ value: FilterValue) -> QueryFailure {
        source.failure("the range ends before it begins", "write the smaller end first", at: value.term.valueRange)
    }

    private func number(_ field: NumberField, _ value: FilterValue) throws(QueryFailure) -> NumberRange {
        guard value.isNumber else { throw wrong(value) }
        func read(_ text: some StringProtocol) throws(QueryFailure) -> Double {
            guard let number = NumberText.value(text.lowercased(), in: field) else { throw wrong(value) }
            return number
        }
        if let dots = value.text.firstRange(of: "..") {
            let ends = (value.text[..<dots.lowerBound], value.text[dots.upperBound...])
            guard value.term.comparison.isEmpty, !(ends.0.isEmpty && ends.1.isEmpty) else { throw wrong(value) }
            if ends.0.isEmpty { return .atMost(try read(ends.1)) }
            let low = try read(ends.0)
            if ends.1.isEmpty { return .atLeast(low) }
            let high = try read(ends.1)
            guard low <= high else { throw reversed(value) }
            return low == high ? .exactly(low) : .between(low, high)
        }
        let number = try read(value.text)
        switch value.term.comparison {
        case "", "=": return .exactly(number)
        case ">": return .moreThan(number)
        case ">=": return .atLeast(number)
        case "<": return .lessThan(number)
        case "<=": return .atMost(number)
        default: throw wrong(value)
        }
    }
}

/// What stands behind a key, with what is needed to say what is wrong with it.
struct FilterValue {
    let term: Lexeme.Term
    let name: String
    let key: QueryKey
    let range: Range<Int>

    var text: String { String(decoding: term.value, as: UTF8.self) }
    /// A value alone: no comparison, no star.
    var isPlain: Bool { term.comparison.isEmpty && !term.hasStar }
    var isNumber: Bool { !term.isQuoted && !term.hasStar }
}

/// Numbers as they are written in queries.
enum NumberText {
    /// Not negative and at most 10^15: whole numbers up to there are exact.
    static func value(_ text: some StringProtocol) -> Double? {
        guard let first = text.utf8.first, first != UInt8(ascii: "e"),
            text.utf8.allSatisfy({
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "-")
            }),
            let number = Double(String(text)), number >= 0, number <= 1e15, number.sign == .plus
        else { return nil }
        return number
    }

    /// The same with a sign.
    static func signed(_ text: some StringProtocol) -> Double? {
        text.hasPrefix("-") ? value(text.dropFirst()).map { -$0 } : value(text)
    }

    /// With the field's units; a fraction where it is a time.
    static func value(_ text: String, in field: NumberField) -> Double? {
        let letters = text.utf8.reversed().prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }.count
        let unit = String(text.suffix(letters))
        guard let factor = letters == 0 ? 1 : field.units[unit] else { return nil }
        let digits = text.dropLast(letters)
        let parts = digits.split(separator: "/", omittingEmptySubsequences: false)
        let number: Double?
        if field == .exposure, parts.count == 2, let over = value(parts[0]), let under = value(parts[1]), under > 0 {
            number = over / under
        } else {
            number = value(digits)
        }
        guard let scaled = number.map({ $0 * factor }), scaled <= 1e15, field != .rating || scaled <= 5 else { return nil }
        return scaled
    }
}

/// Tags are paths of words: `travel/prague`.
enum TagPath {
    /// Whether every component has a word.
    static func isPath(_ phrase: Phrase) -> Bool { components(phrase.text).allSatisfy { !WordFolding.words($0).isEmpty } }

    /// The components, without a slash around them.
    static func components(_ text: String) -> [String] { text.split(separator: "/").map(String.init) }
}
