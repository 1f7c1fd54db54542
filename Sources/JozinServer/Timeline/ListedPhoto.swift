// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinPlaces
import JozinSearch
import JozinWorkers

/// `Photo` of the contract: what a tile of a list shows.
struct ListedPhoto {
    private let file: NumberedFile
    private let decisions: [DecisionKey: JSONValue]
    private let adjustments: Adjustments
    let words: PhotoWords

    init(_ file: NumberedFile, _ book: DecisionBook) {
        self.file = file
        decisions = file.record.identity.map { book.decisions(of: $0) } ?? [:]
        adjustments = Adjustments(decided: decisions)
        words = PhotoWords(file.record.descriptive, decisions)
    }

    /// Upright, with its adjustments.
    var size: PixelSize? { file.record.size.map(adjustments.shown) }

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
        writer.int(size?.width ?? 0)
        writer.key("height")
        writer.int(size?.height ?? 0)
        if let recipe = ThumbnailName.recipe(adjustments) {
            writer.key("recipe")
            writer.string(recipe)
        }
        if let captured = record.exif.captured {
            writer.key("taken")
            writer.string(captured.local)
        }
        if let placeholder = record.placeholder {
            writer.key("placeholder")
            writer.string(Base64.text(placeholder.bytes))
        }
        if record.format == .raw {
            writer.key("badge")
            writer.string("RAW")
        }
        if !record.isPresent {
            writer.key("isMissing")
            writer.bool(true)
        }
        if let problem = record.problem {
            writer.key("problem")
            ProblemEncoding.writeValue(problem, to: &writer)
        }
        writeWords(to: &writer)
        guard let word = decisions.verdict(onFileAt: record.path, holding: record.digest) else { return }
        writer.key(word == .drop ? "dropped" : "kept")
        writer.bool(true)
    }

    private func writeWords(to writer: inout JSONWriter) {
        if words.rating > 0 {
            writer.key("rating")
            writer.int(words.rating)
        }
        for (name, holds) in [("favourite", decisions[.favourite] == .bool(true)), ("rejected", words.isRejected)] where holds {
            writer.key(name)
            writer.bool(true)
        }
        if let title = words.title {
            writer.key("title")
            writer.string(title)
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
                let photo = ListedPhoto(first, book)
                photo.writeMembers(to: &writer)
                PhotoDetails.write(photo.words, to: &writer)
                ExifEncoding.write(first.record.exif, to: &writer)
                if !first.record.descriptive.isEmpty { DescriptiveEncoding.write(first.record.descriptive, to: &writer) }
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

    /// What lists do not show.
    private static func write(_ words: PhotoWords, to writer: inout JSONWriter) {
        if let description = words.description {
            writer.key("description")
            writer.string(description)
        }
        writer.key("tags")
        writer.array { writer in
            for tag in words.tags { writer.string(tag) }
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
            case .tag(let name): if value == .bool(true) { tags.append(name) }
            case .album(let name): albums.append(name)
            case .verdict, .file, .other: break
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
        guard let first = files.first, let size = ListedPhoto(first, book).size else { return }
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
