// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension TIFFStructure {
    /// How values of unsigned types are taken, since cameras confuse the two.
    enum Signedness {
        case asTyped, signed
    }

    /// The value at `index`; nil where there is none, it is no number, or its denominator is zero.
    func number(_ index: Int = 0, of entry: TIFFEntry, as signedness: Signedness = .asTyped, in bytes: ByteRegion) -> Double? {
        guard index >= 0, index < entry.count else { return nil }
        let offset = entry.value.lowerBound + index * entry.type.size
        let signed = signedness == .signed
        switch entry.type {
        case .byte, .undefined, .short, .long, .ifd, .long8, .ifd8:
            return signed
                ? integer(entry.type.size, at: offset, in: bytes)
                : unsigned(entry.type.size, at: offset, in: bytes).map { Double($0) }
        case .signedByte, .signedShort, .signedLong, .signedLong8:
            return integer(entry.type.size, at: offset, in: bytes)
        case .rational, .signedRational:
            return ratio(at: offset, signed: signed || entry.type == .signedRational, in: bytes)
        case .float:
            return finite(unsigned(4, at: offset, in: bytes).map { Double(Float(bitPattern: UInt32($0))) })
        case .double:
            return finite(unsigned(8, at: offset, in: bytes).map { Double(bitPattern: $0) })
        case .ascii, .utf8:
            return nil
        }
    }

    /// The value as an offset or a count; nil where it is none.
    func wholeNumber(_ index: Int = 0, of entry: TIFFEntry, in bytes: ByteRegion) -> Int? {
        number(index, of: entry, in: bytes).flatMap { Int(exactly: $0) }
    }

    /// The text up to its first NUL, without spaces around it; nil where nothing is left.
    ///
    /// Exif asks for ASCII; cameras and programs write UTF-8 or Latin-1, and a few give text another type.
    func text(of entry: TIFFEntry, in bytes: ByteRegion) -> String? {
        switch entry.type {
        case .ascii, .utf8, .byte, .undefined: break
        default: return nil
        }
        guard let text = bytes.bytes(entry.value.prefix(TIFFStructure.textLimit)) else { return nil }
        let trimmed = text.prefix { $0 != 0 }.trimmingSpaces()
        guard !trimmed.isEmpty else { return nil }
        if let utf8 = String(validating: trimmed, as: UTF8.self) { return utf8 }
        return String(String.UnicodeScalarView(trimmed.map { Unicode.Scalar($0) }))
    }

    /// No name or date is longer; the rest of a longer text is left out.
    private static let textLimit = 4096

    private func integer(_ width: Int, at offset: Int, in bytes: ByteRegion) -> Double? {
        unsigned(width, at: offset, in: bytes).map { value in
            let unused = UInt64(64 - 8 * width)
            return Double(Int64(bitPattern: value << unused) >> Int64(unused))
        }
    }

    private func ratio(at offset: Int, signed: Bool, in bytes: ByteRegion) -> Double? {
        func part(_ offset: Int) -> Double? {
            signed ? integer(4, at: offset, in: bytes) : unsigned(4, at: offset, in: bytes).map { Double($0) }
        }
        guard let numerator = part(offset), let denominator = part(offset + 4), denominator != 0 else { return nil }
        return numerator / denominator
    }

    private func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}

extension ArraySlice<UInt8> {
    /// Without the spaces and control characters at either end.
    fileprivate func trimmingSpaces() -> ArraySlice<UInt8> {
        guard let first = firstIndex(where: { $0 > 0x20 }), let last = lastIndex(where: { $0 > 0x20 }) else { return [] }
        return self[first...last]
    }
}
