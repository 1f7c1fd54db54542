// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What is shown where a photo will be, before its thumbnail is there: 24 bytes, of which `JozinImaging` makes a small blurred picture.
///
/// | byte | what |
/// |---|---|
/// | 0 | shape: 128 + 24 log2(width / height), rounded, 1 to 255 |
/// | 1 | mean luma Y |
/// | 2 | mean blue difference Cb |
/// | 3 | mean red difference Cr (BT.601 full range, as JFIF) |
/// | 4 | the largest magnitude of luma's amplitudes, rounded up |
/// | 5 | that of both differences' |
/// | 6 to 18 | luma's amplitudes at 26 frequencies, half a byte each, the upper half first |
/// | 19 to 23 | those of Cb at 5, then those of Cr at 5 |
///
/// Frequencies (u, v) in half waves across and down are ordered by u + v, then by u, from (0, 1) on; the 26 are those with u + v
/// under 7 but the last, the 5 those with u + v under 3. A half byte h stands for (h - 8) / 7 of the largest magnitude. A plane
/// at (x, y), both from 0 to 1, is its mean and the sum of amplitude x cos(pi u x) x cos(pi v y).
public struct Placeholder: Hashable, Sendable {
    /// How many bytes.
    public static let length = 24

    /// As above.
    public let bytes: [UInt8]

    /// Nil for another length, and for a shape of 0.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Placeholder.length, bytes[0] > 0 else { return nil }
        self.bytes = bytes
    }
}
