// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// How stored rows become rows of sRGB.
enum RowConversion {
    /// They are.
    case none
    /// 16 bits become 8 by their upper byte, as libpng and Pillow do it: what is read today as 8 bits has the same id.
    case upperBytes
    case shaper(MatrixShaper, channels: Int)
    case grey(GreyShaper, channels: Int)
    case tables(TableTransform)
    /// Inks without a profile.
    case inks(StoredSamples)

    /// Converts whole stored pixels, for which `target` has room.
    func convert(_ rows: Span<UInt8>, into target: inout [UInt8]) {
        switch self {
        case .none: preconditionFailure("rows that need no conversion are not copied")
        case .upperBytes: RowConversion.upperBytes(rows, into: &target)
        case .shaper(let shaper, let channels):
            var span = target.mutableSpan
            shaper.convert(rows, channels: channels, into: &span)
        case .grey(let shaper, let channels):
            var span = target.mutableSpan
            shaper.convert(rows, channels: channels, into: &span)
        case .tables(let transform): transform.convert(rows, into: &target)
        case .inks(let samples):
            guard samples.depth == .bits16 else { return Inks.light(rows, areInverted: samples.areInverted, into: &target) }
            var bytes = [UInt8](repeating: 0, count: rows.count / 2)
            RowConversion.upperBytes(rows, into: &bytes)
            Inks.light(bytes.span, areInverted: samples.areInverted, into: &target)
        }
    }

    private static func upperBytes(_ rows: Span<UInt8>, into target: inout [UInt8]) {
        precondition(target.count >= rows.count / 2)
        for sample in 0..<rows.count / 2 { target[sample] = rows[sample &* 2 &+ 1] }
    }
}
