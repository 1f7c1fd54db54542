// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore
public import JozinImaging

extension Fingerprint {
    /// All hashes and the information score of one upright picture, as docs/decisions/0003-fingerprints-and-thresholds.md defines them.
    public init(_ grid: Grid64) {
        let frequencies = LowFrequencies(grid.luma)
        let means = BlockMeans(grid.luma)
        self.init(
            phash: PerceptualHash.hash(frequencies), dhash: DifferenceHash.hash(grid.luma), bmh: BlockMeanHash.hash(means),
            cmh: ColourMoments.hash(grid),
            information: Information.score(luma: grid.luma, frequencies: frequencies, means: means))
    }
}
