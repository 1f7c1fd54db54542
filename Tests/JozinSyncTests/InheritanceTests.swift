// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSync
import JozinTestSupport
import Testing

@Suite struct `A keeper knows no less than what is dropped for its sake` {
    private func photo(_ decisions: [DecisionKey: JSONValue], gps: GPSPosition? = nil) -> Inheritance.Photo {
        Inheritance.Photo(decisions: decisions, gps: gps)
    }

    private func applied(_ changes: DecisionMaker.Changes, to decisions: [DecisionKey: JSONValue]) -> [DecisionKey: JSONValue] {
        var decisions = decisions
        for (key, value) in changes { decisions[key] = value }
        return decisions
    }

    @Test func `tags and albums together, the best rating, the first caption`() {
        let keeper = photo([.rating: .number("3"), .tag("Sea"): .bool(true), .rejected: .bool(true)])
        let dropped = [
            photo([.rating: .number("2"), .tag("Sea"): .bool(true), .tag("Dusk"): .bool(true), .adjustments: .object([])]),
            photo([.rating: .number("5"), .title: .string("First"), .favourite: .bool(true), .album("Trip"): .bool(true)]),
            photo([.rating: .number("4"), .title: .string("Second"), .description: .string("Text")]),
        ]
        let changes = Inheritance.changes(keeper: keeper, dropped: dropped)
        #expect(
            changes == [
                .rating: .number("5"), .tag("Dusk"): .bool(true), .album("Trip"): .bool(true), .favourite: .bool(true),
                .title: .string("First"), .description: .string("Text"),
            ])
    }

    @Test func `the place of the first that has one, where the keeper has none`() {
        let place = JSONValue.object([JSONMember("latitude", .number("1.5")), JSONMember("longitude", .number("2.5"))])
        let gps = GPSPosition(latitude: 1.5, longitude: 2.5)
        let changes = Inheritance.changes(keeper: photo([:]), dropped: [photo([:]), photo([:], gps: gps)])
        #expect(changes == [.place: place] && DecisionRules.refusal(.place, place) == nil)
        #expect(Inheritance.changes(keeper: photo([:], gps: gps), dropped: [photo([.place: place])]).isEmpty)
        #expect(Inheritance.changes(keeper: photo([.place: place]), dropped: [photo([:], gps: gps)]).isEmpty)
    }

    @Test func `whatever they have, it is handed over once, and nothing of the keeper's is lost`() {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<500 {
            var photos: [[DecisionKey: JSONValue]] = []
            for _ in 0...random.number(1...4) {
                var decisions: [DecisionKey: JSONValue] = [:]
                for _ in 0..<random.number(0...5) {
                    let (key, value) = random.change()
                    decisions[key] = value
                }
                photos.append(decisions)
            }
            let keeper = photos[0]
            let dropped = photos.dropFirst().map { photo($0) }
            let changes = Inheritance.changes(keeper: photo(keeper), dropped: dropped)
            let after = applied(changes, to: keeper)
            for (key, value) in keeper where key != .rating { #expect(after[key] == value) }
            for decisions in photos {
                for (key, value) in decisions {
                    switch key {
                    case .tag, .album, .favourite, .title, .description: #expect(after[key] != nil)
                    case .rating: #expect((after[key]?.integer ?? 0) >= (value.integer ?? 6))
                    default: #expect(after[key] == keeper[key])
                    }
                }
            }
            #expect(Inheritance.changes(keeper: photo(after), dropped: dropped).isEmpty)
            for (key, value) in changes { #expect(DecisionRules.refusal(key, value) == nil) }
        }
    }
}
