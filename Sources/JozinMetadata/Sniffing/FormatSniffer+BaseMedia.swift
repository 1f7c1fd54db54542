// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension FormatSniffer {
    /// The format by the brands of `ftyp` (ISO/IEC 14496-12, 23008-12); nil for films and unknown brands.
    static func baseMediaFormat(_ header: Span<UInt8>) -> PhotoFormat? {
        guard let length = header.bigEndian(4, at: 0), length < headerLength,
            let major = header.bigEndian(4, at: 8).map({ UInt32($0) })
        else { return nil }
        if let format = formatByBrand[major], !structural.contains(major) { return format }
        // A structural brand says how, not what, and an unknown one nothing: the compatible brands decide.
        let end = Int(min(length, UInt64(header.count), 16 + 4 * brandLimit))
        var found: PhotoFormat? = structural.contains(major) ? .heic : nil
        for offset in stride(from: 16, to: max(16, end - 3), by: 4) {
            guard let brand = header.bigEndian(4, at: offset), let format = formatByBrand[UInt32(brand)] else { continue }
            if format == .avif { return .avif }
            found = found ?? format
        }
        return found
    }

    private static let brandLimit: UInt64 = 64

    private static func brands(_ names: [StaticString]) -> [UInt32] {
        names.map { $0.description.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    private static let formatByBrand: [UInt32: PhotoFormat] = {
        var formats: [UInt32: PhotoFormat] = [:]
        let heic: [StaticString] = [
            "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "mif3", "msf1", "miaf",
            "avci", "avcs", "vvic", "vvis", "evbi", "evbs", "j2ki", "j2is", "jpeg", "jpgs",
        ]
        for brand in brands(heic) { formats[brand] = .heic }
        for brand in brands(["avif", "avis"]) { formats[brand] = .avif }
        for brand in brands(["crx "]) { formats[brand] = .raw }
        return formats
    }()

    /// Brands of HEIF itself, whatever the codec.
    private static let structural = Set(brands(["mif1", "mif2", "mif3", "msf1", "miaf"]))
}
