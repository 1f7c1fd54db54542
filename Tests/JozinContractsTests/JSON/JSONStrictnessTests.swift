// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestSupport
import Testing

@Suite struct `The JSON reader takes RFC 8259 and nothing else` {
    private func reads(_ text: String) -> Bool { reads(Array(text.utf8)) }
    private func reads(_ bytes: [UInt8]) -> Bool { (try? JSONReader.read(bytes)) != nil }

    @Test func `what the grammar allows is read`() {
        let allowed = [
            "null", "true", "false", "0", "-0", "1", "-1", "10", "1.5", "-0.0", "1e5", "1E+5", "1e-5", "0e0", "0.0e00",
            "123456789012345678901234567890",
            #""""#, #""a""#, #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\u001b\u009B""#, #""\uD83E\uDD81""#, #""\ud83e\udd81""#,
            "\"\u{7F}\u{80}\"",
            "[]", "[ ]", "[1]", "[1,2]", "[[],{}]", "{}", "{ }", #"{"a":1}"#, #"{"":0}"#, #"{"a":1,"a":2}"#,
            #"{"a":{"b":[null]}}"#,
            " null ", "\t\n\r 1 \t\n\r", "[\n1\n,\n2\n]", "{\r\n\"a\" \t:\n1 }", "\"\u{2028}\"", "\"\u{FEFF}\"",
        ]
        for text in allowed { #expect(reads(text), "\(text)") }
    }

    @Test func `what the grammar does not allow is refused`() {
        let refused = [
            "", " ", "nul", "nulll", "True", "NULL", "undefined", "NaN", "Infinity", "-Infinity", "-", "+1", "01", "-01", "00",
            "1.", ".5", "-.5", "1.e5",
            "1e", "1e+", "1e-", "1E", "0x10", "1_000", "1,", "1 2", "--1", "1.2.3", "1e5.5", "\u{FF11}", "'a'", "a", #"""#,
            #""a"#, #""\""#, #""\x""#,
            #""\u""#, #""\u12""#, #""\u123""#, #""\u123g""#, #""\u+123""#, #""\u 123""#, #""\U0041""#, #""\0""#, #""\a""#,
            #""\'""#, "\"\n\"", "\"\t\"",
            "\"\u{0}\"", "\"\u{1B}\"", "\"\u{1F}\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1;2]", "[1}", "{",
            "}", "{,}", "{1:2}", "{a:1}",
            #"{"a"}"#, #"{"a":}"#, #"{"a" 1}"#, #"{"a":1,}"#, #"{"a":1 "b":2}"#, #"{"a":1]"#, #"{"a":1"#, #"{"a":1,"#,
            #"{null:1}"#, "[]]", "{}{}", "[] []", "null,",
            "// a\n1", "/* a */ 1", "1 # a", "\u{FEFF}1", "\u{A0}1", "1\u{A0}", "\u{B}1", "\u{C}1", "1\u{0}", "\u{2028}1",
        ]
        for text in refused { #expect(!reads(text), "\(text)") }
    }

    @Test func `half a surrogate pair is refused wherever it stands`() {
        let halves = [
            #""\uD800""#, #""\uDBFF""#, #""\uDC00""#, #""\uDFFF""#, #""\uD800\u0041""#, #""\uD800\uD800""#, #""\uDC00\uD800""#,
            #""\uD800x""#, #""\uD800\n""#,
            #""\uD800\uDC0""#, #""\uD800\uDC0g""#, #""\uD800\""#, #""\uD800\u""#, #"{"\uDEAD":1}"#,
        ]
        for text in halves { #expect(!reads(text), "\(text)") }
        #expect((try? JSONReader.read(Array(#""\uD800\uDC00\uDBFF\uDFFF""#.utf8)))?.text == "\u{10000}\u{10FFFF}")
    }

    @Test func `text that is no UTF-8 is refused`() {
        let wrong: [[UInt8]] = [
            [0xFF], [0x80], [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0x61, 0xC3],
        ]
        for bytes in wrong {
            #expect(!reads([0x22] + bytes + [0x22]), "\(bytes)")
            #expect(!reads(bytes), "\(bytes)")
        }
        #expect(!reads([0xFE, 0xFF, 0x00, 0x31]) && !reads([0x31, 0x00]))
    }

    @Test func `every control character in text is refused`() {
        for byte in UInt8(0)..<0x20 { #expect(!reads([0x22, byte, 0x22])) }
        for byte in UInt8(0x20)..<0x7F where byte != 0x22 && byte != 0x5C { #expect(reads([0x22, byte, 0x22])) }
    }

    @Test func `nesting is bounded, and a bomb of brackets is refused at once`() {
        func nest(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        let deepest = JSONReader.deepestNesting
        #expect(reads(nest(deepest, "[", "]")) && !reads(nest(deepest + 1, "[", "]")))
        #expect(reads(nest(deepest, "{\"a\":", "}")) && !reads(nest(deepest + 1, "{\"a\":", "}")))
        #expect(!reads(nest(1_000_000, "[", "]")) && !reads(String(repeating: "[{\"a\":", count: 500_000)))
        // Width is no depth.
        #expect(reads("[" + String(repeating: "[[]],", count: 1000) + "1]"))
    }

    @Test func `a document cut at any byte is refused, and the failure says where`() throws {
        var random = SeededGenerator(seed: 111)
        for _ in 0..<100 {
            var writer = JSONWriter(.indented)
            JSONValue.array([random.tree(), random.members()]).write(to: &writer)
            for end in 0..<writer.bytes.count {
                do throws(JSONReader.Failure) {
                    _ = try JSONReader.read(Array(writer.bytes[..<end]))
                    Issue.record("cut at \(end) of \(writer.bytes.count) it was read")
                } catch {
                    #expect((0...end).contains(error.offset) && !error.message.isEmpty)
                }
            }
        }
    }

    @Test func `20,000 damaged documents are read or refused, never a crash`() {
        var random = SeededGenerator(seed: 112)
        var refused = 0
        for _ in 0..<20_000 {
            var writer = JSONWriter(.compact)
            JSONValue.array([random.tree(), random.tree()]).write(to: &writer)
            guard let tree = try? JSONReader.read(random.mutated(writer.bytes)) else {
                refused += 1
                continue
            }
            var again = JSONWriter(.compact)
            tree.write(to: &again)
            #expect((try? JSONReader.read(again.bytes)) == tree)
        }
        #expect(refused > 5000 && refused < 20_000)
    }

    @Test func `noise is refused`() {
        var random = SeededGenerator(seed: 113)
        for _ in 0..<5000 { _ = reads(random.bytes(Int.random(in: 0...60, using: &random))) }
    }
}
