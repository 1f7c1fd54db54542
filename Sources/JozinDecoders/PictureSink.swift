// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// What a decoder knows of a picture before its first row.
struct PictureLayout {
    /// The size of the stored pixels.
    var size: PixelSize
    /// 3 (RGB) or 4 (RGBA).
    var channels: Int
    var orientation: Orientation
    var frames = 1
    var profile = DecodedPicture.Profile.none
    /// Whether the rows are stored 8-bit pixels, not a conversion from other depths or spaces.
    var isExact = true

    /// Whether the rows, turned upright, are canonical pixels.
    var isCanonical: Bool { isExact && profile == .none }
    /// Bytes per row.
    var rowBytes: Int { size.width * channels }
    /// How many rows to decode at once: enough to be quick, few enough to stay in the processor's cache.
    var rowsPerBand: Int { max(1, min(size.height, 131_072 / max(rowBytes, 1))) }
}

/// Takes the stored rows of one picture from the top, and makes the facts of them in one pass.
struct PictureSink: ~Copyable {
    private let layout: PictureLayout
    private var grid: GridAccumulator?
    private var hasher: PixelHasher
    private let wantsDigest: Bool
    private var frame: StoredFrame?
    private var isOpaque = true
    private var colors = ColorSums()

    /// Refuses, before anything is allocated, what the limits forbid.
    init(_ layout: PictureLayout, _ request: DecodeRequest) throws(DecodeFailure) {
        guard request.limits.allow(layout.size) else { throw .tooManyPixels(layout.size, request.limits) }
        let wantsDigest = request.wants.contains(.digest) && layout.isCanonical
        let mustHold = wantsDigest && layout.orientation != .upright
        let bytes = layout.rowBytes * layout.size.height
        guard !mustHold || request.limits.allowHolding(bytes) else { throw .tooMuchMemory(bytes) }
        self.layout = layout
        self.wantsDigest = wantsDigest
        grid = request.wants.contains(.grid) ? GridAccumulator(size: layout.size, channels: layout.channels) : nil
        hasher = PixelHasher(channels: layout.channels)
        frame = mustHold ? StoredFrame(size: layout.size, channels: layout.channels) : nil
    }

    /// Takes the next rows.
    mutating func add(rows: Span<UInt8>) {
        grid?.add(rows: rows)
        if layout.channels == 4 {
            if isOpaque { isOpaque = PixelHasher.areOpaque(rows) }
            if grid != nil { colors.add(rows) }
        }
        guard wantsDigest else { return }
        if frame == nil { hasher.add(rows) } else { frame?.add(rows: rows) }
    }

    /// The facts, after the last row.
    consuming func finish(warnings: [String]) -> DecodedPicture {
        var picture = DecodedPicture(
            storedSize: layout.size, orientation: layout.orientation, hasAlpha: !isOpaque, frames: layout.frames,
            profile: layout.profile, imageID: nil, averageColor: nil, grid: nil, warnings: warnings)
        if let grid {
            // The grid lies on white; the average is that of the colours as they are stored.
            picture.averageColor = layout.channels == 4 ? colors.average : grid.averageColor
            picture.grid = grid.finish().upright(layout.orientation)
        }
        guard wantsDigest else { return picture }
        if let frame {
            var turned = PixelHasher(channels: layout.channels)
            frame.forEachUprightBand(layout.orientation) { turned.add($0) }
            picture.imageID = turned.finish()
        } else {
            picture.imageID = hasher.finish()
        }
        return picture
    }
}

/// The sums of red, green and blue of RGBA pixels, alpha left out.
private struct ColorSums {
    // 2^32 pixels of 255 stay far under 2^63.
    private var sums = (red: 0, green: 0, blue: 0)
    private var pixels = 0

    mutating func add(_ rows: Span<UInt8>) {
        var (red, green, blue) = (0, 0, 0)
        let count = rows.count / 4
        for pixel in 0..<count {
            red &+= Int(rows[pixel &* 4])
            green &+= Int(rows[pixel &* 4 &+ 1])
            blue &+= Int(rows[pixel &* 4 &+ 2])
        }
        sums = (sums.red + red, sums.green + green, sums.blue + blue)
        pixels += count
    }

    /// Rounded to the nearest.
    var average: AverageColor {
        func mean(_ sum: Int) -> UInt8 { UInt8((sum + pixels / 2) / max(pixels, 1)) }
        return AverageColor(red: mean(sums.red), green: mean(sums.green), blue: mean(sums.blue))
    }
}
