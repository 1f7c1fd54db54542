// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Canvas {
    /// A gabled house standing on `foot` (the middle of its base).
    mutating func house(_ foot: Point, width: Float, light: Daylight, random: inout DemoRandom) {
        let walls = random.pick([
            Colour(236, 226, 204), Colour(214, 176, 130), Colour(196, 92, 74), Colour(226, 214, 220), Colour(160, 178, 190),
            Colour(240, 206, 120),
        ])
        let tiles = random.pick([Colour(158, 70, 50), Colour(110, 60, 50), Colour(84, 84, 92), Colour(180, 96, 60)])
        let height = width * random.float(0.55...0.9)
        let left = foot.x - width / 2
        let right = foot.x + width / 2
        let eaves = foot.y - height
        box(left, eaves, right, foot.y, Paint(light.on(walls.varied(&random, by: 10)), shade: 0.35, texture: 50))
        let peak = Point(foot.x + random.float(-0.15...0.15) * width, eaves - width * random.float(0.25...0.5))
        let over = width * 0.06
        if random.chance(50) {
            box(foot.x + width * 0.2, peak.y, foot.x + width * 0.29, eaves, Paint(light.on(Colour(140, 80, 66)), texture: 90))
        }
        polygon(
            [Point(left - over, eaves), peak, Point(right + over, eaves)],
            Paint(light.on(tiles), shade: 0.5, texture: 120, scale: 400))
        windows(Point(left, eaves), Point(right, foot.y), columns: random.int(2...3), rows: height > width * 0.7 ? 2 : 1)
        let door = left + width * random.float(0.1...0.75)
        box(door, foot.y - height * 0.34, door + width * 0.13, foot.y, Paint(Colour(80, 54, 40), texture: 60))
    }

    private mutating func windows(_ a: Point, _ b: Point, columns: Int, rows: Int) {
        let width = (b.x - a.x) / Float(columns)
        let height = (b.y - a.y) / Float(rows)
        for column in 0..<columns {
            for row in 0..<rows {
                let left = a.x + width * (Float(column) + 0.3)
                let top = a.y + height * (Float(row) + 0.2)
                box(left - 0.003, top - 0.003, left + width * 0.4 + 0.003, top + height * 0.36, Paint(Colour(244, 240, 232)))
                box(left, top, left + width * 0.4, top + height * 0.33, Paint(Colour(70, 88, 106), shade: 0.8))
            }
        }
    }

    /// A tower block with windows, `lit` of a hundred of them glowing.
    mutating func tower(
        _ left: Float, _ top: Float, _ right: Float, _ bottom: Float, wall: Colour, lit: Int, random: inout DemoRandom
    ) {
        box(left, top, right, bottom, Paint(wall, shade: 0.4, texture: 40))
        let pitch = random.float(0.016...0.03)
        let columns = max(1, Int((right - left) / pitch))
        let rows = max(1, Int((bottom - top) / (pitch * 1.4)))
        let glowing = random.pick([Colour(255, 214, 130), Colour(255, 236, 190), Colour(214, 230, 255), Colour(255, 180, 90)])
        for column in 0..<columns {
            for row in 0..<rows {
                let x = left + (right - left) * (Float(column) + 0.25) / Float(columns)
                let y = top + (bottom - top) * (Float(row) + 0.25) / Float(rows)
                let on = random.chance(lit)
                let glass = on ? glowing.lit(Int32(random.int(150...270))) : wall.lit(lit > 0 ? 150 : 190)
                box(x, y, x + pitch * 0.5, y + pitch * 0.75, Paint(glass))
            }
        }
    }

    /// A sailing boat afloat at `keel`.
    mutating func boat(_ keel: Point, size: Float, random: inout DemoRandom) {
        let hull = random.pick([Colour(240, 240, 240), Colour(170, 50, 44), Colour(40, 60, 100), Colour(90, 60, 40)])
        let sail = random.pick([Colour(250, 248, 240), Colour(230, 120, 80), Colour(240, 220, 150)])
        let mast = Point(keel.x, keel.y - size * 1.3)
        polygon(
            [
                Point(keel.x + size * 0.04, mast.y), Point(keel.x + size * 0.04, keel.y - size * 0.25),
                Point(keel.x + size * 0.55, keel.y - size * 0.25),
            ], Paint(sail, shade: 0.3))
        polygon(
            [
                Point(keel.x - size * 0.03, mast.y + size * 0.1), Point(keel.x - size * 0.03, keel.y - size * 0.25),
                Point(keel.x - size * 0.4, keel.y - size * 0.25),
            ], Paint(sail.lit(226), shade: 0.3))
        limb(keel, mast, from: size * 0.03, to: size * 0.015, Paint(Colour(70, 60, 50)))
        polygon(
            [
                Point(keel.x - size * 0.6, keel.y - size * 0.2), Point(keel.x + size * 0.65, keel.y - size * 0.22),
                Point(keel.x + size * 0.4, keel.y), Point(keel.x - size * 0.4, keel.y),
            ], Paint(hull, shade: 0.5))
    }

    /// A hot-air balloon around `centre`.
    mutating func balloon(_ centre: Point, radius: Float, random: inout DemoRandom) {
        let colours = [
            Colour(220, 60, 50), Colour(250, 200, 60), Colour(60, 120, 200), Colour(245, 240, 230), Colour(90, 170, 90),
            Colour(150, 70, 150),
        ]
        let pair = (random.pick(colours), random.pick(colours))
        let basket = Point(centre.x, centre.y + radius * 1.65)
        polygon(
            [
                Point(centre.x - radius * 0.78, centre.y + radius * 0.6),
                Point(centre.x + radius * 0.78, centre.y + radius * 0.6),
                Point(basket.x + radius * 0.14, basket.y - radius * 0.1),
                Point(basket.x - radius * 0.14, basket.y - radius * 0.1),
            ],
            Paint(pair.0.lit(210), shade: 0.6))
        for gore in 0..<6 {
            let narrow = radius * (1 - Float(gore) * 0.18)
            ellipse(centre, narrow, radius, Paint(gore.isMultiple(of: 2) ? pair.0 : pair.1, shade: 0.7))
        }
        box(
            basket.x - radius * 0.12, basket.y - radius * 0.08, basket.x + radius * 0.12, basket.y + radius * 0.12,
            Paint(Colour(120, 80, 44), texture: 120))
    }
}
