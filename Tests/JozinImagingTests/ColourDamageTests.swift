// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `A hostile profile is refused or converts, and never traps` {
    private static let pixels: [UInt8] = (0..<96).map { UInt8($0 * 7 % 256) }

    /// Whatever the profile turns out to be, it is used.
    private func use(_ bytes: [UInt8]) -> Bool {
        guard let profile = try? ICCProfile(bytes) else { return false }
        var converts = false
        for space in [ICCProfile.Space.rgb, .grey, .inks] {
            var target = Self.pixels
            var span = target.mutableSpan
            switch SourceColour(profile, for: space) {
            case .linear(let colours):
                MatrixShaper(colours, depth: .bits8).convert(Self.pixels.span, channels: 3, into: &span)
                converts = true
            case .grey(let curve):
                GreyShaper(curve, depth: .bits8).convert(Self.pixels.span, channels: 4, into: &span)
                converts = true
            case .sRGB, .tables: converts = true
            case .unconvertible: break
            }
        }
        return converts
    }

    private static let good: [[UInt8]] = [
        ProfileWriter.rgb(ProfileWriter.displayP3, ProfileWriter.sRGBCurve).bytes,
        ProfileWriter.rgb(ProfileWriter.adobe, ProfileWriter.gamma(2.2)).bytes,
        ProfileWriter.rgb(ProfileWriter.proPhoto, ProfileWriter.table((0..<26).map { $0 * 2621 })).bytes,
        ProfileWriter.rgb(ProfileWriter.sRGB, ProfileWriter.parametric(4, [2.4, 0.9, 0.05, 0.07, 0.04, 0.01, 0.02])).bytes,
        ProfileWriter.grey(ProfileWriter.parametric(1, [2.2, 1.1, -0.1])).bytes,
        ProfileWriter.grey(ProfileWriter.parametric(2, [2.2, 0.9, 0.1, 0.05]), connection: "Lab ").bytes,
    ]

    @Test func `20,000 mutations`() {
        var random = SeededGenerator(seed: 20_261_123)
        var used = 0
        for round in 0..<20_000 {
            var bytes = Self.good[round % Self.good.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let value = [0, 255, 0x80, 0x7F, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = value
            }
            if round % 7 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            if use(bytes) { used += 1 }
        }
        print("of 20,000 mutated profiles \(used) were used")
        #expect(used > 1000)
    }

    @Test func `cut anywhere`() {
        for bytes in Self.good {
            #expect(use(bytes))
            for count in 0..<bytes.count { _ = use(Array(bytes[..<count])) }
        }
    }

    @Test func `tables of tags that lie`() {
        let good = Self.good[0]
        func changed(_ offset: Int, _ value: UInt32) -> [UInt8] {
            var bytes = good
            for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32(index))) }
            return bytes
        }
        for count: UInt32 in [0, 10_001, 0x7FFF_FFFF, 0xFFFF_FFFF] { #expect(!use(changed(128, count))) }
        // More than there are: what lies behind the table is read as entries, and none of it fits.
        _ = use(changed(128, 10_000))
        for entry in 0..<6 {
            for value: UInt32 in [0, 127, 128, 132, UInt32(good.count), 0x7FFF_FFFF, 0xFFFF_FFFF] {
                _ = use(changed(132 + 12 * entry + 4, value))
                _ = use(changed(132 + 12 * entry + 8, value))
            }
            // A tag that points at the table of tags.
            #expect(!use(changed(132 + 12 * entry + 4, 128)))
        }
        for size: UInt32 in [0, 1, 131, 0xFFFF_FFFF] { _ = use(changed(0, size)) }
    }

    @Test func `numbers that span no colours`() throws {
        let extremes = [-32768, 32767.99998, -1e-5, 0]
        var refused = 0
        for first in extremes {
            for second in extremes {
                let colorants = [[first, second, first], [second, first, 0.5], [0.1, 0.2, first]]
                if !use(ProfileWriter.rgb(colorants, ProfileWriter.sRGBCurve).bytes) { refused += 1 }
            }
        }
        #expect(refused == 16)
        #expect(!use(ProfileWriter.rgb([[0, 0, 0], [0, 0, 0], [0, 0, 0]], ProfileWriter.sRGBCurve).bytes))
        #expect(!use(ProfileWriter.rgb([[0.3, 0.3, 0.3], [0.3, 0.3, 0.3], [0.3, 0.3, 0.3]], ProfileWriter.sRGBCurve).bytes))
        for values in [[0.0], [-1], [-32768], [32767]] {
            #expect(!use(ProfileWriter.grey(ProfileWriter.parametric(0, values)).bytes))
        }
        #expect(!use(ProfileWriter.grey(ProfileWriter.parametric(1, [2, 0, 1])).bytes))
        #expect(!use(ProfileWriter.grey(ProfileWriter.parametric(5, [1])).bytes))
        #expect(use(ProfileWriter.grey(ProfileWriter.parametric(3, [32, 32767, -32768, 32767, -32768])).bytes))
    }

    @Test func `too long, too many, too new`() {
        #expect(!use([UInt8](repeating: 0, count: ICCProfile.longest + 1)))
        var writer = ProfileWriter.rgb(ProfileWriter.sRGB, ProfileWriter.sRGBCurve)
        writer.version = 5
        #expect(!use(writer.bytes))
        writer.version = 4
        writer.kind = "link"
        #expect(!use(writer.bytes))
        writer.kind = "scnr"
        #expect(use(writer.bytes))
        writer.connection = "RGB "
        #expect(!use(writer.bytes))
    }
}
