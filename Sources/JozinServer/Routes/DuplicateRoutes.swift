// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore
import JozinSync
import JozinWorkers

/// Groups of duplicates, in pages and one by one.
struct DuplicateRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    /// What members have in common.
    enum Kind: String {
        case exact, pixel, near

        /// As the catalog has it.
        init(stored: String) { self = stored == "exact" ? .exact : stored == "near" ? .near : .pixel }

        var stored: String { self == .pixel ? "pixelIdentical" : rawValue }
    }

    private enum AskedKind: String, CaseIterable {
        case any, exact, pixel, near
    }

    private enum Sort: String, CaseIterable {
        case certainty, bytes, date

        var order: GroupOrder {
            switch self {
            case .certainty: .certainty
            case .bytes: .gain
            case .date: .date
            }
        }
    }

    var all: [Route] {
        [
            .get("/api/duplicates") { [desk] request, context in
                try DuplicateRoutes.page(desk, try Parameters(request, context))
            },
            .get("/api/duplicates/{group}") { [desk] request, context in
                let name = try Parameters(request, context).component("group")
                let group = try desk.asking { catalog throws(CatalogError) in try catalog.group(named: name) }
                guard let group else {
                    throw ServerProblem.absent(
                        "there is no such group", remedy: "It may be settled, or made anew; look at the list.")
                }
                let files = try desk.files(group.members)
                return .json { GroupDetails(group: group, files: files, book: desk.book).write(to: &$0) }
            },
            .post("/api/duplicates/{group}/verdict") { [desk] request, context in
                let name = try Parameters(request, context).component("group")
                let body = try await RequestBody.object(of: request, allowing: ["keep", "drop", "distinct"])
                return try DuplicateRoutes.judge(desk, name, body)
            },
        ]
    }

    /// Only "not duplicates" for now: what is dropped is a file, and decisions go by photos.
    private static func judge(_ desk: LibraryDesk, _ name: String, _ body: JSONValue) throws(ServerProblem) -> Response {
        guard let group = try desk.asking({ catalog throws(CatalogError) in try catalog.group(named: name) }) else {
            throw .absent("there is no such group")
        }
        guard body["distinct"]?.boolean == true, body["keep"] == nil, body["drop"] == nil else {
            throw ServerProblem(
                .unprocessableContent, "unsupported", "Jožin cannot drop files from the page yet",
                remedy: "Use `jozin duplicates --plan`; \"not duplicates\" can be said here.")
        }
        let photos = Set(try desk.files(group.members).compactMap(\.record.identity))
        guard photos.count > 1, photos.count <= mostJudged else {
            throw .misuse(
                "these files show the same pixels, or are more than \(mostJudged)",
                remedy: "Only different pictures can be told apart.")
        }
        let decisions = photos.map { photo in
            let others = photos.filter { $0.imageID != photo.imageID }
            return (
                target: DecisionMaker.Target(photo),
                changes: Dictionary(
                    others.map { (DecisionKey.verdict($0.imageID), Optional.some(JSONValue.string("distinct"))) }
                ) { first, _ in first }
            )
        }
        return try DecisionRoutes.kept(desk, decisions, label: "not duplicates, \(photos.count) photos")
    }

    private static let mostJudged = 50

    private static func page(_ desk: LibraryDesk, _ parameters: Parameters) throws(ServerProblem) -> Response {
        let window = try PageWindow(parameters)
        _ = try parameters.query()
        let order = (try parameters.choice("sort", Sort.self) ?? .certainty).order
        let kind = Kind(rawValue: (try parameters.choice("kind", AskedKind.self) ?? .any).rawValue)?.stored
        let cursor = try window.groupCursor()
        let groups = try desk.asking { catalog throws(CatalogError) in
            try catalog.groups(of: kind, by: order, after: cursor, limit: window.limit)
        }
        let totals = try desk.asking { catalog throws(CatalogError) in try catalog.groupTotals(of: kind) }
        let listed = try groups.map { group throws(ServerProblem) in
            ListedGroup(group: group, files: try desk.files(Array(group.members.prefix(mostMembers))), book: desk.book)
        }
        return .json { writer in
            writer.object { writer in
                writer.key("groups")
                writer.array { writer in
                    for group in listed { group.write(to: &writer) }
                }
                writer.key("total")
                writer.int(totals.groups)
                writer.key("gain")
                writer.int(totals.gain)
                writer.key("dropped")
                writer.int(0)
                if groups.count == window.limit, let last = groups.last {
                    let cursor = last.cursor(by: order)
                    window.writeNext(Array("\(cursor.value)\n\(cursor.name)".utf8), to: &writer)
                }
            }
        }
    }

    /// A list shows no more of one group; its details have all.
    private static let mostMembers = 24
}

extension PageWindow {
    /// Behind this group; nil for the first page.
    func groupCursor() throws(ServerProblem) -> GroupCursor? {
        guard let parts = try name()?.split(separator: "\n", omittingEmptySubsequences: false) else { return nil }
        guard parts.count == 2 else {
            throw .misuse("`after` is not the `next` of a page of this list", remedy: "Begin with the first page.")
        }
        return GroupCursor(value: String(parts[0]), name: String(parts[1]))
    }
}

extension LibraryDesk {
    /// The files of these numbers.
    func files(_ numbers: [Int64]) throws(ServerProblem) -> [NumberedFile] {
        try asking { catalog throws(CatalogError) in try catalog.files(numbered: numbers) }
    }
}
