// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `Pictures become smaller by Lanczos' kernel` {
    private func noise(_ width: Int, _ height: Int, seed: UInt64) -> RGBPicture {
        var random = SeededGenerator(seed: seed)
        return RGBPicture(size: PixelSize(width: width, height: height), bytes: random.bytes(width * height * 3))
    }

    @Test func `each pixel is what the definition says`() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<12 {
            let picture = noise(
                Int.random(in: 1...60, using: &random), Int.random(in: 1...60, using: &random), seed: random.next())
            let size = PixelSize(width: Int.random(in: 1...70, using: &random), height: Int.random(in: 1...70, using: &random))
            let (found, expected) = (picture.resized(to: size), LanczosOracle.resize(picture, to: size))
            let furthest = zip(found.bytes, expected.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 0
            #expect(found.size == size && furthest <= 1)
        }
    }

    @Test func `the same size is the same picture, and one colour stays one`() {
        let picture = noise(33, 21, seed: 5)
        #expect(picture.resized(to: picture.size) == picture)
        let grey = RGBPicture(size: PixelSize(width: 50, height: 40), bytes: [UInt8](repeating: 93, count: 6000))
        for size in [PixelSize(width: 7, height: 9), PixelSize(width: 90, height: 41), PixelSize(width: 1, height: 1)] {
            #expect(grey.resized(to: size).bytes.allSatisfy { $0 == 93 })
        }
    }

    @Test func `a range of it is that range`() {
        let picture = noise(40, 30, seed: 6)
        let across = ResampleAxis(count: 40, from: 10, to: 20, newCount: 10)
        let down = ResampleAxis(count: 30, from: 0, to: 30, newCount: 30)
        var reducer = RowReducer(across: across, down: down, channels: 3)
        for row in 0..<30 {
            #expect(!reducer.isComplete)
            reducer.add(picture.bytes.span.extracting(row * 120..<(row + 1) * 120))
        }
        #expect(reducer.isComplete)
        for row in 0..<30 {
            #expect(Array(reducer.output[row * 30..<(row + 1) * 30]) == Array(picture.bytes[row * 120 + 30..<row * 120 + 60]))
        }
    }

    @Test func `a box is the mean of its square, at the edges of what there is`() {
        var box = BoxShrink(factor: 4, width: 6)
        var rows: [[Float]] = []
        for row in 0..<5 {
            let bytes = (0..<18).map { UInt8(row * 40 + $0) }
            box.add(bytes.span, isLast: row == 4) { means in rows.append((0..<6).map { means[$0] }) }
        }
        #expect(rows.count == 2 && BoxShrink.count(6, 4) == 2)
        // Columns 0 to 3 of rows 0 to 3: 60 for the rows, and 3 x 1.5 for the columns.
        #expect(rows.first == [64.5, 65.5, 66.5, 73.5, 74.5, 75.5])
        #expect(rows.last == [164.5, 165.5, 166.5, 173.5, 174.5, 175.5])
    }

    @Test func `sizes keep their shape and never grow`() {
        #expect(PixelSize(width: 4000, height: 3000).fitted(to: 320) == PixelSize(width: 320, height: 240))
        #expect(PixelSize(width: 30, height: 4000).fitted(to: 320) == PixelSize(width: 2, height: 320))
        #expect(PixelSize(width: 1, height: 4000).fitted(to: 320) == PixelSize(width: 1, height: 320))
        #expect(PixelSize(width: 300, height: 200).fitted(to: 320) == PixelSize(width: 300, height: 200))
    }

    @Test func `a blurred picture has few colours left and keeps its size`() {
        let picture = noise(200, 100, seed: 9)
        let blurred = picture.blurred()
        #expect(blurred.size == picture.size)
        func roughness(_ picture: RGBPicture) -> Int {
            (3..<picture.bytes.count).reduce(0) { $0 + abs(Int(picture.bytes[$1]) - Int(picture.bytes[$1 - 3])) }
        }
        #expect(roughness(blurred) * 20 < roughness(picture))
    }

    @Test func `turning a picture is what orientation says`() {
        let picture = noise(5, 3, seed: 10)
        for way in Orientation.allCases {
            let turned = picture.turned(way)
            #expect(turned.size == way.upright(picture.size) && turned.turned(way.inverse) == picture)
            for y in 0..<turned.size.height {
                for x in 0..<turned.size.width {
                    let from = way.stored(x: x, y: y, in: turned.size)
                    let (a, b) = ((y * turned.size.width + x) * 3, (from.y * 5 + from.x) * 3)
                    #expect(Array(turned.bytes[a..<a + 3]) == Array(picture.bytes[b..<b + 3]))
                }
            }
        }
    }
}
