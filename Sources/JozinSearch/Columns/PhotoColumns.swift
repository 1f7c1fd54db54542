// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces

/// A million photos in memory, column by column in timeline order, newest first: 76 bytes a photo, and 4 for each label and each
/// word of its name, title and description. It does not change: `applying` makes another one.
public final class PhotoColumns: Sendable {
    let rows: PhotoTable
    let words: WordTable
    /// How often each word is in names, titles and descriptions, by number.
    let wordCounts: [UInt32]
    let sizes: ValueTable<PixelSize>
    let gear: ValueTable<Gear>
    let places: ValueTable<PlaceName>
    let folders: ValueTable<LibraryPath>
    let labels: ValueTable<Label>

    init(rows: PhotoTable, words: WordTable, values: ValueInterners) {
        self.rows = rows
        self.words = words
        var wordCounts = [UInt32](repeating: 0, count: words.count + 1)
        for number in rows.texts.items { wordCounts[Int(number)] &+= 1 }
        self.wordCounts = wordCounts
        sizes = values.sizes.table
        gear = values.gear.table
        places = values.places.table
        folders = values.folders.table
        labels = values.labels.table
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
    public func firstRow(notAfter moment: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if rows.moments[middle] <= moment { high = middle } else { low = middle + 1 }
        }
        return low
    }
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

    static func merged(_ order: RowOrder, _ base: PhotoTable, _ added: PhotoTable) -> PhotoTable {
        var table = PhotoTable()
        table.ids = order.merged(base.ids, added.ids)
        table.moments = order.merged(base.moments, added.moments)
        table.days = order.merged(base.days, added.days)
        table.sizes = order.merged(base.sizes, added.sizes)
        table.bytes = order.merged(base.bytes, added.bytes)
        table.formats = order.merged(base.formats, added.formats)
        table.ratings = order.merged(base.ratings, added.ratings)
        table.marks = order.merged(base.marks, added.marks)
        table.isos = order.merged(base.isos, added.isos)
        table.fNumbers = order.merged(base.fNumbers, added.fNumbers)
        table.focalLengths = order.merged(base.focalLengths, added.focalLengths)
        table.exposures = order.merged(base.exposures, added.exposures)
        table.latitudes = order.merged(base.latitudes, added.latitudes)
        table.longitudes = order.merged(base.longitudes, added.longitudes)
        table.gear = order.merged(base.gear, added.gear)
        table.places = order.merged(base.places, added.places)
        table.folders = order.merged(base.folders, added.folders)
        table.labels = .merged(order, base.labels, added.labels)
        table.texts = .merged(order, base.texts, added.texts)
        return table
    }
}
