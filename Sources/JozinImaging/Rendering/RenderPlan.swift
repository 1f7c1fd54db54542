// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// How a picture of known size becomes one with a recipe applied: which part of the stored pixels, how small, turned and straightened how.
///
/// Invariants: 1. Nothing becomes larger than it is stored. 2. Without straightening a crop keeps whole pixels, so that at full size they
/// are the original's own.
public struct RenderPlan: Hashable, Sendable {
    /// A rectangle in pixels from the upper left.
    public struct Region: Hashable, Sendable {
        /// The left edge.
        public var left: Double
        /// The upper edge.
        public var top: Double
        /// Never 0.
        public var width: Double
        /// Never 0.
        public var height: Double

        /// The same region of the same picture `factor` times as large.
        public func scaled(across: Double, down: Double) -> Region {
            Region(left: left * across, top: top * down, width: width * across, height: height * down)
        }
    }

    /// The part of the stored pixels that is needed.
    public let region: Region
    /// What it is reduced to, as stored.
    public let reduced: PixelSize
    /// How that is turned.
    public let way: Orientation
    /// How the turned one is sampled to be straight; nil where it is.
    let straightening: Straightening?
    /// What comes out.
    public let final: PixelSize

    /// For stored pixels of `size`. No side of what comes out is longer than `longest`; nil is as large as it is stored.
    public init(_ size: PixelSize, _ orientation: Orientation, _ adjustments: Adjustments, longest: Int?) {
        way = orientation.then(adjustments.turn)
        let upright = way.upright(size)
        let seen: Region
        let seenReduced: PixelSize
        if adjustments.straighten == 0 {
            let pixels = adjustments.crop.pixels(of: upright)
            let kept = PixelSize(width: pixels.width, height: pixels.height)
            final = longest.map(kept.fitted) ?? kept
            seen = Region(
                left: Double(pixels.left), top: Double(pixels.top), width: Double(pixels.width), height: Double(pixels.height))
            seenReduced = final
            straightening = nil
        } else {
            let straight = Straightening.Frame(upright, adjustments)
            final = longest.map(straight.size.fitted) ?? straight.size
            let scale = min(1, Double(final.width) / straight.width)
            seen = straight.region(in: upright, margin: 3 / scale)
            func reduced(_ length: Double) -> Int { max(1, Int((length * scale).rounded())) }
            seenReduced = PixelSize(width: reduced(seen.width), height: reduced(seen.height))
            straightening = Straightening(straight, seen, seenReduced, final)
        }
        region = RenderPlan.stored(seen, in: upright, way)
        reduced = way.swapsSides ? seenReduced.transposed : seenReduced
    }

    /// Where a region of the upright picture is stored.
    private static func stored(_ seen: Region, in upright: PixelSize, _ way: Orientation) -> Region {
        let (wide, high) = (Double(upright.width), Double(upright.height))
        let (right, below) = (wide - seen.left - seen.width, high - seen.top - seen.height)
        let (left, top): (Double, Double) =
            switch way {
            case .upright: (seen.left, seen.top)
            case .mirrored: (right, seen.top)
            case .turned180: (right, below)
            case .flipped: (seen.left, below)
            case .transposed: (seen.top, seen.left)
            case .turnedRight: (seen.top, right)
            case .transversed: (below, right)
            case .turnedLeft: (below, seen.left)
            }
        return way.swapsSides
            ? Region(left: left, top: top, width: seen.height, height: seen.width)
            : Region(left: left, top: top, width: seen.width, height: seen.height)
    }

    /// How many stored pixels become one, on the axis where these are fewer.
    public var reduction: Double { min(region.width / Double(reduced.width), region.height / Double(reduced.height)) }

    /// Turns and straightens the region's pixels, which are as many as `reduced` says.
    public func finish(_ picture: RGBPicture) -> RGBPicture {
        let turned = picture.turned(way)
        guard let straightening else { return turned }
        return straightening.sample(turned)
    }
}
