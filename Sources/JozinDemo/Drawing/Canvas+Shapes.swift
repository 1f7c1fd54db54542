// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Canvas {
    /// Fills an ellipse with soft edges, shaded like a ball.
    mutating func ellipse(_ centre: Point, _ radiusX: Float, _ radiusY: Float, _ paint: Paint) {
        guard radiusX > 0, radiusY > 0 else { return }
        let first = column(centre.x - radiusX)
        let last = column(centre.x + radiusX)
        let edge = min(radiusX, radiusY) * unit * 128
        let strength = paint.shade * 128
        for y in row(centre.y - radiusY)..<max(row(centre.y - radiusY), row(centre.y + radiusY)) {
            let dy = (Float(y) / unit - centre.y) / radiusY
            for x in first..<max(first, last) {
                let dx = (across[x] - centre.x) / radiusX
                let distance = dx * dx + dy * dy
                guard distance < 1 else { continue }
                coverage[x] = Int32(min(256, (1 - distance) * edge + 1))
                let facing = dx * light.x + dy * light.y - distance * 0.5
                brightness[x] = 256 + Int32(strength * facing)
            }
            blend(row: y, first..<max(first, last), paint)
        }
    }

    /// Fills a polygon by the even-odd rule, four scan lines to a pixel row.
    mutating func polygon(_ points: [Point], _ paint: Paint) {
        guard points.count > 2 else { return }
        let left = points.reduce(Float.infinity) { min($0, $1.x) }
        let right = points.reduce(-Float.infinity) { max($0, $1.x) }
        let top = points.reduce(Float.infinity) { min($0, $1.y) }
        let bottom = points.reduce(-Float.infinity) { max($0, $1.y) }
        let columns = max(0, column(left) - 1)..<max(max(0, column(left) - 1), min(size.width, column(right) + 1))
        let rows = max(0, row(top) - 1)..<max(max(0, row(top) - 1), row(bottom))
        let strength = paint.shade * 256
        for y in rows {
            for line in 0..<4 { cover(points, y: (Float(y) + 0.125 + 0.25 * Float(line)) / unit) }
            let down = (Float(y) / unit - top) / max(bottom - top, 0.001) - 0.5
            for x in columns where coverage[x] > 0 {
                let along = (across[x] - left) / max(right - left, 0.001) - 0.5
                brightness[x] = 256 + Int32(strength * (along * light.x + down * light.y))
            }
            blend(row: y, columns, paint)
        }
    }

    /// Adds a quarter row of the polygon at height `y` to the coverage row.
    private mutating func cover(_ points: [Point], y: Float) {
        var crossings: [Float] = []
        var previous = points[points.count - 1]
        for point in points {
            if (previous.y <= y) != (point.y <= y) {
                let share = (y - previous.y) / (point.y - previous.y)
                crossings.append((previous.x + (point.x - previous.x) * share) * unit)
            }
            previous = point
        }
        crossings.sort()
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
            let from = max(0, crossings[pair])
            let to = min(Float(size.width), crossings[pair + 1])
            guard to > from else { continue }
            for x in Int(from)..<min(size.width, Int(to) + 1) {
                let share = min(to, Float(x + 1)) - max(from, Float(x))
                coverage[x] = min(256, coverage[x] &+ Int32(max(0, share) * 64))
            }
        }
    }

    /// A rectangle.
    mutating func box(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float, _ paint: Paint) {
        polygon([Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)], paint)
    }

    /// A straight limb, `from` and `to` thick at its ends.
    mutating func limb(_ a: Point, _ b: Point, from: Float, to: Float, _ paint: Paint) {
        let dx = b.x - a.x
        let dy = b.y - a.y
        let length = max((dx * dx + dy * dy).squareRoot(), 0.0001)
        let nx = -dy / length / 2
        let ny = dx / length / 2
        polygon(
            [
                Point(a.x + nx * from, a.y + ny * from), Point(b.x + nx * to, b.y + ny * to),
                Point(b.x - nx * to, b.y - ny * to), Point(a.x - nx * from, a.y - ny * from),
            ], paint)
    }

    /// A turned ellipse as a polygon: leaves and petals.
    mutating func leaf(_ centre: Point, _ length: Float, _ breadth: Float, turns: Float, _ paint: Paint) {
        let cosine = Wave.cosine(turns)
        let sine = Wave.sine(turns)
        polygon(
            (0..<18).map { index in
                let angle = Float(index) / 18
                let along = Wave.cosine(angle) * length
                let across = Wave.sine(angle) * breadth
                return Point(centre.x + along * cosine - across * sine, centre.y + along * sine + across * cosine)
            }, paint)
    }

    /// Adds light around a place, fading with the square of the distance and gone at `radius`.
    mutating func glow(_ centre: Point, _ radius: Float, _ colour: Colour, strength: Int32 = 256) {
        let columns = column(centre.x - radius)..<max(column(centre.x - radius), column(centre.x + radius))
        for y in row(centre.y - radius)..<max(row(centre.y - radius), row(centre.y + radius)) {
            let dy = (Float(y) / unit - centre.y) / radius
            for x in columns {
                let dx = (across[x] - centre.x) / radius
                let near = 1 - dx * dx - dy * dy
                guard near > 0 else { continue }
                let added = colour.lit(Int32(near * near * near * Float(strength)))
                let old = self.colour(x, y)
                set(x, y, Colour(old.red &+ added.red, old.green &+ added.green, old.blue &+ added.blue))
            }
        }
    }
}
