// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The colours of an hour and a weather.
struct Daylight {
    var zenith: Colour
    var horizon: Colour
    var cloud: Colour
    var sun: Colour
    /// What lit surfaces are multiplied with, 256 unchanged.
    var warmth: Colour
    /// Clouds cover the sky from this noise value up, -4096...4096.
    var cover: Int32

    private static let hours: [Daylight] = [
        Daylight(
            zenith: Colour(52, 108, 186), horizon: Colour(186, 214, 236), cloud: Colour(250, 250, 252),
            sun: Colour(255, 246, 220), warmth: Colour(262, 258, 248), cover: 300),
        Daylight(
            zenith: Colour(74, 92, 150), horizon: Colour(250, 186, 120), cloud: Colour(250, 150, 110),
            sun: Colour(255, 214, 140), warmth: Colour(284, 240, 204), cover: 0),
        Daylight(
            zenith: Colour(46, 44, 96), horizon: Colour(226, 110, 104), cloud: Colour(120, 70, 110),
            sun: Colour(255, 170, 120), warmth: Colour(230, 196, 210), cover: 200),
        Daylight(
            zenith: Colour(142, 154, 170), horizon: Colour(206, 210, 212), cloud: Colour(104, 112, 126),
            sun: Colour(250, 250, 250), warmth: Colour(238, 244, 250), cover: -300),
        Daylight(
            zenith: Colour(96, 150, 196), horizon: Colour(232, 226, 206), cloud: Colour(255, 244, 226),
            sun: Colour(255, 240, 200), warmth: Colour(272, 256, 232), cover: 900),
    ]

    static func random(_ random: inout DemoRandom) -> Daylight {
        var light = random.pick(hours)
        light.zenith = light.zenith.varied(&random, by: 14)
        light.horizon = light.horizon.varied(&random, by: 14)
        light.cover += Int32(random.int(-700...700))
        return light
    }

    /// A surface's colour under this light.
    func on(_ colour: Colour) -> Colour {
        Colour((colour.red &* warmth.red) >> 8, (colour.green &* warmth.green) >> 8, (colour.blue &* warmth.blue) >> 8)
    }

    /// The colour as seen through so much air, 0...1.
    func behindAir(_ colour: Colour, _ air: Float) -> Colour { on(colour).mixed(with: horizon, Int32(air * 256)) }
}
