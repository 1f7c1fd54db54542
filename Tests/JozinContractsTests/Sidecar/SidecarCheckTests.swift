// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A sidecar says whether it is as it was written` {
    @Test func `random sidecars are intact as they are written`() {
        var random = SeededGenerator(seed: 601)
        for _ in 0..<2000 { #expect(ImageSidecar.isIntact(random.sidecar().encoded())) }
    }

    @Test func `the check is the last member, over all that is before it`() throws {
        var random = SeededGenerator(seed: 602)
        for _ in 0..<200 {
            let bytes = random.sidecar().encoded()
            let text = String(decoding: bytes, as: UTF8.self)
            let head = try #require(text.ranges(of: ",\n  \"check\": \"crc32:").last).lowerBound
            let sum = CRC32.of(Array(text[..<head].utf8).span)
            let digits = String(sum, radix: 16)
            let padded = String(repeating: "0", count: 8 - digits.count) + digits
            #expect(text[head...] == ",\n  \"check\": \"crc32:\(padded)\"\n}\n")
            #expect(try JSONReader.read(bytes)["check"]?.text == "crc32:" + padded)
        }
    }

    @Test func `every flipped bit is found`() {
        var random = SeededGenerator(seed: 603)
        for _ in 0..<8 {
            let bytes = random.sidecar().encoded()
            for bit in 0..<bytes.count * 8 {
                var flipped = bytes
                flipped[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(!ImageSidecar.isIntact(flipped))
            }
        }
    }

    @Test func `a sidecar cut at any byte, or with any byte behind it, is not intact`() {
        var random = SeededGenerator(seed: 604)
        let bytes = random.sidecar().encoded()
        for end in 0..<bytes.count { #expect(!ImageSidecar.isIntact(Array(bytes[..<end]))) }
        for byte in UInt8.min...UInt8.max { #expect(!ImageSidecar.isIntact(bytes + [byte])) }
    }

    @Test func `20,000 damaged sidecars are found, but for those that came out as they were`() {
        var random = SeededGenerator(seed: 605)
        let sidecars = (0..<20).map { _ in random.sidecar().encoded() }
        for round in 0..<20_000 {
            let bytes = sidecars[round % sidecars.count]
            let damaged = random.mutated(bytes)
            #expect(ImageSidecar.isIntact(damaged) == (damaged == bytes))
        }
    }

    @Test func `a sidecar that was edited by hand, or has no check, is read and not intact`() throws {
        var random = SeededGenerator(seed: 606)
        var sidecar = random.sidecar()
        sidecar.user = .object([])
        let text = String(decoding: sidecar.encoded(), as: UTF8.self)
        let edited = Array(text.replacing("\"user\": {}", with: "\"user\": {\"rating\": 4}").utf8)
        let check = try #require(text.ranges(of: ",\n  \"check\"").last).lowerBound
        let unchecked = Array((text[..<check] + "\n}\n").utf8)
        let upper = Array(text.replacing("crc32:", with: "CRC32:").utf8)
        for bytes in [edited, unchecked, upper] {
            #expect(!ImageSidecar.isIntact(bytes))
            let read = try #require(ImageSidecar(decoding: bytes))
            #expect(read.facts == sidecar.facts && read.file == sidecar.file)
            #expect(ImageSidecar.isIntact(read.encoded()), "written again it is intact")
        }
        #expect(ImageSidecar(decoding: edited)?.user["rating"]?.integer == 4)
    }

    @Test func `what is no sidecar is not intact`() {
        for text in ["", "{}", "{}\n", ",\n  \"check\": \"crc32:00000000\"\n}\n"] {
            #expect(!ImageSidecar.isIntact(Array(text.utf8)), "\(text)")
        }
    }
}
