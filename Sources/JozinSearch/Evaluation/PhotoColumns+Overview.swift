// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension PhotoColumns {
    /// A folder directly inside another one.
    public struct Subfolder: Hashable, Sendable {
        /// Where it lies.
        public let path: LibraryPath
        /// The photos in it and below it that could be read, as a timeline of it has them.
        public let photos: Int
        /// Whether photos lie further down.
        public let hasFolders: Bool
    }

    /// The folders directly inside one that hold such photos, at any depth, by the bytes of their names.
    public func subfolders(of folder: LibraryPath) -> [Subfolder] {
        var found: [LibraryPath: (photos: Int, hasFolders: Bool)] = [:]
        let depth = folder.components.count
        let photos = readablePhotos()
        for (index, path) in folders.values.enumerated()
        where photos[index + 1] > 0 && path != folder && path.isInside(folder) {
            let components = path.components
            let child = folder.appending(components[depth])
            found[child, default: (0, false)].photos += photos[index + 1]
            if components.count > depth + 1 { found[child]?.hasFolders = true }
        }
        return found.map { Subfolder(path: $0.key, photos: $0.value.photos, hasFolders: $0.value.hasFolders) }
            .sorted { $0.path < $1.path }
    }

    /// How many photos of each folder could be read, by the folder's number.
    private func readablePhotos() -> [Int] {
        var photos = [Int](repeating: 0, count: folders.values.count + 1)
        for (row, folder) in rows.folders.enumerated() where rows.marks[row] & PhotoMarks.failed.rawValue == 0 {
            photos[Int(folder)] += 1
        }
        return photos
    }

    /// Tags or albums with the number of their photos, by name.
    public func labels(albums: Bool) -> [(name: String, photos: Int)] {
        labels.values.enumerated()
            .filter { labels.counts[$0.offset + 1] > 0 && $0.element.isAlbum == albums }
            .map { (name: $0.element.text, photos: Int(labels.counts[$0.offset + 1])) }
            .sorted { $0.name < $1.name }
    }
}

/// Photos of one neighbourhood.
public struct MapCell: Hashable, Sendable {
    /// The mean of their places, in degrees.
    public let latitude, longitude: Double
    /// How many there are.
    public let photos: Int
    /// The newest of them.
    public let newest: UInt32
}

extension PhotoSelection {
    /// The photos in a box whose places are known, gathered in cells of `1/divisions` of its longer side; most photos first.
    public func cells(in box: MapBox, divisions: Int) -> [MapCell] {
        struct Sum {
            var latitude = 0.0
            var east = 0.0
            var photos = 0
            var newest: UInt32
        }
        let size = max(box.width, box.north - box.south, 1e-6) / Double(max(1, divisions))
        var sums: [Int: Sum] = [:]
        for row in slice(from: 0, count: count) {
            guard let place = columns.position(at: row), place.latitude >= box.south, place.latitude <= box.north else {
                continue
            }
            let east = place.longitude >= box.west ? place.longitude - box.west : place.longitude - box.west + 360
            guard east <= box.width else { continue }
            let cell = Int((place.latitude - box.south) / size) << 32 | Int(east / size)
            var sum = sums[cell] ?? Sum(newest: columns.id(at: row))
            sum.latitude += place.latitude
            sum.east += east
            sum.photos += 1
            sums[cell] = sum
        }
        let cells = sums.map { cell, sum in
            let longitude = box.west + sum.east / Double(sum.photos)
            let mean = MapCell(
                latitude: sum.latitude / Double(sum.photos), longitude: longitude > 180 ? longitude - 360 : longitude,
                photos: sum.photos, newest: sum.newest)
            return (cell, mean)
        }
        return cells.sorted { ($1.1.photos, $0.0) < ($0.1.photos, $1.0) }.map(\.1)
    }
}

extension PhotoColumns {
    /// Where the photo at a place of the timeline was taken.
    public func position(at row: Int) -> (latitude: Double, longitude: Double)? {
        guard rows.latitudes[row] != PhotoTable.unknown else { return nil }
        return (Double(rows.latitudes[row]) / 1e7, Double(rows.longitudes[row]) / 1e7)
    }
}
