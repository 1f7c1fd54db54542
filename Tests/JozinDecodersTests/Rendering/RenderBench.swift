// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEG
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers

/// Renders files, and looks at what comes out.
final class RenderBench {
    private var decoder = DecoderProcess(executable: Bench.decoder)
    var starts: Int { decoder.starts }

    static let best = 100

    func render(
        _ file: [UInt8], _ format: PhotoFormat, _ orientation: Orientation = .upright, _ renditions: [Rendition],
        _ adjustments: Adjustments = .none, room: Int = 32 << 20, limits: DecodeLimits = .standard
    ) throws -> (answer: RenderAnswer, files: [[UInt8]]) {
        try render(Bench.file(file), format, orientation, renditions, adjustments, room: room, limits: limits)
    }

    func render(
        _ file: borrowing Descriptor, _ format: PhotoFormat, _ orientation: Orientation = .upright, _ renditions: [Rendition],
        _ adjustments: Adjustments = .none, room: Int = 32 << 20, limits: DecodeLimits = .standard, part: Range<Int>? = nil
    ) throws -> (answer: RenderAnswer, files: [[UInt8]]) {
        var request = RenderRequest(
            format: format, orientation: orientation, limits: limits, adjustments: adjustments, renditions: renditions,
            outputBytes: room)
        request.part = part
        let output = try MemoryFile.make(bytes: room)
        let answer = decoder.render(file.number, request, output: output.number)
        guard case .rendered(let parts, _) = answer else { return (answer, []) }
        var files: [[UInt8]] = []
        for part in parts {
            var bytes = [UInt8](repeating: 0, count: part.length)
            _ = try output.read(into: &bytes, at: part.offset)
            files.append(bytes)
        }
        return (answer, files)
    }

    /// One JPEG of the best quality, decoded.
    func picture(
        _ file: [UInt8], _ format: PhotoFormat, _ orientation: Orientation = .upright, longest: Int?,
        _ adjustments: Adjustments = .none, quality: Int = RenderBench.best
    ) throws -> RGBPicture? {
        let rendition = Rendition(longestSide: longest, encoding: .jpeg, quality: quality)
        return try render(file, format, orientation, [rendition], adjustments).files.first.flatMap(RenderBench.pixels)
    }

    /// The sum of differences between bytes.
    static func distance(_ a: RGBPicture, _ b: RGBPicture) -> Int {
        var sum = 0
        for (p, q) in zip(a.bytes, b.bytes) { sum += abs(Int(p) - Int(q)) }
        return sum
    }

    /// A JPEG's pixels as libjpeg alone decodes them, in full and as stored.
    static func pixels(_ jpeg: [UInt8]) -> RGBPicture? {
        let file = Bench.file(jpeg)
        var header = jozin_jpeg_header()
        // Opened and closed here, and given as many bytes as its header says.
        guard let decoder = unsafe jozin_jpeg_open(file.number, 1 << 30) else { return nil }
        defer { unsafe jozin_jpeg_close(decoder) }
        guard unsafe jozin_jpeg_read_header(decoder, &header) == JOZIN_JPEG_DONE, header.channels == 3,
            unsafe jozin_jpeg_start(decoder) == JOZIN_JPEG_DONE
        else { return nil }
        let size = PixelSize(width: Int(header.width), height: Int(header.height))
        var bytes = [UInt8](repeating: 0, count: size.count * 3)
        var done: UInt32 = 0
        guard unsafe jozin_jpeg_read_rows(decoder, &bytes, header.height, &done) == JOZIN_JPEG_DONE, done == header.height else {
            return nil
        }
        return RGBPicture(size: size, bytes: bytes)
    }
}

/// Structural similarity (Wang et al. 2004) of luma: windows of 8 x 8 pixels, one at each pixel.
enum SSIM {
    static func of(_ a: RGBPicture, _ b: RGBPicture) -> Double {
        guard a.size == b.size, a.size.shortSide >= 8 else { return 0 }
        let (x, y) = (luma(a), luma(b))
        let width = a.size.width
        var sum = 0.0
        for top in 0...a.size.height - 8 {
            for left in 0...width - 8 { sum += window(x, y, top * width + left, width) }
        }
        return sum / Double((a.size.height - 7) * (width - 7))
    }

    private static func window(_ x: [Float], _ y: [Float], _ start: Int, _ width: Int) -> Double {
        var (sumX, sumY, squareX, squareY, product): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
        for row in 0..<8 {
            for column in 0..<8 {
                let (p, q) = (x[start &+ row &* width &+ column], y[start &+ row &* width &+ column])
                sumX += p
                sumY += q
                squareX += p * p
                squareY += q * q
                product += p * q
            }
        }
        let meanX = Double(sumX) / 64
        let meanY = Double(sumY) / 64
        let variances = Double(squareX) / 64 - meanX * meanX + Double(squareY) / 64 - meanY * meanY
        let covariance = Double(product) / 64 - meanX * meanY
        let light = (2 * meanX * meanY + 6.5025) / (meanX * meanX + meanY * meanY + 6.5025)
        let structure = (2 * covariance + 58.5225) / (variances + 58.5225)
        return light * structure
    }

    private static func luma(_ picture: RGBPicture) -> [Float] {
        (0..<picture.size.count).map { pixel in
            let red = 0.299 * Float(picture.bytes[pixel * 3])
            let green = 0.587 * Float(picture.bytes[pixel * 3 + 1])
            return red + green + 0.114 * Float(picture.bytes[pixel * 3 + 2])
        }
    }
}

extension Picture {
    /// These pixels on white.
    var onWhite: RGBPicture {
        var bytes: [UInt8] = []
        for pixel in 0..<size.count {
            let alpha = channels == 4 ? Int(pixels[pixel * 4 + 3]) : 255
            for channel in 0..<3 {
                let colour = Int(pixels[pixel * channels + channel])
                bytes.append(UInt8((colour * alpha + 255 * (255 - alpha) + 127) / 255))
            }
        }
        return RGBPicture(size: size, bytes: bytes)
    }
}

extension RGBPicture {
    /// A rectangle of it.
    func part(left: Int, top: Int, width: Int, height: Int) -> RGBPicture {
        var part: [UInt8] = []
        for row in top..<top + height {
            let start = (row * size.width + left) * 3
            part += bytes[start..<start + width * 3]
        }
        return RGBPicture(size: PixelSize(width: width, height: height), bytes: part)
    }
}
