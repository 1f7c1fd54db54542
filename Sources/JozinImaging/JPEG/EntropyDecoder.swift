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
        guard entry != 0 else {
            guard let rare = rareDifference(bits, bytes, table) else { return nil }
            bits = rare.rest
            return rare.difference
        }
        let difference = bits.value(after: entry &>> 10, size: entry &>> 6 & 15)
        bits.skip(entry)
        return difference
    }

    // The rare cases take and give back cursors by value: `inout` would keep the one that all others use in memory.

    @inline(never)
    private func rareDifference(
        _ bits: EntropyBits, _ bytes: Span<UInt8>, _ table: Int
    ) -> (difference: Int32, rest: EntropyBits)? {
        guard let match = dcCodes[table]?.match(UInt32(bits.peek(16))) else { return nil }
        let difference = bits.value(after: UInt16(match.length), size: UInt16(match.symbol))
        var rest = bits
        rest.skip(UInt16(match.length) + UInt16(match.symbol))
        rest.refill(bytes)
        return (difference, rest)
    }

    /// Steps over the AC coefficients of a block; false where there is no such code. Needs 28 bits.
    @inline(__always)
    private func skipAC(_ bits: inout EntropyBits, _ bytes: Span<UInt8>, _ ac: Span<UInt16>, _ table: Int) -> Bool {
        // Of a length that the compiler knows, so that no look-up by as many bits needs a check.
        let ac = ac.extracting(table &<< EntropyTables.acBits..<(table &+ 1) &<< EntropyTables.acBits)
        // The coefficient that comes next; 64 when the block is full.
        var coefficient = 1
        while true {
            var entry: UInt16
            while true {
                entry = ac[bits.peek(EntropyTables.acBits)]
                bits.skip(entry)
                coefficient &+= Int(truncatingIfNeeded: entry &>> 6)
                if coefficient >= 64 { break }
                bits.refill(bytes)
                entry = ac[bits.peek(EntropyTables.acBits)]
                bits.skip(entry)
                coefficient &+= Int(truncatingIfNeeded: entry &>> 6)
                if coefficient >= 64 { break }
            }
            // Full to the last coefficient, or an end of block before it.
            if coefficient == 64 || (coefficient > EntropyTables.endOfBlock && coefficient < EntropyTables.endOfBlock + 64) {
                return true
            }
            // A long code, or an entry whose later symbols belong to the next block.
            coefficient &-= Int(truncatingIfNeeded: entry &>> 6)
            (coefficient, bits) = rareSymbol(bits.before(entry, in: bytes), bytes, table, coefficient)
            if coefficient >= 64 { return coefficient == 64 }
        }
    }

    /// Steps over the AC symbol of `coefficient`, and says which one comes next: 64 for none, more where there is no such code.
    /// Leaves at least 56 bits.
    @inline(never)
    private func rareSymbol(
        _ bits: EntropyBits, _ bytes: Span<UInt8>, _ table: Int, _ coefficient: Int
    ) -> (coefficient: Int, rest: EntropyBits) {
        var rest = bits
        rest.refill(bytes)
        guard let match = acCodes[table]?.match(UInt32(rest.peek(16))) else { return (.max, rest) }
        let step = RunAndSize(match.symbol)
        rest.skip(UInt16(match.length + step.size))
        rest.refill(bytes)
        return (step.endsBlock ? 64 : coefficient + step.advance, rest)
    }
}
