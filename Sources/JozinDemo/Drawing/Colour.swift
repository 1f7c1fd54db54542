// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Red, green and blue, 0...255; sums on the way may leave that range.
struct Colour: Hashable, Sendable {
    var red: Int32
    var green: Int32
    var blue: Int32

    init(_ red: Int32, _ green: Int32, _ blue: Int32) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// This colour at weight 0, `other` at weight 256.
    func mixed(with other: Colour, _ weight: Int32) -> Colour {
        Colour(
            red &+ ((other.red &- red) &* weight) >> 8,
            green &+ ((other.green &- green) &* weight) >> 8,
            blue &+ ((other.blue &- blue) &* weight) >> 8)
    }

    /// Brighter above 256, darker below.
    func lit(_ factor: Int32) -> Colour {
        Colour((red &* factor) >> 8, (green &* factor) >> 8, (blue &* factor) >> 8)
    }

    /// Each channel moved by up to `amount`.
    func varied(_ random: inout DemoRandom, by amount: Int) -> Colour {
        Colour(
            Colour.clamped(red + Int32(random.int(-amount...amount))),
            Colour.clamped(green + Int32(random.int(-amount...amount))),
            Colour.clamped(blue + Int32(random.int(-amount...amount))))
    }

    static func clamped(_ value: Int32) -> Int32 { max(0, min(255, value)) }
}
