// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import Testing

/// BMP files made field by field.
private struct BMPFile {
    var headerSize = 40
    var width = 4
    var height = 2
    var bits = 24
    var compression = 0
    var used = 0
    var masks: [Int] = []
    var palette: [[UInt8]] = []
    var offset: Int?
    var data: [UInt8] = []

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    var bytes: [UInt8] {
        var header = Self.little(headerSize, 4)
        if headerSize == 12 {
            header += Self.little(width, 2) + Self.little(height, 2) + [1, 0] + Self.little(bits, 2)
        } else {
            header += Self.little(width, 4) + Self.little(height, 4) + [1, 0] + Self.little(bits, 2)
            header += Self.little(compression, 4) + [UInt8](repeating: 0, count: 12) + Self.little(used, 4) + Self.little(0, 4)
        }
        header += masks.flatMap { Self.little($0, 4) }
        header += [UInt8](repeating: 0, count: max(0, headerSize - header.count))
        var colors: [UInt8] = []
        for color in palette {
            colors += [color[2], color[1], color[0]]
            if headerSize != 12 { colors.append(0) }
        }
        let start = offset ?? 14 + header.count + colors.count
        var file = Array("BM".utf8)
        file += Self.little(start + data.count, 4)
        file += Self.little(0, 4)
        file += Self.little(start, 4)
        return file + header + colors + data
    }
}

@Suite struct `BMP is read by its fields` {
    private func rows(_ file: BMPFile) throws -> [UInt8] {
        let bytes = file.bytes
        let header = try BMPHeader(bytes.span)
        let unpacker = BMPUnpacker(header)
        var pixels = [UInt8](repeating: 0, count: header.size.count * header.channels)
        let rowBytes = header.size.width * header.channels
        if header.storage == .runs {
            let data = Array(bytes[header.pixelOffset...])
            let indices = try BMPRuns.indices(data.span, size: header.size, bits: header.bitsPerPixel)
            for y in 0..<header.size.height {
                let from = (header.size.height - 1 - y) * header.size.width
                unpacker.unpack(
                    indices: indices.span.extracting(from..<from + header.size.width), into: &pixels, at: y * rowBytes)
            }
            return pixels
        }
        for y in 0..<header.size.height {
            let stored = header.isTopDown ? y : header.size.height - 1 - y
            let from = header.pixelOffset + stored * header.rowBytes
            let end = min(from + header.rowBytes, bytes.count)
            unpacker.unpack(bytes.span.extracting(from..<end), into: &pixels, at: y * rowBytes)
        }
        return pixels
    }

    private func failure(_ file: BMPFile) -> BMPFailure? {
        do {
            _ = try BMPHeader(file.bytes.span)
            return nil
        } catch { return error }
    }

    private let gray: [[UInt8]] = (0..<16).map { index -> [UInt8] in
        let level = UInt8(index) * 16
        return [level, level + 1, level + 2]
    }

    @Test func `indices of 1, 2, 4 and 8 bits name palette colours, the leftmost in the highest bits`() throws {
        let indices = [1, 0, 1, 1, 0, 0, 1, 0, 1]
        for (bits, data) in [
            (1, [UInt8](arrayLiteral: 0b1011_0010, 0b1000_0000, 0, 0)), (2, [0b0100_0101, 0b0000_0100, 0b0100_0000, 0]),
            (4, [0x10, 0x11, 0x00, 0x10, 0x10, 0, 0, 0]), (8, [1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0]),
        ] {
            for headerSize in [12, 40, 64, 108, 124] {
                let colors = Array(gray[..<min(16, 1 << min(bits, 4))])
                let file = BMPFile(
                    headerSize: headerSize, width: 9, height: 1, bits: bits, used: colors.count, palette: colors, data: data)
                #expect(try rows(file) == indices.flatMap { gray[$0] }, "\(bits) bits, header of \(headerSize)")
            }
        }
    }

    @Test func `rows run from the bottom up, or from the top down where the height is negative`() throws {
        let data: [UInt8] = [3, 2, 1, 0, 6, 5, 4, 0]
        #expect(try rows(BMPFile(width: 1, height: 2, data: data)) == [4, 5, 6, 1, 2, 3])
        #expect(try rows(BMPFile(width: 1, height: -2, data: data)) == [1, 2, 3, 4, 5, 6])
    }

