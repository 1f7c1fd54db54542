// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Sine and cosine by polynomial: libm differs from machine to machine in the last bit, and demo bytes must not.
enum Wave {
    /// The sine of so many full turns, to about 1e-3.
    static func sine(_ turns: Float) -> Float {
        var phase = turns - turns.rounded(.down)
        let negative = phase >= 0.5
        if negative { phase -= 0.5 }
        // Bhaskara I's approximation on half a turn.
        let product = phase * (0.5 - phase) * 4
        let value = 4 * product / (1.25 - product)
        return negative ? -value : value
    }

    /// The cosine of so many full turns.
    static func cosine(_ turns: Float) -> Float { sine(turns + 0.25) }

    /// 3t² - 2t³ for t cut to 0...1.
    static func smooth(_ t: Float) -> Float {
        let t = max(0, min(1, t))
        return t * t * (3 - 2 * t)
    }
}
