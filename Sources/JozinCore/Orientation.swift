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

    /// Whether the picture is mirrored, and not only turned.
    public var isMirror: Bool { [.mirrored, .flipped, .transposed, .transversed].contains(self) }

    /// The one way that does what this one does and then `next`.
    public func then(_ next: Orientation) -> Orientation {
        // The corners of the smallest picture that has four tell the eight ways apart.
        let size = PixelSize(width: 2, height: 2)
        let corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
        return Orientation.allCases.first { way in
            corners.allSatisfy { x, y in
                let turned = next.stored(x: x, y: y, in: size)
                return way.stored(x: x, y: y, in: size) == stored(x: turned.x, y: turned.y, in: size)
            }
        } ?? .upright
    }

    /// The way back.
    public var inverse: Orientation {
        switch self {
        case .turnedRight: .turnedLeft
        case .turnedLeft: .turnedRight
        default: self
        }
    }
}
