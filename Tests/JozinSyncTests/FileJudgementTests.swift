// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinSync
import JozinTestSupport
import Testing

@Suite struct `Dropping files is one step, and taken back as one` {
    private static func path(_ name: String) -> LibraryPath { LibraryPath.root.appending(Array(name.utf8)) }

    /// Number `copy` of a made-up photo's files; all of them are one picture.
    private static func file(_ photo: Int, _ copy: Int = 0, gps: GPSPosition? = nil) -> FileJudgement.File {
        let identity = PhotoIdentity(
            imageID: PhotoIdentity.made(photo).imageID, fileDigest: PhotoIdentity.made(100 * photo + copy).fileDigest)
        return FileJudgement.File(identity, at: path("\(photo) % \(copy).jpg"), gps: gps)
    }

    private func stands(_ maker: borrowing DecisionMaker) -> [ImageID: [DecisionKey: JSONValue]] {
        maker.state.photos.mapValues(\.decisions).filter { !$0.value.isEmpty }
    }

    private func judge(_ judgement: FileJudgement, _ maker: inout DecisionMaker) throws -> DecisionMaker.Outcome {
        let state = maker.state
        return try maker.decide(judgement.decisions { state[$0]?.decisions ?? [:] }, label: "judged")
    }

    @Test func `verdicts and what is handed over are one entry, and one undo takes both back`() throws {
        let desk = try Desk()
        var maker = try desk.maker()
        let gps = GPSPosition(latitude: 50, longitude: 14)
        let (best, small, copy) = (Self.file(1), Self.file(2, gps: gps), Self.file(1, 1))
        _ = try maker.decide(
            [
                (
                    small.target,
                    [.rating: .number("4"), .tag("Sea"): .bool(true), .title: .string("Dusk"), .album("Trip"): .bool(true)]
                )
            ],
            label: "said of the small one")
        let before = stands(maker)
        let outcome = try judge(FileJudgement(kept: [best], dropped: [small, copy], heir: best), &maker)
        guard case .kept(let entry) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(entry.number == 2 && entry.edits.count == 8)
        let heir = try #require(maker.state[best.photo]?.decisions)
        #expect(heir[.rating] == .number("4") && heir[.tag("Sea")] == .bool(true) && heir[.title] == .string("Dusk"))
        #expect(heir[.album("Trip")] == .bool(true) && heir[.place]?["latitude"]?.double == 50)
        let judged = JudgedFiles(maker.state)
        for (file, word) in [(best, FileVerdict.Word.keep), (small, .drop), (copy, .drop)] {
            #expect(judged.verdict(at: file.path, holding: file.photo.fileDigest) == word)
        }
        #expect(judged.verdict(at: best.path, holding: copy.photo.fileDigest) == nil)
        _ = try maker.undo()
        #expect(stands(maker) == before && JudgedFiles(maker.state).isEmpty)
        #expect(try judge(FileJudgement(dropped: [], heir: nil), &maker) == .unchanged)
    }

    @Test func `undone, nothing is left of any sequence of verdicts; redone, all of it is there`() throws {
        for seed in 1...8 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let desk = try Desk()
            var maker = try desk.maker()
            for photo in 1...4 {
                let (key, value) = random.change()
                _ = try maker.decide([(Self.file(photo).target, [key: value])], label: "said before")
            }
            var states = [stands(maker)]
            for _ in 0..<25 {
                let files = (0..<random.number(2...5)).map { _ in
                    Self.file(
                        random.number(1...4), random.number(0...2),
                        gps: random.coin() ? GPSPosition(latitude: 1, longitude: 2) : nil)
                }
                let unique = Array(Set(files.map(\.path)).sorted().compactMap { path in files.first { $0.path == path } })
                let count = random.number(0...unique.count)
                let (kept, dropped) = (Array(unique[count...]), Array(unique[..<count]))
                if case .kept = try judge(FileJudgement(kept: kept, dropped: dropped, heir: kept.first), &maker) {
                    states.append(stands(maker))
                }
            }
            let last = states.count - 1
            for step in (0..<last).reversed() {
                _ = try maker.undo()
                #expect(stands(maker) == states[step], "seed \(seed), back to \(step)")
            }
            for step in 1...max(1, last) where step <= last {
                _ = try maker.redo()
                #expect(stands(maker) == states[step], "seed \(seed), forth to \(step)")
            }
        }
    }

    @Test func `sidecars, the mirror and a log that was lost know the verdicts`() throws {
        let desk = try Desk()
        let file = Self.file(1)
        try desk.add(file.photo, at: "1 % 0.jpg")
        var maker = try desk.maker()
        _ = try judge(FileJudgement(kept: [], dropped: [file], heir: nil), &maker)
        try maker.follow()
        let key = DecisionKey.file(file.path)
        let verdict = FileVerdict(.drop, on: file.photo.fileDigest).json
        #expect(try desk.sidecar("1 % 0.jpg").map { UserPart($0.user).decisions } == [key: verdict])
        #expect(try desk.catalog.decisions(of: file.photo.imageID).map(\.key) == [key.text])
        desk.run("rm -r $HERE/log")
        var again = try desk.maker()
        try again.follow()
        #expect(again.state[file.photo]?.decisions == [key: verdict])
        #expect(JudgedFiles(again.state).verdict(at: file.path, holding: file.photo.fileDigest) == .drop)
    }
}
