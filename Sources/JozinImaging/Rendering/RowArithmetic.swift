// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The loops over samples that resampling spends its time in. Each checks its bounds once, before it begins.
enum RowArithmetic {
    /// Adds `weight` times each sample to the sums from `start` on.
    static func add(_ row: Span<Float>, times weight: Float, to sums: inout MutableSpan<Float>, from start: Int) {
        let count = row.count
        precondition(start >= 0 && sums.count - start >= count)
        // Below both counts.
        for index in 0..<count { unsafe sums[unchecked: start &+ index] += weight * row[unchecked: index] }
    }

    /// Adds each sample; 256 rows of 255 fit 16 bits.
    static func add(_ row: Span<UInt8>, to sums: inout MutableSpan<UInt16>) {
        let count = row.count
        precondition(sums.count >= count)
        // Below both counts.
        for index in 0..<count { unsafe sums[unchecked: index] &+= UInt16(truncatingIfNeeded: row[unchecked: index]) }
    }

    /// The same samples as numbers with a fraction.
    static func widen(_ row: Span<UInt8>, into target: inout MutableSpan<Float>) {
        let count = row.count
        precondition(target.count >= count)
        // Below both counts.
        for index in 0..<count { unsafe target[unchecked: index] = Float(row[unchecked: index]) }
    }

    /// Resamples a row of `channels` (1 or 3) interleaved samples into the bytes from `start` on, rounded; `row` has a sample more than
    /// it needs.
    static func resample(
        _ row: Span<Float>, channels: Int, by axis: ResampleAxis, into target: inout MutableSpan<UInt8>, from start: Int
    ) {
        precondition(row.count >= axis.count * channels + 1 && start >= 0 && target.count - start >= axis.newCount * channels)
        let (firsts, weights) = (axis.firsts.span, axis.weights.span)
        let taps = axis.taps
        // The axis keeps every first sample and its taps below its count, and has as many weights as new samples times taps.
        for index in 0..<axis.newCount {
            var sum = SIMD4<Float>(repeating: 0.5)
            var from = unsafe firsts[unchecked: index] &* channels
            let base = index &* taps
            if channels == 3 {
                for tap in 0..<taps {
                    let pixel = unsafe SIMD4(
                        row[unchecked: from], row[unchecked: from &+ 1], row[unchecked: from &+ 2], row[unchecked: from &+ 3])
                    sum += unsafe pixel * weights[unchecked: base &+ tap]
                    from &+= 3
                }
                let pixel = sum.clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255))
                let to = start &+ index &* 3
                unsafe target[unchecked: to] = UInt8(pixel.x)
                unsafe target[unchecked: to &+ 1] = UInt8(pixel.y)
                unsafe target[unchecked: to &+ 2] = UInt8(pixel.z)
            } else {
                for tap in 0..<taps { sum.x += unsafe row[unchecked: from &+ tap] * weights[unchecked: base &+ tap] }
                unsafe target[unchecked: start &+ index] = UInt8(min(max(sum.x, 0), 255))
            }
        }
    }
}
