// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A decision reads back as it was said` {
    private static let keys: [DecisionKey] = [
        .rating, .favourite, .rejected, .title, .description, .adjustments, .place, .tag("Sea/Baltic"), .album("Trip: 2019"),
        .verdict(.pixels(GoldenSamples.digest(7))), .file(GoldenSamples.oddPath), .other("mood"), .other("verdict/nobody"),
        .other("tags"),
    ]

    @Test func `keys`() {
        for key in Self.keys { #expect(DecisionKey(text: key.text) == key) }
        #expect(DecisionKey(text: "tag/") == .tag("") && DecisionKey(text: "") == .other(""))
        #expect(Self.keys.sorted().map(\.text) == Self.keys.map(\.text).sorted())
    }

    @Test func `entries, of all kinds`() {
        for entry in GoldenSamples.entries {
            #expect(LogLine.read(entry.line()) == .entry(entry))
            #expect(entry.line().last == 0x0A && entry.line().count { $0 == 0x0A } == 1)
        }
        #expect(LogLine.read(LogLine.header()) == .header(schema: LogEntry.schema))
    }

    @Test func `no line with a flipped bit, cut or glued is whole`() {
        for entry in GoldenSamples.entries {
            let line = entry.line()
            for place in line.indices {
                for bit in 0..<8 as Range<UInt8> {
                    var bad = line
                    bad[place] ^= 1 << bit
                    #expect(LogLine.read(bad) == nil)
                }
                #expect(LogLine.read(Array(line[..<place])) == nil)
            }
            #expect(LogLine.read(line + line) == nil && LogLine.read([0x20] + line) == nil)
        }
    }

    @Test func `user parts said in any order are one text`() {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<200 {
            var members = Self.members.filter { _ in random.coin() }
            let first = UserPart(.object(members))
            #expect(first.json == UserPart(first.json).json)
            members.shuffle(using: &random)
            let second = UserPart(.object(members))
            #expect(second.decisions == first.decisions && Set(second.others) == Set(first.others))
        }
        #expect(UserPart().json == .object([]))
    }

    /// Decisions, and what is none.
    private static let members: [JSONMember] = [
        JSONMember("rating", .number("4")), JSONMember("favourite", .bool(true)), JSONMember("rejected", .bool(false)),
        JSONMember("title", .string("Dusk")), JSONMember("description", .string("Two\nlines")),
        JSONMember("tags", .array([.string("b"), .string("a/b")])), JSONMember("albums", .array([.string("")])),
        JSONMember("adjustments", .object([JSONMember("crop", .null)])), JSONMember("x-mine", .null),
        JSONMember(
            "verdicts",
            .array([
                .object([
                    JSONMember("other", .string(ImageID.pixels(GoldenSamples.digest(8)).text)),
                    JSONMember("verdict", .string("distinct")),
                ])
            ])),
        JSONMember(
            "files",
            .array([
                .object([
                    JSONMember("digest", .string("sha256:" + GoldenSamples.digest(9).hex)),
                    JSONMember("verdict", .string("keep")),
                    JSONMember("path", .string("a%20b.jpg")),
                ])
            ])),
    ]

    @Test func `what makes no sense in a user part stays there, and is no decision`() {
        let user = JSONValue.object([
            JSONMember("rating", .number("9")), JSONMember("title", .string("a\u{1B}b")), JSONMember("tags", .string("a")),
            JSONMember("favourite", .string("yes")), JSONMember("albums", .array([.string("a"), .number("1")])),
        ])
        #expect(UserPart(user).decisions.isEmpty && UserPart(user).json == user)
        #expect(UserPart(.string("nonsense")).json == .object([]))
    }

    @Test func `moments as the world writes them`() {
        let known = [
            (0, "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"), (1_709_251_199, "2024-02-29T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
        ]
        for (seconds, text) in known { #expect(UTCTime.text(secondsSince1970: seconds) == text) }
    }
}
