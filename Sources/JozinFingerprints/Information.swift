// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// The information score, 0...100: how much of a picture the hashes can hold on to.
///
/// The harmonic mean of two counts of at most 63: the low frequencies that stand out of what the picture's fine texture would
/// leave there by chance, and the steps between the 64 block means in order. Flat, two-tone and striped pictures and gradients
/// lack one of them; pages of text and line drawings have little of both. PDQ's quality (Facebook 2019: the sum of the
/// gradients) was measured first: it puts text and drawings above photos.
enum Information {
    static func score(luma: [Float], frequencies: LowFrequencies, means: BlockMeans) -> Int {
        let contrast = means.values.deviation
        let waves = standingOut(frequencies, over: max(0.08, contrast / 64, texture(luma) * 5 / 64))
        let steps = steps(means, over: max(0.06, contrast / 100))
        let sum = (waves + steps) * 63
        // 100 x 2ws / 63(w + s), rounded.
        return sum == 0 ? 0 : (waves * steps * 400 + sum) / (sum * 2)
    }

    /// How many of the 63 waves exceed the floor, in the scale of the orthonormal DCT divided by 64: there, a fine texture of
    /// deviation t leaves coefficients of deviation t/64.
    private static func standingOut(_ frequencies: LowFrequencies, over floor: Float) -> Int {
        let side = LowFrequencies.side
        let edge = Float(2).squareRoot()
        return (1..<side * side).count { place in
            let scale = place < side || place.isMultiple(of: side) ? edge : 2
            return abs(frequencies.coefficients[place]) * scale > floor
        }
    }

    /// How many neighbours among the sorted means differ by more than `step`.
    private static func steps(_ means: BlockMeans, over step: Float) -> Int {
        let sorted = means.values.sorted()
        return zip(sorted.dropFirst(), sorted).count { $0 - $1 > step }
    }

    /// The deviation of the fine texture: the root mean square of the Laplacian, over that of its weights 4, -1, -1, -1, -1.
    private static func texture(_ luma: [Float]) -> Float {
        let side = Grid64.side
        var columns = [Float](repeating: 0, count: side)
        for y in 1..<side - 1 {
            for x in 1..<side - 1 {
                let cell = y * side + x
                let bend = 4 * luma[cell] - luma[cell - side] - luma[cell + side] - luma[cell - 1] - luma[cell + 1]
                columns[x] += bend * bend
            }
        }
        return (columns.reduce(0, +) / Float((side - 2) * (side - 2) * 20)).squareRoot()
    }
}

extension [Float] {
    /// The standard deviation of all the values.
    fileprivate var deviation: Float {
        let mean = reduce(0, +) / Float(count)
        return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(count)).squareRoot()
    }
}
