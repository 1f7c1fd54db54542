// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Query: CustomStringConvertible {
    /// The query in its own language: parsed, it is this query again (a conjunction in a conjunction comes back as one).
    public var description: String { written(inside: .alternatives) }

    private enum Level: Int {
        case alternatives, conjunction, operand
    }

    private func written(inside level: Level) -> String {
        switch self {
        case .everything: level == .alternatives ? "" : Query.impossibleNot
        case .any(let parts):
            Query.enclosed(parts.map { $0.written(inside: .conjunction) }.joined(separator: " or "), level.rawValue > 0)
        case .all(let parts):
            Query.enclosed(parts.map { $0.written(inside: .operand) }.joined(separator: " "), level == .operand)
        case .not(let part): "-" + part.written(inside: .operand)
        case .words(let phrase): phrase.description
        case .filter(let filter): filter.description
        }
    }

    /// Everything, where nothing at all cannot be written.
    private static let impossibleNot = "(has:gps or -has:gps)"

    private static func enclosed(_ text: String, _ isEnclosed: Bool) -> String { isEnclosed ? "(\(text))" : text }
}

extension Phrase: CustomStringConvertible {
    /// As the language has it, in quotes where that is needed.
    public var description: String { (isPlain ? text : Quotation.of(Array(text.utf8))) + (isPrefix ? "*" : "") }

    /// Whether the text stands for itself and for nothing else in the language.
    private var isPlain: Bool {
        let isWord = text.unicodeScalars.allSatisfy { scalar in
            scalar == "_" || ScalarKind(folded: scalar) == .letter || ScalarKind(folded: scalar) == .digit
        }
        return isWord && QueryWord(text) == nil
    }
}

extension Filter: CustomStringConvertible {
    /// As the language has it.
    public var description: String {
        switch self {
        case .number(let field, let range): "\(field.rawValue):\(range)"
        case .days(let range): "date:\(range)"
        case .text(let field, let phrase): "\(field.rawValue):\(phrase)"
        case .folder(let path, let withSubfolders): "in:" + (withSubfolders ? "" : "=") + Quotation.ofFolder(path)
        case .format(let format): "type:\(format.rawValue)"
        case .state(let state): PhotoState.bare.contains(state) ? state.rawValue : "has:\(state.rawValue)"
        case .duplicates(let kind): "duplicates:\(kind?.rawValue ?? "any")"
        case .near(let circle):
            "near:\(NumberRange.text(circle.latitude)),\(NumberRange.text(circle.longitude)),\(NumberRange.text(circle.kilometres))"
        case .box(let box):
            "box:" + [box.south, box.west, box.north, box.east].map { NumberRange.text($0) }.joined(separator: ",")
        case .id(let id): "id:\(id.text)"
        }
    }
}

extension NumberRange: CustomStringConvertible {
    /// As it stands behind a key.
    public var description: String {
        switch self {
        case .exactly(let value): NumberRange.text(value)
        case .moreThan(let value): ">" + NumberRange.text(value)
        case .atLeast(let value): ">=" + NumberRange.text(value)
        case .lessThan(let value): "<" + NumberRange.text(value)
        case .atMost(let value): "<=" + NumberRange.text(value)
        case .between(let low, let high): NumberRange.text(low) + ".." + NumberRange.text(high)
        }
    }

    /// Whole numbers without a point, others as short as they can be read back.
    static func text(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? value.description }
}

extension DayRange: CustomStringConvertible {
    /// As it stands behind `date:`, the shortest that says it.
    public var description: String {
        guard let first else { return ".." + DayNumber.text(last ?? 0) }
        guard let last else { return DayNumber.text(first) + ".." }
        let day = DayNumber.text(first)
        for short in [day.prefix(4), day.prefix(7), day.prefix(10)] where DayRange(date: short) == self { return String(short) }
        return day + ".." + DayNumber.text(last)
    }
}
