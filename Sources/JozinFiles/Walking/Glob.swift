// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A pattern over path bytes: `*` and `?` within one component, `**` over any number of them, `[a-z]` and `[!a-z]`.
/// A pattern without a slash is matched against the last component, one with a slash against the whole relative path.
public struct Glob: Hashable, Sendable {
    /// As the owner wrote it.
    public let text: String
    private let pattern: [UInt8]
    private let isWholePath: Bool

    /// Every text is a pattern: a `[` that is not closed stands for itself.
    public init(_ text: String) {
        self.text = text
        isWholePath = text.contains("/")
        pattern = Array((text.hasPrefix("/") ? text.dropFirst() : text[...]).utf8)
    }

    /// Whether the path fits the pattern.
    public func matches(_ path: LibraryPath) -> Bool {
        let subject = isWholePath ? path.bytes : path.name
        return Glob.matches(pattern[...], subject[...])
    }

    /// Backtracks over the last star only (and the last double star), so that the work is at most the product of the
    /// two lengths per kind of star.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ subject: ArraySlice<UInt8>) -> Bool {
        var p = pattern.startIndex
        var s = subject.startIndex
        var star: Retry?
        var doubleStar: Retry?
        while true {
            if p == pattern.endIndex, s == subject.endIndex { return true }
            if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
                if pattern[p...].starts(with: "**".utf8) {
                    p += 2
                    if p < pattern.endIndex, pattern[p] == slash, startsComponent(subject, s) { p += 1 }
                    doubleStar = Retry(pattern: p, subject: s)
                    star = nil
                } else {
                    p += 1
                    star = Retry(pattern: p, subject: s)
                }
                continue
            }
            if s < subject.endIndex, let next = step(pattern, p, subject[s]) {
                p = next
                s += 1
                continue
            }
            if let retry = star, retry.subject < subject.endIndex, subject[retry.subject] != slash {
                star = Retry(pattern: retry.pattern, subject: retry.subject + 1)
                (p, s) = (retry.pattern, retry.subject + 1)
            } else if let retry = doubleStar, retry.subject < subject.endIndex {
                star = nil
                doubleStar = Retry(pattern: retry.pattern, subject: retry.subject + 1)
                (p, s) = (retry.pattern, retry.subject + 1)
            } else {
                return false
            }
        }
    }

    private struct Retry {
        let pattern: Int
        let subject: Int
    }

    private static let slash = UInt8(ascii: "/")

    private static func startsComponent(_ subject: ArraySlice<UInt8>, _ index: Int) -> Bool {
        index == subject.startIndex || subject[index - 1] == slash
    }

    /// Where the pattern goes on after `byte` matched its next element; nil where it does not match.
    private static func step(_ pattern: ArraySlice<UInt8>, _ index: Int, _ byte: UInt8) -> Int? {
        guard index < pattern.endIndex else { return nil }
        switch pattern[index] {
        case UInt8(ascii: "?"): return byte == slash ? nil : index + 1
        case UInt8(ascii: "["):
            guard let (holds, next) = bracket(pattern, index, byte) else { return byte == pattern[index] ? index + 1 : nil }
            return holds && byte != slash ? next : nil
        case let literal: return literal == byte ? index + 1 : nil
        }
    }

    /// Whether `byte` is in the set that opens at `index`, and where the set ends; nil where it is not closed.
    private static func bracket(_ pattern: ArraySlice<UInt8>, _ index: Int, _ byte: UInt8) -> (Bool, Int)? {
        var position = index + 1
        let negated = position < pattern.endIndex && pattern[position] == UInt8(ascii: "!")
        if negated { position += 1 }
        var holds = false
        let first = position
        while position < pattern.endIndex, pattern[position] != UInt8(ascii: "]") || position == first {
            if position + 2 < pattern.endIndex, pattern[position + 1] == UInt8(ascii: "-"),
                pattern[position + 2] != UInt8(ascii: "]")
            {
                holds = holds || (pattern[position]...max(pattern[position], pattern[position + 2])).contains(byte)
                position += 3
            } else {
                holds = holds || pattern[position] == byte
                position += 1
            }
        }
        return position < pattern.endIndex ? (holds != negated, position + 1) : nil
    }
}
