// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// A request's parameters, each held against what the contract allows.
struct Parameters {
    private let pairs: [(name: String, value: String)]
    private let path: [String: String]

    /// Refuses what is no text: percent escapes that are cut short, and bytes that are not UTF-8.
    init(_ request: Request, _ context: some RequestContext) throws(ServerProblem) {
        var query: [(String, String)] = []
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query.append((try Parameters.decoded(parts[0]), parts.count > 1 ? try Parameters.decoded(parts[1]) : ""))
        }
        pairs = query
        var path: [String: String] = [:]
        for (name, value) in context.parameters { path[String(name)] = try Parameters.decoded(value, plusIsSpace: false) }
        self.path = path
    }

    /// The value of a query parameter; the first, should it stand twice.
    func text(_ name: String, most: Int = 10_000) throws(ServerProblem) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        guard value.unicodeScalars.count <= most else {
            throw .misuse("`\(name)` is longer than \(most) characters", remedy: "Shorten it.")
        }
        return value
    }

    /// A whole number within a range.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(ServerProblem) -> Int? {
        guard let text = try text(name, most: 32) else { return nil }
        guard let number = Int(text), text == "\(number)", range.contains(number) else {
            throw .misuse(
                "`\(name)` is not a whole number from \(range.lowerBound) to \(range.upperBound)", remedy: "Give such a number.")
        }
        return number
    }

    /// A number within a range.
    func number(_ name: String, in range: ClosedRange<Double>) throws(ServerProblem) -> Double? {
        guard let text = try text(name, most: 32) else { return nil }
        guard text.utf8.allSatisfy(Parameters.decimal.contains), let number = Double(text), range.contains(number) else {
            throw .misuse(
                "`\(name)` is not a number from \(range.lowerBound) to \(range.upperBound)", remedy: "Give such a number.")
        }
        return number
    }

    /// What JSON's numbers are made of.
    private static let decimal = Array("0123456789+-.eE".utf8)

    /// One of a few words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _: Choice.Type = Choice.self
    ) throws(ServerProblem) -> Choice? where Choice.RawValue == String {
        guard let text = try text(name, most: 64) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let words = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw .misuse("`\(name)` is none of \(words)", remedy: "Give one of them.")
        }
        return choice
    }

    /// The part of the path under a name of the route.
    func component(_ name: String) -> String { path[name] ?? "" }

    private static func decoded(_ text: Substring, plusIsSpace: Bool = true) throws(ServerProblem) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw .misuse("the address has a `%` that no two hexadecimal digits follow", remedy: "Write `%25` for a `%`.")
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw .misuse("the address is not UTF-8", remedy: "Write it in UTF-8, percent-encoded.")
        }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? { Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init) }
}
