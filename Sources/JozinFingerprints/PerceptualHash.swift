// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// pHash64: the low frequencies against their median, as `phash` of PyPI ImageHash (after Krawetz 2011 and Zauner 2010), in the
/// same order of bits: row by row, horizontal frequency rising, the mean first.
///
/// ImageHash reduces the photo to 32 x 32 by Lanczos first; the low frequencies of the 64 x 64 means agree within 2 bits.
enum PerceptualHash {
    /// A bit is set where its coefficient exceeds the median by more than this (in grey levels): the frequencies that a smooth
    /// picture does not have give 0 instead of the sign of rounding and noise.
    private static let deadBand: Float = 1 / 1024

    static func hash(_ frequencies: LowFrequencies) -> Hash64 {
        let threshold = frequencies.coefficients.median + deadBand
        return Hash64(bitsOf: frequencies.coefficients) { $0 > threshold }
    }
}
