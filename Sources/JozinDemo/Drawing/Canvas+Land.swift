// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A chain of hills across the picture.
struct Ridge {
    /// The mean height of the line, measured from the top.
    var level: Float
    var height: Float
    var cells: Float
    var octaves: Int
    var colour: Colour
    /// Texture of the slope, 0...256.
    var texture: Int32 = 70
    /// Snow lies above this height of the picture.
    var snow: Float = -1
}

extension Canvas {
    /// Fills everything below a ridge line and returns that line, one height per column.
    @discardableResult
    mutating func ridge(_ ridge: Ridge, random: inout DemoRandom) -> [Float] {
        let profile = NoiseField.profile(&random, count: size.width, cells: ridge.cells, octaves: ridge.octaves)
        let line = profile.map { ridge.level - $0 * ridge.height }
        var own = random.fork()
        let field = NoiseField(&own, size: size, cells: own.float(3...6), octaves: 6)
        var noise = [Int32](repeating: 0, count: size.width)
        let top = line.reduce(1) { min($0, $1) }
        let reach = max(1, size.width / 60)
        for y in row(top)..<size.height {
            for x in noise.indices { noise[x] = 0 }
            field.add(row: y, to: &noise)
            let height = Float(y) / unit
            for x in 0..<size.width where height >= line[x] {
                let depth = height - line[x]
                // The slope that faces the light is brighter.
                let facing = (line[x] - line[max(0, x - reach)]) * light.x * 900
                let factor = 256 &+ (noise[x] &* ridge.texture) >> 12 &+ Int32(max(-44, min(44, facing)) * max(0, 1 - depth * 7))
                var colour = ridge.colour
                if height + Float(noise[x]) / 40_000 < ridge.snow { colour = Colour(236, 240, 248) }
                let edge = Int32(min(256, depth * unit * 256))
                set(x, y, self.colour(x, y).mixed(with: colour.lit(factor), edge))
            }
        }
        return line
    }

    /// A plane from `horizon` to the bottom edge, seen in perspective and textured.
    mutating func ground(
        from horizon: Float, far: Colour, near: Colour, texture: Int32, grain: Float = 1, random: inout DemoRandom
    ) {
        var own = random.fork()
        let patches = NoiseField(&own, size: size, cells: own.float(2...4), octaves: 5)
        var noise = [Int32](repeating: 0, count: size.width)
        let offset = Int32(own.below(60_000))
        for y in row(horizon)..<size.height {
            for x in noise.indices { noise[x] = 0 }
            patches.add(row: y, to: &noise)
            let depth = max(Float(y) / unit - horizon, 0.004)
            let base = far.mixed(with: near, Int32(min(1, depth * 1.6) * 256))
            // Texels per pixel shrink toward the viewer; far away the tile is too fine to be seen and fades.
            let step = Int32(min(4000, 90 * grain * 768 / unit / depth))
            let v = Int32(min(4_000_000, 40_000 * grain / depth)) &+ offset
            let strength = (texture &* min(256, Int32(depth * 1500) &+ 60)) >> 8
            var u = offset &- step &* Int32(truncatingIfNeeded: size.width / 2)
            for x in 0..<size.width {
                let factor = 256 &+ (tile.sample(u, v) &* strength) >> 7 &+ noise[x] >> 7
                set(x, y, base.lit(factor))
                u &+= step
            }
        }
    }

    /// A sheet of water from `shore` down to `end` that mirrors what was painted above.
    mutating func water(from shore: Float, to end: Float, tint: Colour, calm: Float, random: inout DemoRandom) {
        var own = random.fork()
        let swell = NoiseField(&own, size: size, cells: own.float(5...9), octaves: 4)
        var noise = [Int32](repeating: 0, count: size.width)
        let top = row(shore)
        for y in top..<row(end) {
            for x in noise.indices { noise[x] = 0 }
            swell.add(row: y, to: &noise)
            let depth = Float(y - top) / unit
            let v = Int32(30_000 / (depth + 0.05))
            let step = Int32(min(3000, 40 / (depth + 0.02) * 768 / unit))
            let reach = (0.004 + depth * 0.16 * (1 - calm)) * unit
            let darkness = Int32(70 + min(120, depth * 260))
            for x in 0..<size.width {
                let wave = tile.sample(Int32(truncatingIfNeeded: x) &* step, v)
                let bend = Float(wave &+ noise[x] >> 6) / 128 * reach
                let mirrored = max(0, min(size.height - 1, top - (y - top) - 1 + Int(bend)))
                let beside = max(0, min(size.width - 1, x + Int(bend / 3)))
                let seen = colour(beside, mirrored < top ? mirrored : max(0, top - 1))
                set(x, y, seen.mixed(with: tint, darkness).lit(246 &+ wave / 4))
            }
        }
    }
}
