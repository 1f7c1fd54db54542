// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// What a decoder knows of a picture before its first row.
struct PictureLayout {
    /// The size of the stored pixels.
    var size: PixelSize
    var samples: StoredSamples
    var orientation: Orientation
    var frames = 1
    /// What the codec itself holds of the picture at once, in bytes.
    var held = 0
    /// The size of the whole picture where a decoder gives a smaller one, and how the two lie on one another.
    private(set) var whole: PixelSize?
    private(set) var reduction = Reduction.edges

    /// How the pixels of a smaller picture lie on those of the whole one.
    enum Reduction {
        /// Drawn anew, from edge to edge.
        case edges
        /// Each for a square of so many a side, of which the last ones may reach over the edge.
        case squares(Int)
        /// Each on one of so many a side, the first on the first: a resolution of a wavelet.
        case places(Int)
    }

    /// The size of the picture at full size.
    var fullSize: PixelSize { whole ?? size }

    /// Says that a smaller picture comes.
    mutating func reduce(to smaller: PixelSize, _ reduction: Reduction) {
        whole = fullSize
        size = smaller
        self.reduction = reduction
    }

    /// Where a part of the whole picture lies on the one that comes.
    func place(_ region: RenderPlan.Region) -> RenderPlan.Region {
        switch reduction {
        case .edges:
            return region.scaled(
                across: Double(size.width) / Double(fullSize.width), down: Double(size.height) / Double(fullSize.height))
        case .squares(let side): return region.scaled(across: 1 / Double(side), down: 1 / Double(side))
        case .places(let side):
            var place = region.scaled(across: 1 / Double(side), down: 1 / Double(side))
            // The middle of the first pixel is half a pixel from the edge in both.
            let shift = 0.5 - 0.5 / Double(side)
            place.left += shift
            place.top += shift
            return place
        }
    }

    /// 3 (RGB) or 4 (RGBA), of the rows in sRGB.
    var channels: Int { samples.channelsOfLight }
    /// Bytes per stored row.
    var storedRowBytes: Int { size.width * samples.bytesPerPixel }
    /// How many rows to decode at once: enough to be quick, few enough to stay in the processor's cache. Pictures lying on their
    /// side go by whole strips.
    var rowsPerBand: Int {
        let rows = max(1, min(size.height, 131_072 / max(storedRowBytes, 1)))
        guard orientation.swapsSides else { return rows }
        return min(size.height, (rows + StoredFrame.stripRows - 1) / StoredFrame.stripRows * StoredFrame.stripRows)
    }
}

/// Takes the stored rows of one picture from the top, and makes the facts of them in one pass.
struct PictureSink: ~Copyable {
    private let layout: PictureLayout
    private let conversion: ColourConversion
    private var converted: [UInt8] = []
    private var mirrored: [UInt8] = []
    private var grid: GridAccumulator?
    private var hasher: PixelHasher
    private let wantsDigest: Bool
    private var frame: StoredFrame?
    private var isOpaque = true
    private var colors = ColorSums()
    private let rendering: Rendering?

    /// Refuses, before anything is allocated, what the limits forbid.
    init(_ layout: PictureLayout, _ conversion: ColourConversion, _ task: DecodeTask) throws(DecodeFailure) {
        guard task.limits.allow(layout.fullSize) else { throw .tooManyPixels(layout.fullSize, task.limits) }
        let request = task.request
        // Colours that cannot be converted are no canonical pixels.
        let wantsDigest = request.wants.contains(.digest) && conversion.outcome != .unconvertible
        let shape = wantsDigest ? StoredFrame.Shape(layout) : nil
        let rendered = task.rendering?.held(layout.fullSize, layout.orientation) ?? 0
        let place = try task.place(for: HeldMemory(codec: layout.held, frame: 0).adding(rendered, frame: shape?.bytes ?? 0))
        let frame = shape.flatMap { StoredFrame($0, in: place) }
        if let shape, frame == nil { throw .tooMuchMemory(shape.bytes) }
        self.layout = layout
        self.conversion = conversion
        self.wantsDigest = wantsDigest
        grid = request.wants.contains(.grid) ? GridAccumulator(size: layout.size, channels: layout.channels) : nil
        hasher = PixelHasher(channels: layout.channels)
        self.frame = frame
        rendering = task.rendering
        rendering?.begin(layout, conversion.rows)
    }

    /// Takes the next stored rows.
    mutating func add(rows: Span<UInt8>) {
        if let rendering, rendering.takesStoredRows { return rendering.add(rows: rows, channels: 3) }
        if case .none = conversion.rows { return take(rows) }
        let count = rows.count / layout.samples.bytesPerPixel * layout.channels
        // Taken out of self for a while: one value cannot lend a field and change another.
        var converted = self.converted
        self.converted = []
        if converted.count < count { converted = [UInt8](repeating: 0, count: count) }
        conversion.rows.convert(rows, into: &converted)
        take(converted.span.extracting(0..<count))
        self.converted = converted
    }

    private mutating func take(_ rows: Span<UInt8>) {
        if let rendering { return rendering.add(rows: rows, channels: layout.channels) }
        grid?.add(rows: rows)
        if layout.channels == 4 {
            if isOpaque { isOpaque = PixelHasher.areOpaque(rows) }
            if grid != nil { colors.add(rows) }
        }
        guard wantsDigest else { return }
        if let frame {
            frame.add(rows: rows)
        } else if layout.orientation == .mirrored {
            mirror(rows)
        } else {
            hasher.add(rows)
        }
    }

    /// A mirrored picture is turned row by row.
    private mutating func mirror(_ rows: Span<UInt8>) {
        var mirrored = self.mirrored
        self.mirrored = []
        if mirrored.count < rows.count { mirrored = [UInt8](repeating: 0, count: rows.count) }
        StoredFrame.mirror(rows, width: layout.size.width, channels: layout.channels, into: &mirrored)
        hasher.add(mirrored.span.extracting(0..<rows.count))
        self.mirrored = mirrored
    }

    /// The facts, after the last row.
    consuming func finish(warnings: [String]) -> DecodedPicture {
        let said = conversion.warning.map { [$0] } ?? []
        var picture = DecodedPicture(
            storedSize: layout.size, orientation: layout.orientation, hasAlpha: !isOpaque, frames: layout.frames,
            profile: conversion.outcome, imageID: nil, averageColor: nil, grid: nil, warnings: warnings + said)
        if let grid {
            // The grid lies on white; the average is that of the colours without their alpha.
            picture.averageColor = layout.channels == 4 ? colors.average : grid.averageColor
            picture.grid = grid.finish().upright(layout.orientation)
        }
        guard wantsDigest else { return picture }
        if let frame {
            var turned = PixelHasher(channels: layout.channels)
            frame.forEachUprightBand { turned.add($0) }
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
