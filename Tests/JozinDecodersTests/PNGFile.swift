// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEG
import JozinCore
import JozinFiles
import JozinImaging

/// A PNG of any number of channels, 8 or 16 bits, interlaced or not (PNG, third edition, 8), stored without compression.
struct PNGFile {
    let size: PixelSize
    let channels: Int
    let bits: Int
    /// Of two bytes the upper one comes first.
    let samples: [UInt8]
    let isInterlaced: Bool
    let orientation: Orientation

    init(
        size: PixelSize, channels: Int, bits: Int, samples: [UInt8], isInterlaced: Bool = false,
        orientation: Orientation = .upright
    ) {
        self.size = size
        self.channels = channels
        self.bits = bits
        self.samples = samples
        self.isInterlaced = isInterlaced
        self.orientation = orientation
    }

    init(_ picture: Picture, isInterlaced: Bool, orientation: Orientation = .upright) {
        self.init(
            size: picture.size, channels: picture.channels, bits: 8, samples: picture.pixels, isInterlaced: isInterlaced,
            orientation: orientation)
    }

    var bytes: [UInt8] {
        let type = [1: 0, 2: 4, 3: 2, 4: 6][channels] ?? 0
        let head = Bytes.big(size.width, 4) + Bytes.big(size.height, 4) + [UInt8(bits), UInt8(type), 0, 0, isInterlaced ? 1 : 0]
        var bytes = Bytes.pngSignature + Bytes.chunk("IHDR", head)
        if orientation != .upright { bytes += Bytes.chunk("eXIf", Bytes.exif(orientation)) }
        let rows = isInterlaced ? PNGFile.passes.flatMap { pass($0.0, $0.1, $0.2, $0.3) } : pass(0, 0, 1, 1)
        return bytes + Bytes.chunk("IDAT", Bytes.stored(rows)) + Bytes.chunk("IEND", [])
    }

    /// Adam7: left, top, and the steps to the right and down.
    private static let passes = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]

    /// The rows of one pass, without filters; a pass without pixels has none.
    private func pass(_ left: Int, _ top: Int, _ right: Int, _ down: Int) -> [UInt8] {
        guard left < size.width else { return [] }
        let pixelBytes = channels * bits / 8
        return stride(from: top, to: size.height, by: down).flatMap { y -> [UInt8] in
            stride(from: left, to: size.width, by: right).reduce(into: [0]) { row, x in
                let start = (y * size.width + x) * pixelBytes
                row += samples[start..<start + pixelBytes]
            }
        }
    }
}

/// libjpeg's rows of a whole file, and inks in the coat of luma and chroma.
enum WholeDecode {
    /// The rows of a file, read in one call.
    static func rows(_ jpeg: [UInt8], _ size: PixelSize, channels: Int) -> [UInt8] {
        let file = Bench.file(jpeg)
        var header = jozin_jpeg_header()
        var rows = [UInt8](repeating: 0, count: size.count * channels)
        var done: UInt32 = 0
        // The decoder is used and closed here; the rows have room for the whole picture.
        let decoder = unsafe jozin_jpeg_open(file.number, 1 << 28)
        unsafe jozin_jpeg_read_header(decoder, &header)
        precondition(header.channels == channels && header.width == UInt32(size.width))
        unsafe jozin_jpeg_start(decoder)
        unsafe jozin_jpeg_read_rows(decoder, &rows, UInt32(size.height), &done)
        unsafe jozin_jpeg_close(decoder)
        precondition(done == UInt32(size.height))
        return rows
    }

    /// The same samples, declared as YCCK by Adobe's marker (its last byte, the transform, is 2).
    static func asYCCK(_ jpeg: [UInt8]) -> [UInt8] {
        var jpeg = jpeg
        let name = Array("Adobe".utf8)
        let place = jpeg.indices.first { $0 + 12 <= jpeg.count && jpeg[$0..<$0 + 5].elementsEqual(name) } ?? 0
        jpeg[place + 11] = 2
        return jpeg
    }

    /// What libjpeg makes of the samples of YCCK: 255 less than JFIF's light, in 65536ths, rounded.
    static func inksOfYCCK(_ samples: [UInt8]) -> [UInt8] {
        stride(from: 0, to: samples.count, by: 4).flatMap { pixel -> [UInt8] in
            let y = Int(samples[pixel])
            let (cb, cr) = (Int(samples[pixel + 1]) - 128, Int(samples[pixel + 2]) - 128)
            let light = [
                y + (91881 * cr + 32768) >> 16, y + (-22554 * cb - 46802 * cr + 32768) >> 16, y + (116130 * cb + 32768) >> 16,
            ]
            return light.map { UInt8(255 - min(max($0, 0), 255)) } + [samples[pixel + 3]]
        }
    }

    /// What Adobe's inks, stored as 255 less, leave of the light.
    static func light(ofInverted inks: [UInt8]) -> [UInt8] {
        var light: [UInt8] = []
        for pixel in stride(from: 0, to: inks.count, by: 4) {
            let left = Int(inks[pixel + 3])
            for channel in 0..<3 { light.append(UInt8((Int(inks[pixel + channel]) * left + 127) / 255)) }
        }
        return light
    }
}
