// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore
import JozinSearch

/// A query's photos as a whole: how many, when, of what shape.
struct TimelineRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/timeline") { [desk] request, context in
                let parameters = try Parameters(request, context)
                let (snapshot, selection) = desk.index.search(try parameters.query())
                return .json { TimelineRoutes.write(snapshot, selection, to: &$0) }
            },
            .get("/api/timeline/shapes") { [desk] request, context in
                let parameters = try Parameters(request, context)
                guard try parameters.text("snapshot") != nil else {
                    throw ServerProblem.misuse("`snapshot` is missing", remedy: "Give that of the timeline.")
                }
                let (snapshot, selection) = desk.index.search(try parameters.query())
                try parameters.check(snapshot)
                return .bytes(selection.shapes(), as: "application/octet-stream")
            },
            .get("/api/timeline/position") { [desk] request, context in
                let parameters = try Parameters(request, context)
                guard let id = try parameters.text("id", most: 80).flatMap(ImageID.init(text:)) else {
                    throw ServerProblem.misuse("`id` is no photo's id", remedy: "Name a photo by its id, as lists have it.")
                }
                return try TimelineRoutes.position(desk, id, try parameters.query())
            },
        ]
    }

    /// Where the first of a photo's files stands among those of a query.
    private static func position(_ desk: LibraryDesk, _ id: ImageID, _ query: Query) throws(ServerProblem) -> Response {
        let (snapshot, selection) = desk.index.search(query)
        let moments = try desk.files(of: id).filter(\.record.isPresent).map { file in
            Moment(file.record.exif.captured, modified: file.record.stamp.modified, number: file.number)
        }
        let places = moments.compactMap { moment in
            let row = selection.columns.firstRow(notAfter: moment.key)
            let isIn = row < selection.columns.count && selection.columns.moment(at: row) == moment.key && selection.contains(row)
            return isIn ? selection.index(of: moment.key) : nil
        }
        guard let place = places.min() else {
            throw .absent("the photo is none of these", remedy: "Ask for it without a query.")
        }
        return .json { writer in
            writer.object { writer in
                writer.key("snapshot")
                writer.string(snapshot.name)
                writer.key("position")
                writer.int(place)
            }
        }
    }

    private static func write(_ snapshot: TimelineIndex.Snapshot, _ selection: PhotoSelection, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("snapshot")
            writer.string(snapshot.name)
            writer.key("total")
            writer.int(selection.count)
            writer.key("undated")
            writer.int(selection.days().reduce(0) { $0 + ($1.day == nil ? $1.count : 0) })
            writer.key("days")
            writer.array { writer in
                for (day, count) in days(selection) {
                    writer.array { writer in
                        writer.string(DayNumber.text(day))
                        writer.int(count)
                    }
                }
            }
        }
    }

    /// The days by which the timeline is in order, which every photo has.
    private static func days(_ selection: PhotoSelection) -> [(Int32, Int)] {
        var days: [(Int32, Int)] = []
        for row in selection.slice(from: 0, count: selection.count) {
            let day = Moment(key: selection.columns.moment(at: row)).day
            if days.last?.0 == day { days[days.count - 1].1 += 1 } else { days.append((day, 1)) }
        }
        return days
    }
}
