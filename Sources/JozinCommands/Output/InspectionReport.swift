// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinPlaces
import JozinWorkers

/// Prints what was found out about files, one after another.
struct InspectionReport: ~Copyable {
    private let style: OutputStyle
    private let places: Gazetteer?
    private var output = StandardOutput()
    private var photos: [(SystemPath, IndexedPhoto)] = []
    /// Files that could not be read, or read whole.
    private(set) var problems = 0

    init(_ style: OutputStyle, _ places: Gazetteer?) {
        self.style = style
        self.places = places
    }

    mutating func add(_ path: SystemPath, _ photo: IndexedPhoto) {
        if photo.problem.map({ $0.code != .unsupported }) ?? false { problems += 1 }
        switch style {
        case .jsonLines:
            let places = places
            output.jsonLine { InspectionReport.write(path, photo, places, to: &$0) }
            output.flush()
        case .json: photos.append((path, photo))
        case .text: output.line(InspectionText(path, photo, places).text)
        }
    }

    mutating func finish() {
        if style == .json {
            let (photos, places) = (self.photos, self.places)
            var document = JSONWriter(.indented)
            document.object { writer in
                writer.key("photos")
                writer.array { writer in
                    for (path, photo) in photos { writer.object { InspectionReport.write(path, photo, places, to: &$0) } }
                }
            }
            document.newline()
            output.write(document.bytes)
        }
        output.flush()
    }

    private static func write(
        _ path: SystemPath, _ photo: IndexedPhoto, _ places: Gazetteer?, to writer: inout JSONWriter
    ) {
        writer.path(path.bytes)
        if let content = photo.content {
            writer.key("bytes")
            writer.int(content.bytes)
            writer.key("fileDigest")
            writer.string("sha256:" + content.digest.digest.hex)
        }
        if let facts = photo.facts {
            writer.key("imageId")
            writer.string(facts.imageID.text)
            PhotoFactsEncoding.write(facts, to: &writer)
        } else if let problem = photo.problem {
            ProblemEncoding.write(problem, to: &writer)
        }
        if let name = photo.exif.gps.flatMap({ places?.name(of: $0) }) {
            writer.key("place")
            writer.string(name.text)
        }
    }
}

/// One photo's facts as a person reads them.
struct InspectionText {
    private let path: SystemPath
    private let photo: IndexedPhoto
    private let places: Gazetteer?

    init(_ path: SystemPath, _ photo: IndexedPhoto, _ places: Gazetteer?) {
        self.path = path
        self.photo = photo
        self.places = places
    }

    var text: String {
        let lines = rows.map { "  \($0.0)\(String(repeating: " ", count: max(1, 16 - $0.0.count)))\($0.1)\n" }
        return DisplayName.text(path.bytes) + "\n" + lines.joined()
    }

    private var rows: [(String, String)] {
        var rows: [(String, String)] = []
        func add(_ name: String, _ value: String?) { if let value { rows.append((name, value)) } }
        add("problem", photo.problem.map { "\($0.sentence). \($0.remedy)" })
        add("format", photo.format.map { "\($0.rawValue) (\($0.mime))" })
        add("size", photo.size.map { "\(Wording.size($0)), orientation \(photo.orientation.rawValue)" })
        add("file", photo.content.map { "\(Wording.bytes($0.bytes)), sha256 \($0.digest.digest.hex)" })
        add("image id", photo.pixels.map { ImageID.pixels($0).text })
        add("captured", photo.exif.captured.map { "\($0.local)\($0.subsecond.map { "." + $0 } ?? "") \($0.offset ?? "")" })
        add("camera", camera)
        add("exposure", exposure)
        add(
            "place",
            photo.exif.gps.map { "\($0.latitude), \($0.longitude)" + (places?.name(of: $0).map { ", \($0.text)" } ?? "") })
        add("rating", photo.descriptive.rating.map { "\($0)" })
        add("title", photo.descriptive.title)
        add("description", photo.descriptive.description)
        add("keywords", photo.descriptive.keywords.isEmpty ? nil : photo.descriptive.keywords.joined(separator: ", "))
        add("mean colour", photo.averageColor.map { $0.map(String.init).joined(separator: " ") })
        if let fingerprint = photo.fingerprint {
            add("pHash", fingerprint.phash.hex)
            add("dHash", fingerprint.dhash.hex)
            add("block means", fingerprint.bmh.hex)
            add("colour", fingerprint.cmh.hex)
            add("information", "\(fingerprint.information) of 100")
        }
        for warning in photo.warnings { add("odd", warning) }
        return rows.map { ($0.0, DisplayName.text(Array($0.1.utf8))) }
    }

    private var camera: String? {
        let words = [photo.exif.make, photo.exif.model, photo.exif.lens].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private var exposure: String? {
        let exif = photo.exif
        let words = [
            exif.exposureSeconds.map { $0 < 0.3 && $0 > 0 ? "1/\(Int((1 / $0).rounded())) s" : "\($0) s" },
            exif.fNumber.map { "f/\($0)" }, exif.iso.map { "ISO \($0)" }, exif.focalLengthMM.map { "\($0) mm" },
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
