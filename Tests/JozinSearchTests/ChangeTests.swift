// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `Changed columns are those that building anew gives` {
    private func built(_ rows: some Sequence<PhotoRow>) -> PhotoColumns {
        var builder = PhotoColumns.Builder()
        for row in rows { builder.append(row) }
        return builder.build()
    }

    /// Whether random queries, shapes and values have the same answers.
    private func expectEqual(_ a: PhotoColumns, _ b: PhotoColumns, _ library: inout RandomLibrary) {
        #expect(a.count == b.count && (0..<a.count).allSatisfy { a.id(at: $0) == b.id(at: $0) })
        for _ in 0..<15 {
            let query = library.query()
            let (one, other) = (a.search(query), b.search(query))
            if one.ids(from: 0, count: .max) != other.ids(from: 0, count: .max) || one.shapes() != other.shapes() {
                Issue.record("\(query)")
            }
        }
        for field in CompletableField.allCases {
            #expect(a.values(of: field, beginning: "", limit: 50) == b.values(of: field, beginning: "", limit: 50))
        }
        #expect(a.labels(albums: false).map(\.photos) == b.labels(albums: false).map(\.photos))
        #expect(a.subfolders(of: .root) == b.subfolders(of: .root))
    }

    @Test func `where photos keep their places, and others come and go between`() {
        for seed in 60...67 as ClosedRange<UInt64> {
            var library = RandomLibrary(seed: seed)
            var rows = Dictionary(library.rows(200).map { ($0.id, $0) }) { first, _ in first }
            var columns = built(rows.values)
            for round in 0..<12 {
                var changes: [PhotoChange] = []
                for row in rows.values.sorted(by: { $0.id < $1.id }) where library.random.chance(5) {
                    let changed = library.row(id: row.id, moment: row.moment)
                    changes.append(.put(changed))
                    rows[row.id] = changed
                }
                if round % 3 == 2 {
                    let id = UInt32(1000 + round)
                    let row = library.row(id: id, moment: Int64(10_000 + round))
                    changes += [.put(row), .remove(UInt32(library.random.number(1...200)))]
                    rows[id] = row
                    if case .remove(let gone)? = changes.last { rows[gone] = nil }
                }
                _ = columns.apply(changes)
                expectEqual(columns, built(rows.values), &library)
            }
        }
    }

    @Test func `one column or one word alone`() throws {
        var library = RandomLibrary(seed: 70)
        var rows = library.rows(130)
        var columns = built(rows)
        let edits: [(inout PhotoRow) -> Void] = [
            { $0.rating = 5 - $0.rating }, { $0.marks.formSymmetricDifference([.dropped, .favourite]) },
            { $0.title = "A word that nobody had" }, { $0.title = nil }, { $0.tags.append("quite/new") }, { $0.tags = [] },
            { $0.size = PixelSize(width: 123, height: 45) }, { $0.folder = .root }, { $0.caption = "old town" },
        ]
        for edit in edits {
            for place in [0, rows.count / 2, rows.count - 1] {
                edit(&rows[place])
                let (changed, again) = (columns.apply([.put(rows[place])]), columns.apply([.put(rows[place])]))
                #expect(changed && !again, "the second time it is so already")
            }
            expectEqual(columns, built(rows), &library)
        }
        let before = try QueryParser.parse("nobody")
        let (nothing, unknown) = (columns.apply([]), columns.apply([.remove(9999)]))
        #expect(columns.search(before).count == 0 && !nothing && !unknown)
    }

    @Test func `who holds columns sees them as they were`() {
        var library = RandomLibrary(seed: 71)
        var rows = library.rows(150)
        var columns = built(rows)
        for round in 0..<20 {
            let (held, old) = (columns, rows)
            let selection = held.search(.filter(.number(.rating, .atLeast(3))))
            for place in rows.indices where library.random.chance(20) {
                rows[place] = library.row(id: rows[place].id, moment: rows[place].moment)
            }
            if round % 4 == 3 { rows.append(library.row(id: UInt32(500 + round), moment: Int64(5000 - round))) }
            _ = columns.apply(rows.map(PhotoChange.put))
            expectEqual(held, built(old), &library)
            expectEqual(columns, built(rows), &library)
            #expect(selection.shapes().count == selection.count && selection.count == old.count { $0.rating >= 3 })
        }
        let isShared = columns.isShared()
        #expect(!isShared, "nobody holds them any more")
    }

    @Test func `readers at the same time see one state each`() async {
        // The rating of all photos is the number of the state.
        func rows(_ state: Int) -> [PhotoRow] {
            (1...640).map { id in
                var row = PhotoRow(id: UInt32(id), moment: Int64(id))
                row.rating = state
                row.title = "state \(state)"
                return row
            }
        }
        var columns = built(rows(0))
        await withTaskGroup(of: Bool.self) { group in
            for state in 1...5 {
                for _ in 0..<4 {
                    let held = columns
                    group.addTask {
                        (0..<20).allSatisfy { _ in
                            let counts = (0...5).map { held.search(.filter(.number(.rating, .exactly(Double($0))))).count }
                            return counts.filter { $0 > 0 } == [640] && counts[state - 1] == 640
                        }
                    }
                }
                _ = columns.apply(rows(state).map(PhotoChange.put))
            }
            for await isWhole in group { #expect(isWhole) }
        }
    }

    @Test func `twins are marked anew, and nothing else`() {
        var library = RandomLibrary(seed: 72)
        var rows = library.rows(200)
        var columns = built(rows)
        for _ in 0..<5 {
            let twins = Dictionary(rows.map { ($0.id, PhotoMarks(rawValue: UInt16(library.random.number(0...7) << 6))) }) {
                a, _ in a
            }
            for place in rows.indices {
                rows[place].marks.subtract(.twins)
                rows[place].marks.formUnion(twins[rows[place].id] ?? [])
            }
            let (changed, again) = (columns.markTwins { twins[$0] ?? [] }, columns.markTwins { twins[$0] ?? [] })
            #expect(changed && !again)
            expectEqual(columns, built(rows), &library)
        }
    }
}
