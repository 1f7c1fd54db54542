// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How stored pixels must be turned to stand upright: EXIF tag 0x0112, values 1 to 8 (Exif 2.32, section 4.6.4).
public enum Orientation: Int, Sendable, CaseIterable {
    case upright = 1
    case mirrored
    case turned180
    case flipped
    case transposed
    case turnedRight
    case transversed
    case turnedLeft

    /// Whether upright width is stored height.
    public var swapsSides: Bool { rawValue >= 5 }

    /// The upright size of pixels stored at `stored`.
    public func upright(_ stored: PixelSize) -> PixelSize { swapsSides ? stored.transposed : stored }

    /// Where the upright pixel (x, y) is stored; `size` is the upright size.
    public func stored(x: Int, y: Int, in size: PixelSize) -> (x: Int, y: Int) {
        let right = size.width - 1 - x
        let below = size.height - 1 - y
        return switch self {
        case .upright: (x, y)
        case .mirrored: (right, y)
        case .turned180: (right, below)
        case .flipped: (x, below)
        case .transposed: (y, x)
        case .turnedRight: (y, right)
        case .transversed: (below, right)
        case .turnedLeft: (below, x)
        }
    }
}
