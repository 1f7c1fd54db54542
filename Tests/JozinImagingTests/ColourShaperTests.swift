// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `The matrix shaper is the formula in integers` {
    private struct Space {
        let name: String
        let colorants: [[Double]]
        let curve: [UInt8]
        let light: (Double) -> Double
    }

    private static func sRGBLight(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    private let spaces = [
        Space(
            name: "Display P3", colorants: ProfileWriter.displayP3, curve: ProfileWriter.sRGBCurve,
            light: { Self.sRGBLight($0) }),
        Space(
            name: "Adobe RGB", colorants: ProfileWriter.adobe, curve: ProfileWriter.gamma(2.19921875),
            light: { pow($0, 2.19921875) }),
        Space(
            name: "ProPhoto", colorants: ProfileWriter.proPhoto, curve: ProfileWriter.gamma(1.80078125),
            light: { pow($0, 1.80078125) }),
    ]

    private func shaper(_ space: Space, _ depth: MatrixShaper.Depth) throws -> MatrixShaper {
        let profile = try ICCProfile(ProfileWriter.rgb(space.colorants, space.curve).bytes)
        guard case .linear(let colours) = SourceColour(profile, for: .rgb) else { throw NoShaper() }
        return MatrixShaper(colours, depth: depth)
    }

    private struct NoShaper: Error {}

    /// Every fifth code and the last, in all three channels.
    private let cube: [UInt8] = {
        let codes = stride(from: 0, through: 255, by: 5).map { UInt8($0) }
        return codes.flatMap { red in codes.flatMap { green in codes.flatMap { [red, green, $0] } } }
    }()

    private func convert(_ pixels: [UInt8], _ shaper: MatrixShaper, channels: Int = 3, bytes: Int = 1) -> [UInt8] {
        var target = [UInt8](repeating: 0, count: pixels.count / bytes)
        var span = target.mutableSpan
        shaper.convert(pixels.span, channels: channels, into: &span)
        return target
    }

    /// Straight from the definition, with the mathematics library and without rounding on the way.
    private func reference(_ space: Space) -> [Double] {
        let there = space.colorants.map { $0.map { ($0 * 65536).rounded() / 65536 } }
        let back = solve(ProfileWriter.sRGB)
        let lights = (0...255).map { space.light(Double($0) / 255) }
        var values: [Double] = []
        for at in stride(from: 0, to: cube.count, by: 3) {
            let light = (0..<3).map { lights[Int(cube[at + $0])] }
            let xyz = (0..<3).map { axis in (0..<3).reduce(0.0) { $0 + there[$1][axis] * light[$1] } }
            for row in back {
                let ours = min(max(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2], 0), 1)
                values.append(255 * (ours <= 0.003_130_8 ? 12.92 * ours : 1.055 * pow(ours, 1 / 2.4) - 0.055))
            }
        }
        return values
    }

    /// The matrix from XYZ to the light of these colorants, by Gauss-Jordan.
    private func solve(_ colorants: [[Double]]) -> [[Double]] {
        var rows = (0..<3).map { axis in colorants.map { $0[axis] } + (0..<3).map { $0 == axis ? 1.0 : 0.0 } }
        for pivot in 0..<3 {
            let scale = rows[pivot][pivot]
            rows[pivot] = rows[pivot].map { $0 / scale }
            for other in 0..<3 where other != pivot {
                let factor = rows[other][pivot]
                rows[other] = zip(rows[other], rows[pivot]).map { $0 - factor * $1 }
            }
        }
        return rows.map { Array($0[3...]) }
    }

    @Test func `it is within rounding of the formula, over a dense cube`() throws {
        for space in spaces {
            let codes = convert(cube, try shaper(space, .bits8))
            let errors = zip(codes, reference(space)).map { abs(Double($0) - $1) }
            let most = errors.max() ?? 9
            let off = errors.count { $0 > 0.52 }
            print("\(space.name): at most \(most) from the formula, \(off) of \(errors.count) codes not its nearest")
            // Half a code of rounding, and a tenth for the steps of light near black.
            #expect(most < 0.62 && Double(off) < 0.02 * Double(errors.count), "\(space.name)")
        }
    }

    @Test func `16 bits that are 8 bits widened give the same codes`() throws {
        let wide = cube.flatMap { [$0, $0] }
        for space in spaces {
            #expect(convert(wide, try shaper(space, .bits16), bytes: 2) == convert(cube, try shaper(space, .bits8)))
        }
    }

    @Test func `grey stays grey to a code, and where the curve is sRGB's it stays what it is`() throws {
        let grey = (0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0)] }
        for space in spaces {
            let codes = convert(grey, try shaper(space, .bits8))
            // Written in 65536ths, the colorants of two spaces have not quite the same sum: a code at the edge of rounding may differ by one.
            let spread = (0...255).map { code in
                codes[3 * code..<3 * code + 3].max().map { Int($0) - Int(codes[3 * code..<3 * code + 3].min() ?? 0) }
            }
            #expect(spread.allSatisfy { $0 == 0 || $0 == 1 }, "\(space.name)")
        }
        #expect(convert(grey, try shaper(spaces[0], .bits8)) == grey)
    }

    @Test func `alpha is kept, and colours under it are converted`() throws {
        var random = SeededGenerator(seed: 7)
        let shaper = try shaper(spaces[0], .bits8)
        let wide = try self.shaper(spaces[0], .bits16)
        let rgb = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
        let rgba = withAlpha(rgb)
        let converted = convert(rgba, shaper, channels: 4)
        let plain = convert(rgb, shaper)
        #expect(converted == withAlpha(plain))
        let doubled: [UInt8] = rgba.flatMap { [$0, $0] }
        #expect(convert(doubled, wide, channels: 4, bytes: 2) == converted)
    }

    private func withAlpha(_ rgb: [UInt8]) -> [UInt8] {
        var rgba: [UInt8] = []
        for pixel in 0..<rgb.count / 3 { rgba += rgb[3 * pixel..<3 * pixel + 3] + [UInt8(pixel)] }
        return rgba
    }

    @Test func `coded colours are their profiles' colours`() throws {
        #expect(CodedColour(primaries: 1, transfer: 13).colour == .sRGB)
        #expect(CodedColour(primaries: 2, transfer: 2).colour == .sRGB)
        guard case .linear(let colours) = CodedColour(primaries: 12, transfer: 13).colour else { throw NoShaper() }
        let coded = convert(cube, MatrixShaper(colours, depth: .bits8))
        let byProfile = convert(cube, try shaper(spaces[0], .bits8))
        #expect(zip(coded, byProfile).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
        for (primaries, transfer) in [(9, 16), (9, 18), (1, 17), (4, 13), (22, 13), (11, 1), (0, 0)] {
            guard case .unconvertible = CodedColour(primaries: primaries, transfer: transfer).colour else { throw NoShaper() }
        }
    }

    @Test func `a grid of one colour becomes the grid of the converted colour`() throws {
        let profile = try ICCProfile(ProfileWriter.rgb(ProfileWriter.adobe, ProfileWriter.gamma(2.19921875)).bytes)
        guard case .linear(let colours) = SourceColour(profile, for: .rgb) else { throw NoShaper() }
        let shaper = MatrixShaper(colours, depth: .bits8)
        for (red, green, blue) in [(200, 40, 90), (0, 0, 0), (255, 255, 255), (128, 128, 128), (10, 200, 30)] {
            func grid(_ rgb: [UInt8]) -> Grid64 { Self.grid((0..<64 * 64).flatMap { _ in rgb }) }
            let stored = [UInt8(red), UInt8(green), UInt8(blue)]
            let (ours, wanted) = (grid(stored).converted(by: colours), grid(convert(stored, shaper)))
            for (a, b) in [
                (ours.luma, wanted.luma), (ours.blueDifference, wanted.blueDifference),
                (ours.redDifference, wanted.redDifference),
            ] {
                #expect(zip(a, b).allSatisfy { abs($0 - $1) <= 1 })
            }
        }
    }

    @Test func `a grid of many colours becomes the grid of the converted pixels, each channel by its own curve`() throws {
        var generator = SeededGenerator(seed: 5)
        for exponents in [[2.2, 2.2, 2.2], [1.0, 1.8, 2.6], [1.8, 1.8, 2.4], [1.8, 2.4, 1.8], [2.4, 1.8, 1.8]] {
            var writer = ProfileWriter.rgb(ProfileWriter.displayP3, [])
            for (channel, exponent) in zip(["rTRC", "gTRC", "bTRC"], exponents) {
                writer.tags = writer.tags.map { $0.signature == channel ? (channel, ProfileWriter.gamma(exponent)) : $0 }
            }
            guard case .linear(let colours) = SourceColour(try ICCProfile(writer.bytes), for: .rgb) else { throw NoShaper() }
            // One pixel to a cell, so that no mean comes between.
            let pixels = (0..<3 * 64 * 64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let wanted = Self.grid(convert(pixels, MatrixShaper(colours, depth: .bits8)))
            let ours = Self.grid(pixels).converted(by: colours)
            for (a, b) in [
                (ours.luma, wanted.luma), (ours.blueDifference, wanted.blueDifference),
                (ours.redDifference, wanted.redDifference),
            ] {
                let worst = zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
                #expect(worst <= 1, "\(exponents): \(worst)")
            }
        }
    }

    private static func grid(_ pixels: [UInt8]) -> Grid64 {
        var sums = GridAccumulator(size: PixelSize(width: 64, height: 64), channels: 3)
        sums.add(rows: pixels.span)
        return sums.finish()
    }
}
