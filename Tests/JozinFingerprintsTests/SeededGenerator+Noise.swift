// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinTestSupport

extension SeededGenerator {
    /// A number of mean 0 and deviation about `deviation`: the sum of four even ones.
    mutating func noise(_ deviation: Float) -> Float {
        (0..<4).reduce(0) { sum, _ in sum + Float.random(in: -1...1, using: &self) } * deviation * 0.866
    }
}
