// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How a picture is to be shown: a recipe over the upright original, which stays as it is.
///
/// Applied in the order of the members: the picture is turned and mirrored, then straightened, then cropped, then its light is changed.
/// A recipe that is applied to nothing but itself is never rendered twice: two recipes become one by `then`, or not at all.
public struct Adjustments: Hashable, Sendable {
    /// How the upright picture is turned and mirrored: one of the eight ways.
    public var turn: Orientation
    /// Degrees, clockwise, -45 to 45, after the turn; the largest upright rectangle of the same shape is kept.
    public var straighten: Double
    /// What is kept of the straightened picture.
    public var crop: Crop
    /// Stops: each doubles, or halves, the light; -5 to 5.
    public var exposure: Double
    /// -1 (bluer) to 1 (redder); 0.5 trades a quarter of a stop of blue light for as much of red.
    public var warmth: Double

    /// A recipe; values out of their range become the nearest in it, what is no number the one that changes nothing.
    public init(
        turn: Orientation = .upright, straighten: Double = 0, crop: Crop = .whole, exposure: Double = 0, warmth: Double = 0
    ) {
        self.turn = turn
        self.straighten = Adjustments.within(-45...45, straighten)
        self.crop = crop
        self.exposure = Adjustments.within(-5...5, exposure)
        self.warmth = Adjustments.within(-1...1, warmth)
    }

    /// The recipe that changes nothing.
    public static let none = Adjustments()

    /// Whether nothing is changed.
    public var isIdentity: Bool { self == .none }

    /// Whether light is changed, and not only the frame.
    public var changesLight: Bool { exposure != 0 || warmth != 0 }

    /// This recipe and another turn behind it: what was straightened and cropped turns with the picture.
    public func then(_ next: Orientation) -> Adjustments {
        var both = self
        both.turn = turn.then(next)
        // A mirror turns the other way round.
        if next.isMirror { both.straighten = straighten == 0 ? 0 : -straighten }
        both.crop = crop.turned(next)
        return both
    }

    /// -0 is 0, so that equal recipes have equal names.
    private static func within(_ range: ClosedRange<Double>, _ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return 0 }
        return min(max(value, range.lowerBound), range.upperBound)
    }
}

/// A rectangle inside a picture, in fractions of its sides from the upper left.
public struct Crop: Hashable, Sendable {
    /// The left edge, 0 to 1.
    public let x: Double
    /// The upper edge.
    public let y: Double
    /// How much of the width.
    public let width: Double
    /// How much of the height.
    public let height: Double

    /// Nil for what is empty or reaches out of the picture by more than rounding does.
    public init?(x: Double, y: Double, width: Double, height: Double) {
        let slack = 1e-9
        guard x >= 0, y >= 0, width > 0, height > 0, x + width <= 1 + slack, y + height <= 1 + slack else { return nil }
        // -0 is 0.
        (self.x, self.y, self.width, self.height) = (x + 0, y + 0, min(width, 1), min(height, 1))
    }

    private init() { (x, y, width, height) = (0, 0, 1, 1) }

    /// All of it.
    public static let whole = Crop()

    /// The same part of the picture turned so.
    public func turned(_ turn: Orientation) -> Crop {
        guard self != .whole else { return self }
        let (right, below) = (max(0, 1 - x - width), max(0, 1 - y - height))
        // Where the turned picture's left and upper edges come from.
        let (left, top): (Double, Double) =
            switch turn {
            case .upright: (x, y)
            case .mirrored: (right, y)
            case .turned180: (right, below)
            case .flipped: (x, below)
            case .transposed: (y, x)
            case .turnedRight: (below, x)
            case .transversed: (below, right)
            case .turnedLeft: (y, right)
            }
        let (wide, high) = turn.swapsSides ? (height, width) : (width, height)
        return Crop(x: left, y: top, width: wide, height: high) ?? self
    }

    /// The whole pixels that it keeps of a picture: at least one.
    public func pixels(of size: PixelSize) -> (left: Int, top: Int, width: Int, height: Int) {
        let (left, width) = Crop.span(x, width, size.width)
        let (top, height) = Crop.span(y, height, size.height)
        return (left, top, width, height)
    }

    private static func span(_ start: Double, _ length: Double, _ count: Int) -> (Int, Int) {
        let first = min(Int((start * Double(count)).rounded()), max(count - 1, 0))
        let end = min(Int(((start + length) * Double(count)).rounded()), count)
        return (first, max(end - first, 1))
    }
}
