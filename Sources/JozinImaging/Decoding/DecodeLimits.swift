// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What one photo may cost. Required, never defaulted: whoever decodes has thought about it.
public struct DecodeLimits: Hashable, Sendable {
    /// The most pixels a picture may declare.
    public var pixels: Int
    /// The longest side it may declare.
    public var side: Int
    /// The decoder's address space in bytes.
    public var addressSpace: Int
    /// Seconds of processor time per photo.
    public var cpuSeconds: Int
    /// Milliseconds on the wall per photo.
    public var wallMilliseconds: Int

    /// From its parts.
    public init(pixels: Int, side: Int, addressSpace: Int, cpuSeconds: Int, wallMilliseconds: Int) {
        self.pixels = pixels
        self.side = side
        self.addressSpace = addressSpace
        self.cpuSeconds = cpuSeconds
        self.wallMilliseconds = wallMilliseconds
    }

    /// 0x3FFF squared pixels (sharp's `limitInputPixels`), sides that JPEG's 16 bits can say, 1 GiB, 20 s of work, 30 s of waiting.
    public static let standard = DecodeLimits(
        pixels: 268_402_689, side: 65_535, addressSpace: 1 << 30, cpuSeconds: 20, wallMilliseconds: 30_000)

    /// Whether a picture of this size may be decoded; asked before anything is allocated for it.
    public func allow(_ size: PixelSize) -> Bool {
        size.width > 0 && size.height > 0 && max(size.width, size.height) <= side && size.count <= pixels
    }

    /// Whether `bytes` may be held at once: half the address space, since code and codecs live in it too.
    public func allowHolding(_ bytes: Int) -> Bool { bytes <= addressSpace / 2 }
}
