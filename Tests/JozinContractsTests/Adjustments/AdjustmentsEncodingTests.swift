// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A recipe is the same in JSON and back` {
    private func read(_ text: String) throws -> Adjustments? {
        AdjustmentsEncoding.read(try JSONReader.read(Array(text.utf8)))
    }

    @Test func `random recipes survive`() throws {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<500 {
            func number(_ range: ClosedRange<Double>) -> Double {
                random.chance(30) ? 0 : Double.random(in: range, using: &random)
            }
            let (x, y) = (abs(number(0...0.5)), abs(number(0...0.5)))
            let crop = random.chance(50) ? Crop.whole : try #require(Crop(x: x, y: y, width: 0.5, height: 0.25))
            let recipe = Adjustments(
                turn: Orientation.allCases.randomElement(using: &random) ?? .upright, straighten: number(-45...45), crop: crop,
                exposure: number(-5...5), warmth: number(-1...1))
            let bytes = AdjustmentsEncoding.bytes(recipe)
            #expect(AdjustmentsEncoding.read(try JSONReader.read(bytes)) == recipe)
        }
    }

    @Test func `what changes nothing is left out, and the order is fixed`() throws {
        #expect(AdjustmentsEncoding.bytes(.none) == Array("{}".utf8))
        let crop = try #require(Crop(x: 0.1, y: 0, width: 0.5, height: 1))
        let recipe = Adjustments(turn: .turnedRight, straighten: -1.5, crop: crop, exposure: 0.5, warmth: -0.25)
        let text =
            #"{"turn":6,"straighten":-1.5,"crop":{"x":0.1,"y":0.0,"w":0.5,"h":1.0},"exposure":0.5,"warmth":-0.25}"#
        #expect(String(decoding: AdjustmentsEncoding.bytes(recipe), as: UTF8.self) == text)
        #expect(
            try read(#"{"warmth":-0.25,"turn":6,"exposure":0.5,"crop":{"h":1,"w":0.5,"x":0.1,"y":0},"straighten":-1.5}"#)
                == recipe)
    }

    @Test func `what no recipe says is none`() throws {
        for text in [
            "[]", #"{"turn":9}"#, #"{"turn":"6"}"#, #"{"straighten":46}"#, #"{"exposure":1e999}"#, #"{"crop":{"x":0}}"#,
            #"{"crop":{"x":0.5,"y":0,"w":0.6,"h":1}}"#, #"{"sepia":1}"#,
        ] { #expect(try read(text) == nil, "\(text)") }
    }
}
