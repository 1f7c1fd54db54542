// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `Real files are told by content as exiftool tells them` {
    /// exiftool's FileType -> what Jožin may call it. It calls HEIF what is AVIF by a compatible brand, and MP4 what
    /// has brands that it does not know.
    private static let formats: [String: Set<PhotoFormat>] = [
        "JPEG": [.jpeg], "PNG": [.png], "APNG": [.png], "GIF": [.gif], "TIFF": [.tiff], "BTF": [.tiff], "WEBP": [.webp],
        "Extended WEBP": [.webp], "HEIC": [.heic], "HEIF": [.heic, .avif], "HEIFS": [.heic], "AVIF": [.avif],
        "BMP": [.bmp], "JXL": [.jxl], "JXL Codestream": [.jxl], "JP2": [.jp2], "PSD": [.psd], "CR2": [.raw], "CR3": [.raw],
        "CRW": [.raw], "NEF": [.raw], "DNG": [.raw], "RAF": [.raw], "RW2": [.raw], "MRW": [.raw], "X3F": [.raw],
        "GPR": [.raw], "MP4": [.heic, .avif],
    ]

    @Test(arguments: ["metadata", "formats"])
    func `every file of the corpus`(_ area: String) {
        guard let files = Corpus.manifest(area, for: "formats of \(area) by content") else { return }
        for (name, entry) in files {
            let header = Corpus.read(area, name, limit: FormatSniffer.headerLength) ?? []
            let format = FormatSniffer.format(of: header.span)
            let type = entry["expected"]?["FileType"]?.text
            if let expected = type.flatMap({ Self.formats[$0] }) {
                #expect(format.map { expected.contains($0) } == true, "\(name) is \(type ?? "unknown")")
            } else {
                #expect(format == nil, "\(name) is \(type ?? "unknown")")
            }
        }
    }

    @Test func `a header of 512 bytes tells most, and never anything else`() {
        guard let files = Corpus.manifest("formats", for: "formats by short headers") else { return }
        for (name, _) in files {
            let header = Corpus.read("formats", name, limit: FormatSniffer.headerLength) ?? []
            let whole = FormatSniffer.format(of: header.span)
            let short = FormatSniffer.format(of: header.span.extracting(0..<min(512, header.count)))
            #expect(short == whole || (short == .tiff && whole == .raw), "\(name)")
        }
    }
}
