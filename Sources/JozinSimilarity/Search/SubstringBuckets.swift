// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Hashes sorted by one 16-bit substring, those of one key side by side.
struct SubstringBuckets {
    private static let keys = 1 << SubstringPlan.width

    private let substring: Int
    /// Where each key's hashes start; one entry more than there are keys.
    private let starts: [Int32]
    private let hashes: [UInt64]
    /// Where each of `hashes` stood before sorting.
    private let positions: [Int32]
    /// Where each key's lanes start; one entry more than there are keys.
    private let laneStarts: [Int32]
    private let lanes: [BucketLanes]

    /// Sorts by counting, so that equal keys keep their order.
    init(_ unsorted: [UInt64], substring: Int) {
        let starts = SubstringBuckets.starts(unsorted, substring: substring)
        var next = starts
        var hashes = [UInt64](repeating: 0, count: unsorted.count)
        var positions = [Int32](repeating: 0, count: unsorted.count)
        for (position, hash) in unsorted.enumerated() {
            let key = Int(SubstringPlan.key(of: hash, substring: substring))
            hashes[Int(next[key])] = hash
            positions[Int(next[key])] = Int32(position)
            next[key] += 1
        }
        (lanes, laneStarts) = SubstringBuckets.lanes(hashes, starts, substring: substring)
        self.substring = substring
        self.starts = starts
        self.hashes = hashes
        self.positions = positions
    }

    /// The pairs that this substring is the first to find.
    func forEachPair(within plan: SubstringPlan, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void) {
        let masks = plan.masks(of: substring)
        var rows: [BucketLanes] = []
        for key in 0..<SubstringBuckets.keys where starts[key] < starts[key + 1] {
            rows.removeAll(keepingCapacity: true)
            for index in Int(starts[key])..<Int(starts[key + 1]) {
                rows.append(BucketLanes(repeating: hashes[index], without: substring))
            }
            for mask in masks {
                let other = key ^ mask
                guard other >= key, starts[other] < starts[other + 1] else { continue }
                join(key, rows.span, other, plan, body)
            }
        }
    }

    /// `rows` holds each hash of `key` in all lanes.
    private func join(
        _ key: Int, _ rows: Span<BucketLanes>, _ other: Int, _ plan: SubstringPlan, _ body: (Int, Int, Int) -> Void
    ) {
        // The keys' difference is spent already; it never exceeds the radius, since a substring's share does not.
        let limit = UInt16(clamping: min(plan.radius, 64) - (key ^ other).nonzeroBitCount)
        let bucket = lanes.span.extracting(Int(laneStarts[other])..<Int(laneStarts[other + 1]))
        for number in rows.indices {
            let row = rows[number]
            for index in bucket.indices where row.mayHaveLane(of: bucket[index], within: limit) {
                let from = Int(starts[other]) + index * BucketLanes.width
                let others = from..<min(from + BucketLanes.width, Int(starts[other + 1]))
                compare(Int(starts[key]) + number, with: others, plan, body)
            }
        }
    }

    /// Compares one hash with a few; of its own bucket with those behind it alone. Not inlined, to leave the registers to the loop above.
    @inline(never)
    private func compare(_ a: Int, with others: Range<Int>, _ plan: SubstringPlan, _ body: (Int, Int, Int) -> Void) {
        let isOwn = SubstringPlan.key(of: hashes[a] ^ hashes[others.lowerBound], substring: substring) == 0
        for b in others where !isOwn || b > a {
            let difference = hashes[a] ^ hashes[b]
            let distance = difference.nonzeroBitCount
            guard distance <= plan.radius, !plan.foundEarlier(difference, than: substring) else { continue }
            let (first, second) = (Int(positions[a]), Int(positions[b]))
            body(min(first, second), max(first, second), distance)
        }
    }

    private static func starts(_ hashes: [UInt64], substring: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: keys + 1)
        for hash in hashes { starts[Int(SubstringPlan.key(of: hash, substring: substring)) + 1] += 1 }
        for key in 0..<keys { starts[key + 1] += starts[key] }
        return starts
    }

    private static func lanes(_ hashes: [UInt64], _ starts: [Int32], substring: Int) -> ([BucketLanes], [Int32]) {
        var laneStarts = [Int32](repeating: 0, count: keys + 1)
        for key in 0..<keys {
            let size = starts[key + 1] - starts[key]
            laneStarts[key + 1] = laneStarts[key] + (size + Int32(BucketLanes.width) - 1) / Int32(BucketLanes.width)
        }
        var lanes: [BucketLanes] = []
        lanes.reserveCapacity(Int(laneStarts[keys]))
        for key in 0..<keys {
            let end = Int(starts[key + 1])
            for from in stride(from: Int(starts[key]), to: end, by: BucketLanes.width) {
                lanes.append(BucketLanes(hashes[from..<min(from + BucketLanes.width, end)], without: substring))
            }
        }
        return (lanes, laneStarts)
    }
}
