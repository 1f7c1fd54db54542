// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
import JozinCore
public import JozinSearch

extension PhotoColumns {
    /// All photos of a catalog that are there, as queries find them.
    public static func reading(_ catalog: any CatalogBrowsing) throws(CatalogError) -> PhotoColumns {
        var builder = Builder()
        var last: Int64 = 0
        while case let page = try catalog.searchableFiles(after: last, limit: 10_000), let end = page.last {
            for file in page { builder.append(PhotoRow(file)) }
            last = end.number
        }
        return builder.build()
    }
}

extension PhotoRow {
    /// A file of the catalog. Invariant: a catalog in one file has fewer than 2^24 records (see `Moment`).
    public init(_ file: SearchableFile) {
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
        marks = file.isFailed ? [.failed, .problem] : []
    }

    /// Maker and model as one name: many makers begin their models with it.
    private static func camera(_ exif: ExifFacts) -> String? {
        guard let model = exif.model else { return exif.make }
        guard let make = exif.make, !model.lowercased().hasPrefix(make.lowercased()) else { return model }
        return "\(make) \(model)"
    }
}
