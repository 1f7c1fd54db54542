// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// What a decoder's rows are made of.
struct StoredSamples: Hashable {
    /// Grey is widened to three equal samples.
    var space = ICCProfile.Space.rgb
    /// 3, or 4 with alpha; inks are 4.
    var channels: Int
    /// Of two bytes the lower one comes first.
    var depth = MatrixShaper.Depth.bits8
    /// Adobe's habit of storing 255 minus the ink.
    var areInverted = false

    /// Bytes of each sample.
    var bytesPerSample: Int { depth.rawValue / 8 }
    /// Bytes of each pixel.
    var bytesPerPixel: Int { channels * bytesPerSample }
    /// Bytes of each pixel in sRGB.
    var channelsOfLight: Int { space == .inks ? 3 : channels }
}
