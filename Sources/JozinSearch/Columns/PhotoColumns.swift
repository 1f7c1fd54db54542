// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces

/// A million photos in memory, column by column in timeline order, newest first: 76 bytes a photo, and 4 for each label and each
/// word of its name, title and description.
///
/// A value: who holds one sees it as it was, whatever is applied to another. Columns that nobody else holds are changed where they are.
public struct PhotoColumns: Sendable {
    private(set) var rows: PhotoTable
    let words: WordTable
    /// How often each word is in names, titles and descriptions, by number.
    let wordCounts: [UInt32]
    let sizes: ValueTable<PixelSize>
    let gear: ValueTable<Gear>
    let places: ValueTable<PlaceName>
    let folders: ValueTable<LibraryPath>
    let labels: ValueTable<Label>
    private var hold = Hold()

    /// Only there to be counted by those who hold it.
    private final class Hold: Sendable {}

    /// `wordCounts` where they are known already.
    init(rows: PhotoTable, words: WordTable, values: ValueInterners, wordCounts: [UInt32]? = nil) {
        self.rows = rows
        self.words = words
        self.wordCounts = wordCounts ?? PhotoColumns.counts(of: rows.texts.items, among: words.count)
        sizes = values.sizes.table
        gear = values.gear.table
        places = values.places.table
        folders = values.folders.table
        labels = values.labels.table
    }

    private static func counts(of words: [UInt32], among count: Int) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: count + 1)
        for number in words { counts[Int(number)] &+= 1 }
        return counts
    }

    /// Whether there is another copy, for which changes would have to copy what they change. A hint: a copy of which the compiler knows
    /// that only some columns will be read counts as none, and those columns are copied.
    public mutating func isShared() -> Bool { !isKnownUniquelyReferenced(&hold) }

    /// Says anew which photos have twins, by their numbers; whether that changes anything.
    public mutating func markTwins(_ twins: (UInt32) -> PhotoMarks) -> Bool {
        let other = ~PhotoMarks.twins.rawValue
        let changed = rows.ids.indices.filter { row in
            rows.marks[row] & ~other != twins(rows.ids[row]).rawValue & ~other
        }
        for row in changed { rows.marks[row] = rows.marks[row] & other | twins(rows.ids[row]).rawValue & ~other }
        return !changed.isEmpty
    }

    /// How many photos there are.
    public var count: Int { rows.ids.count }

    /// What the columns take in memory, but for the values of dictionaries (sizes, cameras with lenses, places, folders, labels).
    public var byteCount: Int { rows.byteCount + words.byteCount + wordCounts.capacity * 4 }

    /// The number of the photo at a place of the timeline.
    public func id(at row: Int) -> UInt32 { rows.ids[row] }

    /// The moment of the photo at a place of the timeline.
    public func moment(at row: Int) -> Int64 { rows.moments[row] }

    /// The first place whose photo is of this moment or older; `count` where all are newer.
    public func firstRow(notAfter moment: Int64) -> Int { rows.firstRow(notAfter: moment) }
}

/// The columns. Numbers that are not known are 0, but for places and days: `Int32.min`.
struct PhotoTable: Sendable {
    static let unknown = Int32.min

    var ids: [UInt32] = []
    var moments: [Int64] = []
    var days: [Int32] = []
    var sizes: [UInt32] = []
    var bytes: [Int64] = []
    /// The place in `PhotoFormat.allCases`, from 1.
    var formats: [UInt8] = []
    var ratings: [UInt8] = []
    var marks: [UInt16] = []
    var isos: [UInt32] = []
    var fNumbers: [Float] = []
    var focalLengths: [Float] = []
    var exposures: [Float] = []
    /// 1e-7 degrees.
    var latitudes: [Int32] = []
    /// 1e-7 degrees.
    var longitudes: [Int32] = []
    var gear: [UInt32] = []
    var places: [UInt32] = []
    var folders: [UInt32] = []
    var labels = ListColumn()
    /// Name, title and description, apart by boundaries.
    var texts = ListColumn()

