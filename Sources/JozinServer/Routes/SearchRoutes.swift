// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore
import JozinPlaces
import JozinSearch

/// What helps to ask: completions, folders, labels, the map.
struct SearchRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/completions") { [desk] request, context in
                let parameters = try Parameters(request, context)
                let text = try parameters.text("q") ?? ""
                let cursor = try parameters.integer("cursor", in: 0...10_000) ?? text.utf16.count
                let page = CompletionPage(text, cursor: cursor, desk.index.snapshot.columns)
                return .json { page.write(to: &$0) }
            },
            .get("/api/folders") { [desk] request, context in
                let parameters = try Parameters(request, context)
                return try SearchRoutes.folders(desk, parameters)
            },
            .get("/api/labels") { [desk] request, context in
                let parameters = try Parameters(request, context)
                return try SearchRoutes.labels(desk, parameters)
            },
            .get("/api/map") { [desk] request, context in
                let parameters = try Parameters(request, context)
                return try SearchRoutes.map(desk, parameters)
            },
        ]
    }

    private static func folders(_ desk: LibraryDesk, _ parameters: Parameters) throws(ServerProblem) -> Response {
        let window = try PageWindow(parameters)
        let after = try window.path()
        let folder = try parameters.folder("in")
        let behind = desk.index.snapshot.columns.subfolders(of: folder).drop { child in after.map { child.path <= $0 } ?? false }
        let page = behind.prefix(window.limit)
        return .json { writer in
            writer.object { writer in
                writer.key("folders")
                writer.array { writer in
                    for folder in page { write(folder, to: &writer) }
                }
                if page.count < behind.count, let last = page.last { window.writeNext(last.path.bytes, to: &writer) }
            }
        }
    }

    private static func write(_ folder: PhotoColumns.Subfolder, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.path(folder.path.bytes)
            writer.key("name")
            writer.string(DisplayName.text(folder.path.name))
            writer.key("photos")
            writer.int(folder.photos)
            writer.key("hasFolders")
            writer.bool(folder.hasFolders)
        }
    }

    private enum LabelKind: String, CaseIterable {
        case tag, album
    }

    private static func labels(_ desk: LibraryDesk, _ parameters: Parameters) throws(ServerProblem) -> Response {
        let window = try PageWindow(parameters)
        guard let kind = try parameters.choice("kind", LabelKind.self) else {
            throw .misuse("`kind` is missing", remedy: "Give `tag` or `album`.")
        }
        let after = try window.name()
        let behind = desk.index.snapshot.columns.labels(albums: kind == .album).drop { label in
            after.map { label.name <= $0 } ?? false
        }
        let page = behind.prefix(window.limit)
        return .json { writer in
            writer.object { writer in
                writer.key("labels")
                writer.array { writer in
                    for label in page {
                        writer.object { writer in
                            writer.key("name")
                            writer.string(label.name)
                            writer.key("photos")
                            writer.int(label.photos)
                        }
                    }
                }
                if page.count < behind.count, let last = page.last { window.writeNext(Array(last.name.utf8), to: &writer) }
            }
        }
    }

    private static func map(_ desk: LibraryDesk, _ parameters: Parameters) throws(ServerProblem) -> Response {
        let (_, selection) = desk.index.search(try parameters.query())
        let box = MapBox(
            west: try parameters.number("west", in: -180...180) ?? -180,
            south: try parameters.number("south", in: -90...90) ?? -90,
            east: try parameters.number("east", in: -180...180) ?? 180, north: try parameters.number("north", in: -90...90) ?? 90)
        guard let box else { throw .misuse("`south` is north of `north`", remedy: "Exchange the two.") }
        let cells = selection.cells(in: box, divisions: try parameters.integer("cells", in: 1...64) ?? 32)
        let files = try desk.asking { catalog throws(CatalogError) in
            try catalog.files(numbered: cells.map { Int64($0.newest) })
        }
        let ids = Dictionary(files.map { ($0.number, $0.record.imageID) }) { first, _ in first }
        return .json { writer in
            writer.object { writer in
                writer.key("total")
                writer.int(cells.reduce(0) { $0 + $1.photos })
                writer.key("cells")
                writer.array { writer in
                    for cell in cells {
                        guard let id = ids[Int64(cell.newest)] ?? nil else { continue }
                        write(cell, id, desk.places, to: &writer)
                    }
                }
            }
        }
    }

    private static func write(_ cell: MapCell, _ id: ImageID, _ places: Gazetteer?, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("latitude")
            writer.double(cell.latitude)
            writer.key("longitude")
            writer.double(cell.longitude)
            writer.key("photos")
            writer.int(cell.photos)
            writer.key("id")
            writer.string(id.text)
            if let name = places?.name(of: GPSPosition(latitude: cell.latitude, longitude: cell.longitude)) {
                writer.key("place")
                writer.string(name.text)
            }
        }
    }
}

extension Parameters {
    /// A folder by its path, or by `base64:` and its bytes; the root where nothing is said.
    func folder(_ name: String) throws(ServerProblem) -> LibraryPath {
        let text = try text(name, most: 8192) ?? ""
        let prefix = "base64:"
        let bytes = text.hasPrefix(prefix) ? Base64.bytes(String(text.dropFirst(prefix.count))) : Array(text.utf8)
        guard let path = bytes.flatMap(LibraryPath.init(bytes:)) else {
            throw .misuse("`\(name)` is no path inside a library", remedy: "Name a folder as lists have it.")
        }
        return path
    }
}
