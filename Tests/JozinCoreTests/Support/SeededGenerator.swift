// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }

    /// A name of 1 to 12 bytes of all values that a name may hold, half of them of few letters, so that names meet.
    mutating func name() -> [UInt8] {
        let few = Bool.random(using: &self)
        let bytes = (0..<Int.random(in: 1...12, using: &self)).map { _ -> UInt8 in
            few ? [0x61, 0x62, 0x2E].randomElement(using: &self) ?? 0x61 : UInt8.random(in: 1...255, using: &self)
        }
        let name = bytes.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }
        return name == [0x2E] || name == [0x2E, 0x2E] ? [0x61] : name
    }
}
