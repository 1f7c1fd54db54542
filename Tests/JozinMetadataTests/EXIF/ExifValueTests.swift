// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `EXIF values that make no sense are nil and the others stay` {
    @Test func `a zero denominator is nil`() {
        let facts = facts(exif: [
            (0x829A, .rationals([(1, 0)])), (0x829D, .rationals([(0, 0)])), (0x920A, .rationals([(50, 0)])),
            (0x9204, .signedRationals([(1, 0)])), (0x8827, .shorts([100])),
        ])
        var expected = ExifFacts()
        expected.iso = 100
        #expect(facts == expected)
    }

    @Test func `signed and unsigned are taken for one another where only one makes sense`() {
        #expect(facts(exif: [(0x9204, .rationals([(0xFFFF_FFFE, 3)]))]).exposureBiasEV == -2.0 / 3)
        #expect(facts(exif: [(0x829D, .signedRationals([(28, 10)]))]).fNumber == 2.8)
        #expect(facts(exif: [(0x829D, .signedRationals([(-28, 10)]))]).fNumber == nil)
        #expect(facts(exif: [(0x920A, .shorts([50]))]).focalLengthMM == 50)
    }

    @Test func `floats and doubles count as numbers, but not infinities`() {
        let little = ExifBuilder()
        func float(_ value: Float) -> ExifValue { .raw(type: 11, count: 1, bytes: little.number(UInt64(value.bitPattern), 4)) }
        func double(_ value: Double) -> ExifValue { .raw(type: 12, count: 1, bytes: little.number(value.bitPattern, 8)) }
        #expect(facts(exif: [(0x829D, float(2.5))]).fNumber == 2.5)
        #expect(facts(exif: [(0x829D, double(2.8))]).fNumber == 2.8)
        #expect(facts(exif: [(0x829D, float(.infinity)), (0x829A, double(.nan))]).isEmpty)
        #expect(facts(exif: [(0x8827, double(1e300))]).isEmpty)
    }

    @Test func `ISO is the first value that is not zero`() {
        #expect(facts(exif: [(0x8827, .shorts([0, 200]))]).iso == 200)
        #expect(facts(exif: [(0x8827, .shorts([400, 0]))]).iso == 400)
        #expect(facts(exif: [(0x8827, .longs([102_400]))]).iso == 102_400)
        #expect(facts(exif: [(0x8827, .text("200"))]).iso == nil)
        #expect(facts(exif: [(0x8827, .shorts([]))]).iso == nil)
    }

    @Test func `ISO comes from the other tags where the first is absent, zero or full`() {
        #expect(facts(exif: [(0x8833, .longs([800]))]).iso == 800)
        #expect(facts(exif: [(0x8832, .longs([640])), (0x8833, .longs([800]))]).iso == 640)
        #expect(facts(exif: [(0x8831, .longs([500]))]).iso == 500)
        #expect(facts(exif: [(0x8827, .shorts([65_535])), (0x8832, .longs([204_800]))]).iso == 204_800)
        #expect(facts(exif: [(0x8827, .shorts([0])), (0x8833, .longs([800]))]).iso == 800)
        #expect(facts(exif: [(0x8827, .shorts([65_535]))]).iso == 65_535)
        #expect(facts(exif: [(0x8827, .shorts([100])), (0x8832, .longs([640]))]).iso == 100)
    }

    @Test func `text ends at its NUL or its count, spaces around it are dropped`() {
        func make(_ bytes: [UInt8], type: UInt16 = 2) -> String? {
            facts(image: [(0x010F, .raw(type: type, count: UInt32(bytes.count), bytes: bytes))]).make
        }
        #expect(make(Array("NIKON CORPORATION".utf8)) == "NIKON CORPORATION")
        #expect(make(Array("NIKON   \0\0\0".utf8)) == "NIKON")
        #expect(make(Array("  NIKON\0garbage".utf8)) == "NIKON")
        #expect(make(Array("HTC".utf8)) == "HTC")
        #expect(make(Array("\0\0\0\0\0\0".utf8)) == nil)
        #expect(make(Array("        ".utf8)) == nil)
        #expect(make(Array("NIKON".utf8), type: 7) == "NIKON")
        #expect(make(Array("Jožin".utf8), type: 129) == "Jožin")
        #expect(make(Array("NIKON!".utf8), type: 3) == nil)
    }

    @Test func `text that is not UTF-8 is Latin-1`() {
        let latin: ExifValue = .raw(type: 2, count: 7, bytes: [0x50, 0x6F, 0x6D, 0x6D, 0xE9, 0x65, 0])
        #expect(facts(image: [(0x0110, latin)]).model == "Pommée")
    }

    @Test func `an orientation outside 1 to 8 is nil with a warning`() {
        for value: UInt16 in [0, 9, 255, 65_535] {
            var builder = ExifBuilder()
            builder.image = [(0x0112, .shorts([value]))]
            let reading = ExifReader.read(tiff: builder.bytes.span)
            #expect(reading.orientation == nil && reading.warnings == ["the orientation is none of 1 to 8"])
        }
    }

    @Test func `tags in the wrong directory are found, the first of two wins`() {
        #expect(facts(image: [(0x829D, .rationals([(28, 10)]))]).fNumber == 2.8)
        #expect(facts(image: [(0x010F, .text("A")), (0x010F, .text("B"))], exif: [(0x010F, .text("C"))]).make == "A")
    }

    @Test func `Canon's maker note gives the lens and the sensitivity that EXIF lacks`() {
        func note(camera: UInt16) -> ExifFacts {
            var builder = ExifBuilder()
            var settings = [UInt16](repeating: 0, count: 17)
            settings[16] = camera
            builder.exif = [
                (0x0095, .text("EF16-35mm f/2.8L II USM")), (0x0001, .shorts(settings)), (0x0004, .shorts([68, 32, 128])),
            ]
            return canonFacts(noteOf: builder)
        }
        #expect(note(camera: 17).lens == "EF16-35mm f/2.8L II USM")
        #expect(note(camera: 17).iso == 100)
        #expect(note(camera: 15).iso == 100)
        #expect(note(camera: 0x7FFF).iso == 100)
        #expect(note(camera: 0x4050).iso == 80)
        #expect(note(camera: 19).iso == 400)
    }

    /// The builder's Exif IFD, taken for Canon's note: the tag 0x927C points at the directory that holds it.
    private func canonFacts(noteOf builder: ExifBuilder) -> ExifFacts {
        var builder = builder
        builder.image = [(0x010F, .text("Canon"))]
        let offset = 8 + 6 + 2 * 12 + 6
        let tag = builder.number(0x927C, 2) + builder.number(7, 2) + builder.number(64, 4) + builder.number(UInt64(offset), 4)
        builder.exif.append((0x927C, .longs([0])))
        var bytes = builder.bytes
        let entry = offset + 2 + (builder.exif.count - 1) * 12
        bytes.replaceSubrange(entry..<entry + 12, with: tag)
        return ExifReader.read(tiff: bytes.span).facts
    }

    @Test func `Canon's note in its own byte order, moved, is found by the header at its end`() {
        for moved in [-20, 0, 30] {
            var builder = ExifBuilder(littleEndian: false)
            builder.image = [(0x010F, .text("Canon"))]
            let little = ExifBuilder()
            // IFD0 with two entries and six bytes of text, then the Exif IFD with one entry, then the note.
            let start = 8 + 6 + 2 * 12 + 6 + 6 + 12
            var note = little.number(1, 2) + little.number(0x0095, 2) + little.number(2, 2) + little.number(12, 4)
            note += little.number(UInt64(start + 18 - moved), 4) + little.number(0, 4) + Array("EF50mm f/1.8".utf8)
            note += Array("II*\0".utf8) + little.number(UInt64(start - moved), 4)
            builder.exif = [(0x927C, .raw(type: 7, count: UInt32(note.count), bytes: note))]
            #expect(ExifReader.read(tiff: builder.bytes.span).facts.lens == "EF50mm f/1.8", "moved by \(moved)")
        }
    }

    @Test func `Nikon's note gives the sensitivity from its own structure`() {
        var inner = ExifBuilder()
        inner.image = [(0x0002, .shorts([0, 1600]))]
        let note = Array("Nikon\0".utf8) + [2, 16, 0, 0] + inner.bytes
        var builder = ExifBuilder(littleEndian: false)
        builder.image = [(0x010F, .text("NIKON CORPORATION"))]
        builder.exif = [(0x927C, .raw(type: 7, count: UInt32(note.count), bytes: note))]
        #expect(ExifReader.read(tiff: builder.bytes.span).facts.iso == 1600)
        builder.image = [(0x010F, .text("Nikkon"))]
        #expect(ExifReader.read(tiff: builder.bytes.span).facts.iso == nil)
    }

    private func facts(image: [(UInt16, ExifValue)] = [], exif: [(UInt16, ExifValue)] = []) -> ExifFacts {
        var builder = ExifBuilder()
        builder.image = image
        builder.exif = exif
        return ExifReader.read(tiff: builder.bytes.span).facts
    }
}
