// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A Huffman code as a DHT segment defines it (ISO/IEC 10918-1, B.2.4.2): how many codes of each length, and their symbols.
struct HuffmanSpecification: Hashable {
    /// Codes of length 1...16.
    let counts: [UInt8]
    /// In order of their codes.
    let symbols: [UInt8]

    /// From the 16 counts at `start` and the symbols behind them; nil where they are too many or the payload ends.
    init?(_ payload: Span<UInt8>, at start: Int) {
        guard start + 16 <= payload.count else { return nil }
        let counts = (0..<16).map { payload[start + $0] }
        let total = counts.reduce(0) { $0 + Int($1) }
        guard total <= 256, start + 16 + total <= payload.count else { return nil }
        self.counts = counts
        symbols = (0..<total).map { payload[start + 16 + $0] }
    }
}

/// A Huffman code ready for decoding symbol by symbol, for what the lookup tables leave over.
struct HuffmanCode: Sendable {
    /// For each length, the first 16-bit window that is no code of that length or shorter; grows with the length.
    private var ends = InlineArray<17, UInt32>(repeating: 0)
    /// For each length, what to add to a code to have its symbol's index.
    private var offsets = InlineArray<17, Int>(repeating: 0)
    private let symbols: [UInt8]

    /// A code's symbol, and its length in bits.
    struct Match {
        let symbol: UInt8
        let length: Int
    }

    /// Nil where the counts ask for more codes than there are; no code is all ones (annex C, figure C.2).
    init?(_ specification: HuffmanSpecification) {
        symbols = specification.symbols
        var code: UInt32 = 0
        var index = 0
        for length in 1...16 {
            let count = UInt32(specification.counts[length - 1])
            offsets[length] = index - Int(code)
            code += count
            index += Int(count)
            guard count == 0 || code < 1 << UInt32(length) else { return nil }
            ends[length] = code << UInt32(16 - length)
            code <<= 1
        }
    }

    /// The code that the 16 bits of `window` begin with; nil where none does.
    func match(_ window: UInt32) -> Match? {
        for length in 1...16 where window < ends[length] {
            let index = Int(window >> UInt32(16 - length)) + offsets[length]
            return Match(symbol: symbols[index], length: length)
        }
        return nil
    }
}
