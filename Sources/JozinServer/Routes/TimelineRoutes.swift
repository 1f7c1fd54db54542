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
                let (snapshot, selection) = try desk.index.search(try parameters.query())
                return .json { TimelineRoutes.write(snapshot, selection, to: &$0) }
            },
            .get("/api/timeline/shapes") { [desk] request, context in
                let parameters = try Parameters(request, context)
                guard try parameters.text("snapshot") != nil else {
                    throw ServerProblem.misuse("`snapshot` is missing", remedy: "Give that of the timeline.")
                }
                let (snapshot, selection) = try desk.index.search(try parameters.query())
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
        let (snapshot, selection) = try desk.index.search(query)
        let moments = try desk.files(of: id).listed.map { file in
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
            writer.int(selection.undatedCount)
            writer.key("days")
            writer.array { writer in
                for (day, count) in selection.timelineDays() {
                    writer.array { writer in
                        writer.string(DayNumber.text(day))
                        writer.int(count)
                    }
                }
            }
        }
    }
}
