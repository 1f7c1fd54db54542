// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `A selection is a timeline` {
    private func selection(_ count: Int, seed: UInt64) -> (rows: [PhotoRow], all: PhotoColumns, selection: PhotoSelection) {
        var library = RandomLibrary(seed: seed)
        var builder = PhotoColumns.Builder()
        let rows = library.rows(count)
        for row in rows { builder.append(row) }
        let columns = builder.build()
        let query = Query.filter(.number(.rating, .atLeast(3)))
        let kept = rows.filter { $0.rating >= 3 }.sorted { $0.moment > $1.moment }
        return (kept, columns, columns.search(query))
    }

    @Test func `slices are parts of the whole, wherever they begin`() {
        for count in [0, 1, 64, 500] {
            let (rows, _, selection) = selection(count, seed: UInt64(count))
            #expect(selection.count == rows.count)
            for start in 0...rows.count + 1 {
                for length in [0, 1, 7, 64, 1000] {
                    let wanted = rows.dropFirst(start).prefix(length).map(\.id)
                    #expect(selection.ids(from: start, count: length) == wanted)
                }
            }
        }
    }

    @Test func `a moment's index is that of the first photo no newer`() {
        let (rows, all, selection) = selection(400, seed: 5)
        for moment in Int64(-1)...1700 {
            #expect(selection.index(of: moment) == rows.firstIndex { $0.moment <= moment } ?? rows.count)
        }
        let slice = selection.slice(from: 0, count: .max)
        #expect((0..<all.count).filter { selection.contains($0) } == slice)
        #expect(slice.map { all.moment(at: $0) } == rows.map(\.moment))
    }

    @Test func `days count the photos that are selected`() {
        let (rows, _, selection) = selection(400, seed: 6)
        var wanted: [(day: Int32?, count: Int)] = []
        for row in rows {
            if let last = wanted.last, last.day == row.day {
                wanted[wanted.count - 1].count += 1
            } else {
                wanted.append((row.day, 1))
            }
        }
        let days = selection.days()
        #expect(days.map(\.day) == wanted.map(\.day) && days.map(\.count) == wanted.map(\.count))
    }

    @Test func `the timeline's days are those of its moments`() {
        var builder = PhotoColumns.Builder()
        var random = SeededGenerator(seed: 8)
        var wanted: [Int32: Int] = [:]
        var undated = 0
        for id in 1...900 as ClosedRange<UInt32> {
            // Around 1970 too, where rounding goes the other way.
            let seconds = Int64(random.number(-30...60)) * 43_200 + Int64(random.number(0...1)) * 86_399
            let moment = Moment(nil, modified: seconds * 1_000_000_000, number: Int64(id))
            var row = PhotoRow(id: id, moment: moment.key)
            row.day = random.chance(80) ? moment.day : nil
            if row.day == nil { undated += 1 }
            wanted[moment.day, default: 0] += 1
            builder.append(row)
        }
        let selection = builder.build().search(.everything)
        let days = selection.timelineDays()
        #expect(days.map(\.day) == wanted.keys.sorted(by: >) && days.map(\.count) == days.map { wanted[$0.day] ?? 0 })
        #expect(selection.undatedCount == undated)
        #expect(PhotoColumns().search(.everything).timelineDays().isEmpty)
    }

    @Test func `whatever the order in which photos come, the last word on each counts`() {
        for seed in 40...47 as ClosedRange<UInt64> {
            var library = RandomLibrary(seed: seed)
            let rows = library.rows(300).sorted { $0.id < $1.id }
            var rising = PhotoColumns.Builder()
            for row in rows { rising.append(row) }
            var mixed = PhotoColumns.Builder()
            let order = rows.shuffled(using: &library.random)
            for row in order.prefix(150) {
                var old = row
                old.name = Array("an older name".utf8)
                mixed.append(old)
            }
            for row in order { mixed.append(row) }
            let (a, b) = (rising.build(), mixed.build())
            #expect(
                a.count == b.count
                    && (0..<a.count).allSatisfy { a.id(at: $0) == b.id(at: $0) && a.moment(at: $0) == b.moment(at: $0) })
            for text in ["praha", "img", "older", "pra*", "tag:travel", "rating:>2", "iso:>=400", "camera:canon -castle"] {
                guard let query = try? QueryParser.parse(text) else { continue }
                #expect(a.search(query).ids(from: 0, count: .max) == b.search(query).ids(from: 0, count: .max), "\(text)")
            }
            #expect(a.search(.everything).shapes() == b.search(.everything).shapes())
        }
    }

    @Test func `shapes are within a step of the truth`() {
        var builder = PhotoColumns.Builder()
        var sizes: [PixelSize] = []
        var random = SeededGenerator(seed: 8)
        for id in 0..<2000 {
            var row = PhotoRow(id: UInt32(id), moment: -Int64(id))
            let size = PixelSize(width: random.number(400...4000), height: random.number(400...4000))
            row.size = size
            sizes.append(size)
            builder.append(row)
        }
        let shapes = builder.build().search(.everything).shapes()
        // 2^(1/64): half a step.
        let half = 1.01090
        for (size, code) in zip(sizes, shapes) {
            var ratio = Double(size.width) / Double(size.height)
            // 2^(1/32)
            let step = 1.0218971486541166
            for _ in 128..<max(128, Int(code)) { ratio /= step }
            for _ in min(128, Int(code))..<128 { ratio *= step }
            #expect(ratio < half && ratio > 1 / half)
        }
    }

    @Test func `shapes beyond the ends are the ends, and unknown ones square`() {
        var builder = PhotoColumns.Builder()
        let sizes = [
            nil, PixelSize(width: 10, height: 10), PixelSize(width: 100_000, height: 1), PixelSize(width: 1, height: 100_000),
            PixelSize(width: 0, height: 5), PixelSize(width: 2, height: 1), PixelSize(width: 1, height: 2),
            PixelSize(width: .max, height: .max),
        ]
        for (index, size) in sizes.enumerated() {
            var row = PhotoRow(id: UInt32(index), moment: -Int64(index))
            row.size = size
            builder.append(row)
        }
        #expect(builder.build().search(.everything).shapes() == [128, 128, 255, 0, 128, 160, 96, 128])
    }
}
