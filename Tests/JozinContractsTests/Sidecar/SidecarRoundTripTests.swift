// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A sidecar is read back as it was written` {
    @Test func `random sidecars come back equal, and to the byte`() throws {
        var random = SeededGenerator(seed: 201)
        for _ in 0..<3000 {
            let sidecar = random.sidecar()
            let bytes = sidecar.encoded()
            let read = try #require(ImageSidecar(decoding: bytes))
            #expect(read == sidecar)
            #expect(read.file.name == sidecar.file.name)
            #expect(read.encoded() == bytes)
            #expect(bytes == sidecar.encoded() && bytes.last == UInt8(ascii: "\n"))
        }
    }

    @Test func `the owner's part is kept to the letter when facts are rewritten`() throws {
        var random = SeededGenerator(seed: 202)
        for _ in 0..<1000 {
            var sidecar = random.sidecar()
            var before = JSONWriter(.compact)
            sidecar.user.write(to: &before)
            sidecar.facts.exif = random.exif()
            sidecar.facts.fingerprint = random.fingerprint()
            let read = try #require(ImageSidecar(decoding: sidecar.encoded()))
            var after = JSONWriter(.compact)
            read.user.write(to: &after)
            #expect(after.bytes == before.bytes)
        }
    }

    @Test func `numbers and orders that another program wrote into the owner's part stay`() throws {
        var random = SeededGenerator(seed: 203)
        var sidecar = random.sidecar()
        let user = #"{"z":1.50,"a":1e+02,"n":123456789012345678901234567890,"a":[-0,0.10],"":{"\u0000":"\u001b"}}"#
        sidecar.user = try JSONReader.read(Array(user.utf8))
        let read = try #require(ImageSidecar(decoding: sidecar.encoded()))
        var writer = JSONWriter(.compact)
        read.user.write(to: &writer)
        #expect(writer.bytes == Array(user.utf8))
    }

    @Test func `hashes of another definition are not taken for ours`() throws {
        var random = SeededGenerator(seed: 204)
        var sidecar = random.sidecar()
        sidecar.facts.fingerprint = random.fingerprint()
        let text = String(decoding: sidecar.encoded(), as: UTF8.self)
        let own = "\"fingerprint\": \(Fingerprint.version)\n"
        #expect(text.contains(own))
        let other = text.replacing(own, with: "\"fingerprint\": \(Fingerprint.version + 1)\n")
        let read = try #require(ImageSidecar(decoding: Array(other.utf8)))
        #expect(read.facts.fingerprint == nil)
        #expect(read.user == sidecar.user && read.sync == sidecar.sync)
    }

    @Test func `numbers that make no sense are left out`() throws {
        var random = SeededGenerator(seed: 205)
        for odd in [Double.nan, .infinity, -.infinity] {
            var sidecar = random.sidecar()
            sidecar.user = .object([])
            sidecar.facts.exif.fNumber = odd
            sidecar.facts.exif.exposureBiasEV = odd
            sidecar.facts.exif.gps = GPSPosition(latitude: odd, longitude: 1, altitude: odd)
            let bytes = sidecar.encoded()
            let read = try #require(ImageSidecar(decoding: bytes))
            #expect(read.facts.exif.fNumber == nil && read.facts.exif.exposureBiasEV == nil && read.facts.exif.gps == nil)
            #expect(try JSONReader.read(bytes)["exif"]?["gps"] == nil)
        }
    }

    @Test func `a colour is three components or none`() throws {
        var random = SeededGenerator(seed: 206)
        var sidecar = random.sidecar()
        sidecar.user = .object([])
        sidecar.facts.averageColor = [1, 2, 3]
        let text = String(decoding: sidecar.encoded(), as: UTF8.self)
        let colour = "[\n    1,\n    2,\n    3\n  ]"
        #expect(text.contains(colour))
        for wrong in ["[1,2]", "[1,2,3,4]", "[1,2,300]", "[1,2,300,4]", "[1,2,-3]", "[1,2,\"3\"]", "{}", "7", "[1.0,2,3]"] {
            let read = try #require(ImageSidecar(decoding: Array(text.replacing(colour, with: wrong).utf8)))
            #expect(read.facts.averageColor == nil, "\(wrong)")
        }
    }

    @Test func `what is no sidecar of this schema is refused`() {
        var random = SeededGenerator(seed: 207)
        var sidecar = random.sidecar()
        sidecar.user = .object([])
        let text = String(decoding: sidecar.encoded(), as: UTF8.self)
        let changes = [
            ("\"schema\": \"jozin.image-sidecar/1\"", "\"schema\": \"jozin.image-sidecar/2\""), ("\"imageId\"", "\"imageID\""),
            ("sha256:", "md5:"), ("\"orientation\": \(sidecar.facts.orientation.rawValue)", "\"orientation\": 9"),
            ("\"format\": \"\(sidecar.facts.format.rawValue)\"", "\"format\": \"exe\""), ("\"user\"", "\"users\""),
            ("\"hashes\"", "\"hash\""),
            ("\"dirty\": \(sidecar.sync.dirty)", "\"dirty\": 1"), ("\"depth\"", "\"deep\""), ("\"bytes\": ", "\"bytes\": \"x\" "),
        ]
        for (old, new) in changes {
            #expect(text.contains(old))
            #expect(ImageSidecar(decoding: Array(text.replacing(old, with: new).utf8)) == nil, "\(new)")
        }
        for text in ["", "{}", "[]", "null", "{\"schema\":\"jozin.image-sidecar/1\"}"] {
            #expect(ImageSidecar(decoding: Array(text.utf8)) == nil)
        }
    }

    @Test func `a sidecar cut at any byte is refused`() {
        var random = SeededGenerator(seed: 208)
        let bytes = random.sidecar().encoded()
        // Without its final newline it is still whole.
        for end in 0..<bytes.count - 1 { #expect(ImageSidecar(decoding: Array(bytes[..<end])) == nil) }
    }

    @Test func `20,000 damaged sidecars are refused or read steadily, never a crash`() {
        var random = SeededGenerator(seed: 209)
        let sidecars = (0..<20).map { _ in random.sidecar().encoded() }
        var kept = 0
        for round in 0..<20_000 {
            guard let read = ImageSidecar(decoding: random.mutated(sidecars[round % sidecars.count])) else { continue }
            kept += 1
            #expect(ImageSidecar(decoding: read.encoded()) == read)
        }
        #expect(kept > 100)
    }
}
