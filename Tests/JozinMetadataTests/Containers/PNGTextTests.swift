// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `EXIF that older programs hid in a PNG's texts is found` {
    private let header: (String, [UInt8]) = ("IHDR", [0, 0, 0, 40, 0, 0, 0, 30])
    private let block: [UInt8] = {
        var builder = ExifBuilder()
        builder.image = [(0x010F, .text("Jozin Optics of Brno")), (0x0112, .shorts([6]))]
        return Array("Exif\0\0".utf8) + builder.bytes
    }()

    private func read(_ chunks: [(String, [UInt8])]) -> PhotoMetadata {
        MetadataReader.read(.png, from: pngBytes([header] + chunks + [("IEND", [])]))
    }

    private func isFound(_ metadata: PhotoMetadata) -> Bool {
        metadata.exif.make == "Jozin Optics of Brno" && metadata.orientation == .turnedRight && metadata.warnings.isEmpty
    }

    @Test func `under both names, packed or not`() {
        for name in ["exif", "APP1"] {
            #expect(isFound(read([("tEXt", TextProfile.text(block, name: name))])))
            #expect(isFound(read([("zTXt", TextProfile.packed(block, name: name))])))
        }
        #expect(isFound(read([("iTXt", TextProfile.international(block))])))
        let plain = TextProfile.keyword("exif") + [0, 0] + [0, 0] + TextProfile.lines(block, name: "exif")
        #expect(isFound(read([("iTXt", plain)])))
    }

    @Test func `packed by zlib itself, with codes of its own and with the fixed ones`() {
        // zlib 1.2.13 at level 9, once by default and once with Z_FIXED.
        let streams = [
            "78da358cdd0d00210883df99e24640c4a2e3f820891bdcf8873ff725a4a5a4d078a7d3b301488b553480036ddaa487a97c9018e7b434951be168"
                + "92c8f3326727be871fed70ebf17a08ab1b9b86cf9685e14064628201dfe50fddaa1edf",
            "7801e34aadc84ce352000333332e1353730b334b3333032030b134b1344a04322c0c20c00888d30c0c41b4a12954c80c421b1a01c58d410c089f"
                + "cb002a010326896669e68940a3538d0c4cd2cc0dcc4d806c6373632303b3343333a09891b99159aa591a583300ddaa1edf",
        ]
        for stream in streams {
            let packed = stream.utf8.map { $0 }.hexadecimal
            #expect(isFound(read([("zTXt", TextProfile.keyword("exif") + [0] + packed)])))
        }
    }

    @Test func `a chunk made for EXIF comes before a text, wherever they lie`() {
        var builder = ExifBuilder()
        builder.image = [(0x010F, .text("eXIf"))]
        let text = ("tEXt", TextProfile.text(block))
        #expect(read([text, ("eXIf", builder.bytes)]).exif.make == "eXIf")
        #expect(read([("eXIf", builder.bytes), text]).exif.make == "eXIf")
        #expect(isFound(read([("IDAT", [1]), text])))
    }

    @Test func `XMP and other texts are left alone`() {
        #expect(read([("tEXt", TextProfile.text(Array("http://ns.adobe.com/xap/1.0/\0<x/>".utf8), name: "APP1"))]) == read([]))
        #expect(read([("tEXt", Array("Comment\0hello".utf8)), ("zTXt", Array("Raw profile type xmp\0\0x".utf8))]) == read([]))
        #expect(isFound(read([("tEXt", Array("Comment\0hello".utf8)), ("tEXt", TextProfile.text(block))])))
    }

    @Test func `digits that are cut, wrong or too few give what they hold`() {
        let text = TextProfile.text(block)
        for length in 0..<text.count {
            let metadata = read([("tEXt", Array(text[..<length]))])
            #expect(metadata.exif.make == nil || metadata.exif.make == "Jozin Optics of Brno")
        }
        for lines in ["\nexif\n", "\nexif\n  x\n00", "\nexif\n  -5\n00", "\nexif\n  99999999999999999999\n00", "\nexif\n 4\n4G4"]
        {
            #expect(read([("tEXt", TextProfile.keyword("exif") + Array(lines.utf8))]) == read([]))
        }
    }

    @Test func `every damage to a packed text is survived`() {
        var generator = SeededGenerator(seed: 51)
        let streams = [TextProfile.packed(block), TextProfile.international(block)]
        for round in 0..<20_000 {
            let kind = round % 2
            var bytes = streams[kind]
            let start = kind == 0 ? 24 : 38
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: start..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
            }
            if round % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count - start, using: &generator)) }
            let metadata = read([(kind == 0 ? "zTXt" : "iTXt", bytes)])
            #expect(metadata.storedSize == PixelSize(width: 40, height: 30))
        }
    }

    @Test func `random blocks of DEFLATE are survived`() {
        var generator = SeededGenerator(seed: 52)
        for round in 0..<20_000 {
            // The first block's kind in turn: stored, fixed, dynamic, none.
            var noise = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
            noise[0] = noise[0] & 0xF8 | UInt8(round % 4) << 1 | UInt8(round % 2)
            #expect(read([("zTXt", TextProfile.keyword("exif") + [0, 0x78, 0x9C] + noise)]).exif.isEmpty)
        }
    }

    @Test func `a bomb ends at the limit`() {
        // 3 MB that would be 600 MB.
        let bomb = ZlibWriter.bomb(2_400_000)
        #expect(bomb.count > 3_000_000)
        #expect(read([("zTXt", TextProfile.keyword("exif") + [0] + bomb)]).exif.isEmpty)
        let large = [UInt8](repeating: 0, count: 9 << 20)
        #expect(read([("tEXt", TextProfile.keyword("exif") + large)]).exif.isEmpty)
    }
}

extension [UInt8] {
    /// The bytes that these hexadecimal digits spell.
    fileprivate var hexadecimal: [UInt8] {
        stride(from: 0, to: count - 1, by: 2).map { index in
            UInt8(String(decoding: self[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
        }
    }
}
