// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `A profile is what its numbers say` {
    private func encoded(_ light: Double) -> Double { light <= 0.003_130_8 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055 }
    private func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }

    private func colour(_ writer: ProfileWriter, for space: ICCProfile.Space = .rgb) throws -> SourceColour {
        SourceColour(try ICCProfile(writer.bytes), for: space)
    }

    private func sampled(_ count: Int) -> [UInt8] {
        ProfileWriter.table((0..<count).map { Int((65535 * linear(Double($0) / Double(count - 1))).rounded()) })
    }

    @Test func `sRGB is recognised in all the ways it is written`() throws {
        let curves = [
            ProfileWriter.sRGBCurve, sampled(1024), sampled(4096), sampled(256),
            ProfileWriter.parametric(4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0]),
        ]
        for curve in curves {
            #expect(try colour(.rgb(ProfileWriter.sRGB, curve)) == .sRGB)
            #expect(try colour(.rgb(ProfileWriter.sRGB, curve), for: .grey) == .sRGB)
            #expect(try colour(.grey(curve), for: .grey) == .sRGB)
        }
        for error in [-0.0009, 0.0009] {
            let near = ProfileWriter.sRGB.map { $0.map { $0 + error } }
            #expect(try colour(.rgb(near, ProfileWriter.sRGBCurve)) == .sRGB)
        }
    }

    @Test func `what is nearly sRGB is not sRGB`() throws {
        for curve in [ProfileWriter.gamma(2.2), ProfileWriter.gamma(1.8), sampled(12), ProfileWriter.table([])] {
            guard case .linear = try colour(.rgb(ProfileWriter.sRGB, curve)) else {
                Issue.record("a curve that is not sRGB's was taken for it")
                return
            }
            guard case .grey = try colour(.grey(curve), for: .grey) else {
                Issue.record("a grey curve that is not sRGB's was taken for it")
                return
            }
        }
        for colorants in [ProfileWriter.displayP3, ProfileWriter.adobe, ProfileWriter.proPhoto] {
            guard case .linear = try colour(.rgb(colorants, ProfileWriter.sRGBCurve)) else {
                Issue.record("other colorants were taken for sRGB's")
                return
            }
        }
    }

    @Test func `tables, inks and channels that do not fit are told apart`() throws {
        var lookup = ProfileWriter.rgb(ProfileWriter.sRGB, ProfileWriter.sRGBCurve)
        lookup.tags.append(("A2B0", [1, 2, 3, 4]))
        #expect(try colour(lookup) == .tables)
        #expect(try colour(ProfileWriter(space: "CMYK", connection: "Lab ", tags: lookup.tags), for: .inks) == .tables)
        let plain = ProfileWriter.rgb(ProfileWriter.sRGB, ProfileWriter.sRGBCurve)
        let wrong: [(ProfileWriter, ICCProfile.Space)] = [
            (plain, .inks), (.grey(ProfileWriter.sRGBCurve), .rgb), (ProfileWriter(space: "CMYK", connection: "Lab "), .rgb),
            (ProfileWriter(space: "Lab "), .rgb), (ProfileWriter(space: "CMYK", connection: "Lab "), .inks),
            (ProfileWriter(), .rgb),
            (.grey([1, 2, 3]), .grey),
        ]
        for (writer, space) in wrong {
            guard case .unconvertible(let why) = try colour(writer, for: space) else {
                Issue.record("\(writer.space) for \(space) was taken")
                continue
            }
            #expect(!why.isEmpty)
        }
    }

    @Test func `curves have the values of their formulas`() throws {
        for exponent in [1, 1.8, 2.19921875, 2.2, 2.4, 0.45, 5] {
            let curve = try #require(ToneCurve.power(exponent))
            for step in 0...1000 {
                let x = Double(step) / 1000
                #expect(abs(curve.value(x) - pow(x, exponent)) < 1e-14)
            }
        }
        for step in 0...4096 {
            let x = Double(step) / 4096
            #expect(abs(ToneCurve.sRGB.value(x) - linear(x)) < 1e-14)
        }
        #expect(ToneCurve.power(0) == nil && ToneCurve.power(-1) == nil && ToneCurve.power(.nan) == nil)
    }

    private func convert(_ shaper: GreyShaper) -> [UInt8] {
        let codes: [UInt8] = (0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0)] }
        var target = [UInt8](repeating: 0, count: codes.count)
        var span = target.mutableSpan
        shaper.convert(codes.span, channels: 3, into: &span)
        return target
    }

    @Test func `a grey curve that gives lightness is read as CIE L*`() throws {
        guard case .grey(let curve) = try colour(.grey(ProfileWriter.table([]), connection: "Lab "), for: .grey) else {
            Issue.record("no grey curve")
            return
        }
        let target = convert(GreyShaper(curve, depth: .bits8))
        for code in 0...255 {
            let lightness = Double(code) / 255 * 100
            let light = lightness > 8 ? pow((lightness + 16) / 116, 3) : lightness / 903.3
            #expect(abs(Double(target[3 * code]) - 255 * encoded(light)) < 0.52)
        }
    }
}
