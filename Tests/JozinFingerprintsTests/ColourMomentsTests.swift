// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import Testing

@Suite struct `Colour moments keep mean and deviation of the quarters` {
    @Test func `a grey picture has its light, no deviation and neutral chroma in each quarter`() {
        let values = Fingerprint(.grey { _, _ in 90 }).cmh.values
        #expect(values == Array(repeating: [90, 0, 128, 0, 128, 0], count: 4).flatMap { $0 })
    }

    @Test func `quarters come from the top left, channels as Y, Cb, Cr`() {
        var grid = Grid64.grey { x, y in Float(10 + (x < 32 ? 0 : 20) + (y < 32 ? 0 : 40)) }
        grid.blueDifference = grid.luma.map { $0 + 90 }
        grid.redDifference = grid.luma.map { 128 - $0 / 2 }
        let values = Fingerprint(grid).cmh.values
        #expect(values[0..<6] == [10, 0, 72, 0, 118, 0])
        #expect(values[6..<12] == [30, 0, 112, 0, 98, 0])
        #expect(values[12..<18] == [50, 0, 152, 0, 78, 0])
        #expect(values[18..<24] == [70, 0, 192, 0, 58, 0])
    }

    @Test func `a deviation counts double in luma and fourfold in chroma`() {
        // A checkerboard of plus and minus 10 has the deviation 10.
        var grid = Grid64.grey { x, y in (x + y).isMultiple(of: 2) ? 110 : 90 }
        grid.blueDifference = grid.luma.map { $0 + 28 }
        grid.redDifference = grid.luma.map { $0 + 28 }
        #expect(Fingerprint(grid).cmh.values == Array(repeating: [100, 20, 128, 40, 128, 40], count: 4).flatMap { $0 })
    }

    @Test func `the extremes stay within a byte`() {
        var grid = Grid64.grey { x, _ in x.isMultiple(of: 2) ? 0 : 255 }
        grid.blueDifference = [Float](repeating: 255, count: 4096)
        grid.redDifference = [Float](repeating: 0, count: 4096)
        #expect(Array(Fingerprint(grid).cmh.values.prefix(6)) == [128, 255, 255, 0, 0, 0])
    }

    @Test func `a mirrored picture swaps the quarters`() {
        for seed in UInt64(0)..<20 {
            let photo = Grid64.photo(seed: seed)
            let (one, other) = (Fingerprint(photo).cmh.values, Fingerprint(photo.upright(.mirrored)).cmh.values)
            for value in 0..<6 {
                // Rounding of sums in another order may move a value by one.
                #expect(abs(Int(one[value]) - Int(other[6 + value])) <= 1)
                #expect(abs(Int(one[12 + value]) - Int(other[18 + value])) <= 1)
            }
        }
    }

    @Test func `colour lost is seen here and nowhere else`() {
        for seed in UInt64(0)..<20 {
            let photo = Grid64.photo(seed: seed)
            let (one, other) = (Fingerprint(photo), Fingerprint(photo.withoutColour))
            #expect(one.cmh.distance(to: other.cmh) > 100)
            #expect((one.phash, one.dhash, one.bmh) == (other.phash, other.dhash, other.bmh))
            #expect(one.information == other.information)
        }
    }
}
