// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
import JozinCore
public import JozinPlaces
public import JozinSearch

extension PhotoRow {
    /// A file with what was decided of its photo, and the name of its place.
    public init(_ file: NumberedFile, _ decisions: [DecisionKey: JSONValue], _ places: Gazetteer? = nil) {
        let record = file.record
        self.init(
            SearchableFile(
                number: file.number, path: record.path, bytes: record.stamp.bytes, modified: record.stamp.modified,
                isPresent: record.isPresent, isFailed: record.state == .failed, format: record.format, size: record.size,
                exif: record.exif, descriptive: record.descriptive))
        take(PhotoWords(record.descriptive, decisions))
        for (key, value) in decisions { take(key, value) }
        if decisions.verdict(onFileAt: record.path, holding: record.digest) == .drop { marks.insert(.dropped) }
        size = size.map(Adjustments(decided: decisions).shown)
        place = position.flatMap { places?.name(of: $0) }
        albums.sort()
    }

    /// The same, and whether the catalog knows of twins.
    public init(
        _ file: NumberedFile, _ decisions: [DecisionKey: JSONValue], in catalog: any CatalogGrouping, _ places: Gazetteer? = nil
    ) throws(CatalogError) {
        self.init(file, decisions, places)
        for kind in try catalog.kindsOfTwins(of: file.number) { marks.formUnion(PhotoMarks(twinsOfKind: kind)) }
    }

    private mutating func take(_ key: DecisionKey, _ value: JSONValue) {
        switch key {
        case .favourite: marks.insert(.favourite)
        case .adjustments: marks.insert(.adjusted)
        case .album(let name): albums.append(name)
        case .place:
            guard position == nil, let latitude = value["latitude"]?.double, let longitude = value["longitude"]?.double else {
                return
            }
            position = GPSPosition(latitude: latitude, longitude: longitude, altitude: nil)
        case .rating, .rejected, .title, .description, .tag, .verdict, .file, .other: break
        }
    }
}

extension PhotoRecord {
    /// By what decisions know the photo; nil for a file that was not read to its end.
    public var identity: PhotoIdentity? {
        guard let digest, let imageID else { return nil }
        return PhotoIdentity(imageID: imageID, fileDigest: digest)
    }
}
