// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging

/// One picture on its way from stored rows to what was asked for.
///
/// Invariants: 1. Rows are reduced as they come; of a picture no more is held than what comes out of it. 2. Colours are converted
/// behind the reduction where a pixel is three bytes of light, since then there are few; before it otherwise. 3. What is not
/// opaque lies on white.
final class Rendering {
    private let request: RenderRequest
    private var stage: Stage?

    /// What is known once the header was read.
    private struct Stage {
        let fullSize: PixelSize
        let orientation: Orientation
        let plan: RenderPlan
        let width: Int
        let height: Int
        var box: BoxShrink?
        /// Nil where the reduced pixels came at once.
        var reducer: RowReducer?
        var pixels: [UInt8] = []
        var rows = 0
        /// Nil where rows come converted.
        var conversion: RowConversion?
        var opaque: [UInt8] = []
    }

    init(_ request: RenderRequest) { self.request = request }

    /// The one that all others are made from.
    private func plan(_ size: PixelSize, _ orientation: Orientation) -> RenderPlan {
        let sides = request.renditions.map(\.longestSide)
        let longest = sides.contains(nil) ? nil : sides.compactMap { $0 }.max()
        return RenderPlan(size, orientation, request.adjustments, longest: longest)
    }

    /// By how much a decoder may divide both sides of a picture, of 8, 4, 2 and 1: so that what is left is still reduced by
    /// `leastReduction`.
    func denominator(_ size: PixelSize, _ orientation: Orientation) -> Int {
        let reduction = plan(size, orientation).reduction
        return [8, 4, 2].first { reduction >= Double($0) * Rendering.leastReduction } ?? 1
    }

    /// What a mean over squares leaves out is seen less the more it is reduced after that: at 1.25 the picture is as one of a full
    /// decode to 0.995 of SSIM and more (docs/decisions/0010-thumbnails.md).
    private static let leastReduction = 1.25

    /// Bytes that are held of the picture: what comes out, once more turned, and in the encoder's planes.
    func held(_ size: PixelSize, _ orientation: Orientation) -> Int {
        let plan = plan(size, orientation)
        return (plan.reduced.count + plan.final.count) * 6
    }

    /// Whether `add` takes rows as they are stored.
    var takesStoredRows: Bool { stage?.conversion != nil }

    /// To be called before the first row; `conversion` makes sRGB of stored rows.
    func begin(_ layout: PictureLayout, _ conversion: RowConversion) {
        let plan = plan(layout.fullSize, layout.orientation)
        let region = layout.place(plan.region)
        let reduction = min(region.width / Double(plan.reduced.width), region.height / Double(plan.reduced.height))
        let factor = min(max(Int(reduction / 2.5), 1), 128)
        let width = BoxShrink.count(layout.size.width, factor)
        let height = BoxShrink.count(layout.size.height, factor)
        let small = region.scaled(across: 1 / Double(factor), down: 1 / Double(factor))
        let samples = layout.samples
        let isLight = samples.space != .inks && samples.channels == 3 && samples.depth == .bits8
        stage = Stage(
            fullSize: layout.fullSize, orientation: layout.orientation, plan: plan, width: layout.size.width,
            height: layout.size.height, box: factor > 1 ? BoxShrink(factor: factor, width: layout.size.width) : nil,
            reducer: RowReducer(
                across: ResampleAxis(count: width, from: small.left, to: small.left + small.width, newCount: plan.reduced.width),
                down: ResampleAxis(count: height, from: small.top, to: small.top + small.height, newCount: plan.reduced.height),
                channels: 3), conversion: isLight ? conversion : nil)
    }

    /// Takes the whole picture from a JPEG's DC coefficients; false where that cannot be.
    func take(
        _ original: borrowing Descriptor, bytes: Range<Int>, _ layout: PictureLayout, _ conversion: RowConversion,
        _ tools: ColourTransforms
    ) -> Bool {
        let plan = plan(layout.size, layout.orientation)
        var reader = tools.dcReader ?? DCReader(maxPixels: request.limits.pixels)
        tools.dcReader = nil
        let pixels = ReducedJPEG.read(original, bytes: bytes, layout.size, plan, &reader)
        tools.dcReader = reader
        guard let pixels else { return false }
        stage = Stage(
            fullSize: layout.size, orientation: layout.orientation, plan: plan, width: layout.size.width,
            height: layout.size.height, pixels: pixels, conversion: conversion)
        return true
    }

