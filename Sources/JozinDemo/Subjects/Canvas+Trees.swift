// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Canvas {
    /// A broad-leaved tree standing at `foot`.
    mutating func tree(_ foot: Point, height: Float, leaf: Colour, random: inout DemoRandom) {
        let trunk = Colour(78, 60, 44).varied(&random, by: 12)
        let crown = Point(foot.x + random.float(-0.06...0.06) * height, foot.y - height * 0.66)
        limb(foot, crown, from: height * 0.085, to: height * 0.03, Paint(trunk, shade: 0.5, texture: 110))
        for _ in 0..<4 {
            let end = Point(crown.x + random.float(-0.22...0.22) * height, crown.y - random.float(-0.1...0.2) * height)
            limb(foot.toward(crown, 0.6), end, from: height * 0.03, to: height * 0.008, Paint(trunk, texture: 90))
        }
        for index in 0..<44 {
            let reach = height * 0.3
            let turns = random.float(0...1)
            let out = random.float(0...1).squareRoot() * reach
            let place = Point(crown.x + Wave.cosine(turns) * out, crown.y + Wave.sine(turns) * out * 0.8)
            // Later clumps are nearer the light.
            let near = Point(place.x + light.x * height * 0.002 * Float(index), place.y + light.y * height * 0.002 * Float(index))
            let lit = leaf.lit(Int32(190 + index * 4)).varied(&random, by: 12)
            let size = height * random.float(0.05...0.1)
            ellipse(near, size, size * 0.8, Paint(lit, shade: 0.5, texture: 150, opacity: 235, scale: 700))
        }
    }

    /// A conifer standing at `foot`; white on its branches where `snow`.
    mutating func conifer(_ foot: Point, height: Float, leaf: Colour, snow: Bool, random: inout DemoRandom) {
        limb(foot, Point(foot.x, foot.y - height * 0.2), from: height * 0.05, to: height * 0.04, Paint(Colour(66, 50, 38)))
        let tiers = 6
        for tier in 0..<tiers {
            let share = Float(tier) / Float(tiers)
            let base = foot.y - height * (0.1 + 0.8 * share)
            let reach = height * 0.24 * (1 - share * 0.8) * random.float(0.85...1.15)
            let tip = Point(foot.x, base - height * 0.26)
            let points = [Point(foot.x - reach, base), tip, Point(foot.x + reach, base)]
            polygon(points, Paint(leaf.lit(Int32(190 + tier * 14)), shade: 0.5, texture: 160))
            guard snow else { continue }
            let cap = [
                Point(foot.x - reach * 0.8, base - height * 0.02), tip, Point(foot.x + reach * 0.25, base - height * 0.05),
            ]
            polygon(cap, Paint(Colour(232, 238, 248), texture: 40, opacity: 225))
        }
    }

    /// A palm leaning to one side.
    mutating func palm(_ foot: Point, height: Float, random: inout DemoRandom) {
        let lean = random.float(-0.25...0.25) * height
        let top = Point(foot.x + lean, foot.y - height)
        let middle = Point(foot.x + lean * 0.25, foot.y - height * 0.55)
        let bark = Paint(Colour(112, 88, 62), shade: 0.5, texture: 140)
        limb(foot, middle, from: height * 0.06, to: height * 0.045, bark)
        limb(middle, top, from: height * 0.045, to: height * 0.03, bark)
        for index in 0..<9 {
            let turns = Float(index) / 9 + random.float(-0.03...0.03)
            let colour = Colour(52, 104, 48).varied(&random, by: 18)
            let length = height * 0.2
            let centre = Point(top.x + Wave.cosine(turns) * length, top.y + Wave.sine(turns) * length * 0.5)
            leaf(centre, length, height * 0.03, turns: turns * 0.9, Paint(colour, shade: 0.6, texture: 120))
        }
    }

    /// A bed of grass blades and flowers over the bottom of the picture.
    mutating func meadow(from top: Float, blades: Int, flowers: [Colour], random: inout DemoRandom) {
        for index in 0..<blades {
            let share = Float(index) / Float(blades)
            let foot = Point(random.float(0...aspect), top + (1.02 - top) * share)
            let size = 0.015 + 0.05 * share
            let green = Colour(70, 112, 46).varied(&random, by: 26)
            let tip = Point(foot.x + random.float(-0.4...0.4) * size, foot.y - size)
            limb(foot, tip, from: size * 0.09, to: 0.0005, Paint(green))
            if !flowers.isEmpty, random.chance(18) {
                let petal = Paint(random.pick(flowers).varied(&random, by: 16), shade: 0.4)
                ellipse(tip, size * 0.16, size * 0.14, petal)
                ellipse(tip, size * 0.05, size * 0.05, Paint(Colour(240, 200, 70)))
            }
        }
    }
}
