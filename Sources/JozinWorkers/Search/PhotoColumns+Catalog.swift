// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
import JozinFiles
public import JozinPlaces
public import JozinSearch

extension PhotoColumns {
    /// All photos of a catalog, as queries find them; where `places` are known, by the names of these too. Of what was decided it knows
    /// nothing yet: that is applied to it.
    public static func reading(_ catalog: any CatalogGrouping, _ places: Gazetteer? = nil) throws(CatalogError) -> PhotoColumns {
        let twins = try DuplicateMarks(catalog)
        var builder = Builder()
        var last: Int64 = 0
        var pages = 0
        while case let page = try catalog.searchableFiles(after: last, limit: pageSize), let end = page.last {
            for file in page {
                var row = PhotoRow(file, places)
                row.marks.formUnion(twins[file.number])
                builder.append(row)
            }
            last = end.number
            pages += 1
            // What the records of the pages leave free lies between what the builder keeps, and is not taken up again.
            if pages.isMultiple(of: pagesAtOnce) { SystemMemory.giveBack() }
        }
        // What building takes besides comes on top of what is free and not given back.
        SystemMemory.giveBack()
        return builder.build()
    }

    /// So many are held as records at once.
    private static let pageSize = 1024
    /// After so many, what they left free is given back.
    private static let pagesAtOnce = 64

    /// The same, with what the catalog's mirror knows of decisions.
    public static func readingDecisions(
        _ catalog: any CatalogGrouping, _ places: Gazetteer? = nil
    ) throws(CatalogError) -> PhotoColumns {
        var decisions: [ImageID: [DecisionKey: JSONValue]] = [:]
        try catalog.eachDecision { decision in
            let value = try? JSONReader.read(Array(decision.value.utf8))
            decisions[decision.imageID, default: [:]][DecisionKey(text: decision.key)] = value
        }
        var columns = try reading(catalog, places)
        try columns.take(decisions.keys, of: catalog, places) { decisions[$0.imageID] ?? decisions[.file($0.fileDigest)] ?? [:] }
        return columns
    }

    /// Takes over what was decided of photos.
    public mutating func take(
        _ photos: some Sequence<ImageID>, of catalog: any CatalogGrouping, _ places: Gazetteer?,
        _ decisions: (PhotoIdentity) -> [DecisionKey: JSONValue]
    ) throws(CatalogError) {
        var rows: [PhotoChange] = []
        for photo in photos {
            rows += try catalog.rows(of: photo, places, decisions).map(PhotoChange.put)
            guard rows.count >= PhotoColumns.rowsAtOnce else { continue }
            _ = apply(rows)
            rows = []
        }
        _ = apply(rows)
    }

    /// Each time costs as much as thousands of rows.
    private static let rowsAtOnce = 8192
}

extension CatalogGrouping {
    /// The rows of the files that lists have of a photo, with what was decided of it.
    public func rows(
        of photo: ImageID, _ places: Gazetteer?, _ decisions: (PhotoIdentity) -> [DecisionKey: JSONValue]
    ) throws(CatalogError) -> [PhotoRow] {
        var rows: [PhotoRow] = []
        for file in try files(of: photo, limit: 10_000).listed {
            rows.append(try PhotoRow(file, file.record.identity.map(decisions) ?? [:], in: self, places))
        }
        return rows
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
