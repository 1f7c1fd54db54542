// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `A placeholder looks like its photo` {
    private func grid(_ luma: (Double, Double) -> Double, blue: Float = 128, red: Float = 128) -> Grid64 {
        let cells = (0..<4096).map { luma((Double($0 % 64) + 0.5) / 64, (Double($0 / 64) + 0.5) / 64) }
        return Grid64(
            luma: cells.map(Float.init), blueDifference: [Float](repeating: blue, count: 4096),
            redDifference: [Float](repeating: red, count: 4096))
    }

    @Test func `one colour is that colour`() {
        let placeholder = Placeholder(grid({ _, _ in 100 }, blue: 90, red: 160), size: PixelSize(width: 40, height: 30))
        #expect(Array(placeholder.bytes[1...5]) == [100, 90, 160, 0, 0])
        let picture = placeholder.picture()
        // BT.601: 100 + 1.402 x 32, 100 + 0.344136 x 38 - 0.714136 x 32, 100 - 1.772 x 38.
        #expect(picture.bytes.prefix(3).elementsEqual([145, 90, 33]) && Set(picture.bytes).count == 3)
    }

    @Test func `its shape is the photo's to 3 %`() {
        let flat = grid({ _, _ in 0 })
        for (width, height) in [(1, 1), (3, 2), (2, 3), (16, 9), (4000, 3000), (9, 16), (1000, 250), (1, 9), (30, 1)] {
            let ratio = Double(width) / Double(height)
            let found = Placeholder(flat, size: PixelSize(width: width, height: height)).aspectRatio
            #expect(abs(found / ratio - 1) < 0.03, "\(width):\(height)")
        }
        #expect(Placeholder(flat, size: PixelSize(width: 60_000, height: 1)).bytes[0] == 255)
        #expect(Placeholder(flat, size: PixelSize(width: 1, height: 60_000)).bytes[0] == 1)
    }

    @Test func `a slope is a slope, and light is where it was`() {
        let placeholder = Placeholder(grid { x, y in 200 * x * (1 - y) + 20 }, size: PixelSize(width: 64, height: 64))
        let picture = placeholder.picture(longestSide: 64)
        #expect(picture.size == PixelSize(width: 64, height: 64))
        var error = 0.0
        for y in 0..<64 {
            for x in 0..<64 {
                let expected = 200 * (Double(x) + 0.5) / 64 * (1 - (Double(y) + 0.5) / 64) + 20
                error += abs(Double(picture.bytes[(y * 64 + x) * 3]) - expected)
            }
        }
        #expect(error / 4096 < 8)
    }

    @Test func `any 24 bytes are some picture`() throws {
        var random = SeededGenerator(seed: 61)
        for _ in 0..<100 {
            let placeholder = try #require(Placeholder(bytes: [UInt8.random(in: 1...255, using: &random)] + random.bytes(23)))
            let picture = placeholder.picture(longestSide: Int.random(in: 1...40, using: &random))
            #expect(picture.bytes.count == picture.size.count * 3)
        }
    }
}
