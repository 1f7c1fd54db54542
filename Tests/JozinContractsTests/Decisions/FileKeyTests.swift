// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A file is called by its path to the byte` {
    private func path(_ name: String) throws -> LibraryPath { try #require(LibraryPath(bytes: Array(name.utf8))) }

    @Test func `known paths have known keys`() throws {
        let known = [
            ("2019/sea.jpg", "2019/sea.jpg"), ("a b.jpg", "a%20b.jpg"), ("100%.jpg", "100%25.jpg"), ("é", "%C3%A9"),
            ("e\u{301}", "e%CC%81"), ("~-._", "~-._"), ("a\nb", "a%0Ab"), ("%41", "%2541"), ("+?#&", "%2B%3F%23%26"),
        ]
        for (name, text) in known {
            let key = DecisionKey.file(try path(name))
            #expect(key.text == "file/" + text && DecisionKey(text: key.text) == key)
        }
        let bytes = try #require(LibraryPath(bytes: [0xFF, 0x2F, 0x80, 0x01]))
        #expect(bytes.percentText == "%FF/%80%01" && LibraryPath(percentText: "%FF/%80%01") == bytes)
    }

    @Test func `every path has one key, and every key one path`() {
        var random = SeededGenerator(seed: 311)
        var seen: [String: LibraryPath] = [:]
        for _ in 0..<2000 {
            let path = random.path()
            let key = DecisionKey.file(path)
            #expect(DecisionKey(text: key.text) == key && key.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            #expect(seen.updateValue(path, forKey: key.text) ?? path == path)
        }
    }

    @Test func `what could be written otherwise is no key of a file`() {
        for text in [
            "", "/", "a/", "/a", "a//b", ".", "..", "a/../b", "%", "%4", "%41", "%2f", "%2F", "%00", "a b", "é", "a%c3", "a%C",
            "%zz",
            "a%2Fb",
        ] {
            #expect(DecisionKey(text: "file/" + text) == .other("file/" + text), "\(text)")
            #expect(LibraryPath(percentText: text) == nil, "\(text)")
        }
        #expect(DecisionKey(text: "file") == .other("file"))
    }

    @Test func `a verdict is keep or drop, of certain bytes`() throws {
        let digest = FileDigest(GoldenSamples.digest(3))
        let key = DecisionKey.file(try path("a.jpg"))
        for word in FileVerdict.Word.allCases {
            let verdict = FileVerdict(word, on: digest)
            #expect(FileVerdict(verdict.json) == verdict && DecisionRules.refusal(key, verdict.json) == nil)
        }
        let hex = "sha256:" + digest.digest.hex
        for (word, sum) in [("drop", hex.uppercased()), ("drop", "md5:1"), ("drop", ""), ("Drop", hex), ("", hex)] {
            let json = JSONValue.object([JSONMember("verdict", .string(word)), JSONMember("digest", .string(sum))])
            #expect(FileVerdict(json) == nil && DecisionRules.refusal(key, json) != nil, "\(word) \(sum)")
        }
        // Members in another order, or more of them, would be another value of the same meaning.
        let drop = FileVerdict(.drop, on: digest).json
        guard case .object(let members) = drop else { return }
        for other in [members.reversed(), members + [JSONMember("x", .null)]] {
            #expect(DecisionRules.refusal(key, .object(other)) != nil)
        }
        for value in [JSONValue.bool(true), .string("drop"), .null, .array([])] {
            #expect(DecisionRules.refusal(key, value) != nil)
        }
        #expect(DecisionRules.refusal(key, nil) == nil)
    }

    @Test func `it holds for the bytes that it was said of, where they lay`() throws {
        let (digest, other) = (FileDigest(GoldenSamples.digest(3)), FileDigest(GoldenSamples.digest(4)))
        let (here, there) = (try path("a.jpg"), try path("b.jpg"))
        let decisions: [DecisionKey: JSONValue] = [.file(here): FileVerdict(.drop, on: digest).json]
        #expect(decisions.verdict(onFileAt: here, holding: digest) == .drop)
        #expect(decisions.verdict(onFileAt: here, holding: other) == nil)
        #expect(decisions.verdict(onFileAt: there, holding: digest) == nil)
        #expect(decisions.verdict(onFileAt: here, holding: nil) == nil)
    }

    @Test func `user parts carry it, whatever the path`() {
        var random = SeededGenerator(seed: 312)
        for _ in 0..<300 {
            var decisions: [DecisionKey: JSONValue] = [.rating: .number("3")]
            for _ in 0..<random.number(1...4) {
                decisions[.file(random.path())] =
                    FileVerdict(random.coin() ? .keep : .drop, on: FileDigest(random.digest())).json
            }
            let user = UserPart(decisions: decisions)
            #expect(UserPart(user.json) == user && UserPart(user.json).json == user.json)
            #expect(UserPart(user.json).others.isEmpty)
        }
    }

    @Test func `a user part with files that make no sense keeps them, and they are no decisions`() {
        for path in ["%2f", "", "../a"] {
            let element = JSONValue.object([
                JSONMember("path", .string(path)), JSONMember("verdict", .string("drop")),
                JSONMember("digest", .string("sha256:" + GoldenSamples.digest(3).hex)),
            ])
            let user = JSONValue.object([JSONMember("files", .array([element]))])
            #expect(UserPart(user).decisions.isEmpty && UserPart(user).json == user)
        }
    }
}
