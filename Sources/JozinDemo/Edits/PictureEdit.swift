// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A change that people, programs and messengers make to photos.
public enum PictureEdit: Hashable, Sendable {
    /// Every pixel's new value is the mean of the area it covers.
    case resized(PixelSize)
    /// The rectangle from (x, y) of this size; it lies inside.
    case cropped(x: Int, y: Int, size: PixelSize)
    /// Stored so that this orientation shows the picture upright.
    case stored(Orientation)
    /// What is seen when the stored pixels are turned by this orientation.
    case turned(Orientation)
    /// Channels multiplied, in thousandths: 1000 leaves them.
    case gained(red: Int, green: Int, blue: Int)
    /// Uniform noise of up to so many levels per channel.
    case noisy(amplitude: Int, seed: UInt64)
    /// All channels replaced by luma (BT.601).
    case grey
}

extension Picture {
    /// The picture after the edits, in order.
    public func edited(_ edits: [PictureEdit]) -> Picture {
        var picture = self
        for edit in edits { picture.apply(edit) }
        return picture
    }

    /// Changes the picture; traps where a rectangle lies outside or a size is empty.
    public mutating func apply(_ edit: PictureEdit) {
        switch edit {
        case .resized(let size): self = resized(to: size)
        case .cropped(let x, let y, let size): self = cropped(x: x, y: y, size: size)
        case .stored(let orientation): self = stored(for: orientation)
        case .turned(let orientation): self = turned(by: orientation)
        case .gained(let red, let green, let blue): gain([red, green, blue])
        case .noisy(let amplitude, let seed): addNoise(amplitude: amplitude, seed: seed)
        case .grey: makeGrey()
        }
    }

    private func cropped(x: Int, y: Int, size: PixelSize) -> Picture {
        precondition(x >= 0 && y >= 0 && x + size.width <= self.size.width && y + size.height <= self.size.height, "inside")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size.eus)
        for line in y..<y + size.height {
            let start = (line * self.size.width + x) * 3
            bytes += rgb[start..<start + size.width * 3]
        }
        return Picture(size: size, rgb: bytes)
    }

    private func turned(by orientation: Orientation) -> Picture {
        let upright = orientation.upright(size)
        var turned = Picture(size: upright, grey: 0)
        for y in 0..<upright.height {
            for x in 0..<upright.width {
                let from = orientation.stored(x: x, y: y, in: upright)
                let source = (from.y * size.width + from.x) * 3
                let target = (y * upright.width + x) * 3
                for channel in 0..<3 { turned.rgb[target + channel] = rgb[source + channel] }
            }
        }
        return turned
    }

    private func stored(for orientation: Orientation) -> Picture {
        // upright(upright(s)) is s again: both exchange the sides or neither does.
        var stored = Picture(size: orientation.upright(size), grey: 0)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let place = orientation.stored(x: x, y: y, in: size)
                let target = (place.y * stored.size.width + place.x) * 3
                let source = (y * size.width + x) * 3
                for channel in 0..<3 { stored.rgb[target + channel] = rgb[source + channel] }
            }
        }
        return stored
    }

    private mutating func gain(_ thousandths: [Int]) {
        let tables = thousandths.map { gain in (0..<256).map { UInt8(max(0, min(255, ($0 * gain + 500) / 1000))) } }
        for start in stride(from: 0, to: rgb.count, by: 3) {
            for channel in 0..<3 { rgb[start + channel] = tables[channel][Int(rgb[start + channel])] }
        }
    }

    private mutating func addNoise(amplitude: Int, seed: UInt64) {
        var random = DemoRandom(seed: seed)
        let width = UInt64(2 * amplitude + 1)
        for index in rgb.indices {
            let speck = Int(((random.next() >> 32) &* width) >> 32) - amplitude
            rgb[index] = UInt8(max(0, min(255, Int(rgb[index]) + speck)))
        }
    }

    private mutating func makeGrey() {
        for start in stride(from: 0, to: rgb.count, by: 3) {
            let weighted = 299 * Int(rgb[start]) + 587 * Int(rgb[start + 1]) + 114 * Int(rgb[start + 2])
            let luma = UInt8((weighted + 500) / 1000)
            for channel in 0..<3 { rgb[start + channel] = luma }
        }
    }
}
