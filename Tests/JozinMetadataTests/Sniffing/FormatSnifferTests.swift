// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `Formats are told by content` {
    @Test func `each magic is recognised, with anything behind it`() {
        for (name, header, format) in Magics.headers {
            #expect(sniff(header) == format, "\(name)")
            #expect(sniff(header + [UInt8](repeating: 0, count: 100)) == format, "\(name)")
        }
    }

    @Test func `no truncation of a magic is recognised as it`() {
        for (name, header, format) in Magics.headers where format != .raw {
            for length in 0..<header.count - (name.hasPrefix("BMP") ? 3 : 0) {
                #expect(sniff(Array(header[..<length])) == nil, "\(name), \(length) bytes")
            }
        }
        for (name, header, _) in Magics.headers {
            for length in 0..<min(4, header.count) where sniff(Array(header[..<length])) != nil {
                #expect(name.hasPrefix("JPEG XL"), "\(name), \(length) bytes")
            }
        }
    }

    @Test func `empty, one byte, and text are nothing`() {
        #expect(sniff([]) == nil)
        for byte in UInt8.min...UInt8.max { #expect(sniff([byte]) == nil) }
        let texts = [
            "this is not an image", "BMW sold more cars this year than ever before", "II*RSVP to the party on Friday",
            "IIROnically this is a text", "MMORpg players, unite and take over", "8BPS is a magic but I am prose",
            "RIFFRAFF WEBPAGE", "the ftypheic brand", "GIF8 pictures", "%PDF-1.7", "<svg xmlns='x'/>", "{\"a\": 1}",
            "P6 4 4 255 ", "BM is how I begin, a bitmap I am not at all",
        ]
        for text in texts { #expect(sniff(Array(text.utf8)) == nil, "\(text)") }
    }

    @Test func `every brand of HEIF, AVIF and Canon is told by major or compatible brands`() {
        for brand in ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1", "avci", "vvic"] {
            #expect(sniff(Magics.ftyp(brand, [])) == .heic, "\(brand)")
        }
        for brand in ["avif", "avis"] { #expect(sniff(Magics.ftyp(brand, ["mif1", "miaf"])) == .avif) }
        #expect(sniff(Magics.ftyp("mif1", ["mif1", "avif", "miaf"])) == .avif)
        #expect(sniff(Magics.ftyp("mif1", ["mif1", "heic"])) == .heic)
        #expect(sniff(Magics.ftyp("MiHE", ["heic", "mif1"])) == .heic)
        #expect(sniff(Magics.ftyp("heic", ["mif1", "avif"])) == .heic)
    }

    @Test func `films are not photos`() {
        for brand in ["isom", "mp42", "qt  ", "M4V ", "3gp4"] { #expect(sniff(Magics.ftyp(brand, ["isom", "avc1"])) == nil) }
    }

    @Test func `PNG damaged by a text transfer, MNG, and WAVE are nothing`() {
        #expect(sniff([0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A, 0x00]) == nil)
        #expect(sniff([0x8A, 0x4D, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == nil)
        #expect(sniff(Magics.ascii("RIFF") + [1, 2, 3, 4] + Magics.ascii("WAVE")) == nil)
        #expect(sniff([0xFF, 0xD8, 0xFF, 0x00]) == nil)
    }

    @Test func `camera raw built as TIFF is told from TIFF by its tags`() {
        let size: [(UInt16, ExifValue)] = [
            (0x0100, .shorts([40])), (0x0101, .shorts([30])), (0x010F, .text("NIKON CORPORATION")),
        ]
        func format(_ more: [(UInt16, ExifValue)]) -> PhotoFormat? {
            var builder = ExifBuilder(littleEndian: false)
            builder.image = size + more
            return sniff(builder.bytes)
        }
        #expect(format([]) == .tiff)
        #expect(format([(0x0103, .shorts([5])), (0x0106, .shorts([2]))]) == .tiff)
        #expect(format([(0x00FE, .longs([1])), (0x014A, .longs([100_000]))]) == .raw)
        #expect(format([(0x00FE, .longs([0])), (0x014A, .longs([100_000]))]) == .tiff)
        #expect(format([(0xC612, .raw(type: 1, count: 4, bytes: [1, 4, 0, 0]))]) == .raw)
        for photometric: UInt16 in [32_803, 34_892] { #expect(format([(0x0106, .shorts([photometric]))]) == .raw) }
        for compression: UInt16 in [34_713, 32_767, 32_770, 65_535, 65_000] {
            #expect(format([(0x0103, .shorts([compression]))]) == .raw)
        }
        var nested = ExifBuilder()
        nested.image = size
        nested.exif = [(0x0106, .shorts([32_803]))]
        var bytes = nested.bytes
        let pointer = bytes.indices.dropLast().first { bytes[$0] == 0x69 && bytes[$0 + 1] == 0x87 } ?? 0
        bytes.replaceSubrange(pointer..<pointer + 2, with: [0x4A, 0x01])
        #expect(sniff(bytes) == .raw)
    }

    @Test func `directories in a circle end`() {
        var builder = ExifBuilder()
        builder.image = [(0x014A, .longs([8, 8, 8])), (0x014A, .longs([8]))]
        var bytes = builder.bytes
        bytes[8 + 2 + 24] = 8
        #expect(sniff(bytes) == .tiff)
    }

    private func sniff(_ bytes: [UInt8]) -> PhotoFormat? { FormatSniffer.format(of: bytes.span) }
}
