// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Width and height in pixels.
public struct PixelSize: Hashable, Sendable {
    /// Pixels per row.
    public let width: Int
    /// Rows.
    public let height: Int

    /// From its sides.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// How many pixels there are; saturates, since headers may declare anything.
    public var count: Int {
        let (product, overflow) = width.multipliedReportingOverflow(by: height)
        return overflow ? .max : product
    }

    /// Equivalent uncompressed size in bytes: width x height x 3.
    public var eus: Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: 3)
        return overflow ? .max : product
    }

    /// The shorter side.
    public var shortSide: Int { min(width, height) }

    /// Width and height exchanged.
    public var transposed: PixelSize { PixelSize(width: height, height: width) }
}
