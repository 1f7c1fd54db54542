// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `What is no query is refused in words` {
    /// Each text, the part that is wrong, and words of the sentence or the remedy.
    private static let refusals: [(text: String, wrong: String, words: String)] = [
        ("praha iso:", "iso:", "`iso:` takes a number; write it like iso:>800"), ("iso:abc", "abc", "iso:>800"),
        ("iso:>", ">", "takes a number"), ("iso:-5", "-5", "takes a number"), ("iso:1,000", "1,000", "takes a number"),
        ("f:1..2..3", "1..2..3", "takes a number"), ("iso:\"800\"", "\"800\"", "takes a number"),
        ("iso:nan", "nan", "takes a number"),
        ("iso:1e99", "1e99", "takes a number"), ("rating:6", "6", "0 to 5"), ("exposure:1/0", "1/0", "exposure:>=1/60"),
        ("bytes:5parsecs", "5parsecs", "bytes:>5MB"), ("iso:1600..800", "1600..800", "ends before it begins"),
        ("2021..2019", "2021..2019", "ends before it begins"), ("date:2020-02-30", "2020-02-30", "takes a year"),
        ("date:<0001", "<0001", "takes a year"), ("date:..", "..", "takes a year"), ("date:>2019..", ">2019..", "takes a year"),
        ("kamera:canon", "kamera:", "did you mean `camera:`?"), ("žluť foo:bar", "foo:", "there is no filter `foo:`"),
        ("http://x", "http:", "in quotes"), ("type:doc", "doc", "jpeg, png"), ("has:wings", "wings", "gps"),
        ("has:", "has:", "gps"),
        ("duplicates:some", "some", "exact, pixel, near or any"), ("near:50,14", "50,14", "latitude, longitude and kilometres"),
        ("near:91,0,1", "91,0,1", "latitude"), ("near:1,2,-3", "1,2,-3", "latitude"),
        ("box:1,2,3", "1,2,3", "south, west, north and east"),
        ("box:2,0,1,5", "2,0,1,5", "degrees"), ("box:0,0,91,5", "0,0,91,5", "degrees"), ("box:0,0,1,x", "0,0,1,x", "degrees"),
        ("in:", "in:", "folder"),
        ("in:../x", "../x", "folder"),
        ("in:a//b", "a//b", "folder"), ("id:sha256:12", "sha256:12", "64 hexadecimal digits"), ("camera:>x", ">x", "takes words"),
        ("camera:\"\"", "\"\"", "takes words"), ("title:\"\\xff\"", "\"\\xff\"", "takes words"),
        ("tag:a/-/b", "a/-/b", "takes words"),
        ("a \"b c", "\"b c", "not closed"), ("a \"\" b", "\"\"", "no letter or digit"), ("\"a\\qb\"", "\\q", "backslash"),
        ("(a b", "(", "not closed"), ("(", "(", "not closed"), ("a) b", ")", "closes nothing"), (")", ")", "closes nothing"),
        ("a () b", "()", "nothing is between"), ("or a", "or", "between two conditions"),
        ("a or", "or", "between two conditions"),
        ("a or or b", "or", "between two conditions"), ("(a or) b", "or", "between two conditions"),
        ("a not", "not", "nothing stands behind `not`"),
        ("(a -(not)) b", "not", "nothing stands behind"), ("- - -(", "(", "not closed"), ("é́ é́ iso:x", "x", "takes a number"),
    ]

    @Test func `at the place that is wrong, with a remedy`() {
        for (text, wrong, words) in Self.refusals {
            do throws(QueryFailure) {
                let query = try QueryParser.parse(text)
                Issue.record("\(text) is \(query)")
            } catch {
                let bytes = Array(text.utf8)[error.range.utf8Offset..<error.range.utf8Offset + error.range.utf8Count]
                let part = String(decoding: bytes, as: UTF8.self)
                #expect(part == wrong, "\(text)")
                let place = text.utf8.index(text.utf8.startIndex, offsetBy: error.range.utf8Offset)
                #expect(error.range.column == text[..<place].count + 1 && error.range.characterCount == wrong.count, "\(text)")
                #expect("\(error.sentence); \(error.remedy)".contains(words), "\(text): \(error.sentence); \(error.remedy)")
                #expect(error.problem.code == .misuse && error.problem.sentence.contains("at character \(error.range.column)"))
            }
        }
    }

    @Test func `where it is too long, too much or too deep`() throws {
        func sentence(_ text: String) -> String? {
            do throws(QueryFailure) {
                _ = try QueryParser.parse(text)
                return nil
            } catch { return error.sentence }
        }
        #expect(sentence(String(repeating: "a", count: 10_000)) == nil)
        #expect(sentence(String(repeating: "a", count: 10_001))?.contains("10001 bytes") == true)
        #expect(sentence(String(repeating: "ž", count: 10_000))?.contains("20000 bytes") == true)
        #expect(sentence(String(repeating: "a ", count: 100)) == nil)
        #expect(sentence(String(repeating: "a ", count: 101))?.contains("more than 100") == true)
        for opening in ["(", "-", "not ", "-("] {
            let text = String(repeating: opening, count: 9_000 / opening.utf8.count) + "a"
            #expect(sentence(text)?.contains("50 deep") == true, "\(opening)")
        }
        #expect(sentence(String(repeating: "(", count: 49) + "a" + String(repeating: ")", count: 49)) == nil)
        for filler in ["\"", "&", "*", "\\", ":", "..", " ", "\u{301}", "🇨", "\u{200D}", "(\"", "or "] {
            let text = String(repeating: filler, count: 10_000 / filler.utf8.count)
            _ = sentence(text)
            _ = try? QueryParser.read(text, isTyping: true)
        }
    }
}

