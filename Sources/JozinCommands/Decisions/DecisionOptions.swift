// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinSync

/// What is said of photos, as the command line has it.
struct DecisionOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("0 (none) to 5.", valueName: "N"))
    var rating: Int?

    @Flag(name: .long, inversion: .prefixedNo, help: "One of the best.")
    var favourite: Bool?

    @Flag(name: .long, inversion: .prefixedNo, help: "Not to be kept; Jožin removes nothing.")
    var reject: Bool?

    @Option(name: .long, help: ArgumentHelp("Give a tag; levels by / (repeatable).", valueName: "TAG"))
    var tag: [String] = []

    @Option(name: .long, help: ArgumentHelp("Take a tag away (repeatable).", valueName: "TAG"))
    var untag: [String] = []

    @Option(name: .long, help: ArgumentHelp("One line; empty for none.", valueName: "TEXT"))
    var title: String?

    @Option(name: .long, help: ArgumentHelp("As long as you like; empty for none.", valueName: "TEXT"))
    var description: String?

    @Option(name: .long, help: ArgumentHelp("Put into an album (repeatable).", valueName: "ALBUM"))
    var album: [String] = []

    @Option(name: .long, help: ArgumentHelp("Take out of an album (repeatable).", valueName: "ALBUM"))
    var removeFromAlbum: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("These are no duplicates of PHOTO, whatever they look like (repeatable).", valueName: "PHOTO"))
    var distinctFrom: [String] = []

    @Flag(
        name: .long, inversion: .prefixedNo,
        help: "It may go, since a duplicate stays, which is given its tags, rating and so on. Jožin removes nothing.")
    var drop: Bool?

    /// The changes, but for those about two photos. What no decision can be is refused by the maker; a word twice here.
    func changes() throws(RunFailure) -> DecisionMaker.Changes {
        var changes: DecisionMaker.Changes = [:]
        if let rating { changes[.rating] = .some(rating == 0 ? nil : .number("\(rating)")) }
        if let favourite { changes[.favourite] = .some(favourite ? .bool(true) : nil) }
        if let reject { changes[.rejected] = .some(reject ? .bool(true) : nil) }
        if let title { changes[.title] = .some(try text(title)) }
        if let description { changes[.description] = .some(try text(description)) }
        for (words, isGiven) in [(untag, false), (tag, true)] {
            for word in words { try say(.tag(try name(word)), isGiven, &changes) }
        }
        for (words, isGiven) in [(removeFromAlbum, false), (album, true)] {
            for word in words { try say(.album(try name(word)), isGiven, &changes) }
        }
        return changes
    }

    private func say(_ key: DecisionKey, _ isGiven: Bool, _ changes: inout DecisionMaker.Changes) throws(RunFailure) {
        let value: JSONValue? = isGiven ? .bool(true) : nil
        if let other = changes[key], other != value {
            throw DecisionOptions.refusal("\(DisplayName.text(Array(key.text.utf8))) is given and taken at once")
        }
        changes[key] = .some(value)
    }

    private func text(_ word: String) throws(RunFailure) -> JSONValue? {
        let text = DecisionRules.tidied(text: try utf8(word))
        return text.isEmpty ? nil : .string(text)
    }

    private func name(_ word: String) throws(RunFailure) -> String { DecisionRules.tidied(name: try utf8(word)) }

    private func utf8(_ word: String) throws(RunFailure) -> String {
        guard let text = DisplayName.exact(RawArguments.bytes(word)) else {
            throw DecisionOptions.refusal("this text is not UTF-8")
        }
        return text
    }

    static func refusal(_ sentence: String) -> RunFailure {
        RunFailure(.usage, Problem(.misuse, sentence, remedy: "Say it otherwise; nothing was changed."))
    }

    /// What the log calls the action: its keys, the first of them in full.
    static func label(_ changes: DecisionMaker.Changes, photos: Int) -> String {
        let words = changes.sorted { $0.key < $1.key }.map { key, value in
            switch (key, value) {
            case (.rating, .number("0")?): "no rating"
            case (.rating, .number(let stars)?): "rating \(stars)"
            case (_, nil): "no \(shortened(key.text))"
            case (_, _?): shortened(key.text)
            }
        }
        let all = words.prefix(3).joined(separator: ", ") + (words.count > 3 ? " and \(words.count - 3) more" : "")
        return photos == 1 ? all : "\(all) on \(photos) photos"
    }

    private static func shortened(_ text: String) -> String { text.count > 40 ? String(text.prefix(39)) + "…" : text }
}
