// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore
import JozinSearch

/// Photos in pages, and one by one.
struct PhotoRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/photos") { [desk] request, context in
                let parameters = try Parameters(request, context)
                return try PhotoRoutes.page(desk, parameters)
            },
            .get("/api/photos/{id}") { [desk] request, context in
                let id = try Parameters(request, context).photoID()
                let files = try desk.files(of: id)
                return .json { PhotoDetails(id: id, files: files, book: desk.book, places: desk.places).write(to: &$0) }
            },
        ]
    }

    private static func page(_ desk: LibraryDesk, _ parameters: Parameters) throws(ServerProblem) -> Response {
        let window = try PageWindow(parameters)
        let (snapshot, selection) = desk.index.search(try parameters.query())
        try parameters.check(snapshot)
        var start = try parameters.integer("from", in: 0...Int(UInt32.max)) ?? 0
        if let key = try window.number() { start = key == .min ? selection.count : selection.index(of: key - 1) }
        let rows = selection.slice(from: start, count: window.limit)
        let columns = selection.columns
        let files = try desk.asking { catalog throws(CatalogError) in
            try catalog.files(numbered: rows.map { Int64(columns.id(at: $0)) })
        }
        return .json { writer in
            writer.object { writer in
                writer.key("snapshot")
                writer.string(snapshot.name)
                writer.key("photos")
                writer.array { writer in
                    for file in files { ListedPhoto(file, desk.book).write(to: &writer) }
                }
                if let last = rows.last, start + rows.count < selection.count {
                    window.writeNext(columns.moment(at: last), to: &writer)
                }
            }
        }
    }
}

extension Parameters {
    /// The photo that the address names.
    func photoID() throws(ServerProblem) -> ImageID {
        guard let id = ImageID(text: component("id")) else {
            throw .absent("there is no such photo", remedy: "Name a photo by its id, as lists have it.")
        }
        return id
    }
}
