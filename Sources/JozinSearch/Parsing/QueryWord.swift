// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Bare words that mean something in the language.
enum QueryWord: Hashable {
    case or, not
    case state(PhotoState)
    case days(DayRange)

    /// nil for a word to search for. Four digits are a year from 1800 to 2099, and the number in a name otherwise.
    init?(_ text: String) {
        switch text.lowercased() {
        case "or": self = .or
        case "not": self = .not
        case "favorite": self = .state(.favourite)
        case let word:
            if let state = PhotoState.bare.first(where: { $0.rawValue == word }) {
                self = .state(state)
            } else if let days = DayRange(date: text), QueryWord.isRecent(text) {
                self = .days(days)
            } else {
                return nil
            }
        }
    }

    /// Whether a text is a range of dates that needs no key, be it in the wrong order.
    static func isDateRange(_ text: String) -> Bool {
        guard let dots = text.firstRange(of: "..") else { return false }
        let ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
        return ends.contains { !$0.isEmpty } && ends.allSatisfy { $0.isEmpty || isRecent($0) && DayRange(date: $0) != nil }
    }

    private static func isRecent(_ text: String) -> Bool { Int(text.prefix(4)).map { (1800...2099).contains($0) } ?? false }
}
