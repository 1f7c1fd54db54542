// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Why a profile says nothing that can be used, in a few words.
public struct ProfileFailure: Error, Hashable, Sendable {
    /// The words: "its colour description …".
    public let why: String

    init(_ why: String) { self.why = why }
}

/// An ICC profile as far as pictures need it (ICC.1:2022, versions 2 to 4): its header, and where its tags lie.
///
/// Whoever wrote the file wrote this too: nothing outside the bytes is read, and every number is bounded before it is used.
public struct ICCProfile: Sendable {
    /// No profile is longer.
    public static let longest = 64 << 20
    /// No profile has more tags.
    public static let mostTags = 10_000

    /// What the picture's channels are.
    public enum Space: Hashable, Sendable {
        case rgb, grey, inks, other
    }

    /// All of it.
    public let bytes: [UInt8]
    /// What the picture's channels are.
    public let space: Space
    /// Whether the profile connects through Lab, not XYZ.
    let isLab: Bool
    private let tags: [UInt32: Range<Int>]

    /// Reads the header and the table of tags; a tag that does not lie in the profile is left out.
    public init(_ bytes: [UInt8]) throws(ProfileFailure) {
        guard bytes.count <= ICCProfile.longest else { throw ProfileFailure("is longer than 64 MB") }
        let data = bytes.span
        guard let declared = data.big32(0), let count = data.big32(128), data.big32(36) == 0x6163_7370 else {  // 'acsp'
            throw ProfileFailure("is none by its header")
        }
        guard data[8] >= 2, data[8] <= 4 else { throw ProfileFailure("is of version \(data[8])") }
        guard count <= ICCProfile.mostTags else { throw ProfileFailure("declares \(count) tags") }
        switch data.big32(12) {
        case 0x6D6E_7472, 0x7363_6E72, 0x7072_7472, 0x7370_6163: break  // 'mntr', 'scnr', 'prtr', 'spac'
        default: throw ProfileFailure("is for no device or colour space")
        }
        switch data.big32(20) {
        case 0x5859_5A20: isLab = false  // 'XYZ '
        case 0x4C61_6220: isLab = true  // 'Lab '
        default: throw ProfileFailure("connects through an unknown space")
        }
        switch data.big32(16) {
        case 0x5247_4220: space = .rgb  // 'RGB '
        case 0x4752_4159: space = .grey  // 'GRAY'
        case 0x434D_594B: space = .inks  // 'CMYK'
        default: space = .other
        }
        tags = ICCProfile.tags(data, count: Int(count), end: min(Int(declared), data.count))
        self.bytes = bytes
    }

    private static func tags(_ data: Span<UInt8>, count: Int, end: Int) -> [UInt32: Range<Int>] {
        var tags: [UInt32: Range<Int>] = [:]
        for index in 0..<count {
            let entry = 132 + 12 * index
            guard let signature = data.big32(entry), let offset = data.big32(entry + 4), let size = data.big32(entry + 8) else {
                break
            }
            guard offset >= 128, Int(offset) + Int(size) <= end, tags[signature] == nil else { continue }
            tags[signature] = Int(offset)..<Int(offset) + Int(size)
        }
        return tags
    }

    /// Whether colours go through tables of the relative colorimetric or the perceptual intent, as lcms2 prefers them.
    var hasTables: Bool {
        [0x4132_4230, 0x4132_4231, 0x4432_4231].contains { tags[$0] != nil }  // 'A2B0', 'A2B1', 'D2B1'
    }

    /// The curves of red, green and blue; nil where one is missing or makes no sense.
    var curves: [ToneCurve]? { all([0x7254_5243, 0x6754_5243, 0x6254_5243], curve) }  // 'rTRC', 'gTRC', 'bTRC'

    /// The curve of grey.
    var greyCurve: ToneCurve? { curve(0x6B54_5243) }  // 'kTRC'

    /// X, Y and Z of red, green and blue.
    var colorants: [[Double]]? { all([0x7258_595A, 0x6758_595A, 0x6258_595A], xyz) }  // 'rXYZ', 'gXYZ', 'bXYZ'

    private func all<Value>(_ signatures: [UInt32], _ read: (UInt32) -> Value?) -> [Value]? {
        let values = signatures.compactMap(read)
        return values.count == signatures.count ? values : nil
    }

    private func curve(_ signature: UInt32) -> ToneCurve? {
        guard let range = tags[signature] else { return nil }
        return ToneCurve(bytes.span.extracting(range))
    }

    private func xyz(_ signature: UInt32) -> [Double]? {
        guard let range = tags[signature] else { return nil }
        let data = bytes.span.extracting(range)
        guard data.big32(0) == 0x5859_5A20, let x = data.fixed(8), let y = data.fixed(12), let z = data.fixed(16) else {
            return nil
        }
        return [x, y, z]
    }
}
