// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `A recipe says what is shown` {
    private func crop(_ random: inout SeededGenerator) throws -> Crop {
        func part() -> Double { Double(random.number(0...100)) / 100 }
        let (x, y) = (part() * 0.9, part() * 0.9)
        return try #require(Crop(x: x, y: y, width: max(0.01, part() * (1 - x)), height: max(0.01, part() * (1 - y))))
    }

    private func size(_ random: inout SeededGenerator) -> PixelSize {
        PixelSize(width: random.number(1...6000), height: random.number(1...6000))
    }

    @Test func `nothing decided is all of it`() {
        #expect(Adjustments(decided: [:]) == .none)
        #expect(Adjustments(decided: [.rating: .number("3")]) == .none)
        for object in [#"{"turn":9}"#, #"{"sparkle":1}"#, #"{"turn":1}"#, #"{"crop":{"x":2,"y":0,"w":1,"h":1}}"#] {
            let value = try? JSONReader.read(Array(object.utf8))
            #expect(Adjustments(decided: value.map { [.adjustments: $0] } ?? [:]).isIdentity, "\(object)")
        }
        let size = PixelSize(width: 0, height: 7)
        #expect(Adjustments.none.shown(size) == size && Adjustments(exposure: 1).shown(size) == size)
    }

    @Test func `turns exchange sides, crops keep whole pixels, light changes no size`() throws {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<500 {
            let size = size(&random)
            let turn = try #require(Orientation.allCases.randomElement(using: &random))
            let crop = try crop(&random)
            let kept = crop.pixels(of: turn.upright(size))
            let recipe = Adjustments(turn: turn, crop: crop, exposure: 0.5, warmth: -0.5)
            #expect(recipe.shown(size) == PixelSize(width: kept.width, height: kept.height))
            let straight = Adjustments(turn: turn, straighten: 7, crop: crop).shown(size)
            #expect(straight.width <= kept.width + 1 && straight.height <= kept.height + 1)
        }
    }

    @Test func `a part of what is shown is those very pixels`() throws {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<500 {
            let size = size(&random)
            let turn = try #require(Orientation.allCases.randomElement(using: &random))
            let recipe = Adjustments(turn: turn, crop: try crop(&random), warmth: 0.25)
            let whole = turn.upright(size)
            let (seen, shown, part) = (recipe.crop.pixels(of: whole), recipe.shown(size), try crop(&random))
            let cut = part.pixels(of: shown)
            let smaller = recipe.showing(part, of: size)
            let kept = smaller.crop.pixels(of: whole)
            #expect(kept == (seen.left + cut.left, seen.top + cut.top, cut.width, cut.height))
            #expect(smaller.turn == turn && smaller.warmth == 0.25)
        }
    }

    @Test func `a part of a straightened picture lies where it is asked for`() throws {
        var random = SeededGenerator(seed: 33)
        for _ in 0..<200 {
            let (size, part) = (size(&random), try crop(&random))
            let recipe = Adjustments(straighten: Double(random.number(-45...45)) + 0.5, crop: try crop(&random))
            let (shown, smaller) = (recipe.shown(size), recipe.showing(part, of: size))
            let wanted = (Double(shown.width) * part.width, Double(shown.height) * part.height)
            let got = smaller.shown(size)
            #expect(abs(Double(got.width) - wanted.0) <= 2 && abs(Double(got.height) - wanted.1) <= 2)
            #expect(smaller.straighten == recipe.straighten)
        }
    }
}
