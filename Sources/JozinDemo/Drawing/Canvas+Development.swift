// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Canvas {
    /// What the lens, the light and the sensor add to every picture: drifting shade, vignette, tone and grain.
    ///
    /// The drifting shade also keeps two pictures of one kind of scene apart for perceptual hashes.
    mutating func develop(shade: Int32, random: inout DemoRandom) {
        var own = random.fork()
        let wide = NoiseField(&own, size: size, cells: own.float(2.5...3.5), octaves: 2)
        let exposure = Int32(own.int(244...272))
        let grain = Int32(own.int(5...11))
        let vignette = own.float(0.1...0.45)
        let balance = Colour(Int32(own.int(240...276)), 256, Int32(own.int(236...272)))
        let sides = across.map { x in
            let dx = (x - aspect / 2) / aspect
            return Int32(vignette * dx * dx * 256)
        }
        let tone = Canvas.tone(contrast: Int32(own.int(-10...40)))
        var noise = [Int32](repeating: 0, count: size.width)
        var bits = own.next() | 1
        for y in 0..<size.height {
            for x in noise.indices { noise[x] = 0 }
            wide.add(row: y, to: &noise)
            let dy = Float(y) / unit - 0.5
            let ends = Int32(vignette * dy * dy * 256)
            for x in 0..<size.width {
                let corner = sides[x] &+ ends
                let factor = max(60, exposure &- corner &+ (noise[x] &* shade) >> 12)
                // xorshift64 (Marsaglia 2003); two bytes summed are near enough to a film's grain.
                bits ^= bits << 13
                bits ^= bits >> 7
                bits ^= bits << 17
                let speck = Int32(truncatingIfNeeded: bits & 255) &+ Int32(truncatingIfNeeded: bits >> 8 & 255) &- 255
                let noise = (speck &* grain) >> 8
                let old = colour(x, y)
                let place = (y &* size.width &+ x) &* 3
                rgb[place] = tone[Int(Colour.clamped((((old.red &* factor) >> 8) &* balance.red) >> 8 &+ noise))]
                rgb[place &+ 1] = tone[Int(Colour.clamped((old.green &* factor) >> 8 &+ noise))]
                rgb[place &+ 2] = tone[Int(Colour.clamped((((old.blue &* factor) >> 8) &* balance.blue) >> 8 &+ noise))]
            }
        }
    }

    /// An S-curve of 256 steps; contrast 0 is the straight line.
    private static func tone(contrast: Int32) -> [UInt8] {
        (0..<256).map { value in
            let t = Float(value) / 255
            let curved = t + (Wave.smooth(t) - t) * Float(contrast) / 64
            return UInt8(max(0, min(255, (curved * 255).rounded())))
        }
    }
}
