// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Tells a file's format by its first bytes and nothing else: names lie.
public enum FormatSniffer {
    /// How many first bytes are enough; fewer serve too, but camera raw that is built as TIFF may then pass for TIFF.
    public static let headerLength = 65_536

    /// The format whose magic the file begins with; nil for everything that Jožin does not know.
    public static func format(of header: Span<UInt8>) -> PhotoFormat? {
        for (magic, format) in magics where header.holds(magic) { return format }
        if isJPEG(header) { return .jpeg }
        if isBitmap(header) { return .bmp }
        if isPhotoshop(header) { return .psd }
        if header.holds("RIFF"), header.holds("WEBP", at: 8) { return .webp }
        if header.holds("ftyp", at: 4) { return baseMediaFormat(header) }
        return tiffFormat(header)
    }

    private static let magics: [([UInt8], PhotoFormat)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        ([0xFF, 0x0A], .jxl),  // bare codestream, ISO/IEC 18181-1
        ([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jxl),  // box "JXL "
        ([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jp2),  // box "jP  "
        ([0xFF, 0x4F, 0xFF, 0x51], .jp2),  // SOC and SIZ of a bare JPEG 2000 codestream
        (Array("FUJIFILMCCD-RAW ".utf8), .raw),
        (Array("FOVb".utf8), .raw),  // Sigma X3F
        ([0, 0x4D, 0x52, 0x4D], .raw),  // Minolta MRW
        ([0x49, 0x49, 0x1A, 0, 0, 0] + Array("HEAPCCDR".utf8), .raw),  // Canon CRW
    ]

    /// SOI and the first byte of a marker that may follow it.
    private static func isJPEG(_ header: Span<UInt8>) -> Bool {
        header.count >= 4 && header.holds([0xFF, 0xD8, 0xFF]) && header[3] >= 0xC0
    }

    /// "BM" alone begins many a text; one of the known lengths of the second header must follow.
    private static func isBitmap(_ header: Span<UInt8>) -> Bool {
        guard header.holds("BM"), let length = header.bigEndian(4, at: 14) else { return false }
        return [12, 16, 40, 52, 56, 64, 108, 124].contains(UInt32(length).byteSwapped)
    }

    /// Version 1 is PSD, 2 its large form PSB.
    private static func isPhotoshop(_ header: Span<UInt8>) -> Bool {
        guard header.holds("8BPS"), let version = header.bigEndian(2, at: 4) else { return false }
        return version == 1 || version == 2
    }
}
