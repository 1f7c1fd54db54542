// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSync
import JozinTestSupport
import Testing

/// Decisions as a person thinks of them: a table, and a pile of what can be taken back.
private struct Model {
    var table: [ImageID: [DecisionKey: JSONValue]] = [:]
    var done: [(number: Int, edits: [DecisionEdit])] = []
    var undone: [(number: Int, edits: [DecisionEdit])] = []

    mutating func apply(_ edits: [DecisionEdit]) {
        for edit in edits { table[edit.photo.imageID, default: [:]][edit.key] = edit.to }
    }
}

@Suite struct `Every decision can be taken back, at any depth` {
    private func check(_ model: Model, _ state: DecisionState) {
        let stands = state.photos.mapValues(\.decisions).filter { !$0.value.isEmpty }
        #expect(stands == model.table.filter { !$0.value.isEmpty })
        #expect(state.nextToUndo == model.done.last?.number && state.nextToRedo == model.undone.last?.number)
    }

    @Test func `scripts of deciding, undoing and redoing do as a model does`() throws {
        for seed in 1...12 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let desk = try Desk()
            var maker = try desk.maker()
            var model = Model()
            for _ in 0..<60 {
                switch random.number(0...9) {
                case 0...4: try decide(&maker, &model, &random)
                case 5...7: try undo(&maker, &model)
                default: try redo(&maker, &model)
                }
                check(model, maker.state)
            }
            let log = try desk.log()
            #expect(log.state == maker.state, "read anew the log says the same")
            let entries = try log.entries(after: 0)
            #expect(DecisionState(entries) == maker.state && entries.map(\.number) == entries.indices.map { $0 + 1 })
        }
    }

    private func decide(_ maker: inout DecisionMaker, _ model: inout Model, _ random: inout SeededGenerator) throws {
        let (key, value) = random.change()
        let photos = Set((0..<random.number(1...3)).map { _ in random.number(1...6) }).sorted().map { PhotoIdentity.made($0) }
        let expected = photos.filter { model.table[$0.imageID]?[key] != value }
        let outcome = try maker.decide(
            photos.map { (DecisionMaker.Target($0), [key: value]) }, label: "one of many")
        guard case .kept(let entry) = outcome else {
            #expect(outcome == .unchanged && expected.isEmpty)
            return
        }
        #expect(entry.edits.map(\.photo) == expected && entry.kind == .decision)
        model.apply(entry.edits)
        model.done.append((entry.number, entry.edits))
        model.undone = []
    }

    private func undo(_ maker: inout DecisionMaker, _ model: inout Model) throws {
        guard let last = model.done.popLast() else {
            _ = #expect(throws: RunFailure.self) { try maker.undo() }
            return
        }
        #expect(try maker.undo().kind == .undo(last.number))
        model.apply(last.edits.map(\.reversed))
        model.undone.append(last)
    }

    private func redo(_ maker: inout DecisionMaker, _ model: inout Model) throws {
        guard let last = model.undone.popLast() else {
            _ = #expect(throws: RunFailure.self) { try maker.redo() }
            return
        }
        #expect(try maker.redo().kind == .redo(last.number))
        model.apply(last.edits)
        model.done.append(last)
        model.done.sort { $0.number < $1.number }
    }

    @Test func `one that others were built upon is refused, and the later one named`() throws {
        let desk = try Desk()
        var maker = try desk.maker()
        let photo = DecisionMaker.Target(.made(1))
        for stars in 1...3 { _ = try maker.decide([(photo, [.rating: .number("\(stars)")])], label: "rating \(stars)") }
        _ = try maker.decide([(photo, [.tag("Sea"): .bool(true)])], label: "tag")
        let refusal = #expect(throws: RunFailure.self) { try maker.undo(1) }
        #expect(refusal?.problem.sentence == "entry 3 has changed rating since entry 1" && refusal?.exit == .failed)
        #expect(try maker.undo(3).edits.map(\.to) == [.number("2")])
        #expect(try maker.undo(2).edits.map(\.to) == [.number("1")])
        #expect(try maker.undo(1).edits.map(\.to) == [nil])
        #expect(maker.state.photos[PhotoIdentity.made(1).imageID]?.decisions == [.tag("Sea"): .bool(true)])
        for number in [1, 5, 99] { _ = #expect(throws: RunFailure.self) { try maker.undo(number) } }
        #expect(try maker.redo(1).kind == .redo(1))
        _ = #expect(throws: RunFailure.self) { try maker.redo(3) }
    }

    @Test func `a new decision ends what can be redone unasked, and not what can be by name`() throws {
        let desk = try Desk()
        var maker = try desk.maker()
        _ = try maker.decide([(.init(.made(1)), [.rating: .number("1")])], label: "one")
        _ = try maker.undo()
        _ = try maker.decide([(.init(.made(2)), [.rating: .number("2")])], label: "two")
        _ = #expect(throws: RunFailure.self) { try maker.redo() }
        #expect(try maker.redo(1).kind == .redo(1))
    }

    @Test func `what was said of a file is said of its pixels once they are known`() throws {
        let (photo, other) = (PhotoIdentity.made(1), PhotoIdentity.made(2))
        func entry(_ number: Int, _ photo: PhotoIdentity, _ key: DecisionKey, _ value: JSONValue?) -> LogEntry {
            let edit = DecisionEdit(photo: photo, key: key, from: nil, to: value)
            return LogEntry(number: number, time: "2026-11-23T10:00:00Z", label: "x", kind: .decision, edits: [edit])
        }
        var state = DecisionState([entry(1, photo.provisional, .rating, .number("3")), entry(2, other, .favourite, .bool(true))])
        #expect(state[photo]?.decisions == [.rating: .number("3")] && state.photos[photo.imageID] == nil)
        state.fold(entry(3, photo, .title, .string("Dusk")))
        #expect(state.photos[photo.imageID]?.decisions == [.rating: .number("3"), .title: .string("Dusk")])
        #expect(state.photos[photo.provisional.imageID] == nil && state[photo.provisional] == state[photo])
        state.fold(entry(4, photo.provisional, .rating, nil))
        #expect(state[photo]?.decisions == [.title: .string("Dusk")] && state[photo]?.number == 4)
        let before = state
        #expect(!state.fold(entry(4, photo, .rating, .number("1"))) && state == before, "numbers grow")
    }
}