    @Test func `masks of any width are widened to 8 bits`() throws {
        let rgb555 = BMPFile(width: 2, height: 1, bits: 16, data: [0xFF, 0x7F, 0x00, 0x40])
        #expect(try rows(rgb555) == [255, 255, 255, 131, 0, 0])
        let rgb565 = BMPFile(
            width: 2, height: 1, bits: 16, compression: 3, masks: [0xF800, 0x7E0, 0x1F], data: [0xE0, 0x07, 0x1F, 0xF8])
        #expect(try rows(rgb565) == [0, 255, 0, 255, 0, 255])
        let alpha = BMPFile(
            headerSize: 56, width: 1, height: 1, bits: 32, compression: 3, masks: [0xFF, 0xFF00, 0xFF_0000, 0xFF00_0000],
            data: [1, 2, 3, 4])
        #expect(try rows(alpha) == [1, 2, 3, 4])
        #expect(try rows(BMPFile(width: 1, height: 1, bits: 32, data: [1, 2, 3, 4])) == [3, 2, 1])
    }

    @Test func `runs, literals, steps and ends`() throws {
        let eight = BMPFile(
            width: 4, height: 2, bits: 8, compression: 1, used: 16, palette: gray,
            data: [3, 5, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1])
        #expect(try rows(eight) == [1, 2, 3, 0, 5, 5, 5, 0].flatMap { gray[$0] })
        let four = BMPFile(
            width: 4, height: 2, bits: 4, compression: 2, used: 16, palette: gray, data: [4, 0x12, 0, 2, 1, 0, 2, 0x34, 0, 1])
        #expect(try rows(four) == [0, 0, 0, 0, 1, 2, 1, 2].flatMap { gray[$0] })
        let jump = BMPFile(
            width: 2, height: 2, bits: 8, compression: 1, used: 16, palette: gray, data: [0, 2, 1, 1, 1, 7, 0, 1])
        #expect(try rows(jump) == [0, 7, 0, 0].flatMap { gray[$0] })
        #expect(throws: BMPFailure.endsEarly) {
            try rows(BMPFile(width: 2, height: 2, bits: 8, compression: 1, used: 16, palette: gray, data: [2, 1]))
        }
    }

    @Test func `headers that contradict themselves are refused`() {
        for (width, height) in [(0, 1), (1, 0), (-1, 1), (1, Int(Int32.min))] {
            #expect(failure(BMPFile(width: width, height: height)) == .damaged("the header declares no pixels"))
        }
        for headerSize in [0, 11, 13, 15, 65, 107, 125, 0xFFFF_FFFF] {
            var bytes = BMPFile().bytes
            bytes.replaceSubrange(14..<18, with: BMPFile.little(headerSize, 4))
            #expect(throws: BMPFailure.self) { try BMPHeader(bytes.span) }
        }
        for bits in [0, 3, 5, 48, 64] { #expect(failure(BMPFile(bits: bits)) != nil) }
        for compression in [1, 2, 4, 5, 7, 0xFFFF_FFFF] { #expect(failure(BMPFile(compression: compression)) != nil) }
        #expect(failure(BMPFile(bits: 16, compression: 3, masks: [0, 0, 0])) != nil)
        #expect(failure(BMPFile(bits: 16, compression: 3, masks: [0x5, 0x18, 0x60])) != nil)
        #expect(failure(BMPFile(bits: 16, compression: 3, masks: [0x10000, 0x18, 0x60])) != nil)
    }

    @Test func `huge sizes are said, not allocated`() throws {
        let header = try BMPHeader(BMPFile(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF, bits: 32).bytes.span)
        #expect(header.size.count > 1 << 60 && header.pixelBytes == .max)
    }

    @Test func `whatever the bytes are, nothing traps`() {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let seeds = [
            BMPFile(data: [UInt8](repeating: 9, count: 24)),
            BMPFile(bits: 8, compression: 1, used: 16, palette: gray, data: [3, 5, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1]),
            BMPFile(
                headerSize: 108, bits: 32, compression: 3, masks: [0xFF, 0xFF00, 0xFF_0000, 0xFF00_0000], data: [1, 2, 3, 4]),
        ]
        for round in 0..<6000 {
            var bytes = seeds[round % seeds.count].bytes
            for _ in 0...random(4) { bytes[random(bytes.count)] = UInt8(random(256)) }
            if random(4) == 0 { bytes.removeLast(random(bytes.count)) }
            guard let header = try? BMPHeader(bytes.span), header.size.count <= 1 << 16 else { continue }
            #expect(header.palette.count <= 256 && header.pixelBytes > 0)
            guard header.storage == .runs, header.pixelOffset < bytes.count else { continue }
            let data = Array(bytes[header.pixelOffset...])
            let indices = try? BMPRuns.indices(data.span, size: header.size, bits: header.bitsPerPixel)
            #expect(indices == nil || indices?.count == header.size.count)
        }
    }
}
