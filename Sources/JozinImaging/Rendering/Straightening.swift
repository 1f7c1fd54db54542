// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A picture turned by a few degrees: each pixel that comes out lies somewhere between those that are there.
struct Straightening: Hashable, Sendable {
    /// The rectangle that is kept of an upright picture, which lies in it askew.
    struct Frame {
        /// Its sides in the picture's pixels.
        let width: Double
        let height: Double
        private let middle: SIMD2<Double>
        /// One pixel to the right in what comes out, and one down.
        let right: SIMD2<Double>
        let down: SIMD2<Double>

        init(_ size: PixelSize, _ adjustments: Adjustments) {
            let angle = adjustments.straighten * .pi / 180
            let (sine, cosine) = (Trigonometry.sine(angle), Trigonometry.cosine(angle))
            let (wide, high) = (Double(size.width), Double(size.height))
            // The largest rectangle of the picture's own shape whose corners lie in it.
            let (across, along) = (abs(cosine), abs(sine))
            let share = min(wide / (wide * across + high * along), high / (wide * along + high * across))
            let crop = adjustments.crop
            width = max(wide * share * crop.width, 1)
            height = max(high * share * crop.height, 1)
            // What is seen was turned clockwise, so that it lies turned the other way.
            right = SIMD2(cosine, -sine)
            down = SIMD2(sine, cosine)
            let x = (crop.x + crop.width / 2 - 0.5) * wide * share
            let y = (crop.y + crop.height / 2 - 0.5) * high * share
            middle = SIMD2(wide / 2, high / 2) + right * x + down * y
        }

        var size: PixelSize { PixelSize(width: max(1, Int(width)), height: max(1, Int(height))) }

        var origin: SIMD2<Double> { middle - right * (width / 2) - down * (height / 2) }

        /// The upright rectangle around it, and some more, inside the picture.
        func region(in size: PixelSize, margin: Double) -> RenderPlan.Region {
            let corners = [origin, origin + right * width, origin + down * height, origin + right * width + down * height]
            func span(_ values: [Double], _ count: Int) -> (Double, Double) {
                let low = max(0, (values.reduce(values[0], min) - margin).rounded(.down))
                let high = min(Double(count), (values.reduce(values[0], max) + margin).rounded(.up))
                return (min(low, Double(count) - 1), max(high - low, 1))
            }
            let (left, width) = span(corners.map(\.x), size.width)
            let (top, height) = span(corners.map(\.y), size.height)
            return RenderPlan.Region(left: left, top: top, width: width, height: height)
        }
    }

    private let origin: SIMD2<Double>
    private let right: SIMD2<Double>
    private let down: SIMD2<Double>
    private let size: PixelSize

    /// From the frame and the region around it, which was reduced to so many pixels.
    init(_ frame: Frame, _ region: RenderPlan.Region, _ reduced: PixelSize, _ final: PixelSize) {
        let scale = SIMD2(Double(reduced.width) / region.width, Double(reduced.height) / region.height)
        right = frame.right * (frame.width / Double(final.width)) * scale
        down = frame.down * (frame.height / Double(final.height)) * scale
        origin = (frame.origin - SIMD2(region.left, region.top)) * scale
        size = final
    }

    /// The straight picture, by Catmull and Rom's splines through 4 x 4 pixels.
    func sample(_ picture: RGBPicture) -> RGBPicture {
        let source = picture.bytes.span
        let (lastX, lastY) = (picture.size.width - 1, picture.size.height - 1)
        func pixel(_ x: Int, _ row: Int) -> SIMD4<Float> {
            let at = (row &+ min(max(x, 0), lastX)) &* 3
            return SIMD4(Float(source[at]), Float(source[at &+ 1]), Float(source[at &+ 2]), 0)
        }
        var bytes = [UInt8](repeating: 0, count: size.count * 3)
        var to = 0
        for y in 0..<size.height {
            for x in 0..<size.width {
                // The middle of a pixel is half a pixel from its edges.
                let place = origin + right * (Double(x) + 0.5) + down * (Double(y) + 0.5) - 0.5
                let (left, top) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
                let across = Straightening.weights(Float(place.x - Double(left)))
                let along = Straightening.weights(Float(place.y - Double(top)))
                var sum = SIMD4<Float>(repeating: 0.5)
                for line in 0..<4 {
                    let row = min(max(top &+ line &- 1, 0), lastY) &* picture.size.width
                    var part = pixel(left &- 1, row) * across.x
                    part += pixel(left, row) * across.y
                    part += pixel(left &+ 1, row) * across.z
                    part += pixel(left &+ 2, row) * across.w
                    sum += part * along[line]
                }
                sum.clamp(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
                bytes[to] = UInt8(sum.x)
                bytes[to &+ 1] = UInt8(sum.y)
                bytes[to &+ 2] = UInt8(sum.z)
                to &+= 3
            }
        }
        return RGBPicture(size: size, bytes: bytes)
    }

    /// Of the four samples around a place that is `t` behind the second.
    private static func weights(_ t: Float) -> SIMD4<Float> {
        let (t2, t3) = (t * t, t * t * t)
        return SIMD4(-t + 2 * t2 - t3, 2 - 5 * t2 + 3 * t3, t + 4 * t2 - 3 * t3, t3 - t2) * 0.5
    }
}
