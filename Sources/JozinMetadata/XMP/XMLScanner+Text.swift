// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension XMLScanner {
    /// A name or a value, as far as `limit` bytes of it, its entities replaced. One that is not known stays as it stands.
    func text(_ range: Range<Int>, limit: Int, isLiteral: Bool = false, inAttribute: Bool = false) -> String {
        let range = range.prefix(limit)
        if isLiteral { return WrittenText.decoded(bytes[range]) }
        var found: [UInt8] = []
        found.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "&"), let (scalar, end) = entity(at: position, before: range.upperBound) {
                found += Array(String(scalar).utf8)
                position = end
                continue
            }
            // XML 1.0, section 3.3.3: line breaks and tabs in attributes are spaces.
            found.append(inAttribute && (byte == 0x0A || byte == 0x0D || byte == 0x09) ? 0x20 : byte)
            position += 1
        }
        return WrittenText.decoded(found)
    }

    private func entity(at start: Int, before end: Int) -> (Unicode.Scalar, Int)? {
        // The longest is `&#x10FFFF;`, leading zeros apart.
        guard let semicolon = bytes[start..<min(end, start + 16)].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: bytes[(start + 1)..<semicolon], as: UTF8.self)
        let scalar: Unicode.Scalar? =
            switch name {
            case "amp": "&"
            case "lt": "<"
            case "gt": ">"
            case "quot": "\""
            case "apos": "'"
            default: XMLScanner.character(numbered: name)
            }
        return scalar.map { ($0, semicolon + 1) }
    }

    private static func character(numbered name: String) -> Unicode.Scalar? {
        let number =
            if name.hasPrefix("#x") { UInt32(name.dropFirst(2), radix: 16) } else if name.hasPrefix("#") {
                UInt32(name.dropFirst())
            } else { nil as UInt32? }
        return number.map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    }
}
