// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinPlaces
import JozinSearch
import JozinWorkers

/// `Photo` of the contract: what a tile of a list shows.
struct ListedPhoto {
    private let file: NumberedFile
    private let decisions: [DecisionKey: JSONValue]

    init(_ file: NumberedFile, _ book: DecisionBook) {
        self.file = file
        decisions = file.record.identity.map { book.decisions(of: $0) } ?? [:]
    }

    func write(to writer: inout JSONWriter) { writer.object { writeMembers(to: &$0) } }

    func writeMembers(to writer: inout JSONWriter) {
        let record = file.record
        writer.key("file")
        writer.int(file.number)
        writer.key("id")
        writer.string(record.imageID?.text ?? "")
        writer.key("name")
        writer.string(DisplayName.text(record.path.name))
        writer.key("width")
        writer.int(record.size?.width ?? 0)
        writer.key("height")
        writer.int(record.size?.height ?? 0)
        if let captured = record.exif.captured {
            writer.key("taken")
            writer.string(captured.local)
        }
        if record.format == .raw {
            writer.key("badge")
            writer.string("RAW")
        }
        if let problem = record.problem {
            writer.key("problem")
            ProblemEncoding.writeValue(problem, to: &writer)
        }
        for (name, key) in [
            ("rating", DecisionKey.rating), ("favourite", .favourite), ("rejected", .rejected), ("title", .title),
        ] {
            guard let value = decisions[key] else { continue }
            writer.key(name)
            value.write(to: &writer)
        }
    }
}

/// `PhotoDetails` of the contract: a photo, and every file that shows it.
struct PhotoDetails {
    let id: ImageID
    let files: [NumberedFile]
    let book: DecisionBook
    let places: Gazetteer?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if let first = files.first {
                ListedPhoto(first, book).writeMembers(to: &writer)
                ExifEncoding.write(first.record.exif, to: &writer)
                writePlace(of: first, to: &writer)
            }
            writer.key("files")
            writer.array { writer in
                for file in files { PhotoDetails.write(file, to: &writer) }
            }
            writeTiles(to: &writer)
            writer.key("decisions")
            writer.object { writeDecisions(to: &$0) }
        }
    }

    private func writePlace(of file: NumberedFile, to writer: inout JSONWriter) {
        let decisions = file.record.identity.map { book.decisions(of: $0) } ?? [:]
        guard let place = PhotoRow(file, decisions, places).place else { return }
        writer.key("place")
        writer.string(place.text)
    }

    private func writeDecisions(to writer: inout JSONWriter) {
        let decisions = files.first?.record.identity.map { book.decisions(of: $0) } ?? [:]
        var (tags, albums) = ([String](), [String]())
        for (key, value) in decisions.sorted(by: { $0.key < $1.key }) {
            switch key {
            case .tag(let name): tags.append(name)
            case .album(let name): albums.append(name)
            case .verdict, .other: break
            default:
                writer.key(key.text)
                value.write(to: &writer)
            }
        }
        for (name, labels) in [("tags", tags), ("albums", albums)] {
            writer.key(name)
            writer.array { writer in
                for label in labels { writer.string(label) }
            }
        }
    }

    private func writeTiles(to writer: inout JSONWriter) {
        guard let size = files.first?.record.size else { return }
        writer.key("tiles")
        writer.object { writer in
            writer.key("levels")
            writer.int(PictureTile.levels(of: size))
            writer.key("size")
            writer.int(PictureTile.side)
        }
    }

    static func write(_ file: NumberedFile, to writer: inout JSONWriter) {
        let record = file.record
        writer.object { writer in
            writer.key("file")
            writer.int(file.number)
            writer.path(record.path.bytes)
            writer.key("bytes")
            writer.int(record.stamp.bytes)
            writer.key("modified")
            writer.string(Moment(nil, modified: record.stamp.modified, number: 0).text)
            writer.key("format")
            writer.string(record.format?.rawValue ?? "")
            writer.key("fileDigest")
            writer.string(record.digest?.digest.hex ?? "")
            writer.key("isPresent")
            writer.bool(record.isPresent)
        }
    }
}
