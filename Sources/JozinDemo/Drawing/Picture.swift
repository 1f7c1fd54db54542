// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// An upright drawing: rows of red, green and blue bytes, from the top left.
public struct Picture: Hashable, Sendable {
    /// Width and height, both positive.
    public let size: PixelSize
    /// width x height x 3 bytes.
    public var rgb: [UInt8]

    /// A picture of these bytes; traps unless there are width x height x 3.
    public init(size: PixelSize, rgb: [UInt8]) {
        precondition(size.width > 0 && size.height > 0 && rgb.count == size.eus, "one byte per channel and pixel")
        self.size = size
        self.rgb = rgb
    }

    /// A picture of one grey.
    public init(size: PixelSize, grey: UInt8) {
        self.init(size: size, rgb: [UInt8](repeating: grey, count: size.eus))
    }

    /// The bytes of row `y`.
    public func row(_ y: Int) -> ArraySlice<UInt8> {
        rgb[y * size.width * 3..<(y + 1) * size.width * 3]
    }
}
