// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `JSON goes out and comes back the same` {
    private func bytes(_ tree: JSONValue, _ layout: JSONWriter.Layout) -> [UInt8] {
        var writer = JSONWriter(layout)
        tree.write(to: &writer)
        return writer.bytes
    }

    @Test func `random trees survive both layouts, and the same tree gives the same bytes`() throws {
        var random = SeededGenerator(seed: 101)
        for _ in 0..<3000 {
            let tree = random.tree()
            for layout in [JSONWriter.Layout.compact, .indented] {
                let written = bytes(tree, layout)
                let read = try JSONReader.read(written)
                #expect(read == tree)
                // Equality of strings ignores how letters are composed; bytes do not.
                #expect(bytes(read, layout) == written)
                #expect(bytes(tree, layout) == written)
            }
            #expect(!bytes(tree, .compact).contains(UInt8(ascii: "\n")))
        }
    }

    @Test func `a document handed out piece by piece is the same document`() {
        var random = SeededGenerator(seed: 103)
        for layout in [JSONWriter.Layout.compact, .indented] {
            let trees = (0..<200).map { _ in random.tree() }
            var writer = JSONWriter(layout)
            var pieces: [UInt8] = []
            writer.array { writer in
                for tree in trees {
                    tree.write(to: &writer)
                    pieces += writer.take()
                    #expect(writer.bytes.isEmpty)
                }
            }
            #expect(pieces + writer.take() == bytes(.array(trees), layout))
        }
    }

    @Test func `no control character is ever written raw`() {
        var random = SeededGenerator(seed: 102)
        for _ in 0..<5000 {
            let tree = JSONValue.object([JSONMember(random.text(20), .string(random.text(40)))])
            let text = String(decoding: bytes(tree, .compact), as: UTF8.self)
            let raw = text.unicodeScalars.first { $0.properties.generalCategory == .control }
            #expect(raw == nil, "U+\(String(raw?.value ?? 0, radix: 16))")
        }
        for value in UInt32(0)..<0xA0 {
            guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory == .control else { continue }
            let written = bytes(.string(String(scalar)), .compact)
            #expect(written.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    @Test func `the layouts are these, to the byte`() {
        let tree = JSONValue.object([
            JSONMember("a", .array([.number("1"), .object([]), .array([])])), JSONMember("b", .object([JSONMember("c", .null)])),
        ])
        #expect(bytes(tree, .compact) == Array(#"{"a":[1,{},[]],"b":{"c":null}}"#.utf8))
        let indented = """
            {
              "a": [
                1,
                {},
                []
              ],
              "b": {
                "c": null
              }
            }
            """
        #expect(bytes(tree, .indented) == Array(indented.utf8))
    }

    @Test func `lines are documents of their own`() throws {
        var writer = JSONWriter(.compact)
        for number in 0..<3 {
            writer.object { writer in
                writer.key("n")
                writer.int(number)
            }
            writer.newline()
        }
        #expect(writer.bytes == Array("{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n".utf8))
    }

    @Test func `doubles come back as the same number, and what JSON cannot say is null`() throws {
        var random = SeededGenerator(seed: 103)
        func written(_ number: Double) -> [UInt8] {
            var writer = JSONWriter(.compact)
            writer.double(number)
            return writer.bytes
        }
        for _ in 0..<20_000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            #expect(try JSONReader.read(written(number)).double?.bitPattern == number.bitPattern)
        }
        let edges: [Double] = [0, -0.0, 1, 0.1, 1e22, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3]
        for number in edges {
            #expect(try JSONReader.read(written(number)).double?.bitPattern == number.bitPattern)
        }
        for number in [Double.nan, .infinity, -.infinity] { #expect(written(number) == Array("null".utf8)) }
    }

    @Test func `a number that no double holds is not taken for infinity`() throws {
        #expect(try JSONReader.read(Array("1e999".utf8)).double == nil)
        #expect(try JSONReader.read(Array("1e999".utf8)) == .number("1e999"))
        #expect(try JSONReader.read(Array("99999999999999999999".utf8)).integer == nil)
        #expect(try JSONReader.read(Array("1.0".utf8)).integer == nil)
    }

    @Test func `of a key that stands twice the last one counts, and both are kept`() throws {
        let text = Array(#"{"a":1,"a":2}"#.utf8)
        let tree = try JSONReader.read(text)
        #expect(tree["a"]?.integer == 2)
        #expect(bytes(tree, .compact) == text)
        #expect(tree["b"] == nil && JSONValue.null["a"] == nil)
    }

    @Test func `values answer only to their own kind`() {
        let values: [JSONValue] = [.null, .bool(true), .number("1"), .string("x"), .array([]), .object([])]
        #expect(values.compactMap(\.boolean) == [true])
        #expect(values.compactMap(\.integer) == [1])
        #expect(values.compactMap(\.double) == [1])
        #expect(values.compactMap(\.text) == ["x"])
        #expect(values.compactMap(\.elements) == [[]])
    }

    @Test func `names go through whatever their bytes`() throws {
        var random = SeededGenerator(seed: 104)
        for _ in 0..<5000 {
            let name = random.name()
            var writer = JSONWriter(.compact)
            writer.object { $0.path(name) }
            let tree = try JSONReader.read(writer.bytes)
            #expect(tree.nameBytes("path", bytesKey: "pathBytes") == name)
            #expect((tree["pathBytes"] == nil) == DisplayName.isUTF8(name))
        }
    }
}
