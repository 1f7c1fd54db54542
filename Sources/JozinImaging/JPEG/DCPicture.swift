// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A JPEG an eighth of its size: the mean of every 8x8 block, straight from the DC coefficients, in stored orientation.
public struct DCPicture: Hashable, Sendable {
    /// What the planes mean.
    public enum Colour: Hashable, Sendable {
        /// One plane of luma.
        case grey
        /// Luma, blue difference, red difference (BT.601 full range, as JFIF).
        case yCbCr
        /// Red, green, blue.
        case rgb
    }

    /// The size of the picture in pixels, as stored.
    public let size: PixelSize
    /// What the planes mean.
    public let colour: Colour
    /// One plane per component, in the order of the frame header.
    public let planes: [DCPlane]
    /// Bytes that lay in the scans and between segments but belonged to nothing; a sound file has none.
    public let extraneousBytes: Int
    /// Whether a marker follows the last scan that was read, as the format demands.
    public let isTerminated: Bool

    /// The largest horizontal sampling factor: a plane of this factor has one sample per pixel across.
    public var maxHorizontal: Int { planes.reduce(1) { max($0, $1.horizontal) } }
    /// The largest vertical sampling factor.
    public var maxVertical: Int { planes.reduce(1) { max($0, $1.vertical) } }
}

/// One component of a `DCPicture`: a quantised DC coefficient for every block that holds at least one real sample.
///
/// The mean of a block's 64 samples is `coefficient * step / 8 + 128` exactly (ISO/IEC 10918-1, A.3.3: the DC term of the
/// forward transform is eight times the mean), before the clamping to 0...255 that decoded samples undergo.
public struct DCPlane: Hashable, Sendable {
    /// Horizontal sampling factor, 1...4.
    public let horizontal: Int
    /// Vertical sampling factor, 1...4.
    public let vertical: Int
    /// Blocks per row.
    public let blocksWide: Int
    /// Rows of blocks.
    public let blocksHigh: Int
    /// The DC quantisation step.
    public let step: Int
    /// How many low bits of the coefficients a progressive file refines later and these do not have (zero there).
    public let missingBits: Int
    /// The quantised coefficients, row-major, `blocksWide` x `blocksHigh`.
    public let coefficients: [Int16]

    /// Eight times the mean sample of block (x, y): not clamped, exact but for `missingBits`.
    public func meanTimes8(x: Int, y: Int) -> Int32 {
        precondition(x >= 0 && x < blocksWide && y >= 0 && y < blocksHigh, "a block of this plane")
        return Int32(coefficients[y * blocksWide + x]) * Int32(step) + 1024
    }
}
