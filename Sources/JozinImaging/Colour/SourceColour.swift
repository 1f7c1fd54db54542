// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What the numbers of a picture mean, and so how they become sRGB.
public enum SourceColour: Hashable, Sendable {
    /// They are sRGB.
    case sRGB
    /// Light by curves and a matrix.
    case linear(LinearColours)
    /// One channel of light.
    case grey(GreyCurve)
    /// Through tables, or from inks: for lcms2.
    case tables
    /// Not known; the words say why.
    case unconvertible(String)

    /// By a profile, for pixels of `channels`.
    public init(_ profile: ICCProfile, for channels: ICCProfile.Space) {
        switch (profile.space, channels) {
        // A grey pixel is one of equal red, green and blue.
        case (.rgb, .rgb), (.rgb, .grey): self = SourceColour.rgb(profile)
        case (.grey, .grey): self = SourceColour.grey(profile)
        case (.inks, .inks): self = profile.hasTables ? .tables : .unconvertible("has no tables for its inks")
        default: self = .unconvertible("is for other channels than the picture has")
        }
    }

    /// By what the segments of a JPEG in memory carry; sRGB where that is nothing.
    public init(jpeg bytes: Span<UInt8>, isGrey: Bool) {
        do throws(ProfileFailure) {
            guard let profile = try ICCProfile.embedded(inJPEG: bytes) else {
                self = .sRGB
                return
            }
            self = SourceColour(profile, for: isGrey ? .grey : .rgb)
        } catch {
            self = .unconvertible(error.why)
        }
    }

    private static func rgb(_ profile: ICCProfile) -> SourceColour {
        if profile.hasTables { return .tables }
        guard !profile.isLab else { return .unconvertible("connects curves through Lab") }
        guard let curves = profile.curves, let colorants = profile.colorants else {
            return .unconvertible("lacks a curve or a colorant")
        }
        // Most profiles have one curve for all three.
        if SRGB.areColorants(colorants), Set(curves).allSatisfy(SRGB.isCurve) { return .sRGB }
        guard let colours = LinearColours(curves: curves, colorants: colorants) else {
            return .unconvertible("has colorants that make no sense")
        }
        return .linear(colours)
    }

    private static func grey(_ profile: ICCProfile) -> SourceColour {
        if profile.hasTables { return .tables }
        guard let curve = profile.greyCurve else { return .unconvertible("lacks its curve") }
        if !profile.isLab, SRGB.isCurve(curve) { return .sRGB }
        return .grey(GreyCurve(curve: curve, isLightness: profile.isLab))
    }
}

/// How a grey profile's numbers become light.
public struct GreyCurve: Hashable, Sendable {
    let curve: ToneCurve
    /// Whether the curve gives CIE L*, not light.
    let isLightness: Bool

    /// The light of a value.
    func light(_ value: Double) -> Double {
        let y = curve.value(value)
        guard isLightness else { return y }
        // CIE 15: L* = 116 f(Y) - 16.
        let f = (100 * y + 16) / 116
        return f > 6.0 / 29 ? f * f * f : (f - 4.0 / 29) * 3 * 36 / 841
    }
}
