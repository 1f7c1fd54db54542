// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `Damaged EXIF costs what it hits and nothing else` {
    /// A block of one IFD0 whose entries are given as tag, type, count and value field; `Make` follows unharmed.
    private func block(_ entries: [(UInt16, UInt16, UInt32, UInt32)], declared: UInt16? = nil, next: UInt32 = 0) -> [UInt8] {
        let little = ExifBuilder()
        var bytes = Array("II".utf8) + little.number(42, 2) + little.number(8, 4)
        bytes += little.number(UInt64(declared ?? UInt16(entries.count + 1)), 2)
        for (tag, type, count, value) in entries + [(0x010F, 2, 4, 0x0043_5448)] {
            bytes += little.number(UInt64(tag), 2) + little.number(UInt64(type), 2)
            bytes += little.number(UInt64(count), 4) + little.number(UInt64(value), 4)
        }
        return bytes + little.number(UInt64(next), 4)
    }

    private func expectOnlyMake(_ bytes: [UInt8], warning: String?) {
        let reading = ExifReader.read(tiff: bytes.span)
        var expected = ExifFacts()
        expected.make = "HTC"
        #expect(reading.facts == expected)
        #expect(reading.warnings == (warning.map { [$0] } ?? []))
        #expect(reading.visitedEntries <= ExifReader.entryLimit)
    }

    @Test func `a value whose count times size overflows`() {
        for (type, count) in [(UInt16(5), UInt32.max), (12, .max), (3, 0x8000_0001), (2, .max)] {
            expectOnlyMake(
                block([(0x829A, type, count, 8)]), warning: "a value in an EXIF directory reaches past the end of the data")
        }
    }

    @Test func `a value that begins or ends outside`() {
        for offset: UInt32 in [60, 0x7FFF_FFFF, 0xFFFF_FFFF, 35] {
            expectOnlyMake(
                block([(0x829A, 5, 1, offset)]), warning: "a value in an EXIF directory reaches past the end of the data")
        }
    }

    @Test func `a value of unknown type`() {
        for type: UInt16 in [0, 14, 15, 19, 128, 0xFFFF] {
            expectOnlyMake(block([(0x829A, type, 1, 0)]), warning: "a value in an EXIF directory is of unknown type")
        }
    }

    @Test func `a directory that declares more entries than there are`() {
        expectOnlyMake(block([], declared: 5000), warning: "an EXIF directory is cut short")
        expectOnlyMake(block([], declared: 0xFFFF), warning: "an EXIF directory is cut short")
    }

    @Test func `a directory offset outside the data`() {
        for offset: UInt32 in [0x7FFF_FFFF, 0xFFFF_FFFF, 500] {
            expectOnlyMake(
                block([(0x8769, 4, 1, offset)]), warning: "an EXIF directory would begin past the end of the data")
        }
    }

    @Test func `a GPS directory offset outside the data`() {
        expectOnlyMake(
            block([(0x8825, 4, 1, 0xFFFF_FFF0)]), warning: "the GPS directory would begin past the end of the data")
    }

    @Test func `a directory that points at itself`() {
        expectOnlyMake(block([(0x8769, 4, 1, 8)]), warning: "EXIF directories point at one another in a circle")
        expectOnlyMake(block([(0x8825, 4, 1, 8)]), warning: "EXIF directories point at one another in a circle")
    }

    @Test func `a chain whose next directory is the same is not followed`() {
        expectOnlyMake(block([], next: 8), warning: nil)
    }

    @Test func `a pointer of another type still points`() {
        var builder = ExifBuilder()
        builder.exif = [(0x010F, .text("HTC"))]
        var bytes = builder.bytes
        bytes[12] = 7
        expectOnlyMake(bytes, warning: nil)
        bytes[14] = 0
        #expect(ExifReader.read(tiff: bytes.span).warnings == ["a pointer to an EXIF directory is no number"])
    }

    @Test func `directories nested deeper than the limit`() {
        let depth = ExifReader.nestingLimit
        let little = ExifBuilder()
        var bytes = Array("II".utf8) + little.number(42, 2) + little.number(8, 4)
        for level in 0..<depth + 10 {
            // Each level: one ISO of its own tag, then a pointer to the next level, 30 bytes on.
            bytes += little.number(2, 2) + little.number(level == depth ? 0x829D : 0x8827, 2) + little.number(3, 2)
            bytes += little.number(1, 4) + little.number(UInt64(level + 1), 4) + little.number(0x8769, 2)
            bytes += little.number(4, 2) + little.number(1, 4) + little.number(UInt64(bytes.count + 14), 4) + little.number(0, 4)
        }
        let reading = ExifReader.read(tiff: bytes.span)
        #expect(reading.facts.iso == 1 && reading.facts.fNumber == nil)
        #expect(reading.warnings == ["EXIF directories lie too deep in one another"])
        #expect(reading.visitedEntries == 2 * depth)
    }

    @Test func `directories of more entries than the limit are read up to it`() {
        let little = ExifBuilder()
        let count = 60_000
        var bytes = Array("II".utf8) + little.number(42, 2) + little.number(8, 4) + little.number(UInt64(count), 2)
        for index in 0..<count {
            let isLast = index == count - 1
            bytes += little.number(isLast ? 0x8827 : 0x829D, 2) + little.number(3, 2) + little.number(1, 4) + little.number(5, 4)
        }
        let reading = ExifReader.read(tiff: bytes.span)
        #expect(reading.visitedEntries == ExifReader.entryLimit)
        #expect(reading.facts.fNumber == 5 && reading.facts.iso == nil)
        #expect(reading.warnings == ["EXIF holds more than 10000 entries; the rest was not read"])
    }

    @Test func `many pointers to many directories stay within the limit`() {
        let little = ExifBuilder()
        let count = 5000
        var bytes = Array("II".utf8) + little.number(42, 2) + little.number(8, 4) + little.number(UInt64(count), 2)
        for index in 0..<count {
            bytes += little.number(0x8769, 2) + little.number(4, 2) + little.number(1, 4) + little.number(UInt64(9 + index), 4)
        }
        let reading = ExifReader.read(tiff: bytes.span)
        #expect(reading.visitedEntries <= ExifReader.entryLimit)
        #expect(reading.warnings.count <= PhotoMetadata.warningLimit)
    }

    @Test func `every truncation keeps what lies before the cut`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            let written = RandomFacts(using: &generator)
            let bytes = written.builder.bytes
            for length in 0..<bytes.count {
                let reading = ExifReader.read(tiff: bytes.span.extracting(0..<length))
                #expect(reading.facts.make == nil || reading.facts.make == written.facts.make)
                #expect(reading.facts.iso == nil || reading.facts.iso == written.facts.iso)
                #expect(reading.facts.captured?.local == nil || reading.facts.captured?.local == written.facts.captured?.local)
            }
        }
    }

    @Test func `warnings are one sentence each, none twice, and few`() {
        let entries = (0..<200).map { (UInt16($0), UInt16($0 % 40), UInt32.max, UInt32.max) }
        let warnings = ExifReader.read(tiff: block(entries).span).warnings
        #expect(Set(warnings).count == warnings.count && warnings.count <= PhotoMetadata.warningLimit)
    }

    @Test func `BigTIFF with an offset of 64 bits outside`() {
        let big = ExifBuilder(littleEndian: false)
        for offset in [UInt64.max, UInt64(Int.max), 1 << 40] {
            let header = Array("MM".utf8) + big.number(43, 2) + big.number(8, 2) + big.number(0, 2)
            let reading = ExifReader.read(tiff: (header + big.number(offset, 8)).span)
            #expect(reading.facts.isEmpty && !reading.warnings.isEmpty)
            let entry = big.number(0x829A, 2) + big.number(5, 2) + big.number(offset, 8) + big.number(offset, 8)
            let whole = header + big.number(16, 8) + big.number(1, 8) + entry + big.number(0, 8)
            #expect(ExifReader.read(tiff: whole.span).facts.isEmpty)
        }
    }
}
