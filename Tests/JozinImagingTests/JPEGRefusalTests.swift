// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import Testing

@Suite struct `What it cannot read, the DC reader leaves to a full decoder, and says why` {
    private let jpeg = JPEGPictures.jpeg(width: 40, height: 30, JPEGPictures.options(horizontal: 2, vertical: 1))

    private func failure(_ bytes: [UInt8], maxPixels: Int = 1 << 24) -> DCReader.Failure? {
        var reader = DCReader(maxPixels: maxPixels)
        do throws(DCReader.Failure) {
            _ = try reader.read(bytes.span)
            return nil
        } catch {
            return error
        }
    }

    /// The JPEG with `bytes` written over what stands `offset` behind the first segment of this marker.
    private func patched(_ marker: UInt8, _ offset: Int, _ bytes: [UInt8]) throws -> [UInt8] {
        let at = try #require(JPEGPictures.position(of: marker, in: jpeg)) + offset
        return jpeg[..<at] + bytes + jpeg[(at + bytes.count)...]
    }

    @Test func `other processes of the standard`() throws {
        for arithmetic in [JPEGPictures.options(arithmetic: true), JPEGPictures.options(progressive: true, arithmetic: true)] {
            #expect(failure(JPEGPictures.jpeg(width: 20, height: 20, arithmetic)) == .unsupported(.arithmeticCoding))
        }
        #expect(failure(try patched(0xC0, 1, [0xC3])) == .unsupported(.lossless))
        #expect(failure(try patched(0xC0, 1, [0xC5])) == .unsupported(.hierarchical))
        #expect(failure(try patched(0xC0, 1, [0xCB])) == .unsupported(.arithmeticCoding))
    }

    @Test func `other samples and components`() throws {
        #expect(failure(try patched(0xC0, 4, [12])) == .unsupported(.precision(12)))
        let cmyk = JPEGPictures.jpeg(width: 20, height: 20, channels: 4)
        #expect(failure(cmyk) == .unsupported(.componentCount(4)))
        #expect(failure(try patched(0xC0, 5, [0, 0])) == .unsupported(.lateHeight))
    }

    @Test func `a table that was never defined`() throws {
        for marker: UInt8 in [0xC4, 0xDB] {
            // An application segment in its place, for as often as it stands there.
            var without = jpeg
            while let at = JPEGPictures.position(of: marker, in: without) { without[at + 1] = 0xED }
            #expect(failure(without) == .unsupported(.undefinedTable))
        }
    }

    @Test func `no JPEG, no picture, too many pixels`() throws {
        #expect(failure([]) == .notJPEG)
        #expect(failure([0xFF]) == .notJPEG)
        #expect(failure(Array("GIF89a".utf8)) == .notJPEG)
        #expect(failure([0xFF, 0xD8]) == .damaged(.fileEndsEarly, read: 0))
        #expect(failure([0xFF, 0xD8, 0xFF, 0xD9]) == .damaged(.missingScan, read: 0))
        #expect(failure(try patched(0xC0, 7, [0, 0])) == .damaged(.emptyPicture, read: 0))
        #expect(failure(jpeg, maxPixels: 1199) == .tooManyPixels(.init(width: 40, height: 30)))
        #expect(failure(jpeg, maxPixels: 1200) == nil)
    }

    @Test func `segments that contradict themselves`() throws {
        #expect(failure(try patched(0xC0, 2, [0, 1])) == .damaged(.invalidSegment(0xC0), read: 0))
        #expect(failure(try patched(0xC0, 9, [4])) == .damaged(.invalidSegment(0xC0), read: 0))
        #expect(failure(try patched(0xC0, 11, [0x52])) == .damaged(.invalidSegment(0xC0), read: 0))
        #expect(failure(try patched(0xDA, 5, [9])) == .damaged(.invalidSegment(0xDA), read: 0))
        #expect(failure(try patched(0xC4, 4, [0x25])) == .damaged(.invalidSegment(0xC4), read: 0))
        // Three codes of one bit: there are two, and one of them is all ones.
        #expect(failure(try patched(0xC4, 5, [3])) == .damaged(.invalidSegment(0xC4), read: 0))
    }

    @Test func `a scan that ends before its picture, and restart markers out of turn`() throws {
        let whole = JPEGPictures.jpeg(width: 64, height: 64, JPEGPictures.options(restart: 1))
        let first = try #require(JPEGPictures.position(of: 0xD0, in: whole))
        let swapped = whole[...first] + [0xD3] + whole[(first + 2)...]
        #expect(failure(Array(swapped)) == .damaged(.wrongRestartMarker, read: 1.0 / 16))
        let ended = whole[...first] + [0xD9]
        #expect(failure(Array(ended)) == .damaged(.scanEndsEarly, read: 1.0 / 16))
        #expect(failure(Array(whole[..<first])) == .damaged(.fileEndsEarly, read: 1.0 / 16))
        let tall = try #require(JPEGPictures.position(of: 0xC0, in: whole))
        var lying = whole
        lying[tall + 6] = 128
        #expect(failure(lying) == .damaged(.scanEndsEarly, read: 0.5))
        lying[tall + 6] = 32
        var reader = DCReader(maxPixels: 1 << 24)
        #expect(try reader.read(lying.span).size.height == 32)
    }

    @Test func `a header of 65535 x 65535 in a small file is refused without the memory it asks for`() throws {
        let huge = try patched(0xC0, 5, [0xFF, 0xFF, 0xFF, 0xFF])
        guard case .damaged(.scanEndsEarly, let read) = failure(huge, maxPixels: .max) else {
            Issue.record("not refused")
            return
        }
        #expect(read < 0.001)
    }

    @Test func `colour follows JFIF, else Adobe, else the names of the components`() throws {
        func colour(_ bytes: [UInt8]) throws -> DCPicture.Colour {
            var reader = DCReader(maxPixels: 1 << 24)
            return try reader.read(bytes.span).colour
        }
        #expect(try colour(jpeg) == .yCbCr)
        let app0 = try #require(JPEGPictures.position(of: 0xE0, in: jpeg))
        let bare = Array(jpeg[..<app0] + jpeg[(app0 + 18)...])
        #expect(try colour(bare) == .yCbCr)
        func adobe(_ transform: UInt8) -> [UInt8] {
            bare[..<2] + [0xFF, 0xEE, 0, 14, 0x41, 0x64, 0x6F, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform] + bare[2...]
        }
        #expect(try colour(adobe(0)) == .rgb)
        #expect(try colour(adobe(1)) == .yCbCr)
        var named = bare
        let frame = try #require(JPEGPictures.position(of: 0xC0, in: bare))
        let scan = try #require(JPEGPictures.position(of: 0xDA, in: bare))
        for (index, name) in "RGB".utf8.enumerated() {
            named[frame + 10 + 3 * index] = name
            named[scan + 5 + 2 * index] = name
        }
        #expect(try colour(named) == .rgb)
        #expect(try colour(JPEGPictures.jpeg(width: 9, height: 9, channels: 1)) == .grey)
    }
}
