// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A square part of a photo at some reduction, so that a page can zoom to 1:1 without ever having the original.
struct PictureTile {
    /// Pixels of a side, as drawn.
    static let side = 512

    let level: Int
    let column: Int
    let row: Int

    /// How many levels a photo has: on the last one it is a single tile.
    static func levels(of size: PixelSize) -> Int {
        var (levels, side) = (1, max(size.width, size.height))
        while side > PictureTile.side {
            side = (side + 1) / 2
            levels += 1
        }
        return levels
    }

    /// The part of an upright photo, and the longest side it is drawn with; nil where the photo does not reach.
    func part(of size: PixelSize) -> (crop: Crop, longestSide: Int)? {
        guard level < PictureTile.levels(of: size) else { return nil }
        let extent = PictureTile.side << level
        let (left, top) = (column * extent, row * extent)
        guard left < size.width, top < size.height else { return nil }
        let (width, height) = (min(extent, size.width - left), min(extent, size.height - top))
        let crop = Crop(
            x: Double(left) / Double(size.width), y: Double(top) / Double(size.height),
            width: Double(width) / Double(size.width), height: Double(height) / Double(size.height))
        let longest = max(width, height)
        guard let crop else { return nil }
        return (crop, max(1, (longest + (1 << level) - 1) >> level))
    }
}
