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
        if layout.channels == 4 && isOpaque { isOpaque = PixelHasher.areOpaque(rows) }
        guard wantsDigest else { return }
        if frame == nil { hasher.add(rows) } else { frame?.add(rows: rows) }
    }

    /// The facts, after the last row.
    consuming func finish(warnings: [String]) -> DecodedPicture {
        var picture = DecodedPicture(
            storedSize: layout.size, orientation: layout.orientation, hasAlpha: !isOpaque, frames: layout.frames,
            profile: layout.profile, imageID: nil, averageColor: nil, grid: nil, warnings: warnings)
        if let grid {
            let color = grid.averageColor
            picture.averageColor = AverageColor(red: color.red, green: color.green, blue: color.blue)
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
