// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Picture {
    /// The picture at another size: each pixel is the mean of exactly the area it covers.
    func resized(to target: PixelSize) -> Picture {
        precondition(target.width > 0 && target.height > 0, "a picture has pixels")
        let columns = Picture.shares(from: size.width, to: target.width)
        let rows = Picture.shares(from: size.height, to: target.height)
        // Weights of one axis sum to 4096, so a channel's sum stays below 2^8 * 2^24.
        var narrow = [Int32](repeating: 0, count: target.width * size.height * 3)
        for y in 0..<size.height {
            for (x, column) in columns.enumerated() {
                for channel in 0..<3 {
                    var sum: Int32 = 0
                    var source = (y * size.width + column.first) * 3 + channel
                    for weight in column.weights {
                        sum &+= weight &* Int32(rgb[source])
                        source += 3
                    }
                    narrow[(y * target.width + x) * 3 + channel] = sum
                }
            }
        }
        var small = Picture(size: target, grey: 0)
        for (y, row) in rows.enumerated() {
            for place in 0..<target.width * 3 {
                var sum: Int64 = 1 << 23
                for (index, weight) in row.weights.enumerated() {
                    sum &+= Int64(weight) &* Int64(narrow[(row.first + index) * target.width * 3 + place])
                }
                small.rgb[y * target.width * 3 + place] = UInt8(sum >> 24)
            }
        }
        return small
    }

    /// For each target pixel, the source pixels that it covers and their weights, which sum to 4096.
    private static func shares(from source: Int, to target: Int) -> [(first: Int, weights: [Int32])] {
        (0..<target).map { index in
            let start = index * source
            let end = start + source
            let first = start / target
            let last = (end - 1) / target
            var weights = (first...last).map { pixel in
                Int32((min(end, (pixel + 1) * target) - max(start, pixel * target)) * 4096 / source)
            }
            weights[weights.count / 2] += 4096 - weights.reduce(0, +)
            return (first, weights)
        }
    }
}
