// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Canvas {
    /// Sky, clouds and the sun's glow from the top down to `horizon`.
    mutating func sky(_ light: Daylight, to horizon: Float, random: inout DemoRandom) {
        var own = random.fork()
        let clouds = NoiseField(&own, size: size, cells: own.float(2.2...4.5), octaves: 6)
        let sun = Point(own.float(0...aspect), own.float(0.05...horizon))
        let glow = own.float(0.10...0.45)
        let bottom = max(1, row(horizon))
        var noise = [Int32](repeating: 0, count: size.width)
        for y in 0..<bottom {
            for x in noise.indices { noise[x] = 0 }
            clouds.add(row: y, to: &noise)
            let down = Float(y) / Float(bottom)
            let base = light.zenith.mixed(with: light.horizon, Int32(Wave.smooth(down * 1.1) * 256))
            let dy = (Float(y) / unit - sun.y) * 3
            for x in 0..<size.width {
                let cloud = max(0, min(230, (noise[x] &- light.cover) >> 4))
                // Thick cloud is darker below than at its edge.
                let body = light.cloud.lit(264 &- cloud / 5)
                let dx = (across[x] - sun.x) * 3
                let shine = Int32(256 * glow / (glow + dx * dx + dy * dy))
                let clear = base.mixed(with: light.sun, shine)
                set(x, y, clear.mixed(with: body, cloud).lit(244 &+ shine / 12))
            }
        }
        if own.chance(60) {
            let radius = own.float(0.018...0.04)
            ellipse(sun, radius, radius, Paint(light.sun.mixed(with: Colour(255, 255, 255), 160)))
        }
    }

    /// A flock, as strokes of the brush.
    mutating func birds(_ count: Int, above horizon: Float, random: inout DemoRandom) {
        let flock = Point(random.float(0...aspect), random.float(0.05...max(0.06, horizon * 0.7)))
        let paint = Paint(Colour(38, 40, 48), opacity: 210)
        for _ in 0..<count {
            let body = Point(flock.x + random.float(-0.2...0.2), flock.y + random.float(-0.07...0.07))
            let span = random.float(0.008...0.02)
            let lift = span * random.float(0.3...0.7)
            limb(body, Point(body.x - span, body.y - lift), from: 0.004, to: 0.001, paint)
            limb(body, Point(body.x + span, body.y - lift), from: 0.004, to: 0.001, paint)
        }
    }
}
