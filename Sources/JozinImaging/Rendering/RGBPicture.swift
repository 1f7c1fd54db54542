// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A small picture in memory: rows of red, green and blue bytes.
public struct RGBPicture: Hashable, Sendable {
    /// Its size.
    public let size: PixelSize
    /// Three bytes a pixel, row by row.
    public var bytes: [UInt8]

    /// From as many bytes as the size says; anything else traps.
    public init(size: PixelSize, bytes: [UInt8]) {
        precondition(size.width > 0 && size.height > 0 && bytes.count == size.count * 3)
        self.size = size
        self.bytes = bytes
    }

    /// These stored pixels as a person sees them.
    public func turned(_ way: Orientation) -> RGBPicture {
        guard way != .upright else { return self }
        let upright = way.upright(size)
        // One step to the right in the turned picture is as many bytes in this one, everywhere.
        func place(_ x: Int, _ y: Int) -> Int {
            let (x, y) = way.stored(x: x, y: y, in: upright)
            return (y * size.width + x) * 3
        }
        let step = upright.width > 1 ? place(1, 0) - place(0, 0) : 0
        var turned = [UInt8](repeating: 0, count: bytes.count)
        var to = 0
        for y in 0..<upright.height {
            var from = place(0, y)
            for _ in 0..<upright.width {
                turned[to] = bytes[from]
                turned[to &+ 1] = bytes[from &+ 1]
                turned[to &+ 2] = bytes[from &+ 2]
                to &+= 3
                from &+= step
            }
        }
        return RGBPicture(size: upright, bytes: turned)
    }
}
