// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Unpacks DEFLATE (RFC 1951) in a zlib envelope (RFC 1950), for text of a few kilobytes: small rather than fast.
///
/// Every step takes bits of the input or adds a byte to the output, so the work is bounded by both. Damage ends it, and what came
/// before stays. The envelope's checksum is not verified.
struct Inflater {
    private let input: [UInt8]
    private let limit: Int
    private var position = 0
    private var bitsTaken = 0
    private var output: [UInt8] = []

    /// The unpacked bytes, at most `limit`; nothing where this is no zlib stream.
    static func inflate(zlib bytes: [UInt8], limit: Int) -> [UInt8] {
        // Method 8, no dictionary, and a check that makes the two bytes a multiple of 31.
        guard bytes.count > 2, bytes[0] & 15 == 8, bytes[1] & 32 == 0, (Int(bytes[0]) << 8 + Int(bytes[1])) % 31 == 0 else {
            return []
        }
        var inflater = Inflater(input: bytes, limit: limit, position: 2)
        while inflater.readBlock() == .more {}
        return inflater.output
    }

    private init(input: [UInt8], limit: Int, position: Int) {
        self.input = input
        self.limit = limit
        self.position = position
    }

    private enum Progress {
        case more, done
    }

    private mutating func readBlock() -> Progress {
        guard let isLast = bits(1), let kind = bits(2) else { return .done }
        let isRead: Bool
        switch kind {
        case 0: isRead = readStored()
        case 1: isRead = readCoded(Inflater.fixedLiterals, Inflater.fixedDistances)
        case 2: isRead = readDynamic()
        default: isRead = false
        }
        return isRead && isLast == 0 ? .more : .done
    }

    private mutating func bits(_ count: Int) -> Int? {
        var value = 0
        for place in 0..<count {
            guard position < input.count else { return nil }
            value |= Int(input[position] >> UInt8(bitsTaken) & 1) << place
            bitsTaken += 1
            if bitsTaken == 8 {
                bitsTaken = 0
                position += 1
            }
        }
        return value
    }

    /// Section 3.2.4: bytes as they are, their count written twice.
    private mutating func readStored() -> Bool {
        if bitsTaken > 0 {
            bitsTaken = 0
            position += 1
        }
        guard let count = bits(16), let complement = bits(16), count ^ complement == 0xFFFF else { return false }
        let end = min(position + min(count, limit - output.count), input.count)
        let isWhole = end - position == count
        output += input[position..<end]
        position = end
        return isWhole
    }

    /// Section 3.2.5: literals, and lengths with distances back into the output.
    private mutating func readCoded(_ literals: PrefixCode, _ distances: PrefixCode) -> Bool {
        while let symbol = symbol(literals) {
            switch symbol {
            case 0..<256:
                guard output.count < limit else { return false }
                output.append(UInt8(symbol))
            case 256: return true
            default:
                guard symbol - 257 < Inflater.lengths.count else { return false }
                let (length, lengthBits) = Inflater.lengths[symbol - 257]
                guard let moreLength = bits(lengthBits), let code = self.symbol(distances), code < Inflater.distances.count else {
                    return false
                }
                let (distance, distanceBits) = Inflater.distances[code]
                guard let moreDistance = bits(distanceBits), repeated(length + moreLength, from: distance + moreDistance) else {
                    return false
                }
            }
        }
        return false
    }

    private mutating func repeated(_ length: Int, from distance: Int) -> Bool {
        guard distance <= output.count, length <= limit - output.count else { return false }
        for _ in 0..<length { output.append(output[output.count - distance]) }
        return true
    }

    /// Section 3.2.7: the codes' lengths come first, themselves coded.
    private mutating func readDynamic() -> Bool {
        guard let literals = bits(5), let distances = bits(5), let count = bits(4) else { return false }
        var lengthLengths = [Int](repeating: 0, count: 19)
        for place in Inflater.lengthOrder.prefix(count + 4) {
            guard let length = bits(3) else { return false }
            lengthLengths[place] = length
        }
        guard let lengthCode = PrefixCode(lengths: lengthLengths) else { return false }
        var lengths: [Int] = []
        let wanted = literals + 257 + distances + 1
        while lengths.count < wanted {
            guard let symbol = symbol(lengthCode) else { return false }
            switch symbol {
            case 0..<16: lengths.append(symbol)
            case 16:
                guard let last = lengths.last, let more = bits(2) else { return false }
                lengths += repeatElement(last, count: 3 + more)
            default:
                guard let more = bits(symbol == 17 ? 3 : 7) else { return false }
                lengths += repeatElement(0, count: (symbol == 17 ? 3 : 11) + more)
            }
        }
        guard lengths.count == wanted, let literalCode = PrefixCode(lengths: Array(lengths[..<(literals + 257)])),
            let distanceCode = PrefixCode(lengths: Array(lengths[(literals + 257)...]))
        else { return false }
        return readCoded(literalCode, distanceCode)
    }

    /// Codes of one length are consecutive numbers, the shorter before the longer (section 3.2.2).
    private mutating func symbol(_ code: PrefixCode) -> Int? {
        var value = 0
        var first = 0
        var index = 0
        for count in code.counts {
            guard let bit = bits(1) else { return nil }
            value = value << 1 | bit
            first <<= 1
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first += count
        }
        return nil
    }
}

/// A Huffman code as DEFLATE writes it: by the lengths of its codes alone.
private struct PrefixCode {
    /// How many codes there are of 1, 2 ... 15 bits.
    let counts: [Int]
    /// The symbols that have a code, in the codes' order.
    let symbols: [Int]

    /// Nil where there are more codes than their lengths have room for.
    init?(lengths: [Int]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths { counts[length] += 1 }
        var room = 1
        for length in 1...15 {
            room = room * 2 - counts[length]
            if room < 0 { return nil }
        }
        var next = [Int](repeating: 0, count: 17)
        for length in 1...15 { next[length + 1] = next[length] + counts[length] }
        var symbols = [Int](repeating: 0, count: next[16])
        for (symbol, length) in lengths.enumerated() where length > 0 {
            symbols[next[length]] = symbol
            next[length] += 1
        }
        self.counts = Array(counts[1...])
        self.symbols = symbols
    }
}

extension Inflater {
    /// The order of the code lengths' lengths, section 3.2.7.
    private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// Section 3.2.5: each step's first length, and how many bits follow. 258 has a code of its own.
    private static let lengths: [(Int, Int)] = {
        var lengths: [(Int, Int)] = []
        var first = 3
        for symbol in 0..<28 {
            let bits = max(0, symbol / 4 - 1)
            lengths.append((first, bits))
            first += 1 << bits
        }
        return lengths + [(258, 0)]
    }()

    /// Section 3.2.5: each step's first distance, and how many bits follow.
    private static let distances: [(Int, Int)] = {
        var distances: [(Int, Int)] = []
        var first = 1
        for symbol in 0..<30 {
            let bits = max(0, symbol / 2 - 1)
            distances.append((first, bits))
            first += 1 << bits
        }
        return distances
    }()

    /// Section 3.2.6.
    private static let fixedLiterals = fixed(
        [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
            + [Int](repeating: 8, count: 8))
    private static let fixedDistances = fixed([Int](repeating: 5, count: 30))

    private static func fixed(_ lengths: [Int]) -> PrefixCode {
        guard let code = PrefixCode(lengths: lengths) else { preconditionFailure("the standard's own lengths fit") }
        return code
    }
}
