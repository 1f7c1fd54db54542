// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEGCoefficients
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `Whatever its layout, a JPEG's DC coefficients are those that libjpeg reads` {
    /// Compares, and counts what was compared.
    private struct Comparison {
        var reader = DCReader(maxPixels: 1 << 24)
        var compared = 0

        mutating func compare(_ jpeg: [UInt8]?, _ what: String) {
            guard let jpeg, !jpeg.isEmpty, let oracle = JPEGOracle.coefficients(jpeg), oracle.warnings == 0 else { return }
            do throws(DCReader.Failure) {
                let picture = try reader.read(jpeg.span)
                #expect(JPEGOracle.differences(picture, oracle.planes) == 0, "\(what)")
                #expect(picture.extraneousBytes == 0 && picture.isTerminated, "\(what)")
                compared += 1
            } catch {
                Issue.record("\(what): \(error)")
            }
        }
    }

    private static let sizes = [(1, 1), (7, 9), (8, 8), (17, 31), (33, 16), (97, 65), (160, 48)]

    @Test func `all sampling factors of luma, with and without restarts, own tables, progression`() {
        var comparison = Comparison()
        for factors in 0..<16 {
            for variant in 0..<16 {
                let options = JPEGPictures.options(
                    quality: [5, 50, 85, 100][variant & 3], horizontal: 1 + factors & 3, vertical: 1 + factors >> 2,
                    restart: [0, 1, 3, 50][(variant >> 2 + factors) & 3], progressive: variant & 4 != 0,
                    optimise: variant & 8 != 0)
                let (width, height) = Self.sizes[(factors + variant) % Self.sizes.count]
                let jpeg = JPEGPictures.jpeg(width: width, height: height, seed: UInt64(factors * 16 + variant), options)
                comparison.compare(jpeg, "\(width)x\(height) \(options)")
            }
        }
        // libjpeg writes at most ten blocks in an MCU: 3x3, 3x4, 4x3 and 4x4 are out.
        #expect(comparison.compared == 12 * 16)
    }

    @Test func `grey pictures of all sizes`() {
        var comparison = Comparison()
        for side in 1...40 {
            for progressive in [false, true] {
                let options = JPEGPictures.options(
                    quality: 30 + side, horizontal: 1, vertical: 1, restart: side % 5, progressive: progressive)
                let jpeg = JPEGPictures.jpeg(width: side, height: 41 - side, channels: 1, seed: UInt64(side), options)
                comparison.compare(jpeg, "grey \(side) \(options)")
            }
        }
        #expect(comparison.compared == 80)
    }

    @Test func `sampling factors in no whole ratio, interleaved or in separate scans`() {
        var comparison = Comparison()
        var generator = SeededGenerator(seed: 7)
        for number in 0..<1500 {
            let factors = (0..<3).map { _ in (Int.random(in: 1...4, using: &generator), Int.random(in: 1...4, using: &generator))
            }
            let (width, height) = Self.sizes[number % Self.sizes.count]
            let layout = JPEGPictures.layout(
                width, height, factors, restart: number % 4, separate: number % 3 != 0, progressive: number % 7 == 0,
                optimise: number % 5 == 0, density: [0, 1, 12, 63, 400][number % 5], seed: UInt32(number))
            comparison.compare(JPEGOracle.write(layout), "\(layout)")
        }
        #expect(comparison.compared > 800)
    }

    @Test func `blocks full to their last coefficient, and the longest codes`() {
        var comparison = Comparison()
        for number in 0..<60 {
            let layout = JPEGPictures.layout(
                64, 64, [(2, 2), (1, 1), (1, 1)], optimise: number % 2 == 0, density: 2000, seed: UInt32(1000 + number))
            comparison.compare(JPEGOracle.write(layout), "\(layout)")
        }
        #expect(comparison.compared == 60)
    }

    @Test func `one reader gives what a fresh one gives, whatever it read before`() throws {
        var used = DCReader(maxPixels: 1 << 24)
        for number in 0..<40 {
            let options = JPEGPictures.options(quality: 20 + number, progressive: number % 3 == 0, optimise: number % 2 == 0)
            let jpeg = JPEGPictures.jpeg(width: 300 - 7 * number, height: 20 + 5 * number, seed: UInt64(number), options)
            _ = try? used.read(Array(jpeg.prefix(jpeg.count / 2)).span)
            var fresh = DCReader(maxPixels: 1 << 24)
            #expect(try used.read(jpeg.span) == fresh.read(jpeg.span))
        }
    }

    @Test func `fill bytes before markers, and anything behind EOI, change nothing`() throws {
        var reader = DCReader(maxPixels: 1 << 24)
        let jpeg = JPEGPictures.jpeg(width: 80, height: 60, JPEGPictures.options(restart: 2))
        let plain = try reader.read(jpeg.span)
        var filled: [UInt8] = []
        for (index, byte) in jpeg.enumerated() {
            let isMarker = byte == 0xFF && index + 1 < jpeg.count && jpeg[index + 1] >= 0xC0 && index > 0
            filled += isMarker ? [0xFF, 0xFF, 0xFF] : [byte]
        }
        #expect(try reader.read(filled.span) == plain)
        #expect(try reader.read((jpeg + Array("garbage".utf8) + jpeg).span) == plain)
    }

    @Test func `the coefficients are the means of the decoded blocks`() throws {
        let jpeg = JPEGPictures.jpeg(
            width: 64, height: 48, channels: 1, seed: 3, JPEGPictures.options(quality: 95, horizontal: 1, vertical: 1))
        var reader = DCReader(maxPixels: 1 << 24)
        let plane = try #require(try reader.read(jpeg.span).planes.first)
        let decoded = try #require(JPEGOracle.decode(jpeg))
        for y in 0..<plane.blocksHigh {
            for x in 0..<plane.blocksWide {
                let sum = (0..<64).reduce(0) { $0 + Int(decoded.pixels[(8 * y + $1 / 8) * 64 + 8 * x + $1 % 8]) }
                #expect(abs(Double(plane.meanTimes8(x: x, y: y)) / 8 - Double(sum) / 64) < 1)
            }
        }
    }
}
