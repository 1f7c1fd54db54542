// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `Edits change pixels as they say` {
    private let picture = DemoPicture(seed: 3, size: PixelSize(width: 61, height: 47)).drawn()

    private func pixel(_ picture: Picture, _ x: Int, _ y: Int) -> [UInt8] {
        Array(picture.row(y).dropFirst(x * 3).prefix(3))
    }

    @Test func `stored pixels turned by their orientation are upright again`() {
        for orientation in Orientation.allCases {
            let stored = picture.edited([.stored(orientation)])
            #expect(orientation.upright(stored.size) == picture.size)
            for y in 0..<picture.size.height {
                for x in 0..<picture.size.width {
                    let place = orientation.stored(x: x, y: y, in: picture.size)
                    #expect(pixel(stored, place.x, place.y) == pixel(picture, x, y))
                }
            }
            #expect(stored.edited([.turned(orientation)]) == picture)
        }
    }

    @Test func `a crop is the rectangle`() {
        let size = PixelSize(width: 20, height: 11)
        let crop = picture.edited([.cropped(x: 7, y: 30, size: size)])
        #expect(crop.size == size)
        for y in 0..<size.height {
            for x in 0..<size.width { #expect(pixel(crop, x, y) == pixel(picture, x + 7, y + 30)) }
        }
    }

    @Test func `each resized pixel is the mean of its area`() {
        for (width, height) in [(30, 20), (61, 47), (7, 5), (1, 1), (100, 90)] {
            let small = picture.edited([.resized(PixelSize(width: width, height: height))])
            for y in 0..<height {
                for x in 0..<width {
                    for channel in 0..<3 {
                        let mean = areaMean(x, y, channel, PixelSize(width: width, height: height))
                        #expect(abs(Double(pixel(small, x, y)[channel]) - mean) < 0.75)
                    }
                }
            }
        }
    }

    private func areaMean(_ x: Int, _ y: Int, _ channel: Int, _ target: PixelSize) -> Double {
        let wide = Double(picture.size.width) / Double(target.width)
        let high = Double(picture.size.height) / Double(target.height)
        let (left, right) = (Double(x) * wide, Double(x + 1) * wide)
        let (top, bottom) = (Double(y) * high, Double(y + 1) * high)
        var sum = 0.0
        for row in Int(top)..<min(picture.size.height, Int(bottom.rounded(.up))) {
            for column in Int(left)..<min(picture.size.width, Int(right.rounded(.up))) {
                let across = min(right, Double(column + 1)) - max(left, Double(column))
                let down = min(bottom, Double(row + 1)) - max(top, Double(row))
                sum += across * down * Double(pixel(picture, column, row)[channel])
            }
        }
        return sum / (wide * high)
    }

    @Test func `an even grey stays as it is at any size`() {
        for level in [UInt8(0), 1, 127, 128, 254, 255] {
            let even = Picture(size: PixelSize(width: 37, height: 23), grey: level)
            for side in 1...50 {
                #expect(Set(even.edited([.resized(PixelSize(width: side, height: 51 - side))]).rgb) == [level])
            }
        }
    }

    @Test func `gains multiply and saturate`() {
        let bright = picture.edited([.gained(red: 1500, green: 1000, blue: 0)])
        for place in stride(from: 0, to: picture.rgb.count, by: 3) {
            #expect(Int(bright.rgb[place]) == min(255, (Int(picture.rgb[place]) * 1500 + 500) / 1000))
            #expect(bright.rgb[place + 1] == picture.rgb[place + 1])
            #expect(bright.rgb[place + 2] == 0)
        }
    }

    @Test func `noise is bounded, repeatable and another for another seed`() {
        let noisy = picture.edited([.noisy(amplitude: 5, seed: 9)])
        #expect(zip(noisy.rgb, picture.rgb).allSatisfy { abs(Int($0) - Int($1)) <= 5 })
        #expect(Set(zip(noisy.rgb, picture.rgb).map { Int($0) - Int($1) }).count == 11)
        #expect(noisy == picture.edited([.noisy(amplitude: 5, seed: 9)]))
        #expect(noisy != picture.edited([.noisy(amplitude: 5, seed: 10)]))
    }

    @Test func `grey has equal channels and keeps greys`() {
        let grey = picture.edited([.grey])
        for place in stride(from: 0, to: grey.rgb.count, by: 3) {
            #expect(grey.rgb[place] == grey.rgb[place + 1] && grey.rgb[place] == grey.rgb[place + 2])
        }
        #expect(grey.edited([.grey]) == grey)
    }
}
