// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Resamples a picture whose rows come one after another, holding no more of it than a few rows.
///
/// Each row is added to all new rows that it is a part of; a new row that has all its parts is resampled across and done.
public struct RowReducer: Sendable {
    private let across: ResampleAxis
    private let down: ResampleAxis
    private let channels: Int
    /// A row's samples, and one more, which is not looked at but read.
    private let stride: Int
    private let slots: Int
    private var open: [Float]
    private var widened: [Float]
    private var row = 0
    private var next = 0
    /// The new picture, `across.newCount` by `down.newCount`; complete when `isComplete`.
    public private(set) var output: [UInt8]

    /// Of rows of `across.count` pixels of `channels` (1 or 3) samples each, `down.count` of them.
    public init(across: ResampleAxis, down: ResampleAxis, channels: Int) {
        self.across = across
        self.down = down
        self.channels = channels
        stride = across.count * channels + 1
        slots = down.mostOpen
        open = [Float](repeating: 0, count: slots * stride)
        widened = [Float](repeating: 0, count: stride)
        output = [UInt8](repeating: 0, count: across.newCount * down.newCount * channels)
    }

    /// Whether all new rows are there; what comes behind that is not needed.
    public var isComplete: Bool { next == down.newCount }

    /// Takes the next row of bytes.
    public mutating func add(_ bytes: Span<UInt8>) {
        precondition(bytes.count == across.count * channels)
        guard needsRow else { return skip() }
        var samples = widened
        widened = []
        var span = samples.mutableSpan
        RowArithmetic.widen(bytes, into: &span)
        add(samples.span)
        widened = samples
    }

    /// Whether the next row is a part of anything.
    private var needsRow: Bool { !isComplete && down.firsts[next] <= row }

    private mutating func skip() { row += 1 }

    /// Takes the next row: one sample more than the picture has, of any value.
    public mutating func add(_ samples: Span<Float>) {
        precondition(samples.count == stride && row < down.count)
        defer { row += 1 }
        var target = next
        while target < down.newCount, down.firsts[target] <= row {
            let tap = row - down.firsts[target]
            let weight = down.weights[target * down.taps + tap]
            if weight != 0 {
                let slot = target % slots * stride
                var all = open.mutableSpan
                RowArithmetic.add(samples, times: weight, to: &all, from: slot)
            }
            target += 1
        }
        while next < down.newCount, down.firsts[next] + down.taps - 1 == row { finishRow() }
    }

    private mutating func finishRow() {
        let start = next % slots * stride
        let length = across.newCount * channels
        // Taken out of self for a while: one value cannot lend a field and change another.
        var output = self.output
        self.output = []
        var target = output.mutableSpan
        RowArithmetic.resample(
            open.span.extracting(start..<start + stride), channels: channels, by: across, into: &target, from: next * length)
        self.output = output
        for index in start..<start + stride { open[index] = 0 }
        next += 1
    }
}
