// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// The means of the 8 x 8 blocks of 8 x 8 cells of the luma plane, row by row.
struct BlockMeans {
    let values: [Float]

    init(_ luma: [Float]) {
        let side = Grid64.side
        var values: [Float] = []
        values.reserveCapacity(64)
        for top in stride(from: 0, to: side, by: 8) {
            var strip = [Float](repeating: 0, count: side)
            for y in top..<top + 8 {
                for x in 0..<side { strip[x] += luma[y * side + x] }
            }
            for left in stride(from: 0, to: side, by: 8) { values.append(strip[left..<left + 8].reduce(0, +) / 64) }
        }
        self.values = values
    }
}
