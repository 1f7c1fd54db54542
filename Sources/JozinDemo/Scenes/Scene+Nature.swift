// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Scene {
    static func lake(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let shore = random.float(0.5...0.68)
        canvas.sky(light, to: shore, random: &random)
        let chains = random.int(2...4)
        for index in 0..<chains {
            let near = Float(index) / Float(chains)
            let level = shore - (1 - near) * random.float(0.1...0.22)
            let rock = random.pick([Colour(96, 100, 108), Colour(110, 96, 84), Colour(74, 92, 70)])
            let colour = light.behindAir(rock.mixed(with: Colour(52, 78, 46), Int32(near * 230)), 0.62 * (1 - near) + 0.08)
            let height = random.float(0.12...0.34) * (1.1 - near)
            canvas.ridge(
                Ridge(
                    level: level, height: height, cells: random.float(1.5...4), octaves: 7, colour: colour,
                    texture: 60, snow: index == 0 ? level - random.float(0...0.12) : -1), random: &random)
        }
        treeLine(&canvas, &random, at: shore, light: light, count: random.int(0...22))
        let tint = Colour(36, 70, 88).mixed(with: light.zenith, 90)
        canvas.water(from: shore, to: 1, tint: tint, calm: random.float(0.4...0.95), random: &random)
        if random.chance(45) {
            canvas.boat(
                Point(random.float(0.1...canvas.aspect), random.float(shore + 0.04...0.95)), size: random.float(0.04...0.14),
                random: &random)
        }
        if random.chance(50) { frame(&canvas, &random, light: light) }
        if random.chance(40) { canvas.birds(random.int(3...11), above: shore, random: &random) }
    }

    static func forest(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let horizon = random.float(0.45...0.65)
        let green = Colour(60, 100, 44).varied(&random, by: 24)
        canvas.blur([green.lit(150), green.lit(330), Colour(216, 214, 150), green, light.horizon], random: &random)
        let autumn = random.chance(35)
        let floor = autumn ? Colour(150, 92, 40) : Colour(76, 84, 42)
        canvas.ground(from: horizon, far: floor.lit(300), near: floor, texture: 150, random: &random)
        let path = random.float(0.2...canvas.aspect - 0.2)
        let vanish = Point(path + random.float(-0.15...0.15), horizon)
        canvas.polygon(
            [Point(vanish.x - 0.015, vanish.y), Point(vanish.x + 0.015, vanish.y), Point(path + 0.34, 1), Point(path - 0.3, 1)],
            Paint(Colour(168, 146, 112), texture: 150, opacity: 220))
        let trunks = random.int(12...30)
        for index in 0..<trunks {
            let near = Float(index) / Float(trunks)
            let foot = Point(random.float(-0.05...canvas.aspect + 0.05), horizon + near * near * (1.05 - horizon))
            let width = 0.008 + 0.085 * near * near * random.float(0.5...1.3)
            let bark = Colour(92, 74, 58).varied(&random, by: 18).mixed(with: Colour(190, 200, 170), Int32((1 - near) * 170))
            let top = Point(foot.x + random.float(-0.06...0.06), -0.05)
            canvas.limb(foot, top, from: width, to: width * 0.6, Paint(bark, shade: 0.8, texture: 170, scale: 190))
        }
        let leaves =
            autumn ? [Colour(214, 130, 40), Colour(190, 70, 34), Colour(228, 180, 60)] : [green, green.lit(330), green.lit(190)]
        for _ in 0..<random.int(10...24) {
            let branch = Point(random.float(0...canvas.aspect), random.float(0...horizon * 0.7))
            for _ in 0..<14 {
                let place = Point(branch.x + random.float(-0.1...0.1), branch.y + random.float(-0.05...0.05))
                let size = random.float(0.008...0.03)
                let colour = random.pick(leaves).varied(&random, by: 20)
                canvas.leaf(
                    place, size, size * 0.6, turns: random.float(0...1), Paint(colour, shade: 0.5, texture: 90, opacity: 215))
            }
        }
        if random.chance(60) {
            canvas.glow(
                Point(random.float(0...canvas.aspect), random.float(0...0.5)), random.float(0.3...0.8), Colour(255, 240, 180),
                strength: 150)
        }
    }

    static func flowers(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let green = Colour(66, 116, 50).varied(&random, by: 28)
        canvas.blur(
            [green, green.lit(150), green.lit(330), Colour(190, 200, 150), Colour(90, 130, 150)].map {
                $0.varied(&random, by: 20)
            }, random: &random)
        let blooms = [Colour(240, 220, 230), Colour(250, 200, 80), Colour(200, 90, 130), green.lit(380)]
        canvas.bokeh(random.int(10...40), colours: blooms, sizes: 0.02...0.13, random: &random)
        let count = random.int(1...6)
        for index in 0..<count {
            let radius = random.float(0.1...0.24) + (count == 1 ? 0.16 : 0)
            let centre = Point(random.float(0.1...canvas.aspect - 0.1), random.float(0.15...0.85))
            let foot = Point(centre.x + random.float(-0.2...0.2), 1.1)
            canvas.limb(centre, foot, from: 0.018, to: 0.026, Paint(green.lit(230), shade: 0.6, texture: 60))
            for _ in 0..<2 {
                let place = centre.toward(foot, random.float(0.4...0.8))
                canvas.leaf(
                    place, radius * 0.8, radius * 0.24, turns: random.float(0...1),
                    Paint(green.lit(Int32(random.int(180...280))), shade: 0.7, texture: 90))
            }
            canvas.flower(centre, radius: radius * (0.7 + 0.3 * Float(index + 1) / Float(count)), random: &random)
        }
    }

    static func winter(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let horizon = random.float(0.42...0.62)
        canvas.sky(light, to: horizon, random: &random)
        canvas.ridge(
            Ridge(
                level: horizon - 0.08, height: random.float(0.15...0.4), cells: random.float(1.5...4), octaves: 7,
                colour: light.behindAir(Colour(110, 120, 140), 0.3), texture: 80, snow: horizon - 0.1), random: &random)
        let snow = light.on(Colour(232, 238, 246))
        canvas.ridge(
            Ridge(level: horizon, height: 0.14, cells: random.float(1...3), octaves: 4, colour: snow.lit(236), texture: 26),
            random: &random)
        canvas.ground(from: horizon + 0.06, far: snow.lit(240), near: snow, texture: 34, random: &random)
        let trees = random.int(5...18)
        for index in 0..<trees {
            let near = Float(index + 1) / Float(trees)
            let foot = Point(random.float(0...canvas.aspect), horizon + near * near * random.float(0.1...0.5))
            canvas.conifer(
                foot, height: 0.1 + near * near * random.float(0.2...0.55), leaf: Colour(40, 62, 52).varied(&random, by: 10),
                snow: true, random: &random)
        }
        if random.chance(50) {
            canvas.house(
                Point(random.float(0.2...canvas.aspect - 0.1), random.float(horizon + 0.12...0.85)),
                width: random.float(0.12...0.34), light: light, random: &random)
        }
        for _ in 0..<random.int(0...3) {
            canvas.person(
                Point(random.float(0.1...canvas.aspect), random.float(0.8...0.98)), height: random.float(0.16...0.42),
                random: &random)
        }
    }

    static func balloons(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let light = Daylight.random(&random)
        let horizon = random.float(0.66...0.86)
        canvas.sky(light, to: horizon, random: &random)
        canvas.ridge(
            Ridge(
                level: horizon - 0.03, height: random.float(0.05...0.2), cells: random.float(2...4), octaves: 6,
                colour: light.behindAir(Colour(70, 96, 80), 0.45)), random: &random)
        let field = random.pick([Colour(150, 150, 66), Colour(90, 130, 56), Colour(190, 160, 90)])
        canvas.ground(from: horizon, far: light.behindAir(field, 0.2), near: light.on(field), texture: 120, random: &random)
        for _ in 0..<random.int(3...10) {
            let size = random.float(0.03...0.17)
            canvas.balloon(
                Point(random.float(0...canvas.aspect), random.float(0.08...horizon - size)), radius: size, random: &random)
        }
        treeLine(&canvas, &random, at: horizon + 0.03, light: light, count: random.int(0...14))
        if random.chance(50) { frame(&canvas, &random, light: light) }
    }

    /// A row of trees along a shore or a field's edge.
    static func treeLine(_ canvas: inout Canvas, _ random: inout DemoRandom, at level: Float, light: Daylight, count: Int) {
        let middle = random.float(0...canvas.aspect)
        for _ in 0..<count {
            let foot = Point(middle + random.float(-0.6...0.6), level + random.float(-0.01...0.01))
            let leaf = light.behindAir(Colour(58, 84, 44).varied(&random, by: 14), 0.12)
            let height = random.float(0.06...0.17)
            if random.chance(50) {
                canvas.conifer(foot, height: height, leaf: leaf, snow: false, random: &random)
            } else {
                canvas.tree(foot, height: height, leaf: leaf, random: &random)
            }
        }
    }

    /// Something near at one side, as photographers like it: a tree or a branch across a corner.
    static func frame(_ canvas: inout Canvas, _ random: inout DemoRandom, light: Daylight) {
        let leaf = light.on(Colour(52, 80, 36).varied(&random, by: 20))
        let x = random.chance(50) ? random.float(-0.05...0.2) : random.float(canvas.aspect - 0.2...canvas.aspect + 0.05)
        canvas.tree(Point(x, random.float(0.9...1.1)), height: random.float(0.6...1.1), leaf: leaf, random: &random)
    }
}
