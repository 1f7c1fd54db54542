// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging

/// A JPEG at an eighth of its size, from its DC coefficients alone, for what is smaller still.
enum ReducedJPEG {
    /// Larger files are streamed by libjpeg: this reads the whole of one into memory.
    static let mostBytes = 32 << 20

    /// The bytes that reading one takes: the file, its entropy-coded part once more, and coefficients of two bytes.
    static func held(_ size: PixelSize, bytes: Int) -> Int { 2 * bytes + size.count / 16 }

    /// The picture as stored, reduced as the plan says; nil where it takes a full decoder to read it, or to say what is wrong.
    static func read(
        _ original: borrowing Descriptor, bytes: Range<Int>, _ size: PixelSize, _ plan: RenderPlan, _ reader: inout DCReader
    ) -> [UInt8]? {
        var file = [UInt8](repeating: 0, count: bytes.count)
        guard (try? original.read(into: &file, at: bytes.lowerBound)) == bytes.count else { return nil }
        let picture: DCPicture
        do throws(DCReader.Failure) {
            picture = try reader.read(file.span)
        } catch {
            return nil
        }
        guard picture.size == size else { return nil }
        let planes = picture.planes.map { reduce($0, of: picture, plan) }
        return interleave(planes, picture.colour, count: plan.reduced.count)
    }

    private static func reduce(_ plane: DCPlane, of picture: DCPicture, _ plan: RenderPlan) -> [UInt8] {
        // Pixels that a mean stands for.
        let across = Double(8 * picture.maxHorizontal) / Double(plane.horizontal)
        let down = Double(8 * picture.maxVertical) / Double(plane.vertical)
        let region = plan.region.scaled(across: 1 / across, down: 1 / down)
        var reducer = RowReducer(
            across: ResampleAxis(
                count: plane.blocksWide, from: region.left, to: region.left + region.width, newCount: plan.reduced.width),
            down: ResampleAxis(
                count: plane.blocksHigh, from: region.top, to: region.top + region.height, newCount: plan.reduced.height),
            channels: 1)
        var row = [Float](repeating: 0, count: plane.blocksWide + 1)
        let step = Float(plane.step) / 8
        // Bits that a progressive file brings later count as half of what they could be at most.
        let offset = 128 + Float((1 << plane.missingBits) - 1) * step / 2
        for y in 0..<plane.blocksHigh {
            let start = y * plane.blocksWide
            for x in 0..<plane.blocksWide { row[x] = min(max(Float(plane.coefficients[start &+ x]) * step + offset, 0), 255) }
            reducer.add(row.span)
        }
        return reducer.output
    }

    private static func interleave(_ planes: [[UInt8]], _ colour: DCPicture.Colour, count: Int) -> [UInt8] {
        let places = planes.count == 1 ? [0, 0, 0] : [0, 1, 2]
        var pixels = [UInt8](repeating: 0, count: count * 3)
        for channel in 0..<3 {
            let plane = planes[places[channel]]
            for index in 0..<count { pixels[index &* 3 &+ channel] = plane[index] }
        }
        if colour == .yCbCr { LumaChroma.jfif.light(&pixels) }
        return pixels
    }
}
