// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Colour by code points (ITU-T H.273): what `nclx` of HEIC and AVIF and `cICP` of PNG say.
public struct CodedColour: Hashable, Sendable {
    /// ColourPrimaries.
    public var primaries: Int
    /// TransferCharacteristics.
    public var transfer: Int

    /// From its code points.
    public init(primaries: Int, transfer: Int) {
        self.primaries = primaries
        self.transfer = transfer
    }

    /// What it means for the picture's numbers.
    public var colour: SourceColour {
        guard let curve = curve else { return .unconvertible("is coded for another light than sRGB's (transfer \(transfer))") }
        guard let places = places else { return .unconvertible("is coded with primaries \(primaries)") }
        if places == CodedColour.bt709, curve == .sRGB { return .sRGB }
        guard let ours = CodedColour.lights(CodedColour.bt709), let theirs = CodedColour.lights(places),
            let back = Matrix.inverse(ours),
            let colours = LinearColours(curves: [curve, curve, curve], matrix: Matrix.product(back, theirs))
        else { return .unconvertible("is coded with primaries \(primaries)") }
        return .linear(colours)
    }

    /// sRGB, what is not said, and the television curves, which every viewer shows as sRGB; gamma 2.2, 2.8 and 1. Not PQ and HLG.
    private var curve: ToneCurve? {
        switch transfer {
        case 1, 2, 6, 13, 14, 15: .sRGB
        case 4: .power(2.2)
        case 5: .power(2.8)
        case 8: .power(1)
        default: nil
        }
    }

    private static let bt709 = [0.640, 0.330, 0.300, 0.600, 0.150, 0.060]

    /// x and y of red, green and blue, where white is D65.
    private var places: [Double]? {
        switch primaries {
        case 1, 2: CodedColour.bt709
        case 5: [0.640, 0.330, 0.290, 0.600, 0.150, 0.060]
        case 6, 7: [0.630, 0.340, 0.310, 0.595, 0.155, 0.070]
        case 9: [0.708, 0.292, 0.170, 0.797, 0.131, 0.046]
        case 12: [0.680, 0.320, 0.265, 0.690, 0.150, 0.060]
        default: nil
        }
    }

    /// Columns: X, Y and Z of each primary, so that their sum is D65.
    private static func lights(_ places: [Double]) -> [[Double]]? {
        func xyz(_ x: Double, _ y: Double) -> [Double] { [x / y, 1, (1 - x - y) / y] }
        let columns = Matrix.transposed((0..<3).map { xyz(places[2 * $0], places[2 * $0 + 1]) })
        guard let inverse = Matrix.inverse(columns) else { return nil }
        let white = xyz(0.3127, 0.3290)
        let scale = inverse.map { $0[0] * white[0] + $0[1] * white[1] + $0[2] * white[2] }
        return columns.map { [$0[0] * scale[0], $0[1] * scale[1], $0[2] * scale[2]] }
    }
}
