// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The fields that hold numbers.
public enum NumberField: String, Sendable, CaseIterable {
    /// ISO speed.
    case iso
    /// Focal length by aperture.
    case f
    /// Focal length in millimetres.
    case focal
    /// Seconds.
    case exposure
    /// Width times height.
    case pixels
    /// The file's length.
    case bytes
    /// Upright, in pixels.
    case width
    /// Upright, in pixels.
    case height
    /// Stars, 0 to 5; 0 where none were given.
    case rating

    /// Suffixes that numbers of the field may have, in lower case, and what they stand for.
    var units: [String: Double] {
        switch self {
        case .iso, .f, .rating: [:]
        case .focal: ["mm": 1]
        case .exposure: ["s": 1, "ms": 0.001]
        case .pixels: ["k": 1e3, "m": 1e6, "mp": 1e6, "mpx": 1e6]
        case .width, .height: ["px": 1]
        case .bytes:
            [
                "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "kib": 1024, "mib": 1_048_576,
                "gib": 1_073_741_824,
            ]
        }
    }

    /// A filter that passes for an example.
    var example: String {
        switch self {
        case .iso: "iso:>800"
        case .f: "f:<2.8"
        case .focal: "focal:24..70mm"
        case .exposure: "exposure:>=1/60"
        case .pixels: "pixels:>20M"
        case .bytes: "bytes:>5MB"
        case .width: "width:>=1920"
        case .height: "height:>=1080"
        case .rating: "rating:>=4"
        }
    }
}

/// Which numbers are meant; none of them is negative.
public enum NumberRange: Hashable, Sendable {
    case exactly(Double)
    case moreThan(Double)
    case atLeast(Double)
    case lessThan(Double)
    case atMost(Double)
    /// Both ends included; the first is less than the second.
    case between(Double, Double)

    /// Whether a whole number is meant.
    public func contains(_ number: some BinaryInteger) -> Bool {
        switch self {
        case .exactly(let value): Double(number) == value
        case .moreThan(let value): Double(number) > value
        case .atLeast(let value): Double(number) >= value
        case .lessThan(let value): Double(number) < value
        case .atMost(let value): Double(number) <= value
        case .between(let low, let high): Double(number) >= low && Double(number) <= high
        }
    }

    /// The whole numbers of a type that are meant and are no less than `lowest`; nil where there are none.
    func wholeNumbers<T: FixedWidthInteger>(from lowest: T) -> ClosedRange<T>? {
        let (low, high): (Double, Double) =
            switch self {
            case .exactly(let value): (value.rounded(.up), value.rounded(.down))
            case .moreThan(let value): (value.rounded(.down) + 1, .infinity)
            case .atLeast(let value): (value.rounded(.up), .infinity)
            case .lessThan(let value): (0, value.rounded(.up) - 1)
            case .atMost(let value): (0, value.rounded(.down))
            case .between(let low, let high): (low.rounded(.up), high.rounded(.down))
            }
        guard low <= high, high >= Double(lowest), low < Double(T.max) else { return nil }
        let first = low <= Double(lowest) ? lowest : T(low)
        return first...(high >= Double(T.max) ? T.max : T(high))
    }

    /// The measured values above 0 that are meant: those within reach of single precision, in which they are kept.
    func measures() -> ClosedRange<Float>? {
        let least = Float.leastNonzeroMagnitude
        let (low, high): (Float, Float) =
            switch self {
            case .exactly(let value): (Float(value), Float(value))
            case .moreThan(let value): (Float(value).nextUp, .greatestFiniteMagnitude)
            case .atLeast(let value): (Float(value), .greatestFiniteMagnitude)
            case .lessThan(let value): (least, Float(value).nextDown)
            case .atMost(let value): (least, Float(value))
            case .between(let low, let high): (Float(low), Float(high))
            }
        return max(low, least) <= high ? max(low, least)...high : nil
    }
}
