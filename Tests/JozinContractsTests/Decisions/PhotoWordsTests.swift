// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import Testing

@Suite struct `What was decided counts before what the file says` {
    private static var file: DescriptiveFacts {
        var facts = DescriptiveFacts()
        (facts.rating, facts.title, facts.description, facts.keywords) = (3, "file title", "file text", ["sea", "a/b"])
        return facts
    }

    @Test func `nothing decided`() {
        let words = PhotoWords(Self.file, [:])
        #expect(words.rating == 3 && words.title == "file title" && words.description == "file text")
        #expect(words.tags == ["sea", "a/b"] && !words.isRejected)
    }

    @Test func `said otherwise, denied and added`() {
        let words = PhotoWords(
            Self.file,
            [
                .rating: .number("0"), .title: .string(""), .description: .string("own"), .tag("sea"): .bool(false),
                .tag("dusk"): .bool(true), .tag("a/b"): .bool(true),
            ])
        #expect(words.rating == 0 && words.title == nil && words.description == "own" && words.tags == ["a/b", "dusk"])
    }

    @Test func `a file that another program rejected`() {
        var facts = DescriptiveFacts()
        facts.rating = -1
        #expect(PhotoWords(facts, [:]).isRejected && PhotoWords(facts, [:]).rating == 0)
        #expect(!PhotoWords(facts, [.rating: .number("2")]).isRejected)
        #expect(!PhotoWords(facts, [.rejected: .bool(false)]).isRejected)
        #expect(PhotoWords(facts, [.rating: .number("2"), .rejected: .bool(true)]).isRejected)
    }

    @Test func `denials are in the user part, and read back`() {
        let decisions: [DecisionKey: JSONValue] = [
            .rating: .number("0"), .rejected: .bool(false), .title: .string(""), .description: .string(""),
            .tag("sea"): .bool(false), .tag("dusk"): .bool(true),
        ]
        for (key, value) in decisions { #expect(DecisionRules.refusal(key, value) == nil) }
        let part = UserPart(decisions: decisions)
        #expect(UserPart(part.json).decisions == decisions && UserPart(part.json).others.isEmpty)
        #expect(part.json["tags"]?.elements == [.string("dusk")] && part.json["withoutTags"]?.elements == [.string("sea")])
        #expect(DecisionRules.refusal(.album("x"), .bool(false)) != nil && DecisionRules.refusal(.favourite, .bool(false)) != nil)
    }
}
