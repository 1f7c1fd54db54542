// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Globs match what their words say` {
    private func matches(_ glob: String, _ path: String) throws -> Bool {
        Glob(glob).matches(try #require(LibraryPath(bytes: Array(path.utf8))))
    }

    @Test func `with a slash at the end it matches folders alone, and names that are not UTF-8 by their bytes`() throws {
        let folder = LibraryPath.root.appending(Array("2019".utf8)).appending(Array("Exports".utf8))
        for text in ["Exports/", "2019/Exports/", "/2019/*/", "**/Exports/"] {
            #expect(Glob(text).matches(folder, isFolder: true) && !Glob(text).matches(folder), "\(text)")
        }
        #expect(!Glob("Export/").matches(folder, isFolder: true))
        let odd = LibraryPath.root.appending([0xFF, 0x41])
        #expect(Glob([0xFF, 0x2A]).matches(odd) && !Glob([0xFE, 0x2A]).matches(odd) && Glob("?A").matches(odd))
        #expect(Glob([0xFF, 0x2F]).text == "\\xff/")
    }

    @Test func `the table of examples`() throws {
        let table: [(glob: String, yes: [String], no: [String])] = [
            ("*.gif", ["a.gif", "x/y/a.gif", ".gif", "a.b.gif"], ["a.GIF", "gif", "a.gif/x", "a.gifs"]),
            ("IMG_????.jpg", ["IMG_0001.jpg", "a/IMG_abcd.jpg"], ["IMG_001.jpg", "IMG_00001.jpg"]),
            ("a", ["a", "x/a"], ["b", "ab", "a/b", "ba"]),
            ("/a", ["a"], ["x/a", "ab"]),
            ("a/b", ["a/b"], ["x/a/b", "a/b/c", "a/x/b", "b"]),
            ("a/*", ["a/b", "a/.x"], ["a", "a/b/c", "xa/b"]),
            ("a/**", ["a/b", "a/b/c"], ["a", "ab/c", "x/a/b"]),
            ("Exports/**", ["Exports/1.jpg", "Exports/x/1.jpg"], ["MyExports/1.jpg", "x/Exports/1.jpg"]),
            ("**/a", ["a", "x/a", "x/y/a"], ["xa", "x/ya", "a/x", "x/ab"]),
            ("**/x.jpg", ["x.jpg", "a/x.jpg"], ["ax.jpg", "a/bx.jpg"]),
            ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["a/xb", "ab", "a/b/c", "xa/b", "a/x/yb"]),
            ("**/a/**", ["a/b", "x/a/b/c"], ["a", "xa/b", "x/a"]),
            ("**/*.gif", ["a.gif", "x/y/.gif"], ["a.gif/b", "gif"]),
            ("/**", ["a", "a/b"], []),
            ("**", ["a", "x/a"], []),
            ("a/**b", ["a/b", "a/xb", "a/x/yb"], ["a/bc", "b"]),
            ("**/**/a", ["a", "x/a", "x/y/a"], ["xa"]),
            ("[a-c]?", ["ax", "x/cx"], ["dx", "a", "abc"]),
            ("[!a-c]", ["d", "-", "!"], ["a", "b"]),
            ("[]x]", ["]", "x"], ["a", "[]"]),
            ("[a-]", ["a", "-"], ["b"]),
            ("[z-a]", ["z"], ["a", "m", "-"]),
            ("[", ["["], ["a"]),
            ("[ab", ["[ab"], ["a"]),
            ("a/[!x]/b", ["a/y/b"], ["a/x/b", "a/yy/b"]),
            ("a/?", ["a/b"], ["a", "a/bc"]),
            ("***", ["a", "b/c"], []),
            ("é", ["é"], ["e\u{301}"]),
            ("?", ["a"], ["é", "ab"]),
            ("", [], ["a"]),
            ("a/\u{301}b", ["a/\u{301}b"], ["\u{301}b"]),
        ]
        for row in table {
            for path in row.yes { #expect(try matches(row.glob, path), "\(row.glob) should match \(path)") }
            for path in row.no { #expect(try !matches(row.glob, path), "\(row.glob) should not match \(path)") }
        }
    }

    /// The definition, as a recursion over both texts.
    private func reference(_ pattern: ArraySlice<UInt8>, _ subject: ArraySlice<UInt8>, afterSlash: Bool, inComponent: Bool)
        -> Bool
    {
        guard let first = pattern.first else { return subject.isEmpty }
        let slash = UInt8(ascii: "/")
        func rest(_ count: Int) -> ArraySlice<UInt8> { pattern.dropFirst(count) }
        /// All ways to leave out a beginning of the subject.
        func anywhere(_ count: Int, where allowed: (ArraySlice<UInt8>) -> Bool) -> Bool {
            (subject.startIndex...subject.endIndex).contains { index in
                let gone = subject[subject.startIndex..<index]
                guard allowed(gone) else { return false }
                let isAtStart = gone.last.map { $0 == slash } ?? !inComponent
                return reference(rest(count), subject[index...], afterSlash: count == 3, inComponent: !isAtStart)
            }
        }
        if afterSlash, pattern.starts(with: "**/".utf8) { return anywhere(3) { $0.isEmpty || $0.last == slash } }
        if pattern.starts(with: "**".utf8) { return anywhere(2) { _ in true } }
        if first == UInt8(ascii: "*") { return anywhere(1) { !$0.contains(slash) } }
        guard let byte = subject.first, first == UInt8(ascii: "?") ? byte != slash : byte == first else { return false }
        return reference(rest(1), subject.dropFirst(), afterSlash: first == slash, inComponent: byte != slash)
    }

    @Test func `random patterns agree with the definition`() throws {
        var random = SeededGenerator(seed: 621)
        var matched = 0
        for _ in 0..<100_000 {
            let pattern = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                Array("aab//**?".utf8).randomElement(using: &random) ?? 0x61
            }
            let bytes = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                Array("aab/".utf8).randomElement(using: &random) ?? 0x61
            }
            guard let path = LibraryPath(bytes: bytes) else { continue }
            let text = String(decoding: pattern, as: UTF8.self)
            let isWhole = pattern.contains(UInt8(ascii: "/"))
            let anchored = pattern.first == UInt8(ascii: "/") ? pattern.dropFirst() : pattern[...]
            let subject = isWhole ? path.bytes : path.name
            let expected = reference(anchored, subject[...], afterSlash: true, inComponent: false)
            #expect(Glob(text).matches(path) == expected, "\(text) on \(String(decoding: bytes, as: UTF8.self))")
            if expected { matched += 1 }
        }
        #expect(matched > 2000)
    }

    @Test func `names that are no UTF-8 can be matched around`() throws {
        let path = try #require(LibraryPath(bytes: [0x78, 0xFF, 0x2E, 0x6A]))
        #expect(Glob("x?.j").matches(path) && Glob("*.j").matches(path) && !Glob("x.j").matches(path))
    }

    @Test func `a pattern of many stars ends soon`() throws {
        let glob = Glob(String(repeating: "*a", count: 60) + "b")
        let path = try #require(LibraryPath(bytes: [UInt8](repeating: 0x61, count: 255)))
        for _ in 0..<20 { #expect(!glob.matches(path)) }
        let deep = try #require(LibraryPath(bytes: Array(String(repeating: "a/", count: 300).utf8) + [0x61]))
        #expect(!Glob(String(repeating: "**/a/", count: 30) + "b").matches(deep))
    }
}
