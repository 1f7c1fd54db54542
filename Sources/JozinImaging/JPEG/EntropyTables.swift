// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Lookup tables of the Huffman codes in use, kept from picture to picture: most cameras write the same codes every time.
///
/// A DC entry answers `dcBits` bits of the stream: bits 0...5 hold how many bits code and value take together, bits 6...9 the size
/// of the value, bits 10...13 the length of the code; 0 where the code is longer or the value has more than 11 bits.
///
/// An AC entry answers `acBits` bits, and swallows as many whole symbols as begin in them: bits 0...5 hold how many bits they take,
/// the value of the last one included (28 at most), bits 6...15 how far they advance in the block. An end of block adds
/// `endOfBlock`; an entry that knows nothing advances by `unknown`, and takes no bits.
struct EntropyTables: Sendable {
    static let dcBits = 10
    static let acBits = 13
    static let endOfBlock = 128
    static let unknown = 512

    private(set) var dc: [UInt16] = Array(repeating: 0, count: 4 << EntropyTables.dcBits)
    private(set) var ac: [UInt16] = Array(repeating: 0, count: 4 << EntropyTables.acBits)
    private(set) var dcCodes: [HuffmanCode?] = Array(repeating: nil, count: 4)
    private(set) var acCodes: [HuffmanCode?] = Array(repeating: nil, count: 4)
    private var dcBuilt: [HuffmanSpecification?] = Array(repeating: nil, count: 4)
    private var acBuilt: [HuffmanSpecification?] = Array(repeating: nil, count: 4)

    /// Makes the tables of slot `index` answer for this code; false where it is no code for DC differences.
    mutating func useDC(_ specification: HuffmanSpecification, slot index: Int) -> Bool {
        if dcBuilt[index] == specification { return true }
        dcBuilt[index] = nil
        guard specification.symbols.allSatisfy({ $0 <= 15 }), let code = HuffmanCode(specification) else { return false }
        let base = index << EntropyTables.dcBits
        for window in 0..<1 << EntropyTables.dcBits {
            dc[base + window] = EntropyTables.dcEntry(code, window: UInt32(window) << UInt32(16 - EntropyTables.dcBits))
        }
        dcCodes[index] = code
        dcBuilt[index] = specification
        return true
    }

    /// Makes the tables of slot `index` answer for this code; false where it is no code.
    mutating func useAC(_ specification: HuffmanSpecification, slot index: Int) -> Bool {
        if acBuilt[index] == specification { return true }
        acBuilt[index] = nil
        guard let code = HuffmanCode(specification) else { return false }
        let base = index << EntropyTables.acBits
        let singles = (0..<1 << EntropyTables.acBits).map { code.match(UInt32($0) << UInt32(16 - EntropyTables.acBits)) }
        for window in 0..<1 << EntropyTables.acBits {
            ac[base + window] = EntropyTables.acEntry(singles, window: window)
        }
        acCodes[index] = code
        acBuilt[index] = specification
        return true
    }

    private static func dcEntry(_ code: HuffmanCode, window: UInt32) -> UInt16 {
        guard let match = code.match(window), match.length <= dcBits, match.symbol <= 11 else { return 0 }
        return UInt16(match.length) << 10 | UInt16(match.symbol) << 6 | UInt16(match.length + Int(match.symbol))
    }

    private static func acEntry(_ singles: [HuffmanCode.Match?], window: Int) -> UInt16 {
        var bits = 0
        var advance = 0
        while bits < acBits {
            // The bits not known yet are zeros here; a code that ends among the known ones does not depend on them.
            guard let match = singles[window << bits & (1 << acBits - 1)], bits + match.length <= acBits else { break }
            let step = RunAndSize(match.symbol)
            if step.endsBlock {
                return entry(bits: bits + match.length, advance: advance + endOfBlock)
            }
            guard advance + step.advance <= 63 else { break }
            bits += match.length + step.size
            advance += step.advance
        }
        return advance == 0 ? entry(bits: 0, advance: unknown) : entry(bits: bits, advance: advance)
    }

    private static func entry(bits: Int, advance: Int) -> UInt16 { UInt16(advance << 6 | bits) }
}

/// An AC symbol (ISO/IEC 10918-1, F.1.2.2.1): a run of zeros, and the size in bits of the value that follows.
struct RunAndSize {
    let size: Int
    /// By how many coefficients the symbol advances; a run of 16 zeros has no value.
    let advance: Int
    /// Whether no coefficient of the block is left that is not zero.
    let endsBlock: Bool

    init(_ symbol: UInt8) {
        size = Int(symbol & 15)
        let run = Int(symbol >> 4)
        advance = run + 1
        endsBlock = size == 0 && run != 15
    }
}
