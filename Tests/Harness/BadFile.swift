// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo

/// Files that are not what they should be.
package enum BadFile {
    /// Files that no scan takes in, with the code and a part of the sentence that is told.
    package static func failing() throws -> [(name: Word, bytes: [UInt8], code: String, says: String)] {
        try [
            ("zero bytes.jpg", [], "damagedFile", "the file is empty"),
            ("zero bytes", [], "damagedFile", "the file is empty"),
            ("0x0.jpg", try patched(try Sample.smallJPEG(3), jpegWidth: 0, height: 0), "damagedFile", "Empty JPEG"),
            ("0x0 and large.jpg", try patched(try Sample.jpeg(3), jpegWidth: 0, height: 0), "damagedFile", "Empty JPEG"),
            ("1x65535.jpg", try patched(try Sample.smallJPEG(3), jpegWidth: 1, height: 65535), "limitExceeded", "65500 pixels"),
            ("1x65500.jpg", try patched(try Sample.smallJPEG(3), jpegWidth: 1, height: 65500), "damagedFile", "premature end"),
            ("0x0.bmp", patched(Sample.bmp(3), bmpWidth: 0, height: 0), "damagedFile", "pixels"),
            ("bomb.png", try ofDemo("Odds and ends/bomb.png"), "limitExceeded", "60000 x 60000 pixels"),
            ("bomb.jpg", try ofDemo("Odds and ends/enormous.jpg"), "limitExceeded", "65535 x 65535 pixels"),
            ("bomb.bmp", patched(Sample.bmp(3), bmpWidth: 60_000, height: 60_000), "limitExceeded", "60000 x 60000 pixels"),
        ] + truncated()
    }

    /// A photo of each kind cut behind every tenth of it.
    private static func truncated() throws -> [(name: Word, bytes: [UInt8], code: String, says: String)] {
        let whole = [
            ("large.jpg", try Sample.jpeg(3)), ("small.jpg", try Sample.smallJPEG(3)), ("drawing.png", Sample.png(3)),
            ("drawing.bmp", Sample.bmp(3)),
        ]
        return whole.flatMap { name, bytes in
            (1...9).map { tenth in
                ("cut at \(tenth)0 % \(name)", Array(bytes[..<(bytes.count * tenth / 10)]), "damagedFile", "")
            }
        }
    }

    /// Photos whose names lie, or whose shape is odd, and which are as good as any other.
    package static func odd() throws -> [(name: Word, bytes: [UInt8])] {
        let tall = PixelSize(width: 1, height: 65_500)
        let wide = PixelSize(width: 65_535, height: 1)
        return [
            ("a PNG.jpg", Sample.png(4)), ("a JPEG.png", try Sample.smallJPEG(4)), ("a JPEG", try Sample.jpeg(4)),
            ("a BMP.heic", Sample.bmp(4)), ("1x65500 and whole.jpg", try JPEGWriter().bytes(of: Picture(size: tall, grey: 90))),
            ("1x65535.png", PNGWriter.bytes(of: Picture(size: PixelSize(width: 1, height: 65_535), grey: 90))),
            ("65535x1.png", PNGWriter.bytes(of: Picture(size: wide, grey: 90))),
            ("65535x1.bmp", BMPWriter.bytes(of: Picture(size: wide, grey: 90))),
            ("1x1.jpg", try JPEGWriter().bytes(of: Picture(size: PixelSize(width: 1, height: 1), grey: 90))),
        ]
    }

    /// No photos.
    package static let foreign: [(name: Word, bytes: [UInt8])] = [
        ("text.jpg", Array("This is not a photo.\n".utf8)), ("one byte.jpg", [0xFF]), ("notes.txt", Array("Bring milk.\n".utf8)),
        ("zeros.png", [UInt8](repeating: 0, count: 100_000)),
    ]

    /// A JPEG whose frame header declares another size (ITU T.81, B.2.2).
    private static func patched(_ file: [UInt8], jpegWidth: Int, height: Int) throws -> [UInt8] {
        var file = file
        var place = 2
        while place + 9 < file.count, !(0xC0...0xC2).contains(file[place + 1]) {
            place += 2 + Int(file[place + 2]) << 8 + Int(file[place + 3])
        }
        for (offset, value) in [(5, height >> 8), (6, height), (7, jpegWidth >> 8), (8, jpegWidth)] {
            file[place + offset] = UInt8(truncatingIfNeeded: value)
        }
        return file
    }

    private static func patched(_ file: [UInt8], bmpWidth: Int, height: Int) -> [UInt8] {
        var file = file
        for byte in 0..<4 {
            file[18 + byte] = UInt8(truncatingIfNeeded: bmpWidth >> (8 * byte))
            file[22 + byte] = UInt8(truncatingIfNeeded: height >> (8 * byte))
        }
        return file
    }

    /// A file of the demo library, which has hostile ones.
    private static func ofDemo(_ path: String) throws -> [UInt8] {
        let entries = try DemoLibrary.plan(seed: 1, options: DemoLibrary.Options(photos: 0)).entries
        guard case .bytes(let bytes) = entries.first(where: { $0.path.bytes.elementsEqual(path.utf8) })?.content else {
            return []
        }
        return bytes
    }
}