    var byteCount: Int {
        let eights = moments.capacity + bytes.capacity
        let ones = formats.capacity + ratings.capacity
        let fours =
            ids.capacity + days.capacity + isos.capacity + fNumbers.capacity + focalLengths.capacity + exposures.capacity
            + latitudes.capacity + longitudes.capacity
        let codes = sizes.capacity + gear.capacity + places.capacity + folders.capacity
        return eights * 8 + (fours + codes) * 4 + marks.capacity * 2 + ones + labels.byteCount + texts.byteCount
    }

    func firstRow(notAfter moment: Int64) -> Int {
        var (low, high) = (0, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] <= moment { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Keeps the rows that an order names, in it. Column by column: two copies of all of them would be the most that a server ever needs.
    mutating func take(_ order: [UInt32]) {
        PhotoTable.take(order, from: &ids)
        PhotoTable.take(order, from: &moments)
        PhotoTable.take(order, from: &days)
        PhotoTable.take(order, from: &sizes)
        PhotoTable.take(order, from: &bytes)
        PhotoTable.take(order, from: &formats)
        PhotoTable.take(order, from: &ratings)
        PhotoTable.take(order, from: &marks)
        PhotoTable.take(order, from: &isos)
        PhotoTable.take(order, from: &fNumbers)
        PhotoTable.take(order, from: &focalLengths)
        PhotoTable.take(order, from: &exposures)
        PhotoTable.take(order, from: &latitudes)
        PhotoTable.take(order, from: &longitudes)
        PhotoTable.take(order, from: &gear)
        PhotoTable.take(order, from: &places)
        PhotoTable.take(order, from: &folders)
        labels.take(order)
        texts.take(order)
    }

    private static func take<Value>(_ order: [UInt32], from column: inout [Value]) {
        let old = column
        column = order.map { old[Int($0)] }
    }

    /// Takes the rows of both in a new order, column by column.
    mutating func merge(_ order: RowOrder, _ added: PhotoTable) {
        order.merge(&ids, added.ids)
        order.merge(&moments, added.moments)
        order.merge(&days, added.days)
        order.merge(&sizes, added.sizes)
        order.merge(&bytes, added.bytes)
        order.merge(&formats, added.formats)
        order.merge(&ratings, added.ratings)
        order.merge(&marks, added.marks)
        order.merge(&isos, added.isos)
        order.merge(&fNumbers, added.fNumbers)
        order.merge(&focalLengths, added.focalLengths)
        order.merge(&exposures, added.exposures)
        order.merge(&latitudes, added.latitudes)
        order.merge(&longitudes, added.longitudes)
        order.merge(&gear, added.gear)
        order.merge(&places, added.places)
        order.merge(&folders, added.folders)
        labels.merge(order, added.labels)
        texts.merge(order, added.texts)
    }

    /// Replaces rows, but for their texts, by others of the same moments; whether any differs.
    mutating func replace(_ replacement: RowReplacement, by added: PhotoTable) -> Bool {
        var isOther = replacement.replace(&days, added.days)
        isOther = replacement.replace(&sizes, added.sizes) || isOther
        isOther = replacement.replace(&bytes, added.bytes) || isOther
        isOther = replacement.replace(&formats, added.formats) || isOther
        isOther = replacement.replace(&ratings, added.ratings) || isOther
        isOther = replacement.replace(&marks, added.marks) || isOther
        isOther = replacement.replace(&isos, added.isos) || isOther
        isOther = replacement.replace(&fNumbers, added.fNumbers) || isOther
        isOther = replacement.replace(&focalLengths, added.focalLengths) || isOther
        isOther = replacement.replace(&exposures, added.exposures) || isOther
        isOther = replacement.replace(&latitudes, added.latitudes) || isOther
        isOther = replacement.replace(&longitudes, added.longitudes) || isOther
        isOther = replacement.replace(&gear, added.gear) || isOther
        isOther = replacement.replace(&places, added.places) || isOther
        isOther = replacement.replace(&folders, added.folders) || isOther
        return labels.replace(replacement, by: added.labels) || isOther
    }
}
