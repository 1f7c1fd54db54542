// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `Two programs that decide about one photo lose no word of either` {
    @Test func `a thousand races`() throws {
        let place = try Place.scannedForDecisions(2)
        var random = SeededGenerator(seed: 24)
        var outcomes: [Outcome] = []
        let rounds = Extent.of(short: 25, full: 1000)
        for round in 1...rounds {
            func start(_ name: String) throws -> Running {
                try place.start([
                    "decide", Word(place.photos), "1.jpg", "--tag", "\(name)\(round)", "--rating", "\(random.number(1...5))",
                    "--json-lines",
                ])
            }
            let first = try start("a")
            // Now the one, now the other comes first, or they wait for one lock.
            Processes.pause(milliseconds: random.number(0...12))
            let second = try start("b")
            for running in [first, second] {
                let outcome = try running.end()
                #expect(outcome.code == 0, "\(outcome.said)")
                outcomes.append(outcome)
            }
        }
        let log = try place.decisionLog()
        AcknowledgedDecisions.expectIn(log, try AcknowledgedDecisions.entries(outcomes), "\(rounds) races")
        #expect(log.map(\.number) == Array(1...2 * rounds), "one entry for each of them")
        let photo = try #require(place.facts("1.jpg")?.facts.imageID)
        // What each took back had been said by the one before it.
        var rating: JSONValue?
        for edit in log.flatMap(\.edits) where edit.key == .rating {
            #expect(edit.from == rating && edit.photo.imageID == photo)
            rating = edit.to
        }
        let decided = try UserPart(#require(place.facts("1.jpg")).user).decisions
        #expect(decided[.rating] == rating)
        #expect(decided.count == 2 * rounds + 1, "every tag of both")
        let before = try place.decisions()
        try place.shell("rm -r .jozin/log")
        #expect(try place.decisions() == before, "the sidecar has them all")
        print("decisions of two programs at once: \(rounds) races")
    }
}
