// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces

extension PhotoColumns {
    /// Takes photos in any order. A photo that comes twice counts as it came last.
    public struct Builder: ~Copyable {
        private var rows = PhotoTable()
        private var words: WordInterner
        private var values: ValueInterners
        /// By photo, its place in `rows`. Nil as long as each photo came once, by rising numbers: so a catalog gives them, and a million
        /// entries would be a third of what reading it takes.
        private var changes: [UInt32: Int]?

        /// Begins with no photos.
        public init() {
            words = WordInterner(WordTable())
            values = ValueInterners()
        }

        /// Adds a photo, or replaces the one of the same number.
        public mutating func append(_ row: PhotoRow) {
            if changes == nil, let last = rows.ids.last, last >= row.id { noteChanges() }
            changes?[row.id] = rows.ids.count
            rows.append(row, &words, &values)
        }

        private mutating func noteChanges() {
            changes = Dictionary(uniqueKeysWithValues: rows.ids.enumerated().map { ($1, $0) })
        }

        /// The columns of all photos taken.
        public consuming func build() -> PhotoColumns {
            let (table, numbers, hasNewWords) = words.merge()
            if hasNewWords {
                rows.texts.renumber(numbers)
                values.renumberWords(numbers)
            }
            let order = changes.map { PhotoTable.newestFirst($0.values.map { UInt32($0) }, rows) }
            rows.take(order ?? PhotoTable.newestFirst(rows.ids.indices.map { UInt32($0) }, rows))
            values.count(rows)
            return PhotoColumns(rows: rows, words: table, values: values)
        }
    }

    /// Columns of no photos.
    public init() { self.init(rows: PhotoTable(), words: WordTable(), values: ValueInterners()) }

    /// The columns after some photos were added, replaced or removed; the last change of a photo counts.
    public func applying(_ changes: [PhotoChange]) -> PhotoColumns {
        var columns = self
        _ = columns.apply(changes)
        return columns
    }

    /// Adds, replaces and removes photos, of which the last change counts; whether anything is other than it was. What nobody else holds
    /// takes no more room meanwhile than one column.
    public mutating func apply(_ changes: [PhotoChange]) -> Bool {
        guard !changes.isEmpty else { return false }
        var edit = ColumnsEdit(changes)
        return edit.apply(to: &self)
    }
}

/// What happened to a photo.
public enum PhotoChange: Hashable, Sendable {
    /// It is new, or other than it was.
    case put(PhotoRow)
    /// It is gone.
    case remove(UInt32)
}

/// The tables of values, while rows are added.
struct ValueInterners {
    var sizes: ValueInterner<PixelSize>
    var gear: ValueInterner<Gear>
    var places: ValueInterner<PlaceName>
    var folders: ValueInterner<LibraryPath>
    var labels: ValueInterner<Label>

    init() {
        sizes = ValueInterner(ValueTable())
        gear = ValueInterner(ValueTable())
        places = ValueInterner(ValueTable())
        folders = ValueInterner(ValueTable())
        labels = ValueInterner(ValueTable())
    }

    init(_ columns: PhotoColumns) {
        sizes = ValueInterner(columns.sizes)
        gear = ValueInterner(columns.gear)
        places = ValueInterner(columns.places)
        folders = ValueInterner(columns.folders)
        labels = ValueInterner(columns.labels)
    }

    mutating func renumberWords(_ numbers: [UInt32]) {
        gear.table.renumberWords(numbers)
        places.table.renumberWords(numbers)
        folders.table.renumberWords(numbers)
        labels.table.renumberWords(numbers)
    }

    mutating func count(_ rows: PhotoTable) {
        gear.table.count(rows.gear)
        places.table.count(rows.places)
        folders.table.count(rows.folders)
        labels.table.count(rows.labels.items)
    }
}

extension PhotoTable {
    /// Places in the table, newest first.
    static func newestFirst(_ places: [UInt32], _ rows: PhotoTable) -> [UInt32] {
        let (moments, ids) = (rows.moments, rows.ids)
        return places.sorted { (moments[Int($0)], ids[Int($1)]) > (moments[Int($1)], ids[Int($0)]) }
    }

    mutating func append(_ row: PhotoRow, _ words: inout WordInterner, _ values: inout ValueInterners) {
        let position = row.position.flatMap { PhotoTable.coded($0) }
        ids.append(row.id)
        moments.append(row.moment)
        days.append(row.day ?? PhotoTable.unknown)
        sizes.append(values.sizes.code(of: row.size, &words) { _ in [] })
        bytes.append(max(0, row.bytes))
        formats.append(row.format.map { PhotoTable.code($0) } ?? 0)
        ratings.append(UInt8(min(max(row.rating, 0), 5)))
        isos.append(UInt32(clamping: row.iso ?? 0))
        fNumbers.append(PhotoTable.measure(row.fNumber))
        focalLengths.append(PhotoTable.measure(row.focalLength))
        exposures.append(PhotoTable.measure(row.exposure))
        latitudes.append(position?.latitude ?? PhotoTable.unknown)
        longitudes.append(position?.longitude ?? PhotoTable.unknown)
        gear.append(values.gear.code(of: Gear(row.camera, row.lens), &words) { $0.fields })
        places.append(values.places.code(of: row.place, &words) { PlaceFields.of($0) })
        folders.append(values.folders.code(of: row.folder, &words) { $0.components })
        labels.append(PhotoTable.labels(of: row, &words, &values))
        texts.append(words.numbers(ofFields: [row.name, Array((row.title ?? "").utf8), Array((row.caption ?? "").utf8)]))

        var marks = row.marks.intersection(.known)
        if position != nil { marks.insert(.gps) }
        if let day = row.day, day != PhotoTable.unknown { marks.insert(.date) }
        if !row.tags.isEmpty { marks.insert(.tag) }
        if !(row.title ?? "").isEmpty { marks.insert(.title) }
        if !(row.caption ?? "").isEmpty { marks.insert(.caption) }
        self.marks.append(marks.rawValue)
    }

    /// The codes of tags and albums, each once.
    private static func labels(of row: PhotoRow, _ words: inout WordInterner, _ values: inout ValueInterners) -> [UInt32] {
        if row.tags.isEmpty, row.albums.isEmpty { return [] }
        let names = row.tags.map { Label(isAlbum: false, text: $0) } + row.albums.map { Label(isAlbum: true, text: $0) }
        return Set(names.map { values.labels.code(of: $0, &words) { $0.fields } }).sorted()
    }

    static func code(_ format: PhotoFormat) -> UInt8 {
        UInt8(PhotoFormat.allCases.firstIndex(of: format).map { $0 + 1 } ?? 0)
    }

    /// 0 for what is no measure.
    private static func measure(_ value: Double?) -> Float {
        guard let value, value > 0, Float(value).isFinite else { return 0 }
        return Float(value)
    }

    private static func coded(_ place: GPSPosition) -> (latitude: Int32, longitude: Int32)? {
        guard abs(place.latitude) <= 90, abs(place.longitude) <= 180 else { return nil }
        return (Int32((place.latitude * 1e7).rounded()), Int32((place.longitude * 1e7).rounded()))
    }
}
