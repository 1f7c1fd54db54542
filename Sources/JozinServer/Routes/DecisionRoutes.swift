// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore
import JozinSync
import JozinWorkers

/// What the owner says of photos, and its history.
struct DecisionRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .post("/api/decisions") { [desk] request, _ in
                let asked = try DecisionRequest(try await RequestBody.object(of: request, allowing: ["photos", "set"]))
                return try DecisionRoutes.keep(desk, asked)
            },
            .get("/api/history") { [desk] request, context in
                let window = try PageWindow(try Parameters(request, context))
                return try DecisionRoutes.history(desk, window)
            },
            .post("/api/history/undo") { [desk] request, _ in
                let number = try await DecisionRoutes.entry(of: request)
                return try DecisionRoutes.turn(desk, number) { book, number throws(RunFailure) in try book.undo(number) }
            },
            .post("/api/history/redo") { [desk] request, _ in
                let number = try await DecisionRoutes.entry(of: request)
                return try DecisionRoutes.turn(desk, number) { book, number throws(RunFailure) in try book.redo(number) }
            },
        ]
    }

    private static func entry(of request: Request) async throws -> Int? {
        let body = try await RequestBody.object(of: request, allowing: ["entry"])
        guard let value = body["entry"] else { return nil }
        guard let number = value.integer, number > 0 else {
            throw ServerProblem.misuse("`entry` is not a number from 1 on", remedy: "The history has the numbers.")
        }
        return number
    }

    private static func keep(_ desk: LibraryDesk, _ asked: DecisionRequest) throws(ServerProblem) -> Response {
        var decisions: [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] = []
        for id in asked.photos {
            let files = try desk.files(of: id)
            guard let identity = (files.first { $0.record.isPresent } ?? files.first)?.record.identity else {
                throw .absent("there is no such photo")
            }
            decisions.append(
                (DecisionMaker.Target(identity), DecisionMaker.overruling(files.map(\.record.descriptive), asked.changes)))
        }
        return try kept(desk, decisions, label: asked.label)
    }

    /// Keeps decisions, and answers with their entry.
    static func kept(
        _ desk: LibraryDesk, _ decisions: [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)], label: String
    ) throws(ServerProblem) -> Response {
        let entry: LogEntry?
        do throws(RunFailure) {
            entry = try desk.book.decide(decisions, label: label)
        } catch {
            throw ServerProblem(deciding: error)
        }
        guard let entry else {
            throw ServerProblem(.conflict, "changed", "that is said already", remedy: "Nothing was to be changed.")
        }
        return answer(desk, entry)
    }

    private static func turn(
        _ desk: LibraryDesk, _ number: Int?, _ body: (DecisionBook, Int?) throws(RunFailure) -> LogEntry
    ) throws(ServerProblem) -> Response {
        do throws(RunFailure) {
            return answer(desk, try body(desk.book, number))
        } catch {
            throw ServerProblem(deciding: error)
        }
    }

    private static func answer(_ desk: LibraryDesk, _ entry: LogEntry) -> Response {
        desk.takeOver(entry)
        return .json { write(entry, to: &$0) }
    }

    private static func history(_ desk: LibraryDesk, _ window: PageWindow) throws(ServerProblem) -> Response {
        let before = try window.number().map(Int.init)
        let found: [(entry: LogEntry, isUndone: Bool)]
        do throws(RunFailure) {
            found = try desk.book.history(before: before, limit: window.limit)
        } catch {
            throw ServerProblem(deciding: error)
        }
        return .json { writer in
            writer.object { writer in
                writer.key("entries")
                writer.array { writer in
                    for (entry, isUndone) in found { write(entry, isUndone: isUndone, to: &writer) }
                }
                if found.count == window.limit, let last = found.last { window.writeNext(Int64(last.entry.number), to: &writer) }
            }
        }
    }

    static func write(_ entry: LogEntry, isUndone: Bool = false, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("number")
            writer.int(entry.number)
            writer.key("time")
            writer.string(entry.time)
            writer.key("label")
            writer.string(entry.label)
            writer.key("photos")
            writer.int(Set(entry.edits.map(\.photo)).count)
            switch entry.kind {
            case .undo(let number):
                writer.key("undoes")
                writer.int(number)
            case .redo(let number):
                writer.key("redoes")
                writer.int(number)
            case .decision, .found: break
            }
            if isUndone {
                writer.key("isUndone")
                writer.bool(true)
            }
        }
    }
}

extension ServerProblem {
    /// Why a decision was not kept.
    init(deciding failure: RunFailure) {
        if failure.exit == .usage {
            self.init(.badRequest, "misuse", failure.problem.sentence, remedy: failure.problem.remedy)
        } else if failure.problem.code == .misuse {
            self.init(.conflict, "changed", failure.problem.sentence, remedy: failure.problem.remedy)
        } else {
            self.init(failure)
        }
    }
}

extension LibraryDesk {
    /// Has lists and pages know what an entry changed.
    func takeOver(_ entry: LogEntry) {
        index.takeOver(Set(entry.edits.map(\.photo.imageID)))
        hub.send(EventHub.Event("decision") { DecisionRoutes.write(entry, to: &$0) })
    }
}
