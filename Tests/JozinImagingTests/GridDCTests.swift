// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `A grid of DC coefficients is near the grid of all pixels` {
    /// Mean absolute differences of luma and of both chroma planes.
    private struct Distance {
        var luma = 0.0
        var chroma = 0.0

        init(_ a: Grid64, _ b: Grid64) {
            func mean(_ x: [Float], _ y: [Float]) -> Double {
                zip(x, y).reduce(0.0) { $0 + Double(abs($1.0 - $1.1)) } / Double(x.count)
            }
            luma = mean(a.luma, b.luma)
            chroma = (mean(a.blueDifference, b.blueDifference) + mean(a.redDifference, b.redDifference)) / 2
        }
    }

    private func grids(_ jpeg: [UInt8]) throws -> (dc: Grid64, full: Grid64)? {
        guard let decoded = JPEGOracle.decode(jpeg) else { return nil }
        var reader = DCReader(maxPixels: 1 << 28)
        let size = PixelSize(width: decoded.width, height: decoded.height)
        let full = `A grid's cell is the mean over exactly its share of the picture`.accumulate(
            decoded.pixels, size, decoded.channels)
        return (Grid64(try reader.read(jpeg.span)), full.finish())
    }

    @Test func `each plane's cells are means of its blocks by the area that they share, on its own scale`() throws {
        var generator = SeededGenerator(seed: 2)
        for number in 0..<24 {
            let (width, height) = (Int.random(in: 1...300, using: &generator), Int.random(in: 1...300, using: &generator))
            let options = JPEGPictures.options(
                quality: [10, 60, 95][number % 3], horizontal: [1, 2, 4][number % 3], vertical: 1 + number % 2,
                progressive: number % 4 == 0)
            let jpeg = JPEGPictures.jpeg(
                width: width, height: height, channels: number % 5 == 0 ? 1 : 3, seed: UInt64(number), options)
            var reader = DCReader(maxPixels: 1 << 28)
            let picture = try reader.read(jpeg.span)
            let grid = Grid64(picture)
            for (plane, cells) in zip(picture.planes, [grid.luma, grid.blueDifference, grid.redDifference]) {
                let exact = Self.exactCells(plane, picture)
                let worst = zip(cells, exact).map { abs(Double($0) - $1) }.max() ?? 0
                #expect(worst < 1e-3, "\(number): \(width)x\(height), \(worst)")
            }
        }
    }

    /// Every pixel takes its block's mean (all factors divide the largest here).
    private static func exactCells(_ plane: DCPlane, _ picture: DCPicture) -> [Double] {
        let across = 8 * picture.maxHorizontal / plane.horizontal
        let down = 8 * picture.maxVertical / plane.vertical
        let unknown = Double((1 << plane.missingBits - 1) * plane.step) / 16
        let values = (0..<picture.size.count).map { pixel in
            let (x, y) = (pixel % picture.size.width, pixel / picture.size.width)
            return min(max(Double(plane.meanTimes8(x: x / across, y: y / down)) / 8 + unknown, 0), 255)
        }
        return `A grid's cell is the mean over exactly its share of the picture`.means(values, picture.size)
    }

    @Test func `a side of few blocks, of many, and of a whole number to a cell`() throws {
        for (number, (width, height)) in [(8, 8), (9, 1024), (1024, 9), (512, 1024), (4096, 64), (64, 4096), (4099, 17)]
            .enumerated()
        {
            for options in [JPEGPictures.options(quality: 80), JPEGPictures.options(quality: 80, horizontal: 4, vertical: 2)] {
                var reader = DCReader(maxPixels: 1 << 28)
                let picture = try reader.read(
                    JPEGPictures.jpeg(width: width, height: height, channels: 3, seed: UInt64(number), options).span)
                let grid = Grid64(picture)
                for (plane, cells) in zip(picture.planes, [grid.luma, grid.blueDifference, grid.redDifference]) {
                    let worst = zip(cells, Self.exactCells(plane, picture)).map { abs(Double($0) - $1) }.max() ?? 0
                    #expect(worst < 1e-3, "\(width)x\(height), \(worst)")
                }
            }
        }
    }

    @Test func `on generated pictures of any sampling, odd sizes included`() throws {
        for number in 0..<16 {
            let options = JPEGPictures.options(
                quality: 90, horizontal: 1 + number % 2, vertical: 1 + number / 2 % 2, progressive: number % 5 == 0)
            let jpeg = JPEGPictures.jpeg(
                width: 1013 + 37 * number, height: 1367 - 9 * number, channels: number % 7 == 0 ? 1 : 3, seed: UInt64(number),
                options)
            let (dc, full) = try #require(try grids(jpeg))
            let distance = Distance(dc, full)
            #expect(distance.luma < 1 && distance.chroma < 2, "\(number): \(distance)")
        }
    }

    @Test func `a flat picture has flat cells, whatever its edge blocks hold`() throws {
        for (width, height) in [(515, 521), (600, 513), (577, 1025)] {
            for colour: [UInt8] in [[200], [30, 120, 220]] {
                let pixels = (0..<width * height).flatMap { _ in colour }
                let jpeg = try #require(
                    JPEGOracle.encode(
                        pixels, width: width, height: height, channels: colour.count,
                        JPEGPictures.options(quality: 100, horizontal: 2, vertical: 2)))
                let (dc, full) = try #require(try grids(jpeg))
                for plane in [\Grid64.luma, \.blueDifference, \.redDifference] {
                    let spread = zip(dc[keyPath: plane], full[keyPath: plane]).map { abs($0 - $1) }.max() ?? 0
                    #expect(spread < 1, "\(width)x\(height) \(colour.count)")
                }
            }
        }
    }

    @Test func `a progressive file's grid is near the same picture's in baseline`() throws {
        let pixels = JPEGPictures.photo(width: 800, height: 600, channels: 3, seed: 12)
        var reader = DCReader(maxPixels: 1 << 28)
        let grids = try [false, true].map { progressive in
            let options = JPEGPictures.options(quality: 60, progressive: progressive)
            let jpeg = try #require(JPEGOracle.encode(pixels, width: 800, height: 600, channels: 3, options))
            return Grid64(try reader.read(jpeg.span))
        }
        let distance = Distance(grids[0], grids[1])
        #expect(distance.luma < 0.5 && distance.chroma < 1, "\(distance)")
    }

    @Test func `on real photos`() throws {
        guard let jpegs = JPEGCorpora.jpegs(in: "metadata") else { return JPEGCorpora.notRun("DC grids of real photos") }
        var (luma, chroma, worst, count) = (0.0, 0.0, 0.0, 0)
        for (path, bytes) in jpegs {
            var reader = DCReader(maxPixels: 1 << 28)
            guard let picture = try? reader.read(bytes.span), picture.size.shortSide >= Grid64.smallestShortSideForDC,
                let (dc, full) = try grids(bytes)
            else { continue }
            let distance = Distance(dc, full)
            // A cell of a small picture is about a block, and blocks do not lie where cells do.
            let bound = 4500 / Double(picture.size.shortSide)
            #expect(distance.luma < bound && distance.chroma < bound, "\(path): \(picture.size), \(distance)")
            luma += distance.luma
            chroma += distance.chroma
            worst = max(worst, distance.luma, distance.chroma)
            count += 1
        }
        print(
            "RUN: \(count) DC grids: mean distance \(luma / Double(count)) luma, \(chroma / Double(count)) chroma; worst \(worst)"
        )
    }
}
