// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What one photo may cost. Required, never defaulted: whoever decodes has thought about it.
public struct DecodeLimits: Hashable, Sendable {
    /// The most pixels a picture may declare.
    public var pixels: Int
    /// The longest side it may declare.
    public var side: Int
    /// The decoder's private memory in bytes; mapped files are not in it.
    public var memory: Int
    /// Seconds of processor time per photo.
    public var cpuSeconds: Int
    /// Milliseconds on the wall per photo.
    public var wallMilliseconds: Int

    /// From its parts.
    public init(pixels: Int, side: Int, memory: Int, cpuSeconds: Int, wallMilliseconds: Int) {
        self.pixels = pixels
        self.side = side
        self.memory = memory
        self.cpuSeconds = cpuSeconds
        self.wallMilliseconds = wallMilliseconds
    }

    /// 0x3FFF squared pixels (sharp's `limitInputPixels`), sides that JPEG's 16 bits can say, 1 GiB, 20 s of work, 30 s of waiting.
    public static let standard = DecodeLimits(
        pixels: 268_402_689, side: 65_535, memory: 1 << 30, cpuSeconds: 20, wallMilliseconds: 30_000)

    /// The most that `maxPixels` may be: two sides as long as they may be.
    public static let mostPixels = standard.side * standard.side

    /// These limits for photos of so many pixels: where those are more, memory and time grow with them. Nil changes nothing.
    public func allowing(maxPixels: Int?) -> DecodeLimits {
        guard let maxPixels else { return self }
        var limits = self
        limits.pixels = min(max(maxPixels, 1), DecodeLimits.mostPixels)
        guard limits.pixels > pixels else { return limits }
        // At most 2^30 times 2^32.
        func grown(_ cost: Int) -> Int { (cost * limits.pixels + pixels - 1) / pixels }
        limits.memory = grown(memory)
        limits.cpuSeconds = grown(cpuSeconds)
        limits.wallMilliseconds = grown(wallMilliseconds)
        return limits
    }

    /// Whether a picture of this size may be decoded; asked before anything is allocated for it.
    public func allow(_ size: PixelSize) -> Bool {
        size.width > 0 && size.height > 0 && max(size.width, size.height) <= side && size.count <= pixels
    }

    /// The most that may be held of a picture at once: an eighth is for rows, tables and the codec's own.
    public var mostHeld: Int { memory - memory / 8 }

    /// The longest frame that such a picture can have: four channels, and sixteen rows of padding.
    public var longestFrame: Int { pixels * 4 + side * 64 }
}
