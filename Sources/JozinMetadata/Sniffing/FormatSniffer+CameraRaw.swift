// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension FormatSniffer {
    /// TIFF, or camera raw that is built as TIFF; nil for neither.
    static func tiffFormat(_ bytes: Span<UInt8>) -> PhotoFormat? {
        guard bytes.holds("II") || bytes.holds("MM") else { return nil }
        let header = ByteRegion(copying: bytes)
        guard let structure = TIFFStructure(header) else { return nil }
        let magic = header.byte(at: structure.isLittleEndian ? 2 : 3)
        // RW2 and ORF; the magic of ORF is letters, so a text is told apart by where its first directory would lie.
        if magic != 42, magic != 43 { return structure.firstDirectory < headerLength ? .raw : nil }
        if header.holds("CR", at: 8) { return .raw }  // CR2
        if header.holds("IIII", at: 8) || header.holds("MMMM", at: 8) { return .raw }  // Phase One IIQ
        return holdsCameraRaw(structure, header) ? .raw : .tiff
    }

    /// The limit on directories and on their entries while looking for signs of raw.
    private static let directoryLimit = 16
    private static let entryLimit = 1000

    private static func holdsCameraRaw(_ structure: TIFFStructure, _ header: ByteRegion) -> Bool {
        var pending = [structure.firstDirectory]
        var seen: Set<Int> = []
        while let offset = pending.popLast(), seen.count < directoryLimit {
            guard seen.insert(offset).inserted else { continue }
            let directory = structure.directory(at: offset, limit: entryLimit, in: header)
            if directory.entries.contains(where: { isSignOfRaw($0, structure, header) }) { return true }
            if offset == structure.firstDirectory, isRawPreview(directory, structure, header) { return true }
            for entry in directory.entries where entry.tag == 0x014A {  // SubIFDs
                for index in 0..<min(entry.count, directoryLimit) {
                    if let target = structure.wholeNumber(index, of: entry, in: header) { pending.append(target) }
                }
            }
            if directory.next > 0 { pending.append(directory.next) }
        }
        return false
    }

    /// Tags and values that no finished picture has.
    private static func isSignOfRaw(_ entry: TIFFEntry, _ structure: TIFFStructure, _ header: ByteRegion) -> Bool {
        switch entry.tag {
        case 0xC612, 0x828E: true  // DNGVersion, CFAPattern
        case 0x0106:  // PhotometricInterpretation: colour filter array, linear raw
            [32_803, 34_892].contains(structure.wholeNumber(of: entry, in: header))
        case 0x0103:  // Compression: Nikon, Sony, Samsung, Pentax, Kodak
            [34_713, 32_767, 32_769, 32_770, 32_772, 65_535, 65_000].contains(structure.wholeNumber(of: entry, in: header))
        default: false
        }
    }

    /// IFD0 of NEF, ARW, SRW, 3FR and their like is a reduced picture made by a camera, the raw data in sub-IFDs
    /// that may lie beyond the header.
    private static func isRawPreview(_ directory: TIFFDirectory, _ structure: TIFFStructure, _ header: ByteRegion) -> Bool {
        func entry(_ tag: UInt16) -> TIFFEntry? { directory.entries.first { $0.tag == tag } }
        let isReduced = entry(0x00FE).flatMap { structure.wholeNumber(of: $0, in: header) } == 1
        return isReduced && entry(0x014A) != nil && entry(ExifTag.make) != nil
    }
}
