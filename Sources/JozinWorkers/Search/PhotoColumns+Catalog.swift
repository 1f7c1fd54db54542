// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
import JozinContracts
import JozinCore
public import JozinPlaces
public import JozinSearch

extension PhotoColumns {
    /// All photos of a catalog, as queries find them; where `places` are known, by the names of these too. Those of `decided`, by
    /// number, are taken in place of what the records say.
    public static func reading(
        _ catalog: any CatalogGrouping, _ places: Gazetteer? = nil, decided: [UInt32: PhotoRow] = [:]
    ) throws(CatalogError) -> PhotoColumns {
        let twins = try DuplicateMarks(catalog)
        var builder = Builder()
        var last: Int64 = 0
        while case let page = try catalog.searchableFiles(after: last, limit: pageSize), let end = page.last {
            for file in page {
                var row = decided[UInt32(truncatingIfNeeded: file.number)] ?? PhotoRow(file, places)
                row.marks.formUnion(twins[file.number])
                builder.append(row)
            }
            last = end.number
        }
        return builder.build()
    }

    /// So many are held as records at once.
    private static let pageSize = 4096

    /// The same, with what the catalog's mirror knows of decisions.
    public static func readingDecisions(
        _ catalog: any CatalogGrouping, _ places: Gazetteer? = nil
    ) throws(CatalogError) -> PhotoColumns {
        var decisions: [ImageID: [DecisionKey: JSONValue]] = [:]
        try catalog.eachDecision { decision in
            let value = try? JSONReader.read(Array(decision.value.utf8))
            decisions[decision.imageID, default: [:]][DecisionKey(text: decision.key)] = value
        }
        var decided: [UInt32: PhotoRow] = [:]
        for (photo, decisions) in decisions {
            for file in try catalog.files(of: photo, limit: 10_000).listed {
                let row = PhotoRow(file, decisions, places)
                decided[row.id] = row
            }
        }
        return try reading(catalog, places, decided: decided)
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
        if !file.descriptive.isEmpty { take(PhotoWords(file.descriptive, [:])) }
        if file.isFailed { marks.formUnion([.failed, .problem]) }
        if !file.isPresent { marks.formUnion([.missing, .problem]) }
    }

    mutating func take(_ words: PhotoWords) {
        rating = words.rating
        if words.isRejected { marks.insert(.rejected) } else { marks.remove(.rejected) }
        tags = words.tags.sorted()
        title = words.title
        caption = words.description
    }

    /// Maker and model as one name: many makers begin their models with it.
    private static func camera(_ exif: ExifFacts) -> String? {
        guard let model = exif.model else { return exif.make }
        guard let make = exif.make, !model.lowercased().hasPrefix(make.lowercased()) else { return model }
        return "\(make) \(model)"
    }
}
