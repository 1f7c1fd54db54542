// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Makes rows of RGB smaller by a whole factor, each pixel the mean of a square; at the right and lower edges of what there is of it.
public struct BoxShrink: Sendable {
    /// Pixels a side that become one: 1 to 128.
    public let factor: Int
    private let width: Int
    private var sums: [UInt16]
    private var rows = 0
    private var means: [Float]

    /// Of rows of `width` pixels.
    public init(factor: Int, width: Int) {
        precondition(factor > 1 && factor <= 128 && width > 0)
        self.factor = factor
        self.width = width
        sums = [UInt16](repeating: 0, count: width * 3)
        means = [Float](repeating: 0, count: BoxShrink.count(width, factor) * 3 + 1)
    }

    /// How many pixels `count` become.
    public static func count(_ count: Int, _ factor: Int) -> Int { (count + factor - 1) / factor }

    /// Takes the next row, the last of all if it says so, and hands on the mean of `factor` rows where they are together:
    /// `RowReducer`'s samples.
    public mutating func add(_ row: Span<UInt8>, isLast: Bool, _ take: (Span<Float>) -> Void) {
        precondition(row.count == width * 3)
        var span = sums.mutableSpan
        RowArithmetic.add(row, to: &span)
        rows += 1
        guard rows == factor || isLast else { return }
        share()
        take(means.span)
        var empty = sums.mutableSpan
        empty.update(repeating: 0)
        rows = 0
    }

    private mutating func share() {
        var to = 0
        for left in stride(from: 0, to: width, by: factor) {
            let right = min(left &+ factor, width)
            // 128 x 128 x 255 fits 32 bits.
            var (red, green, blue): (UInt32, UInt32, UInt32) = (0, 0, 0)
            for pixel in left..<right {
                red &+= UInt32(sums[pixel &* 3])
                green &+= UInt32(sums[pixel &* 3 &+ 1])
                blue &+= UInt32(sums[pixel &* 3 &+ 2])
            }
            let share = 1 / Float(rows * (right - left))
            means[to] = Float(red) * share
            means[to &+ 1] = Float(green) * share
            means[to &+ 2] = Float(blue) * share
            to &+= 3
        }
    }
}
