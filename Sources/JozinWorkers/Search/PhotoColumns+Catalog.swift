// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
import JozinContracts
import JozinCore
public import JozinPlaces
public import JozinSearch

extension PhotoColumns {
    /// All photos of a catalog that are there, as queries find them; where `places` are known, by the names of these too.
    public static func reading(
        _ catalog: any CatalogBrowsing, _ places: Gazetteer? = nil
    ) throws(CatalogError) -> PhotoColumns {
        var builder = Builder()
        var last: Int64 = 0
        while case let page = try catalog.searchableFiles(after: last, limit: 10_000), let end = page.last {
            for file in page { builder.append(PhotoRow(file, places)) }
            last = end.number
        }
        return builder.build()
    }

    /// The same, with what the catalog's mirror knows of decisions.
    public static func readingDecisions(
        _ catalog: any CatalogBrowsing, _ places: Gazetteer? = nil
    ) throws(CatalogError) -> PhotoColumns {
        var decided: [ImageID: [DecisionKey: JSONValue]] = [:]
        var cursor: DecisionCursor?
        while case let page = try catalog.decisions(after: cursor, limit: 10_000), let end = page.last {
            for decision in page {
                let value = try? JSONReader.read(Array(decision.value.utf8))
                decided[decision.imageID, default: [:]][DecisionKey(text: decision.key)] = value
            }
            cursor = end.cursor
        }
        var changes: [PhotoChange] = []
        for (photo, decisions) in decided {
            for file in try catalog.files(of: photo, limit: 10_000) where file.record.isPresent {
                changes.append(.put(PhotoRow(file, decisions, places)))
            }
        }
        return try reading(catalog, places).applying(changes)
    }
}

extension PhotoRow {
    /// A file of the catalog. Invariant: a catalog in one file has fewer than 2^24 records (see `Moment`).
    public init(_ file: SearchableFile, _ places: Gazetteer? = nil) {
        let moment = Moment(file.exif.captured, modified: file.modified, number: file.number)
        self.init(id: UInt32(truncatingIfNeeded: file.number), moment: moment.key)
        day = file.exif.captured == nil ? nil : moment.day
        size = file.size
        bytes = file.bytes
        format = file.format
        folder = file.path.folder
        name = file.path.name
        camera = PhotoRow.camera(file.exif)
        lens = file.exif.lens
        iso = file.exif.iso
        fNumber = file.exif.fNumber
        focalLength = file.exif.focalLengthMM
        exposure = file.exif.exposureSeconds
        position = file.exif.gps
        place = position.flatMap { places?.name(of: $0) }
        marks = file.isFailed ? [.failed, .problem] : []
    }

    /// Maker and model as one name: many makers begin their models with it.
    private static func camera(_ exif: ExifFacts) -> String? {
        guard let model = exif.model else { return exif.make }
        guard let make = exif.make, !model.lowercased().hasPrefix(make.lowercased()) else { return model }
        return "\(make) \(model)"
    }
}
