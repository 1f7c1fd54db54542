// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Scene {
    static func beach(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let horizon = random.float(0.3...0.5)
        let shore = horizon + random.float(0.12...0.3)
        canvas.sky(light, to: horizon, random: &random)
        if random.chance(60) {
            canvas.ridge(
                Ridge(
                    level: horizon - random.float(-0.02...0.04), height: random.float(0.08...0.26), cells: random.float(1...3),
                    octaves: 6,
                    colour: light.behindAir(Colour(84, 96, 74), random.float(0.2...0.6))), random: &random)
        }
        let sea = Colour(30, 112, 138).mixed(with: light.zenith, Int32(random.int(40...160)))
        canvas.water(from: horizon, to: 1, tint: sea, calm: random.float(0.3...0.6), random: &random)
        let sand = light.on(Colour(222, 196, 150).varied(&random, by: 14))
        canvas.ridge(
            Ridge(level: shore - 0.008, height: 0.08, cells: 2, octaves: 4, colour: Colour(244, 248, 250), texture: 10),
            random: &random)
        canvas.ridge(Ridge(level: shore + 0.012, height: 0.08, cells: 2, octaves: 4, colour: sand, texture: 34), random: &random)
        canvas.ground(from: shore + 0.07, far: sand, near: sand.lit(246), texture: 60, random: &random)
        for _ in 0..<random.int(0...4) {
            canvas.boat(
                Point(random.float(0...canvas.aspect), random.float(horizon + 0.01...shore - 0.03)),
                size: random.float(0.02...0.08), random: &random)
        }
        for _ in 0..<random.int(0...3) {
            canvas.parasol(
                Point(random.float(0...canvas.aspect), random.float(shore + 0.05...0.95)), height: random.float(0.14...0.42),
                random: &random)
        }
        if random.chance(45) {
            let x = random.chance(50) ? random.float(0...0.3) : random.float(canvas.aspect - 0.3...canvas.aspect)
            canvas.palm(Point(x, random.float(0.75...1)), height: random.float(0.5...0.85), random: &random)
        }
        for _ in 0..<random.int(0...6) {
            let foot = random.float(shore + 0.02...1)
            canvas.person(
                Point(random.float(0...canvas.aspect), foot), height: 0.1 + (foot - shore) * random.float(0.5...0.9),
                random: &random)
        }
        if random.chance(40) { canvas.birds(random.int(3...9), above: horizon, random: &random) }
    }

    static func village(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let horizon = random.float(0.4...0.6)
        canvas.sky(light, to: horizon, random: &random)
        let greens = [Colour(96, 128, 60), Colour(140, 144, 70), Colour(70, 104, 54), Colour(170, 150, 84)]
        for index in 0..<3 {
            canvas.ridge(
                Ridge(
                    level: horizon - 0.1 + Float(index) * 0.09, height: random.float(0.1...0.3), cells: random.float(1...3),
                    octaves: 5,
                    colour: light.behindAir(random.pick(greens), 0.5 - Float(index) * 0.18), texture: 60), random: &random)
        }
        let grass = light.on(random.pick(greens))
        canvas.ground(from: horizon + 0.16, far: grass, near: grass.lit(220), texture: 110, random: &random)
        let count = random.int(4...14)
        for index in 0..<count {
            let near = Float(index + 1) / Float(count)
            let foot = Point(random.float(0...canvas.aspect), horizon + near * random.float(0.1...0.36))
            if random.chance(55) {
                canvas.house(foot, width: 0.06 + near * random.float(0.08...0.26), light: light, random: &random)
            } else {
                let leaf = light.on(Colour(66, 98, 44).varied(&random, by: 22))
                canvas.tree(foot, height: 0.1 + near * random.float(0.1...0.34), leaf: leaf, random: &random)
            }
        }
        if random.chance(55) {
            canvas.meadow(
                from: 0.8, blades: 500, flowers: [Colour(240, 240, 240), Colour(220, 60, 60), Colour(250, 210, 60)],
                random: &random)
        }
        if random.chance(40) { frame(&canvas, &random, light: light) }
    }

    static func city(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let river = random.float(0.6...0.85)
        let night = Daylight(
            zenith: Colour(10, 14, 36).varied(&random, by: 10), horizon: Colour(70, 52, 84).varied(&random, by: 24),
            cloud: Colour(84, 66, 84),
            sun: Colour(230, 226, 240), warmth: Colour(140, 140, 180), cover: Int32(random.int(-300...1500)))
        canvas.sky(night, to: river, random: &random)
        for layer in 0..<3 {
            var x = random.float(-0.1...0)
            while x < canvas.aspect {
                let width = random.float(0.05...0.2)
                let top = river - random.float(0.08...0.52) * (1 - Float(layer) * 0.22)
                let wall = Colour(30, 32, 50).varied(&random, by: 12).mixed(with: night.horizon, Int32(90 - layer * 40))
                canvas.tower(x, top, x + width, river, wall: wall, lit: random.int(10...60), random: &random)
                x += width * random.float(0.8...1.5)
            }
        }
        for _ in 0..<random.int(8...26) {
            let colour = random.pick([Colour(255, 180, 90), Colour(255, 220, 160), Colour(150, 190, 255), Colour(255, 90, 90)])
            canvas.glow(Point(random.float(0...canvas.aspect), river - random.float(0...0.03)), random.float(0.03...0.1), colour)
        }
        canvas.water(from: river, to: 1, tint: Colour(12, 18, 36), calm: random.float(0.2...0.7), random: &random)
        if random.chance(40) {
            fireworks(&canvas, &random, above: river)
        }
    }

    static func street(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let vanish = Point(canvas.aspect * random.float(0.25...0.75), random.float(0.45...0.6))
        canvas.sky(light, to: vanish.y + 0.02, random: &random)
        canvas.ground(
            from: vanish.y, far: light.on(Colour(140, 138, 136)), near: light.on(Colour(104, 102, 104)), texture: 80,
            random: &random)
        for side in [Float(-1), 1] {
            let edge = side < 0 ? Float(0) : canvas.aspect
            var near: Float = 1
            for index in 0..<6 {
                let far = near * random.float(0.5...0.72)
                let wall = random.pick([
                    Colour(222, 196, 150), Colour(196, 120, 90), Colour(226, 222, 210), Colour(170, 150, 140),
                    Colour(150, 170, 180),
                ])
                let height = random.float(0.5...1.1)
                facade(
                    &canvas, &random, vanish: vanish, edge: edge, near: near, far: far, height: height,
                    wall: light.on(wall.varied(&random, by: 14)).lit(side * canvas.light.x > 0 ? 190 : 262))
                near = far
                if index > 3, random.chance(40) { break }
            }
        }
        for _ in 0..<random.int(0...3) {
            let depth = random.float(0.2...0.9)
            let foot = Point(vanish.x + random.float(-0.4...0.4) * depth, vanish.y + (1 - vanish.y) * depth)
            canvas.car(foot, length: 0.5 * depth, random: &random)
        }
        for _ in 0..<random.int(1...8) {
            let depth = random.float(0.12...0.85)
            let foot = Point(vanish.x + random.float(-0.8...0.8) * depth, vanish.y + (1 - vanish.y) * depth)
            canvas.person(foot, height: 0.55 * depth, random: &random)
        }
    }

    /// One house front between two depths (1 at the picture's edge, 0 at the vanishing point).
    private static func facade(
        _ canvas: inout Canvas, _ random: inout DemoRandom, vanish: Point, edge: Float, near: Float, far: Float, height: Float,
        wall: Colour
    ) {
        func place(_ depth: Float, _ level: Float) -> Point {
            Point(vanish.x + (edge - vanish.x) * depth, vanish.y + (0.36 - level) * depth)
        }
        canvas.polygon(
            [place(near, 0), place(near, height), place(far, height), place(far, 0)], Paint(wall, shade: 0.3, texture: 60))
        canvas.polygon(
            [place(near, height), place(near, height + 0.03), place(far, height + 0.03), place(far, height)], Paint(wall.lit(170))
        )
        let columns = random.int(2...4)
        let floors = max(1, Int(height / 0.24))
        for column in 0..<columns {
            let a = near + (far - near) * (Float(column) + 0.3) / Float(columns)
            let b = near + (far - near) * (Float(column) + 0.7) / Float(columns)
            for floor in 0..<floors {
                let low = Float(floor) * 0.24 + 0.08
                canvas.polygon(
                    [place(a, low), place(a, low + 0.12), place(b, low + 0.12), place(b, low)],
                    Paint(Colour(58, 68, 82).varied(&random, by: 16), shade: 0.6))
            }
        }
    }

    static func concert(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let hue = random.pick([Colour(120, 40, 160), Colour(30, 70, 170), Colour(170, 50, 40), Colour(30, 120, 110)])
        canvas.blur([hue.lit(60), hue.lit(150), Colour(10, 10, 20)], random: &random)
        let stage = random.float(0.55...0.7)
        for _ in 0..<random.int(4...9) {
            let lamp = Point(random.float(0...canvas.aspect), random.float(0...0.12))
            let beam = random.pick([Colour(255, 240, 200), Colour(255, 120, 200), Colour(120, 200, 255), Colour(255, 200, 90)])
            let foot = Point(lamp.x + random.float(-0.5...0.5), stage + 0.1)
            canvas.limb(lamp, foot, from: 0.01, to: random.float(0.1...0.3), Paint(beam, opacity: Int32(random.int(40...110))))
            canvas.glow(lamp, random.float(0.08...0.25), beam)
        }
        if random.chance(50) {
            fireworks(&canvas, &random, above: stage)
        } else {
            for _ in 0..<random.int(1...4) {
                canvas.person(
                    Point(random.float(0.2...canvas.aspect - 0.2), stage + 0.05), height: random.float(0.2...0.35),
                    random: &random)
            }
        }
        for _ in 0..<random.int(14...34) {
            let radius = random.float(0.03...0.075)
            let place = Point(random.float(0...canvas.aspect), random.float(stage + 0.1...1))
            let dark = Paint(Colour(14, 12, 22).varied(&random, by: 8), shade: 0.8)
            canvas.ellipse(place, radius, radius * 1.2, dark)
            canvas.ellipse(Point(place.x, place.y + radius * 2.6), radius * 2.1, radius * 1.8, dark)
            if random.chance(30) {
                let hand = Point(place.x + radius * random.float(1...2), place.y - radius * random.float(1...3))
                canvas.limb(Point(place.x + radius, place.y + radius * 1.6), hand, from: radius * 0.6, to: radius * 0.4, dark)
            }
        }
    }

    private static func fireworks(_ canvas: inout Canvas, _ random: inout DemoRandom, above floor: Float) {
        for _ in 0..<random.int(1...4) {
            let centre = Point(random.float(0.1...canvas.aspect - 0.1), random.float(0.1...floor * 0.6))
            let colour = random.pick([Colour(255, 190, 90), Colour(255, 110, 120), Colour(140, 220, 255), Colour(170, 255, 150)])
            let reach = random.float(0.08...0.24)
            canvas.glow(centre, reach, colour, strength: 90)
            for ray in 0..<random.int(26...60) {
                let turns = Float(ray) * 0.618 + random.float(0...0.04)
                let length = reach * random.float(0.6...1)
                let tip = Point(centre.x + Wave.cosine(turns) * length, centre.y + Wave.sine(turns) * length + length * 0.15)
                canvas.limb(
                    centre.toward(tip, 0.35), tip, from: 0.002, to: 0.005,
                    Paint(colour.lit(Int32(random.int(200...320))), opacity: 230))
            }
        }
    }
}