    /// Takes the next whole rows of `channels` bytes a pixel, 3 or 4.
    func add(rows: Span<UInt8>, channels: Int) {
        guard var stage = self.stage else { preconditionFailure("begin comes before the first row") }
        // Taken out for a while, or it would be copied.
        self.stage = nil
        let rowBytes = stage.width * channels
        for start in stride(from: 0, to: rows.count, by: rowBytes) {
            let row = rows.extracting(start..<start + rowBytes)
            if channels == 3 {
                Rendering.add(row, &stage)
            } else {
                var opaque = stage.opaque
                stage.opaque = []
                if opaque.isEmpty { opaque = [UInt8](repeating: 0, count: stage.width * 3) }
                Rendering.layOnWhite(row, into: &opaque)
                Rendering.add(opaque.span, &stage)
                stage.opaque = opaque
            }
        }
        self.stage = stage
    }

    private static func add(_ row: Span<UInt8>, _ stage: inout Stage) {
        stage.rows += 1
        guard stage.box != nil else {
            stage.reducer?.add(row)
            return
        }
        let isLast = stage.rows == stage.height
        var reducer = stage.reducer
        stage.reducer = nil
        stage.box?.add(row, isLast: isLast) { reducer?.add($0) }
        stage.reducer = reducer
    }

    /// RGBA to RGB.
    private static func layOnWhite(_ row: Span<UInt8>, into target: inout [UInt8]) {
        for pixel in 0..<row.count / 4 {
            let alpha = Int(row[pixel &* 4 &+ 3])
            for channel in 0..<3 {
                // Rounded to the nearest.
                let sum = Int(row[pixel &* 4 &+ channel]) &* alpha &+ 255 &* (255 &- alpha) &+ 127
                target[pixel &* 3 &+ channel] = UInt8(truncatingIfNeeded: sum / 255)
            }
        }
    }

    /// Encodes what was asked for, one behind the other, into `output`.
    func finish(into output: FrameMemory) throws(DecodeFailure) -> [RenderedPart] {
        guard let stage else { throw DecodeFailure(.bug, "the decoder made no picture") }
        var bytes = stage.reducer?.output ?? stage.pixels
        if let conversion = stage.conversion, !conversion.isNone {
            var converted = [UInt8](repeating: 0, count: bytes.count)
            conversion.convert(bytes.span, into: &converted)
            bytes = converted
        }
        var picture = stage.plan.finish(RGBPicture(size: stage.plan.reduced, bytes: bytes))
        if let light = LightAdjustment(request.adjustments) { picture = light.apply(to: picture) }
        return try encode(picture, stage, into: output)
    }

    private func encode(
        _ largest: RGBPicture, _ stage: Stage, into output: FrameMemory
    ) throws(DecodeFailure) -> [RenderedPart] {
        let sizes = request.renditions.map { rendition in
            RenderPlan(stage.fullSize, stage.orientation, request.adjustments, longest: rendition.longestSide).final
        }
        var parts: [Int: RenderedPart] = [:]
        var picture = largest
        var offset = 0
        for index in sizes.indices.sorted(by: { sizes[$0].count > sizes[$1].count }) {
            let rendition = request.renditions[index]
            picture = picture.resized(to: sizes[index])
            let encoded = try PictureEncoders.encode(rendition.isBlurred ? picture.blurred() : picture, rendition)
            guard encoded.count <= output.count - offset else {
                throw DecodeFailure(.limitExceeded, "the encoded picture is larger than was allowed for")
            }
            output.copy(encoded, at: offset)
            parts[index] = RenderedPart(size: picture.size, offset: offset, length: encoded.count)
            offset += encoded.count
        }
        return sizes.indices.compactMap { parts[$0] }
    }
}

extension RowConversion {
    /// Whether rows are sRGB already.
    var isNone: Bool { if case .none = self { true } else { false } }
}