@Suite struct `The parser survives everything` {
    private func read(_ text: String, isTyping: Bool) {
        do throws(QueryFailure) {
            let read = try QueryParser.read(text, isTyping: isTyping)
            // What could be read can be printed and read again.
            if (try? QueryParser.parse(read.query.description)) != read.query { Issue.record("\(text) became \(read.query)") }
        } catch {
            let end = error.range.utf8Offset + error.range.utf8Count
            if error.range.utf8Offset < 0 || end > text.utf8.count || error.range.column < 1 { Issue.record("\(text): \(error)") }
        }
    }

    @Test func `random bytes`() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<60_000 {
            read(String(decoding: random.bytes(random.number(0...40)), as: UTF8.self), isTyping: random.coin())
        }
    }

    @Test func `random pieces of the language`() {
        var random = SeededGenerator(seed: 22)
        let pieces = [
            "(", ")", "-", "or", "not", " ", "\"", "\\", "*", ":", "..", "=", ">", "<", "iso:", "in:", "near:", "date:", "tag:",
            "camera:",
            "1", "2019", "a", "/", ",", "é", "\u{301}", "“", "x", "\\xff", "\t", "東", "has:", "gps", "\0", "\r\n", "id:", "5e-3",
            "1/2",
        ]
        for _ in 0..<40_000 {
            let text = (0..<random.number(0...12)).map { _ in pieces[random.number(0...pieces.count - 1)] }.joined()
            read(text, isTyping: random.coin())
        }
    }

    @Test func `queries with some bytes changed`() {
        var library = RandomLibrary(seed: 23)
        for _ in 0..<10_000 {
            var bytes = Array(library.query().description.utf8)
            for _ in 0..<library.random.number(1...3) where !bytes.isEmpty {
                let place = library.random.number(0...bytes.count - 1)
                switch library.random.number(0...2) {
                case 0: bytes[place] = UInt8(library.random.number(0...255))
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[library.random.number(0...bytes.count - 1)], at: place)
                }
            }
            read(String(decoding: bytes, as: UTF8.self), isTyping: library.random.coin())
        }
    }
}
