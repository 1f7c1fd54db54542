// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What one person wears and how they look.
struct Look {
    let skin: Colour
    let hair: Colour
    let top: Colour
    let bottom: Colour
    let longHair: Bool

    init(_ random: inout DemoRandom) {
        skin = random.pick([
            Colour(240, 200, 172), Colour(224, 172, 134), Colour(196, 140, 102), Colour(140, 94, 66), Colour(98, 66, 48),
        ])
        hair = random.pick([
            Colour(44, 32, 26), Colour(96, 62, 36), Colour(186, 146, 84), Colour(150, 74, 40), Colour(188, 186, 184),
        ])
        top = Colour(Int32(random.int(30...240)), Int32(random.int(30...240)), Int32(random.int(30...240)))
        bottom = Colour(Int32(random.int(20...150)), Int32(random.int(20...150)), Int32(random.int(30...190)))
        longHair = random.chance(50)
    }
}

extension Canvas {
    /// A standing person, feet at `foot`.
    mutating func person(_ foot: Point, height: Float, random: inout DemoRandom) {
        let look = Look(&random)
        let hip = Point(foot.x, foot.y - height * 0.47)
        let neck = Point(foot.x + random.float(-0.02...0.02) * height, foot.y - height * 0.84)
        let stride = random.float(0.02...0.1) * height
        ellipse(Point(foot.x, foot.y), height * 0.16, height * 0.025, Paint(Colour(20, 20, 24), opacity: 90))
        for side in [Float(-1), 1] {
            let leg = Paint(look.bottom, shade: 0.5, texture: 50)
            limb(
                Point(hip.x + side * height * 0.04, hip.y), Point(foot.x + side * stride, foot.y), from: height * 0.085,
                to: height * 0.05, leg)
            let shoulder = Point(neck.x + side * height * 0.1, neck.y + height * 0.03)
            let elbow = Point(shoulder.x + side * random.float(0...0.09) * height, shoulder.y + height * 0.17)
            let hand = Point(elbow.x + side * random.float(-0.06...0.1) * height, elbow.y + random.float(-0.14...0.16) * height)
            limb(shoulder, elbow, from: height * 0.055, to: height * 0.045, Paint(look.top, shade: 0.4))
            limb(elbow, hand, from: height * 0.042, to: height * 0.034, Paint(look.skin, shade: 0.3))
        }
        polygon(
            [
                Point(neck.x - height * 0.115, neck.y + height * 0.02), Point(neck.x + height * 0.115, neck.y + height * 0.02),
                Point(hip.x + height * 0.085, hip.y + height * 0.03), Point(hip.x - height * 0.085, hip.y + height * 0.03),
            ], Paint(look.top, shade: 0.5, texture: 30))
        head(Point(neck.x, neck.y - height * 0.075), radius: height * 0.062, look: look, features: height > 0.3, random: &random)
    }

    /// Head and shoulders, as in a portrait; the face's centre at `centre`.
    mutating func bust(_ centre: Point, radius: Float, random: inout DemoRandom) {
        let look = Look(&random)
        let shoulder = centre.y + radius * 1.75
        polygon(
            [
                Point(centre.x - radius * 0.6, shoulder - radius * 0.2), Point(centre.x + radius * 0.6, shoulder - radius * 0.2),
                Point(centre.x + radius * 1.7, shoulder + radius * 0.5), Point(centre.x + radius * 2, shoulder + radius * 4),
                Point(centre.x - radius * 2, shoulder + radius * 4), Point(centre.x - radius * 1.7, shoulder + radius * 0.5),
            ], Paint(look.top, shade: 0.6, texture: 36))
        limb(
            Point(centre.x, centre.y + radius * 0.5), Point(centre.x, shoulder), from: radius * 0.85, to: radius * 1,
            Paint(look.skin.lit(215), shade: 0.4))
        ellipse(Point(centre.x, shoulder - radius * 0.15), radius * 0.52, radius * 0.3, Paint(look.skin.lit(225), shade: 0.3))
        head(centre, radius: radius, look: look, features: true, random: &random)
    }

    private mutating func head(_ centre: Point, radius: Float, look: Look, features: Bool, random: inout DemoRandom) {
        let hair = Paint(look.hair, shade: 0.6, texture: 60)
        for side in [Float(-1), 1] where look.longHair {
            let temple = Point(centre.x + side * radius * 0.72, centre.y - radius * 0.3)
            limb(
                temple, Point(temple.x + side * radius * 0.1, centre.y + radius * 1.6), from: radius * 0.6, to: radius * 0.4, hair
            )
        }
        ellipse(Point(centre.x, centre.y - radius * 0.22), radius * 1.04, radius * 1.1, hair)
        ellipse(Point(centre.x, centre.y + radius * 0.12), radius * 0.84, radius * 1.06, Paint(look.skin, shade: 0.45))
        guard features else { return }
        let gaze = random.float(-0.06...0.06) * radius
        for side in [Float(-1), 1] {
            let eye = Point(centre.x + side * radius * 0.34 + gaze, centre.y)
            ellipse(eye, radius * 0.14, radius * 0.08, Paint(Colour(244, 240, 236)))
            ellipse(eye, radius * 0.07, radius * 0.075, Paint(Colour(60, 46, 38)))
            limb(
                Point(eye.x - radius * 0.17, eye.y - radius * 0.2), Point(eye.x + radius * 0.17, eye.y - radius * 0.22),
                from: radius * 0.06, to: radius * 0.05, Paint(look.hair.lit(200)))
            ellipse(
                Point(centre.x + side * radius * 0.45, centre.y + radius * 0.4), radius * 0.2, radius * 0.15,
                Paint(Colour(226, 120, 104), opacity: 50))
        }
        leaf(
            Point(centre.x + gaze, centre.y + radius * 0.3), radius * 0.16, radius * 0.08, turns: 0.25,
            Paint(look.skin.lit(216), shade: 0.5))
        let smile = random.float(0.02...0.12) * radius
        let lips = (0...6).map { index in
            let along = Float(index) / 3 - 1
            return Point(centre.x + gaze + along * radius * 0.3, centre.y + radius * 0.62 + smile * (1 - along * along) * 2)
        }
        polygon(
            [Point(lips[0].x, lips[0].y)] + lips + [Point(centre.x + gaze, lips[0].y - radius * 0.02)],
            Paint(Colour(176, 74, 72)))
    }
}
