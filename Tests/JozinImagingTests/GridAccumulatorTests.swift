// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `A grid's cell is the mean over exactly its share of the picture` {
    /// The 64 x 64 means of one plane by the definition: every pixel weighted by the area that it shares with the cell.
    static func means(_ values: [Double], _ size: PixelSize) -> [Double] {
        var cells = [Double](repeating: 0, count: 4096)
        let columns = (0..<size.width).map { overlaps($0, size.width) }
        for y in 0..<size.height {
            for (row, high) in overlaps(y, size.height) {
                for x in 0..<size.width {
                    for (column, wide) in columns[x] {
                        cells[row * 64 + column] += values[y * size.width + x] * Double(high * wide)
                    }
                }
            }
        }
        return cells.map { $0 / Double(size.count) }
    }

    /// The cells that pixel `at` of `count` touches, and by how many 64ths of a pixel; a cell has `count` of them.
    private static func overlaps(_ at: Int, _ count: Int) -> [(cell: Int, units: Int)] {
        (64 * at / count...(64 * at + 63) / count).map { cell in
            (cell, min(64 * at + 64, (cell + 1) * count) - max(64 * at, cell * count))
        }
    }

    private static func onWhite(_ pixel: ArraySlice<UInt8>) -> [Double] {
        let values = pixel.map(Double.init)
        if values.count == 1 { return [values[0], values[0], values[0]] }
        if values.count == 3 { return values }
        return (0..<3).map { ((values[$0] * values[3] + 255 * (255 - values[3])) / 255).rounded() }
    }

    static func accumulate(_ pixels: [UInt8], _ size: PixelSize, _ channels: Int, rowsAtOnce: Int = 1) -> GridAccumulator {
        var accumulator = GridAccumulator(size: size, channels: channels)
        let rowBytes = size.width * channels
        for row in stride(from: 0, to: size.height, by: rowsAtOnce) {
            accumulator.add(rows: pixels.span.extracting(row * rowBytes..<min(row + rowsAtOnce, size.height) * rowBytes))
        }
        return accumulator
    }

    private func compare(_ size: PixelSize, _ channels: Int, seed: UInt64, noise: Bool) {
        var generator = SeededGenerator(seed: seed)
        let pixels = (0..<size.count * channels).map { _ in noise ? UInt8.random(in: 0...255, using: &generator) : 255 }
        let accumulator = Self.accumulate(pixels, size, channels, rowsAtOnce: 1 + Int(seed % 5))
        let grid = accumulator.finish()
        let colours = (0..<size.count).map { Self.onWhite(pixels[$0 * channels..<($0 + 1) * channels]) }
        let planes = (0..<3).map { channel in Self.means(colours.map { $0[channel] }, size) }
        var worst = 0.0
        for cell in 0..<4096 {
            let y = 0.299 * planes[0][cell] + 0.587 * planes[1][cell] + 0.114 * planes[2][cell]
            let cb = channels == 1 ? 128 : min(128 + (planes[2][cell] - y) / 1.772, 255)
            let cr = channels == 1 ? 128 : min(128 + (planes[0][cell] - y) / 1.402, 255)
            worst = max(worst, abs(y - Double(grid.luma[cell])))
            worst = max(worst, abs(cb - Double(grid.blueDifference[cell])), abs(cr - Double(grid.redDifference[cell])))
        }
        #expect(worst < 1e-4, "\(size) x \(channels): \(worst)")
        let mean = accumulator.averageColor
        for (channel, mine) in [mean.red, mean.green, mean.blue].enumerated() {
            let exact = colours.reduce(0) { $0 + $1[channel] } / Double(size.count)
            #expect(abs(Double(mine) - exact) <= 0.5 + 1e-6, "\(size) x \(channels)")
        }
    }

    @Test func `random pictures of random sizes`() {
        var generator = SeededGenerator(seed: 64)
        for number in 0..<120 {
            let size = PixelSize(
                width: Int.random(in: 1...200, using: &generator), height: Int.random(in: 1...200, using: &generator))
            compare(size, [1, 3, 4][number % 3], seed: UInt64(number), noise: number % 10 != 0)
        }
    }

    @Test func `the smallest pictures, and long thin ones`() {
        let sizes = [(1, 1), (2, 1), (1, 2), (3, 2000), (2000, 3), (63, 64), (65, 1), (64, 64), (1, 40_000), (40_000, 1)]
        for (number, (width, height)) in sizes.enumerated() {
            for channels in [1, 3, 4] {
                compare(PixelSize(width: width, height: height), channels, seed: UInt64(number), noise: true)
            }
        }
    }

    @Test func `white stays white over more rows than one sum can hold`() {
        let size = PixelSize(width: 2, height: 64 * 600)
        let grid = Self.accumulate([UInt8](repeating: 255, count: size.count * 3), size, 3, rowsAtOnce: 7).finish()
        #expect(grid.luma.allSatisfy { $0 == 255 } && grid.redDifference.allSatisfy { $0 == 128 })
    }

    @Test func `a grid turned upright is the grid of pixels turned upright`() {
        var generator = SeededGenerator(seed: 8)
        for orientation in Orientation.allCases {
            let stored = PixelSize(width: 75, height: 101)
            let upright = orientation.upright(stored)
            let pixels = (0..<stored.count * 3).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var turned: [UInt8] = []
            for y in 0..<upright.height {
                for x in 0..<upright.width {
                    let place = orientation.stored(x: x, y: y, in: upright)
                    turned += pixels[3 * (place.y * stored.width + place.x)..<3 * (place.y * stored.width + place.x) + 3]
                }
            }
            let direct = Self.accumulate(turned, upright, 3).finish()
            #expect(Self.accumulate(pixels, stored, 3).finish().upright(orientation) == direct, "\(orientation)")
        }
    }

    @Test func `the average colour of a grid is near that of its pixels`() {
        let size = PixelSize(width: 90, height: 70)
        let pixels = JPEGPictures.photo(width: 90, height: 70, channels: 3, seed: 5)
        let accumulator = Self.accumulate(pixels, size, 3)
        let (exact, near) = (accumulator.averageColor, accumulator.finish().averageColor)
        #expect(abs(Int(exact.red) - Int(near.red)) <= 1)
        #expect(abs(Int(exact.green) - Int(near.green)) <= 1)
        #expect(abs(Int(exact.blue) - Int(near.blue)) <= 1)
    }
}
