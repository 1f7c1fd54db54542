// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Decodes DC coefficients and steps over AC coefficients (ISO/IEC 10918-1, F.2.2 and G.2).
struct EntropyDecoder {
    enum Outcome {
        case finished
        case bytesEnded
        case invalidCode
    }

    /// How far a run of MCUs came.
    struct Run {
        let outcome: Outcome
        /// The first MCU that was not decoded.
        let stoppedAt: Int
        let consumedBits: Int
    }

    let layout: ScanLayout
    /// Whether blocks hold AC coefficients behind their DC coefficient.
    let hasAC: Bool
    /// By how many bits the coefficients are shifted (progressive files).
    let shift: Int16
    let dcCodes: [HuffmanCode?]
    let acCodes: [HuffmanCode?]

    /// Decodes the MCUs `range` from the bytes of one restart interval; predictions begin at zero.
    func run(
        _ range: Range<Int>, from entropy: EntropyBytes, _ tables: EntropyTables, into coefficients: inout [Int16]
    ) -> Run {
        let (bytes, limit) = (entropy.storage.span, entropy.limit)
        let (dc, ac) = (tables.dc.span, tables.ac.span)
        let blocks = layout.blocks.span
        let end = entropy.count * 8
        var output = coefficients.mutableSpan
        var bits = EntropyBits()
        var predictions = InlineArray<4, Int32>(repeating: 0)
        var (row, column) = range.lowerBound.quotientAndRemainder(dividingBy: layout.mcusWide)
        for mcu in range {
            for index in blocks.indices {
                let block = blocks[index]
                guard bits.next <= limit else { return stop(.bytesEnded, mcu, bits, entropy) }
                bits.refill(bytes)
                guard let difference = difference(&bits, bytes, dc, block.dcTable) else {
                    return stop(.invalidCode, mcu, bits, entropy)
                }
                predictions[block.component & 3] &+= difference
                let place = block.offset &+ row &* block.rowStep &+ column &* block.columnStep
                output[place] = Int16(truncatingIfNeeded: predictions[block.component & 3]) &<< shift
                guard !hasAC || skipAC(&bits, bytes, ac, block.acTable) else {
                    return stop(.invalidCode, mcu, bits, entropy)
                }
            }
            guard bits.consumed <= end else { return stop(.bytesEnded, mcu, bits, entropy) }
            column &+= 1
            if column == layout.mcusWide { (row, column) = (row &+ 1, 0) }
        }
        return stop(.finished, range.upperBound, bits, entropy)
    }

    /// The verdict: what was read past the end of the bytes is no code of the file.
    private func stop(_ outcome: Outcome, _ mcu: Int, _ bits: EntropyBits, _ entropy: EntropyBytes) -> Run {
        let longestCode = outcome == .invalidCode ? 16 : 0
        let isPastEnd = bits.consumed + longestCode > entropy.count * 8
        return Run(outcome: isPastEnd ? .bytesEnded : outcome, stoppedAt: mcu, consumedBits: bits.consumed)
    }

    /// A DC difference; nil where there is no such code. Needs 56 bits, leaves at least 28.
    @inline(__always)
    private func difference(_ bits: inout EntropyBits, _ bytes: Span<UInt8>, _ dc: Span<UInt16>, _ table: Int) -> Int32? {
        let entry = dc[table &<< EntropyTables.dcBits &+ bits.peek(EntropyTables.dcBits)]
        guard entry != 0 else { return rareDifference(&bits, bytes, table) }
        let difference = bits.value(after: entry &>> 10, size: entry &>> 6 & 15)
        bits.skip(entry)
        return difference
    }

    @inline(never)
    private func rareDifference(_ bits: inout EntropyBits, _ bytes: Span<UInt8>, _ table: Int) -> Int32? {
        guard let match = dcCodes[table]?.match(UInt32(bits.peek(16))) else { return nil }
        let difference = bits.value(after: UInt16(match.length), size: UInt16(match.symbol))
        bits.skip(UInt16(match.length) + UInt16(match.symbol))
        bits.refill(bytes)
        return difference
    }

    /// Steps over the AC coefficients of a block; false where there is no such code. Needs 28 bits.
    @inline(__always)
    private func skipAC(_ bits: inout EntropyBits, _ bytes: Span<UInt8>, _ ac: Span<UInt16>, _ table: Int) -> Bool {
        // The coefficient that comes next; 64 when the block is full.
        var coefficient = 1
        let base = table &<< EntropyTables.acBits
        while true {
            var before = bits
            var advance = 0
            while true {
                before = bits
                advance = lookUp(&bits, ac, base)
                coefficient &+= advance
                if coefficient >= 64 { break }
                bits.refill(bytes)
                before = bits
                advance = lookUp(&bits, ac, base)
                coefficient &+= advance
                if coefficient >= 64 { break }
            }
            // Full to the last coefficient, or an end of block before it.
            if coefficient == 64 || (coefficient > EntropyTables.endOfBlock && coefficient < EntropyTables.endOfBlock + 64) {
                return true
            }
            // A long code, or an entry whose later symbols belong to the next block.
            bits = before
            coefficient &-= advance
            switch rareSymbol(&bits, bytes, table, &coefficient) {
            case .invalid: return false
            case .ended: return true
            case .goesOn: continue
            }
        }
    }

    @inline(__always)
    private func lookUp(_ bits: inout EntropyBits, _ ac: Span<UInt16>, _ base: Int) -> Int {
        let entry = ac[base &+ bits.peek(EntropyTables.acBits)]
        bits.skip(entry)
        return Int(truncatingIfNeeded: entry &>> 6)
    }

    private enum Symbol {
        case invalid
        case ended
        case goesOn
    }

    /// Steps over one AC symbol. Leaves at least 56 bits.
    @inline(never)
    private func rareSymbol(
        _ bits: inout EntropyBits, _ bytes: Span<UInt8>, _ table: Int, _ coefficient: inout Int
    ) -> Symbol {
        bits.refill(bytes)
        guard let match = acCodes[table]?.match(UInt32(bits.peek(16))) else { return .invalid }
        let step = RunAndSize(match.symbol)
        bits.skip(UInt16(match.length + step.size))
        bits.refill(bytes)
        if step.endsBlock { return .ended }
        coefficient &+= step.advance
        return coefficient < 64 ? .goesOn : coefficient == 64 ? .ended : .invalid
    }
}
