// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The photos that fulfil a query, in timeline order: places in them are found without walking through them.
public struct PhotoSelection: Sendable {
    /// The photos that were searched.
    public let columns: PhotoColumns
    private let rows: RowSet
    /// How many photos are before each 64 rows; and how many there are.
    private let ranks: [UInt32]

    init(_ columns: PhotoColumns, _ rows: RowSet) {
        self.columns = columns
        self.rows = rows
        var ranks: [UInt32] = [0]
        ranks.reserveCapacity(rows.words.count + 1)
        var rank: UInt32 = 0
        for word in rows.words {
            rank &+= UInt32(truncatingIfNeeded: word.nonzeroBitCount)
            ranks.append(rank)
        }
        self.ranks = ranks
    }

    /// How many photos there are.
    public var count: Int { Int(ranks[ranks.count - 1]) }

    /// The rows of the photos from an index on, at most `count` of them.
    public func slice(from index: Int, count limit: Int) -> [Int] {
        guard index < count, limit > 0 else { return [] }
        let first = max(0, index)
        let end = first + min(limit, count - first)
        var block = block(of: first)
        var word = rows.words[block]
        for _ in Int(ranks[block])..<first { word &= word &- 1 }
        var slice: [Int] = []
        slice.reserveCapacity(end - first)
        while slice.count < end - first {
            while word == 0 {
                block += 1
                word = rows.words[block]
            }
            slice.append(block * 64 + word.trailingZeroBitCount)
            word &= word &- 1
        }
        return slice
    }

    /// The numbers of the photos from an index on, at most `count` of them.
    public func ids(from index: Int, count limit: Int) -> [UInt32] { slice(from: index, count: limit).map { columns.id(at: $0) } }

    /// The block that holds the photo of an index.
    private func block(of index: Int) -> Int {
        var (low, high) = (0, ranks.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if Int(ranks[middle + 1]) > index { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The index of the first photo that is of a moment or older; `count` where all are newer.
    public func index(of moment: Int64) -> Int {
        let row = columns.firstRow(notAfter: moment)
        guard row < columns.count else { return count }
        let before = rows.words[row >> 6] & ((1 << UInt64(row & 63)) &- 1)
        return Int(ranks[row >> 6]) + before.nonzeroBitCount
    }

    /// Whether a row of the columns is selected.
    public func contains(_ row: Int) -> Bool { rows.words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    /// The days in timeline order and how many photos each has; nil for photos whose day is not known. A day comes again where
    /// photos of another one lie between its own.
    public func days() -> [(day: Int32?, count: Int)] {
        var days: [(day: Int32?, count: Int)] = []
        let column = columns.rows.days
        var current = PhotoTable.unknown
        var number = 0
        rows.forEach { row in
            if column[row] != current, number > 0 {
                days.append((current == PhotoTable.unknown ? nil : current, number))
                number = 0
            }
            current = column[row]
            number &+= 1
        }
        if number > 0 { days.append((current == PhotoTable.unknown ? nil : current, number)) }
        return days
    }

    /// The days by which the timeline is in order, which every photo has, newest first, and how many photos each has.
    public func timelineDays() -> [(day: Int32, count: Int)] {
        var days: [(day: Int32, count: Int)] = []
        let moments = columns.rows.moments
        // Where the present day begins, and where the one behind it does.
        var (start, end) = (Int64.max, Int64.max)
        var number = 0
        rows.forEach { row in
            let moment = moments[row]
            if moment >= start, moment < end {
                number &+= 1
                return
            }
            if number > 0 { days[days.count - 1].count = number }
            let day = Moment(key: moment).day
            (start, end) = (Moment.firstKey(ofDay: day), Moment.firstKey(ofDay: day + 1))
            days.append((day, 1))
            number = 1
        }
        if number > 0 { days[days.count - 1].count = number }
        return days
    }

    /// How many of them lie in the timeline by their file's time of change.
    public var undatedCount: Int {
        let days = columns.rows.days
        var number = 0
        rows.forEach { if days[$0] == PhotoTable.unknown { number &+= 1 } }
        return number
    }

    /// The shapes of all photos, one byte each: c stands for width / height = 2^((c - 128) / 32), from 1/16 to 15.7. A picture of
    /// unknown size counts as square.
    public func shapes() -> [UInt8] {
        var shapes: [UInt8] = []
        shapes.reserveCapacity(count)
        let codes = [PhotoShape.code(nil)] + columns.sizes.values.map { PhotoShape.code($0) }
        let column = columns.rows.sizes
        rows.forEach { shapes.append(codes[Int(column[$0])]) }
        return shapes
    }
}
