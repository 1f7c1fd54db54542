// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The one picture that all fingerprints are made from: 64 x 64 cells of mean luma and chroma (BT.601 full range, as JFIF),
/// each plane 0...255, row-major, upright, the aspect ratio given up.
///
/// A cell is the mean over exactly its 1/64 x 1/64 of the picture, boundary pixels weighted by the fraction covered.
public struct Grid64: Hashable, Sendable {
    /// Cells per side.
    public static let side = 64

    /// Y, row-major.
    public var luma: [Float]
    /// Cb, row-major; 128 where there is no colour.
    public var blueDifference: [Float]
    /// Cr, row-major; 128 where there is no colour.
    public var redDifference: [Float]

    /// Three planes of 4096 cells each; anything else traps.
    public init(luma: [Float], blueDifference: [Float], redDifference: [Float]) {
        let cells = Grid64.side * Grid64.side
        precondition(luma.count == cells && blueDifference.count == cells && redDifference.count == cells)
        self.luma = luma
        self.blueDifference = blueDifference
        self.redDifference = redDifference
    }

    /// This grid of stored pixels, turned upright.
    public func upright(_ orientation: Orientation) -> Grid64 {
        guard orientation != .upright else { return self }
        let size = PixelSize(width: Grid64.side, height: Grid64.side)
        func turn(_ plane: [Float]) -> [Float] {
            (0..<Grid64.side * Grid64.side).map { cell in
                let (x, y) = orientation.stored(x: cell % Grid64.side, y: cell / Grid64.side, in: size)
                return plane[y * Grid64.side + x]
            }
        }
        return Grid64(luma: turn(luma), blueDifference: turn(blueDifference), redDifference: turn(redDifference))
    }
}
