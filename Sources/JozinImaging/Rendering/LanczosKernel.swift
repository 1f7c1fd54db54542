// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Lanczos' kernel of three lobes, sinc(x) sinc(x/3), from a table: 1 at 0, 0 at the other whole numbers and beyond 3.
enum LanczosKernel {
    static let reach = 3.0
    private static let steps = 1024

    /// Three lobes and two more values for interpolation; between two of them a straight line is wrong by less than a millionth.
    private static let values: [Double] = (0...3 * steps + 1).map { step in
        guard step < 3 * steps else { return 0 }
        guard step > 0 else { return 1 }
        let angle = Double.pi * Double(step) / Double(steps)
        return Trigonometry.sine(angle) / angle * (Trigonometry.sine(angle / 3) / (angle / 3))
    }

    static func weight(at x: Double) -> Double {
        let place = min(abs(x), reach) * Double(steps)
        let index = Int(place)
        let (low, high) = (values[index], values[index + 1])
        return low + (high - low) * (place - Double(index))
    }
}

/// Sines from additions and multiplications alone: every machine gives the same bits.
enum Trigonometry {
    /// Within a few units of the last place of 1, for angles of a few turns.
    static func sine(_ angle: Double) -> Double {
        // To -pi/2...pi/2, where the sine goes once from -1 to 1.
        var x = angle - (angle / (2 * .pi)).rounded() * 2 * .pi
        if x > .pi / 2 { x = .pi - x }
        if x < -.pi / 2 { x = -.pi - x }
        // Taylor's series; 11 terms, the next is under 2^-60.
        var sum = 0.0
        for term in stride(from: 10, through: 1, by: -1) { sum = (1 + sum) * -x * x / Double(2 * term * (2 * term + 1)) }
        return x * (1 + sum)
    }

    static func cosine(_ angle: Double) -> Double { sine(angle + .pi / 2) }
}
