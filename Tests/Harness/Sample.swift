// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo

/// Pictures for small libraries, made once.
package enum Sample {
    /// A JPEG that both passes look at: the first reads its DC coefficients alone.
    package static func jpeg(_ seed: UInt64, width: Int = 640, height: Int = 512) throws -> [UInt8] {
        try JPEGWriter().bytes(of: picture(seed, width: width, height: height))
    }

    /// A JPEG so small that the first pass reads every pixel.
    package static func smallJPEG(_ seed: UInt64) throws -> [UInt8] { try jpeg(seed, width: 96, height: 64) }

    /// The same picture in other bytes: a comment behind the first marker.
    package static func withComment(_ jpeg: [UInt8], _ comment: String) -> [UInt8] {
        let length = comment.utf8.count + 2
        return jpeg.prefix(2) + [0xFF, 0xFE, UInt8(length >> 8), UInt8(length & 0xFF)] + comment.utf8 + jpeg.dropFirst(2)
    }

    package static func png(_ seed: UInt64, width: Int = 96, height: Int = 64) -> [UInt8] {
        PNGWriter.bytes(of: picture(seed, width: width, height: height))
    }

    package static func bmp(_ seed: UInt64) -> [UInt8] { BMPWriter.bytes(of: picture(seed, width: 96, height: 64)) }

    private static func picture(_ seed: UInt64, width: Int, height: Int) -> Picture {
        DemoPicture(seed: seed, size: PixelSize(width: width, height: height)).drawn()
    }

    /// A library of a few files of every kind, written once for all tests that copy it.
    package static let demo = Task<Place, any Error> {
        let place = try Place()
        place.removeAtExit()
        let library = try DemoLibrary.plan(seed: 11, options: DemoLibrary.Options(photos: 96, duplicatesShare: 0.3, cheap: true))
        _ = try await library.write(to: place.photos.bytes)
        return place
    }
}

extension Place {
    /// A dozen photos in three folders, with copies and a damaged one.
    package func fillWithADozen() throws {
        for seed in 1...4 { try put(try Sample.jpeg(UInt64(seed)), at: "2019/sea/IMG_000\(seed).jpg") }
        for seed in 5...8 { try put(try Sample.smallJPEG(UInt64(seed)), at: "2020/small_\(seed).jpg") }
        try put(try Sample.jpeg(1), at: "copies/again.jpg")
        try put(Sample.png(9), at: "copies/drawing.png")
        try put(Sample.bmp(9), at: "copies/drawing.bmp")
        try put([], at: "2020/empty.jpg")
        try put(Array("Bring milk.\n".utf8), at: "2020/note.txt")
    }
}
