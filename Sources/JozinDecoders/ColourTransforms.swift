// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging

/// What comes with a picture about its colours.
enum EmbeddedColour {
    case nothing
    case profile([UInt8])
    case coded(CodedColour)
    /// Something that is not understood, and why.
    case unusable(String)
}

/// How one picture's rows become sRGB, and what is said of it.
struct ColourConversion {
    var rows: RowConversion
    var outcome: DecodedPicture.Profile
    var warning: String?
}

/// Makes conversions, and keeps those of the last few profiles: a library has few, and making one costs as much as a megapixel.
public final class ColourTransforms {
    private struct Key: Hashable {
        let profile: Digest256
        let samples: StoredSamples
    }

    private static let capacity = 8
    private var made: [Key: ColourConversion] = [:]
    /// The reader of DC coefficients, whose buffers and tables serve the next picture too.
    var dcReader: DCReader?

    /// With none yet.
    public init() {}

    /// The conversion of pixels like `samples` that come with `colour`.
    func conversion(_ samples: StoredSamples, _ colour: EmbeddedColour) -> ColourConversion {
        switch colour {
        case .nothing: return ColourConversion(rows: ColourTransforms.plain(samples), outcome: .none)
        case .unusable(let why): return ColourTransforms.unconvertible(samples, why)
        case .coded(let coded):
            guard samples.space != .inks else { return ColourTransforms.unconvertible(samples, "is coded for lights, not inks") }
            return ColourTransforms.conversion(samples, coded.colour, nil)
        case .profile(let bytes):
            var hasher = SHA256Hasher()
            hasher.update(bytes.span)
            let key = Key(profile: hasher.finish(), samples: samples)
            if let known = made[key] { return known }
            if made.count >= ColourTransforms.capacity { made.removeAll() }
            let new = ColourTransforms.conversion(samples, bytes)
            made[key] = new
            return new
        }
    }

    private static func conversion(_ samples: StoredSamples, _ bytes: [UInt8]) -> ColourConversion {
        do throws(ProfileFailure) {
            let profile = try ICCProfile(bytes)
            return conversion(samples, SourceColour(profile, for: samples.space), profile)
        } catch {
            return unconvertible(samples, error.why)
        }
    }

    private static func conversion(
        _ samples: StoredSamples, _ colour: SourceColour, _ profile: ICCProfile?
    ) -> ColourConversion {
        switch colour {
        case .sRGB: return ColourConversion(rows: plain(samples), outcome: .sRGB)
        case .linear(let colours):
            let shaper = MatrixShaper(colours, depth: samples.depth)
            return ColourConversion(rows: .shaper(shaper, channels: samples.channels), outcome: .matrix)
        case .grey(let curve):
            let shaper = GreyShaper(curve, depth: samples.depth)
            return ColourConversion(rows: .grey(shaper, channels: samples.channels), outcome: .matrix)
        case .tables:
            guard let transform = profile.flatMap({ TableTransform($0, samples) }) else {
                return unconvertible(samples, "has tables that lcms2 refuses")
            }
            return ColourConversion(rows: .tables(transform), outcome: .tables)
        case .unconvertible(let why): return unconvertible(samples, why)
        }
    }

    /// As if nothing had been said of the colours.
    private static func plain(_ samples: StoredSamples) -> RowConversion {
        if samples.space == .inks { return .inks(samples) }
        return samples.depth == .bits16 ? .upperBytes : .none
    }

    private static func unconvertible(_ samples: StoredSamples, _ why: String) -> ColourConversion {
        ColourConversion(rows: plain(samples), outcome: .unconvertible, warning: "its colour description \(why)")
    }
}
