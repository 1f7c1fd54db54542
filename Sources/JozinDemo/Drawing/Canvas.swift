// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A place in the picture: y is 0 at the top and 1 at the bottom, x on the same scale from the left edge.
struct Point: Hashable, Sendable {
    var x: Float
    var y: Float

    init(_ x: Float, _ y: Float) {
        self.x = x
        self.y = y
    }

    /// The point `weight` of the way to `other`.
    func toward(_ other: Point, _ weight: Float) -> Point {
        Point(x + (other.x - x) * weight, y + (other.y - y) * weight)
    }
}

/// How a shape is filled.
struct Paint {
    var colour: Colour
    /// 0...256.
    var opacity: Int32 = 256
    /// How much darker the side away from the light is: 0 flat, 1 black.
    var shade: Float = 0
    /// How much of the texture shows, 0...256.
    var texture: Int32 = 0
    /// Texels per 1/768 of the height, times 256.
    var scale: Float = 256

    init(_ colour: Colour, shade: Float = 0, texture: Int32 = 0, opacity: Int32 = 256, scale: Float = 256) {
        self.colour = colour
        self.shade = shade
        self.texture = texture
        self.opacity = opacity
        self.scale = scale
    }
}

/// A picture being painted, back to front; every length is a share of the height, so any size shows the same scene.
struct Canvas {
    let size: PixelSize
    /// Width in heights.
    let aspect: Float
    /// The height in pixels.
    let unit: Float
    /// Each column's distance from the left edge, in heights.
    let across: [Float]
    var rgb: [UInt8]
    var tile: TextureTile
    /// Toward the light; length about 1.
    var light = Point(-0.7, -0.7)
    /// One row of coverage, 0...256, zero between shapes; and one of brightness, 256 unchanged.
    var coverage: [Int32]
    var brightness: [Int32]

    init(size: PixelSize, random: inout DemoRandom) {
        self.size = size
        aspect = Float(size.width) / Float(size.height)
        unit = Float(size.height)
        across = (0..<size.width).map { Float($0) / Float(size.height) }
        rgb = [UInt8](repeating: 0, count: size.eus)
        var own = random.fork()
        tile = TextureTile(&own)
        coverage = [Int32](repeating: 0, count: size.width)
        brightness = [Int32](repeating: 256, count: size.width)
        let angle = random.float(0...1)
        light = Point(Wave.cosine(angle), -0.4 - 0.6 * abs(Wave.sine(angle)))
    }

    /// The first pixel row at or below `y`, inside the picture.
    func row(_ y: Float) -> Int { max(0, min(size.height, Int((y * unit).rounded(.up)))) }

    /// The first pixel column at or right of `x`, inside the picture.
    func column(_ x: Float) -> Int { max(0, min(size.width, Int((x * unit).rounded(.up)))) }

    /// Sets one pixel; `x` and `y` are inside.
    @inline(__always)
    mutating func set(_ x: Int, _ y: Int, _ colour: Colour) {
        let place = (y &* size.width &+ x) &* 3
        rgb[place] = UInt8(truncatingIfNeeded: Colour.clamped(colour.red))
        rgb[place &+ 1] = UInt8(truncatingIfNeeded: Colour.clamped(colour.green))
        rgb[place &+ 2] = UInt8(truncatingIfNeeded: Colour.clamped(colour.blue))
    }

    /// The pixel's colour; `x` and `y` are inside.
    @inline(__always)
    func colour(_ x: Int, _ y: Int) -> Colour {
        let place = (y &* size.width &+ x) &* 3
        return Colour(Int32(rgb[place]), Int32(rgb[place &+ 1]), Int32(rgb[place &+ 2]))
    }

    /// Paints what the coverage row holds of `columns`, and clears it.
    mutating func blend(row y: Int, _ columns: Range<Int>, _ paint: Paint) {
        let step = Int32(paint.scale * 768 / unit)
        let v = Int32(truncatingIfNeeded: y) &* step
        for x in columns {
            let alpha = (coverage[x] &* paint.opacity) >> 8
            coverage[x] = 0
            guard alpha > 0 else { continue }
            var factor = brightness[x]
            if paint.texture > 0 { factor &+= (tile.sample(Int32(truncatingIfNeeded: x) &* step, v) &* paint.texture) >> 7 }
            let wanted = paint.colour.lit(max(0, factor))
            set(x, y, colour(x, y).mixed(with: wanted, alpha))
        }
    }
}
