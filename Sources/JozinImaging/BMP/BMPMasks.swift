// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Where the channels of a 16 or 32 bit pixel are.
public struct BMPMasks: Hashable, Sendable {
    /// One channel: `width` bits, the lowest at `shift`; no width where the channel is absent.
    public struct Channel: Hashable, Sendable {
        /// The lowest bit.
        public let shift: Int
        /// How many bits.
        public let width: Int

        /// From a mask; nil where its bits have gaps or lie outside the pixel.
        init?(_ mask: Int, bits: Int) {
            guard mask >= 0, mask < 1 << bits else { return nil }
            shift = mask == 0 ? 0 : mask.trailingZeroBitCount
            width = mask.nonzeroBitCount
            guard mask >> shift == 1 << width - 1 else { return nil }
        }

        /// The channel of `pixel`, widened to 0...255 as value x 255 / maximum, rounded down.
        func value(_ pixel: Int) -> UInt8 {
            let maximum = 1 << width - 1
            guard maximum > 0 else { return 0 }
            return UInt8(truncatingIfNeeded: (pixel >> shift & maximum) * 255 / maximum)
        }
    }

    /// Where red is.
    public let red: Channel
    /// Where green is.
    public let green: Channel
    /// Where blue is.
    public let blue: Channel
    /// Where alpha is.
    public let alpha: Channel

    init?(red: Int, green: Int, blue: Int, alpha: Int, bits: Int) {
        guard red | green | blue != 0, let red = Channel(red, bits: bits), let green = Channel(green, bits: bits),
            let blue = Channel(blue, bits: bits), let alpha = Channel(alpha, bits: bits)
        else { return nil }
        (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
    }

    private init(red: Channel?, green: Channel?, blue: Channel?) {
        let none = Channel(shift: 0, width: 0)
        (self.red, self.green, self.blue, alpha) = (red ?? none, green ?? none, blue ?? none, none)
    }

    /// BI_RGB with 16 bits: five each.
    static let of16Bits = BMPMasks(
        red: Channel(shift: 10, width: 5), green: Channel(shift: 5, width: 5), blue: Channel(shift: 0, width: 5))
    /// BI_RGB with 32 bits: eight each, the highest byte unused.
    static let of32Bits = BMPMasks(
        red: Channel(shift: 16, width: 8), green: Channel(shift: 8, width: 8), blue: Channel(shift: 0, width: 8))
}

extension BMPMasks.Channel {
    fileprivate init(shift: Int, width: Int) {
        self.shift = shift
        self.width = width
    }
}
