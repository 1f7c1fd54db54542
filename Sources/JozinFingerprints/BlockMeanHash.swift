// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// bmh64: 8 x 8 block means against their median (Yang, Gu and Niu 2006, method 1), row by row from the top left.
enum BlockMeanHash {
    /// A bit is set where its block exceeds the median by more than this (in grey levels): blocks of one flat area give 0.
    private static let deadBand: Float = 0.5

    static func hash(_ means: BlockMeans) -> Hash64 {
        let threshold = means.values.median + deadBand
        return Hash64(bitsOf: means.values) { $0 > threshold }
    }
}
