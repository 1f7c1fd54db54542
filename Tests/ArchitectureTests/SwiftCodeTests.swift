// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct `Code is told from comments and literals` {
    private func code(_ text: String) -> String { String(decoding: SwiftCode(text).bytes, as: UTF8.self).filter { $0 != " " } }

    @Test func `comments and literals are blank`() {
        #expect(code("a // func {\nb") == "a\nb")
        #expect(code("a /* { /* } */ { */ b") == "ab")
        #expect(code(#"let a = "} \" {" + b"#) == "leta=+b")
        #expect(code("let a = \"x \\(f(\"}\") + \"{\") y\" + b") == "leta=+b")
        #expect(code("let a = \"\"\"\n  { \"quoted\" \\(f(\")\"))\n  \"\"\"; b") == "leta=\n\n;b")
        #expect(code("let a = #\"\\(\" {\"# + b") == "leta=+b")
        #expect(code("#expect(a)") == "#expect(a)")
    }

    @Test func `functions are measured from their first line to their last`() {
        let text = """
            protocol P {
                func none() -> Int
                var x: Int { get }
            }
            struct S {
                init(_ body: () -> Int = { 1 }, b: [Int] = [1]) where Int: P {
                    let s = "}"
                }
                func one() { if true { } }
                var y: Int { S.init().y }
                func long(
                    _ a: Int
                ) async throws(E) -> [Int] {
                    a.map { x in
                        x
                    }
                }
            }
            """
        #expect(SwiftCode(text).functions.map { [$0.line, $0.length] } == [[6, 3], [9, 1], [11, 7]])
    }
}
