// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Cosines at the multiples of pi/384, the angles that the DCT of 64 cells and the Lanczos kernel need.
///
/// Made from one literal by additions and multiplications alone, so that every machine has the same table to the last bit.
enum CosineTable {
    /// Steps in a whole turn.
    private static let turn = 768

    private static let values: [Double] = {
        // cos(pi/384); the recurrence cos(k + 1) = 2 cos(1) cos(k) - cos(k - 1) stays within 1e-10 of the truth.
        let step = 0.9999665339174011034576
        var values = [1, step]
        while values.count < turn {
            values.append(2 * step * values[values.count - 1] - values[values.count - 2])
        }
        return values
    }()

    /// The cosine of `step` times pi/384.
    static func cosine(_ step: Int) -> Double { values[abs(step) % turn] }

    /// The sine of `step` times pi/384.
    static func sine(_ step: Int) -> Double { cosine(step - turn / 4) }
}
