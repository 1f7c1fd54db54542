// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Canvas {
    /// A wall with its paper, lit from one side.
    mutating func wall(_ colour: Colour, to bottom: Float, random: inout DemoRandom) {
        var own = random.fork()
        let plaster = NoiseField(&own, size: size, cells: 1.5, octaves: 6)
        let stripe = own.pick([0, 0, 0.03, 0.06, 0.12]) as Float
        let panel = own.chance(40) ? own.float(0.08...0.2) : 0
        let lamp = Point(own.float(0...aspect), own.float(-0.1...0.5))
        var noise = [Int32](repeating: 0, count: size.width)
        for y in 0..<row(bottom) {
            for x in noise.indices { noise[x] = 0 }
            plaster.add(row: y, to: &noise)
            let height = Float(y) / unit
            let inPanel = panel > 0 && height / panel - (height / panel).rounded(.down) < 0.04
            let dy = height - lamp.y
            for x in 0..<size.width {
                let dx = across[x] - lamp.x
                var factor = 150 &+ Int32(150 / (1 + 3 * (dx * dx + dy * dy))) &+ noise[x] >> 7
                if stripe > 0, Int(across[x] / stripe).isMultiple(of: 2) { factor &-= 14 }
                if inPanel { factor &-= 34 }
                set(x, y, colour.lit(factor))
            }
        }
    }

    /// Out-of-focus discs of light or leaf.
    mutating func bokeh(_ count: Int, colours: [Colour], sizes: ClosedRange<Float>, random: inout DemoRandom) {
        for _ in 0..<count {
            let place = Point(random.float(0...aspect), random.float(0...1))
            let radius = random.float(sizes)
            let paint = Paint(random.pick(colours).varied(&random, by: 20), opacity: Int32(random.int(40...150)))
            ellipse(place, radius, radius, paint)
        }
    }

    /// A background far out of focus: big soft clouds of two or three colours.
    mutating func blur(_ colours: [Colour], random: inout DemoRandom) {
        var own = random.fork()
        let first = NoiseField(&own, size: size, cells: own.float(1.6...3.4), octaves: 3)
        let second = NoiseField(&own, size: size, cells: own.float(1.6...3.4), octaves: 3)
        let fill = (own.pick(colours), own.pick(colours), own.pick(colours))
        var a = [Int32](repeating: 0, count: size.width)
        var b = a
        for y in 0..<size.height {
            for x in a.indices {
                a[x] = 2600
                b[x] = 2600
            }
            first.add(row: y, to: &a)
            second.add(row: y, to: &b)
            for x in 0..<size.width {
                let base = fill.0.mixed(with: fill.1, max(0, min(256, a[x] / 20)))
                set(x, y, base.mixed(with: fill.2, max(0, min(256, b[x] / 24))))
            }
        }
    }
}
