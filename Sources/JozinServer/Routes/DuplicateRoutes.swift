// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore
import JozinSearch
import Synchronization
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

    private enum AskedState: String, CaseIterable {
        case open, reviewed, all
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
                let isReviewed = try desk.reviewed().isReviewed(name)
                return .json { GroupDetails(group: group, files: files, isReviewed: isReviewed, book: desk.book).write(to: &$0) }
            },
            .get("/api/duplicates/plan") { [desk] request, context in
                let format = try Parameters(request, context).choice("format", DropPlan.Format.self) ?? .sh
                var answer = Response.bytes(try await desk.dropPlan.make(format), as: format.type)
                answer.headers[.contentDisposition] = "attachment; filename=\"jozin-plan.\(format.rawValue)\""
                return answer
            },
            .post("/api/duplicates/{group}/verdict") { [desk] request, context in
                let name = try Parameters(request, context).component("group")
                let body = try await RequestBody.object(of: request, allowing: ["keep", "drop", "distinct"])
                return try DuplicateRoutes.judge(desk, name, body)
            },
        ]
    }

    private static func judge(_ desk: LibraryDesk, _ name: String, _ body: JSONValue) throws(ServerProblem) -> Response {
        guard let group = try desk.asking({ catalog throws(CatalogError) in try catalog.group(named: name) }) else {
            throw .absent("there is no such group")
        }
        let verdict = try GroupVerdict(body, on: group, try desk.files(group.members))
        return try desk.judging.withLock { _ throws(ServerProblem) in
            let others = try desk.groups(holdingAnyOf: group.members)
            let decisions = try verdict.decisions(try desk.reviewed().fates, others, desk.book)
            return try DecisionRoutes.kept(desk, decisions, label: verdict.label)
        }
    }

    private static func page(_ desk: LibraryDesk, _ parameters: Parameters) throws(ServerProblem) -> Response {
        let window = try PageWindow(parameters)
        let order = try parameters.choice("sort", GroupOrder.self) ?? .certainty
        var filter = GroupFilter()
        filter.kind = Kind(rawValue: (try parameters.choice("kind", AskedKind.self) ?? .any).rawValue)
        let state = try parameters.choice("state", AskedState.self) ?? .open
        filter.isReviewed = state == .all ? nil : state == .reviewed
        if let text = try parameters.text("q"), !text.isEmpty {
            filter.files = FileSet(try desk.index.search(try parameters.query()).1)
        }
        let review = try desk.reviewed(order)
        let page = filter.page(of: review, by: order, after: try window.groupCursor(), limit: window.limit)
        let listed = try page.places.map { place throws(ServerProblem) in
            try desk.listed(review.groups.groups[place], isReviewed: review.isReviewed[place], most: mostMembers)
        }
        return .json { writer in
            writer.object { writer in
                writer.key("groups")
                writer.array { writer in
                    for group in listed { group?.write(to: &writer) }
                }
                writer.key("total")
                writer.int(page.total)
                writer.key("gain")
                writer.int(page.gain)
                writer.key("dropped")
                writer.int(review.fates.droppedCount)
                if let last = page.places.last, page.hasMore {
                    let group = review.groups.groups[last]
                    window.writeNext(Array("\(group.cursor(by: order).value)\n\(group.text)".utf8), to: &writer)
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
        guard parts.count == 2, let value = Int64(parts[0]), let name = UInt64(parts[1], radix: 16) else {
            throw .misuse("`after` is not the `next` of a page of this list", remedy: "Begin with the first page.")
        }
        return GroupCursor(value: value, name: name)
    }
}

extension ReviewIndex.Review {
    /// Whether nothing is left to say of a group.
    func isReviewed(_ name: String) -> Bool {
        let number = UInt64(name, radix: 16)
        return groups.groups.firstIndex { $0.name == number }.map { isReviewed[$0] } ?? false
    }
}

extension LibraryDesk {
    /// The files of these numbers.
    func files(_ numbers: [Int64]) throws(ServerProblem) -> [NumberedFile] {
        try asking { catalog throws(CatalogError) in try catalog.files(numbered: numbers) }
    }

    /// Groups and verdicts, as they are now.
    func reviewed(_ order: GroupOrder? = nil) throws(ServerProblem) -> ReviewIndex.Review {
        try asking { _ throws(CatalogError) in try review.current(order) }
    }

    /// The groups that any of these files is in.
    func groups(holdingAnyOf files: [Int64]) throws(ServerProblem) -> [StoredGroup] {
        try asking { catalog throws(CatalogError) in
            var names: Set<String> = []
            for file in files { names.formUnion(try catalog.groups(holding: file)) }
            let groups = try names.sorted().map { name throws(CatalogError) in try catalog.group(named: name) }
            return groups.compactMap(\.self)
        }
    }

    /// A group with its first files; nil where it is gone by now.
    func listed(_ group: GroupTable.Group, isReviewed: Bool, most: Int) throws(ServerProblem) -> ListedGroup? {
        guard let stored = try asking({ catalog throws(CatalogError) in try catalog.group(named: group.text) }) else {
            return nil
        }
        return ListedGroup(
            group: stored, files: try files(Array(stored.members.prefix(most))), isReviewed: isReviewed, book: book)
    }
}
