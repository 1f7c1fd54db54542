// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
import JozinCore
public import JozinPlaces
public import JozinSearch

extension PhotoRow {
    /// A file with what was decided of its photo.
    public init(_ file: NumberedFile, _ decisions: [DecisionKey: JSONValue], _ places: Gazetteer? = nil) {
        let record = file.record
        self.init(
            SearchableFile(
                number: file.number, path: record.path, bytes: record.stamp.bytes, modified: record.stamp.modified,
                isFailed: record.state == .failed, format: record.format, size: record.size, exif: record.exif))
        for (key, value) in decisions { take(key, value) }
        place = position.flatMap { places?.name(of: $0) }
        tags.sort()
        albums.sort()
    }

    private mutating func take(_ key: DecisionKey, _ value: JSONValue) {
        switch key {
        case .rating: rating = value.integer ?? 0
        case .favourite: marks.insert(.favourite)
        case .rejected: marks.insert(.rejected)
        case .title: title = value.text
        case .description: caption = value.text
        case .adjustments: marks.insert(.adjusted)
        case .tag(let name): tags.append(name)
        case .album(let name): albums.append(name)
        case .place:
            guard position == nil, let latitude = value["latitude"]?.double, let longitude = value["longitude"]?.double else {
                return
            }
            position = GPSPosition(latitude: latitude, longitude: longitude, altitude: nil)
        case .verdict, .other: break
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
