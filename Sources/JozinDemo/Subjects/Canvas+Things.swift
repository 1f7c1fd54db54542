// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Canvas {
    /// A fruit resting on the table at `foot`, with its shadow and its highlight.
    mutating func fruit(_ foot: Point, radius: Float, random: inout DemoRandom) {
        let skin = random.pick([
            Colour(206, 48, 40), Colour(236, 140, 36), Colour(150, 182, 60), Colour(240, 210, 70), Colour(110, 44, 90),
        ]).varied(&random, by: 14)
        let centre = Point(foot.x, foot.y - radius * 0.92)
        ellipse(
            Point(foot.x - light.x * radius * 0.7, foot.y), radius * 1.15, radius * 0.3, Paint(Colour(20, 14, 10), opacity: 120))
        ellipse(centre, radius, radius * random.float(0.9...1.05), Paint(skin, shade: 1.1, texture: 50))
        limb(
            Point(centre.x, centre.y - radius * 0.8), Point(centre.x + radius * 0.15, centre.y - radius * 1.2),
            from: radius * 0.08, to: radius * 0.05, Paint(Colour(84, 60, 36)))
        glow(
            Point(centre.x + light.x * radius * 0.4, centre.y + light.y * radius * 0.4), radius * 0.4, Colour(255, 250, 240),
            strength: 150)
    }

    /// A bottle or a vase standing at `foot`.
    mutating func bottle(_ foot: Point, height: Float, random: inout DemoRandom) {
        let glass = random.pick([Colour(44, 84, 56), Colour(90, 54, 30), Colour(70, 110, 150), Colour(214, 206, 190)])
        let half = height * random.float(0.12...0.2)
        let neck = half * 0.35
        let shoulder = foot.y - height * random.float(0.5...0.7)
        ellipse(Point(foot.x - light.x * half, foot.y), half * 1.5, half * 0.3, Paint(Colour(20, 14, 10), opacity: 110))
        polygon(
            [
                Point(foot.x - half, foot.y), Point(foot.x - half, shoulder), Point(foot.x - neck, shoulder - half * 0.9),
                Point(foot.x - neck, foot.y - height), Point(foot.x + neck, foot.y - height),
                Point(foot.x + neck, shoulder - half * 0.9), Point(foot.x + half, shoulder), Point(foot.x + half, foot.y),
            ], Paint(glass, shade: 1, texture: 24))
        ellipse(foot, half, half * 0.22, Paint(glass.lit(190)))
        box(
            foot.x - half * 0.98, foot.y - height * 0.35, foot.x + half * 0.98, foot.y - height * 0.15,
            Paint(Colour(228, 216, 186).varied(&random, by: 16), shade: 0.6, texture: 30))
        limb(
            Point(foot.x + light.x * half * 0.6, shoulder), Point(foot.x + light.x * half * 0.6, foot.y - height * 0.4),
            from: half * 0.14, to: half * 0.1, Paint(Colour(255, 255, 250), opacity: 130))
    }

    /// A cup on its saucer.
    mutating func cup(_ foot: Point, width: Float, random: inout DemoRandom) {
        let china = random.pick([Colour(244, 242, 236), Colour(70, 110, 160), Colour(196, 80, 66), Colour(232, 206, 130)])
        ellipse(foot, width * 1.1, width * 0.26, Paint(china.lit(230), shade: 0.5))
        ellipse(
            Point(foot.x + width * 0.62, foot.y - width * 0.45), width * 0.25, width * 0.25, Paint(china.lit(200), shade: 0.5))
        polygon(
            [
                Point(foot.x - width * 0.6, foot.y - width * 0.8), Point(foot.x + width * 0.6, foot.y - width * 0.8),
                Point(foot.x + width * 0.4, foot.y - width * 0.05), Point(foot.x - width * 0.4, foot.y - width * 0.05),
            ], Paint(china, shade: 0.9))
        ellipse(Point(foot.x, foot.y - width * 0.8), width * 0.6, width * 0.14, Paint(china.lit(240)))
        ellipse(Point(foot.x, foot.y - width * 0.79), width * 0.54, width * 0.11, Paint(Colour(84, 52, 30), shade: 0.4))
    }

    /// A flower seen from the front.
    mutating func flower(_ centre: Point, radius: Float, random: inout DemoRandom) {
        let petals = random.int(6...15)
        let colour = random.pick([
            Colour(246, 244, 240), Colour(238, 90, 120), Colour(250, 196, 50), Colour(150, 90, 190), Colour(236, 110, 50),
        ])
        let turn = random.float(0...1)
        for ring in 0..<2 {
            let length = radius * (ring == 0 ? 0.56 : 0.42)
            for index in 0..<petals {
                let turns = turn + (Float(index) + 0.5 * Float(ring)) / Float(petals)
                let place = Point(centre.x + Wave.cosine(turns) * length, centre.y + Wave.sine(turns) * length * 0.92)
                let shade = colour.lit(Int32(random.int(205...262)) + Int32(ring * 12))
                leaf(
                    place, length * 0.95, radius * 1.5 / Float(petals), turns: turns,
                    Paint(shade, shade: 0.45, texture: 46, scale: 110))
            }
        }
        ellipse(
            centre, radius * 0.27, radius * 0.25, Paint(Colour(222, 164, 40).varied(&random, by: 30), shade: 0.6, texture: 200))
    }

    /// A car seen from its side, wheels on `foot`.
    mutating func car(_ foot: Point, length: Float, random: inout DemoRandom) {
        let paint = random.pick([
            Colour(180, 34, 34), Colour(40, 70, 130), Colour(226, 226, 226), Colour(50, 52, 56), Colour(220, 180, 60),
        ])
        let body = foot.y - length * 0.09
        ellipse(Point(foot.x, foot.y), length * 0.54, length * 0.035, Paint(Colour(16, 16, 18), opacity: 150))
        polygon(
            [
                Point(foot.x - length * 0.28, body - length * 0.14), Point(foot.x - length * 0.16, body - length * 0.27),
                Point(foot.x + length * 0.14, body - length * 0.27), Point(foot.x + length * 0.3, body - length * 0.13),
            ], Paint(Colour(60, 74, 88), shade: 0.7))
        polygon(
            [
                Point(foot.x - length * 0.5, body), Point(foot.x - length * 0.48, body - length * 0.13),
                Point(foot.x + length * 0.36, body - length * 0.14), Point(foot.x + length * 0.5, body - length * 0.08),
                Point(foot.x + length * 0.5, body),
            ], Paint(paint, shade: 0.5))
        for side in [Float(-0.3), 0.3] {
            let hub = Point(foot.x + side * length, foot.y - length * 0.075)
            ellipse(hub, length * 0.085, length * 0.085, Paint(Colour(28, 28, 30)))
            ellipse(hub, length * 0.045, length * 0.045, Paint(Colour(180, 184, 188), shade: 0.5))
        }
    }

    /// A parasol in the sand.
    mutating func parasol(_ foot: Point, height: Float, random: inout DemoRandom) {
        let colours = (random.pick([Colour(220, 50, 50), Colour(40, 110, 190), Colour(240, 180, 40)]), Colour(248, 244, 236))
        let top = Point(foot.x + random.float(-0.2...0.2) * height, foot.y - height)
        limb(foot, top, from: height * 0.025, to: height * 0.025, Paint(Colour(236, 232, 224)))
        for panel in 0..<6 {
            let from = Float(panel) / 3 - 1
            let to = Float(panel + 1) / 3 - 1
            let rim = height * 0.28
            polygon(
                [
                    top, Point(top.x + from * height * 0.55, top.y + rim + from * from * height * 0.06),
                    Point(top.x + to * height * 0.55, top.y + rim + to * to * height * 0.06),
                ], Paint(panel.isMultiple(of: 2) ? colours.0 : colours.1, shade: 0.3))
        }
    }
}
