// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// SplitMix64 (Steele, Lea, Flood 2014): the demo's only source of chance, the same on every machine.
public struct DemoRandom: Sendable {
    private var state: UInt64

    /// A generator whose numbers depend on the seed alone.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return DemoRandom.mixed(state)
    }

    /// A number below `bound`, which is positive and far below 2^32, so that the bias is beyond notice.
    public mutating func below(_ bound: Int) -> Int {
        Int(next() >> 33) % bound
    }

    /// A number of the closed range.
    public mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// A multiple of 2^-24 of the range's width, from its lower bound up.
    public mutating func float(_ range: ClosedRange<Float>) -> Float {
        let fraction = Float(next() >> 40) / 16_777_216
        return range.lowerBound + (range.upperBound - range.lowerBound) * fraction
    }

    /// True in `percent` of a hundred cases.
    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of the elements, of which there is at least one.
    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A generator of its own for one part, so that a change in one part leaves the others as they were.
    public mutating func fork() -> DemoRandom { DemoRandom(seed: next()) }

    /// A seed for the `index`th of many things made from `seed`.
    public static func seed(_ seed: UInt64, _ index: Int) -> UInt64 {
        mixed(mixed(seed) &+ UInt64(truncatingIfNeeded: index) &* 0x9e37_79b9_7f4a_7c15)
    }

    private static func mixed(_ bits: UInt64) -> UInt64 {
        var bits = bits
        bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
        return bits ^ bits >> 31
    }
}
