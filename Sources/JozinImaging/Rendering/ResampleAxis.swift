// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// One axis of a resampling: which samples each new one is made of, and with which weights, by Lanczos' kernel.
///
/// Where the picture becomes smaller the kernel is widened by as much, so that it lets through only what the new samples can show.
public struct ResampleAxis: Sendable {
    /// How many samples there are.
    public let count: Int
    /// How many samples make each new one; the same for all, some of them perhaps of no weight.
    let taps: Int
    /// The first sample of each new one; they never go back.
    private(set) var firsts: [Int] = []
    /// `taps` weights for each new sample; their sum is 1.
    private(set) var weights: [Float] = []

    /// How many new samples there are.
    public var newCount: Int { firsts.count }

    /// `newCount` samples over the range from `start` to `end` of `count` samples, each of which is 1 long.
    public init(count: Int, from start: Double, to end: Double, newCount: Int) {
        precondition(count > 0 && newCount > 0 && end > start)
        let scale = (end - start) / Double(newCount)
        let width = max(scale, 1)
        let reach = LanczosKernel.reach * width
        self.count = count
        taps = min(count, Int((2 * reach).rounded(.up)) + 1)
        firsts.reserveCapacity(newCount)
        weights.reserveCapacity(newCount * taps)
        for index in 0..<newCount {
            // The middle of sample n is n + 1/2; what lies outside is not asked for.
            let centre = min(max(start + (Double(index) + 0.5) * scale, 0.5), Double(count) - 0.5)
            let first = min(max(Int((centre - reach - 0.5).rounded(.up)), 0), count - taps)
            firsts.append(first)
            appendWeights((0..<taps).lazy.map { LanczosKernel.weight(at: (Double(first + $0) + 0.5 - centre) / width) })
        }
    }

    private mutating func appendWeights(_ values: some Sequence<Double>) {
        let start = weights.count
        var sum = 0.0
        for value in values {
            sum += value
            weights.append(Float(value))
        }
        // The nearest sample alone weighs more than all that is negative.
        let factor = Float(1 / sum)
        for index in start..<weights.count { weights[index] *= factor }
    }

    /// The most new samples that any one sample is still needed for at once, the new ones being made in order.
    var mostOpen: Int {
        var (most, start) = (1, 0)
        for end in firsts.indices {
            while firsts[start] + taps <= firsts[end] { start += 1 }
            most = max(most, end - start + 1)
        }
        return most
    }
}
