// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Scene {
    static func stillLife(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let table = random.float(0.55...0.72)
        let wall = random.pick([
            Colour(216, 204, 180), Colour(140, 160, 150), Colour(190, 150, 130), Colour(120, 134, 160), Colour(226, 220, 214),
        ])
        canvas.wall(wall.varied(&random, by: 16), to: table, random: &random)
        if random.chance(65) { window(&canvas, &random) }
        if random.chance(45) {
            let left = random.float(0.05...canvas.aspect - 0.4)
            let picture = Colour(Int32(random.int(60...220)), Int32(random.int(60...220)), Int32(random.int(60...220)))
            canvas.box(left, 0.08, left + 0.34, 0.36, Paint(Colour(90, 64, 38), shade: 0.5, texture: 90))
            canvas.box(left + 0.025, 0.105, left + 0.315, 0.335, Paint(picture, shade: 0.9, texture: 130, scale: 60))
        }
        let wood = random.pick([Colour(130, 84, 50), Colour(170, 126, 84), Colour(84, 56, 40), Colour(206, 204, 196)])
        canvas.ground(from: table, far: wood.lit(280), near: wood.lit(230), texture: 120, grain: 0.5, random: &random)
        let count = random.int(3...9)
        for index in 0..<count {
            let near = Float(index) / Float(count)
            let foot = Point(random.float(0.08...canvas.aspect - 0.08), table + 0.05 + near * (0.92 - table))
            let size = 0.8 + near * 0.6
            switch random.below(4) {
            case 0: canvas.bottle(foot, height: random.float(0.24...0.5) * size, random: &random)
            case 1: canvas.cup(foot, width: random.float(0.07...0.13) * size, random: &random)
            default: canvas.fruit(foot, radius: random.float(0.045...0.1) * size, random: &random)
            }
        }
        if random.chance(30) {
            let foot = Point(random.float(0.2...canvas.aspect - 0.2), table + 0.1)
            canvas.bottle(foot, height: 0.24, random: &random)
            for _ in 0..<random.int(3...7) {
                let bloom = Point(foot.x + random.float(-0.16...0.16), foot.y - random.float(0.3...0.48))
                canvas.limb(Point(foot.x, foot.y - 0.22), bloom, from: 0.008, to: 0.006, Paint(Colour(70, 110, 56)))
                canvas.flower(bloom, radius: random.float(0.04...0.08), random: &random)
            }
        }
    }

    private static func window(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let width = random.float(0.25...0.5)
        let left = random.float(-0.1...canvas.aspect - width + 0.1)
        let top = random.float(0.02...0.1)
        let bottom = random.float(0.4...0.54)
        canvas.box(left - 0.02, top - 0.02, left + width + 0.02, bottom + 0.02, Paint(Colour(238, 234, 226), shade: 0.3))
        let sky = Daylight.random(&random)
        canvas.box(left, top, left + width, bottom, Paint(sky.horizon.mixed(with: Colour(255, 255, 255), 110), shade: 0.4))
        for _ in 0..<7 {
            let size = random.float(0.03...0.08)
            let place = Point(random.float(left + size...left + width - size), bottom - size * 0.7)
            canvas.ellipse(place, size, size * 0.7, Paint(Colour(110, 146, 90).varied(&random, by: 24), shade: 0.5, texture: 60))
        }
        canvas.box(left + width / 2 - 0.008, top, left + width / 2 + 0.008, bottom, Paint(Colour(232, 228, 220)))
        canvas.box(left, (top + bottom) / 2 - 0.008, left + width, (top + bottom) / 2 + 0.008, Paint(Colour(232, 228, 220)))
        canvas.glow(Point(left + width / 2, (top + bottom) / 2), 0.7, Colour(255, 246, 226), strength: 60)
    }

    static func portrait(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        if random.chance(50) {
            let green = Colour(90, 120, 70).varied(&random, by: 30)
            canvas.blur([green, green.lit(160), green.lit(360), Colour(200, 190, 150), Colour(150, 170, 190)], random: &random)
            canvas.bokeh(
                random.int(6...40), colours: [green.lit(380), Colour(250, 240, 200), Colour(160, 190, 140)], sizes: 0.02...0.1,
                random: &random)
        } else {
            let wall = Colour(Int32(random.int(110...220)), Int32(random.int(110...210)), Int32(random.int(110...210)))
            canvas.wall(wall, to: 1, random: &random)
            if random.chance(60) { window(&canvas, &random) }
        }
        for _ in 0..<random.int(0...2) {
            canvas.bust(
                Point(random.float(0.1...canvas.aspect - 0.1), random.float(0.36...0.55)), radius: random.float(0.08...0.14),
                random: &random)
        }
        let middle = canvas.aspect * random.float(0.28...0.72)
        canvas.bust(Point(middle, random.float(0.34...0.52)), radius: random.float(0.15...0.25), random: &random)
    }

    static func group(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let floor = random.float(0.5...0.7)
        if random.chance(50) {
            let light = Daylight.random(&random)
            canvas.sky(light, to: floor, random: &random)
            treeLine(&canvas, &random, at: floor, light: light, count: random.int(8...24))
            canvas.house(
                Point(random.float(0.1...canvas.aspect), floor + 0.02), width: random.float(0.2...0.5), light: light,
                random: &random)
            let grass = light.on(Colour(96, 130, 60).varied(&random, by: 20))
            canvas.ground(from: floor, far: grass, near: grass.lit(220), texture: 120, random: &random)
        } else {
            canvas.wall(
                Colour(Int32(random.int(130...220)), Int32(random.int(120...210)), Int32(random.int(110...200))), to: floor,
                random: &random)
            window(&canvas, &random)
            canvas.ground(
                from: floor, far: Colour(150, 110, 76), near: Colour(130, 92, 62).varied(&random, by: 20), texture: 100,
                grain: 0.5, random: &random)
        }
        let count = random.int(2...7)
        let middle = canvas.aspect * random.float(0.35...0.65)
        for index in 0..<count {
            let offset = (Float(index) - Float(count - 1) / 2) * random.float(0.14...0.2)
            let child = random.chance(30)
            canvas.person(
                Point(middle + offset, random.float(0.84...0.99)),
                height: child ? random.float(0.3...0.4) : random.float(0.5...0.66), random: &random)
        }
    }

    static func meal(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        let cloth = random.pick([
            Colour(196, 60, 54), Colour(60, 90, 150), Colour(150, 110, 70), Colour(220, 214, 200), Colour(80, 110, 80),
        ])
        canvas.wall(cloth.lit(330), to: 1, random: &random)
        if random.chance(55) {
            let pitch = random.float(0.06...0.14)
            for index in 0..<Int(canvas.aspect / pitch) + 1 {
                let x = Float(index) * pitch
                canvas.box(x, 0, x + pitch / 2, 1, Paint(Colour(250, 246, 240), opacity: 90))
                canvas.box(0, x, canvas.aspect, x + pitch / 2, Paint(Colour(250, 246, 240), opacity: 90))
            }
        }
        for _ in 0..<random.int(1...4) {
            plate(
                &canvas, &random, Point(random.float(0.15...canvas.aspect - 0.15), random.float(0.2...0.8)),
                radius: random.float(0.18...0.36))
        }
        for _ in 0..<random.int(1...3) {
            let handle = Point(random.float(0...canvas.aspect), random.float(0.1...0.9))
            let turns = random.float(0...1)
            let steel = Paint(Colour(196, 200, 206), shade: 0.6)
            let tip = Point(handle.x + Wave.cosine(turns) * 0.3, handle.y + Wave.sine(turns) * 0.3)
            canvas.limb(handle, tip, from: 0.018, to: 0.012, steel)
            canvas.leaf(tip, 0.05, 0.022, turns: turns, steel)
        }
        if random.chance(60) {
            canvas.cup(
                Point(random.float(0.1...canvas.aspect - 0.1), random.float(0.3...0.95)), width: random.float(0.1...0.16),
                random: &random)
        }
    }

    private static func plate(_ canvas: inout Canvas, _ random: inout DemoRandom, _ centre: Point, radius: Float) {
        canvas.ellipse(
            Point(centre.x - canvas.light.x * 0.02, centre.y + 0.02), radius * 1.03, radius * 1.02,
            Paint(Colour(20, 16, 14), opacity: 110))
        canvas.ellipse(centre, radius, radius, Paint(Colour(242, 240, 234), shade: 0.2))
        canvas.ellipse(centre, radius * 0.72, radius * 0.72, Paint(Colour(228, 226, 220), shade: -0.2))
        let food = [
            Colour(206, 140, 60), Colour(190, 60, 40), Colour(110, 150, 60), Colour(240, 210, 120), Colour(130, 76, 44),
            Colour(246, 236, 210),
        ]
        let kinds = (random.pick(food), random.pick(food), random.pick(food))
        for index in 0..<random.int(12...46) {
            let turns = random.float(0...1)
            let reach = radius * 0.62 * random.float(0...1)
            let place = Point(centre.x + Wave.cosine(turns) * reach, centre.y + Wave.sine(turns) * reach)
            let colour = index % 3 == 0 ? kinds.0 : index % 3 == 1 ? kinds.1 : kinds.2
            let size = radius * random.float(0.06...0.18)
            canvas.leaf(
                place, size, size * random.float(0.4...1), turns: random.float(0...1),
                Paint(colour.varied(&random, by: 16), shade: 0.7, texture: 120))
        }
    }
}
