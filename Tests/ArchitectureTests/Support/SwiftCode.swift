// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Swift text without its comments and string literals: what is left is code. Lines stay lines.
struct SwiftCode {
    private(set) var bytes: [UInt8]
    private let input: [UInt8]
    private var position = 0

    init(_ text: String) {
        input = Array(text.utf8)
        bytes = input
        while position < input.count { step() }
    }

    private mutating func step() {
        if starts(with: "//") {
            blank { $0.at(UInt8(ascii: "\n")) }
        } else if starts(with: "/*") {
            blankComment()
        } else if let literal = literal() {
            blankLiteral(literal)
        } else {
            position += 1
        }
    }

    private func starts(with text: StaticString) -> Bool {
        let word = Array(text.description.utf8)
        return position + word.count <= input.count && input[position..<position + word.count].elementsEqual(word)
    }

    private func at(_ byte: UInt8) -> Bool { input[position] == byte }

    /// Blanks bytes until the condition holds.
    private mutating func blank(until isEnd: (SwiftCode) -> Bool) {
        while position < input.count, !isEnd(self) { blank(1) }
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where position < input.count {
            if input[position] != UInt8(ascii: "\n") { bytes[position] = UInt8(ascii: " ") }
            position += 1
        }
    }

    /// Comments nest.
    private mutating func blankComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") { depth += 1 }
            if starts(with: "*/") { depth -= 1 }
            blank(starts(with: "/*") || starts(with: "*/") ? 2 : 1)
        } while depth > 0 && position < input.count
    }

    /// A literal that begins here: its number signs and whether it has several lines.
    private func literal() -> (signs: Int, isLong: Bool)? {
        var index = position
        while index < input.count, input[index] == UInt8(ascii: "#") { index += 1 }
        guard index < input.count, input[index] == UInt8(ascii: "\"") else { return nil }
        return (index - position, input[index...].prefix(3).count { $0 == UInt8(ascii: "\"") } == 3)
    }

    private mutating func blankLiteral(_ literal: (signs: Int, isLong: Bool)) {
        let quotes = Array(repeating: UInt8(ascii: "\""), count: literal.isLong ? 3 : 1)
        let signs = Array(repeating: UInt8(ascii: "#"), count: literal.signs)
        blank(literal.signs + quotes.count)
        while position < input.count {
            let rest = input[position...]
            if rest.starts(with: quotes + signs) { return blank(quotes.count + signs.count) }
            if rest.starts(with: [UInt8(ascii: "\\")] + signs) {
                blank(1 + literal.signs)
                if position < input.count, at(UInt8(ascii: "(")) { blankInterpolation() } else { blank(1) }
            } else {
                blank(1)
            }
        }
    }

    /// Code within a literal, which may hold literals of its own.
    private mutating func blankInterpolation() {
        var depth = 0
        repeat {
            if let literal = literal() {
                blankLiteral(literal)
                continue
            }
            if at(UInt8(ascii: "(")) { depth += 1 }
            if at(UInt8(ascii: ")")) { depth -= 1 }
            blank(1)
        } while depth > 0 && position < input.count
    }
}

extension SwiftCode {
    /// The words of each line.
    var words: [[String]] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.split { !SwiftCode.isWord($0) }.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Every function, initialiser and accessor-like body: the line it is declared on, and how many lines it takes.
    var functions: [(line: Int, length: Int)] {
        var functions: [(line: Int, length: Int)] = []
        var index = 0
        while index < bytes.count {
            let word = word(at: index)
            if ["func", "init", "deinit", "subscript"].contains(word), let body = body(after: index + word.utf8.count) {
                functions.append((line(of: index), line(of: body.upperBound) - line(of: index) + 1))
            }
            index += max(1, word.utf8.count)
        }
        return functions
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// The word that begins here, if one does. A call of an initialiser (`.init`) is none.
    private func word(at index: Int) -> String {
        if index > 0, SwiftCode.isWord(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: ".") { return "" }
        return String(decoding: bytes[index...].prefix { SwiftCode.isWord($0) }, as: UTF8.self)
    }

    private func line(of index: Int) -> Int { bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1 }

    /// The braces of a declaration's body: behind its parentheses and before the next declaration.
    private func body(after start: Int) -> ClosedRange<Int>? {
        var depth = 0
        var open: Int?
        for index in start..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{"):
                if depth == 0 { open = open ?? index }
                depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth < 0 { return nil }
                if depth == 0, let open { return open...index }
            default:
                let isNext = depth == 0 && open == nil && index > start
                if isNext, ["func", "var", "let", "init", "case", "static", "struct", "enum", "class"].contains(word(at: index)) {
                    return nil
                }
            }
        }
        return nil
    }
}
