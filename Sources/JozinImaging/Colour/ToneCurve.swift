// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A curve of an ICC profile (ICC.1:2022, 10.6 curveType and 10.18 parametricCurveType): 0...1 of the picture to 0...1 of light.
public struct ToneCurve: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        case power(Double)
        case table([UInt16])
        /// y = (ax + b)^g + e for x >= d, else cx + f: all five kinds of the specification.
        case pieces(g: Double, a: Double, b: Double, c: Double, d: Double, e: Double, f: Double)
        case sRGB
    }

    private let form: Form

    private init(form: Form) { self.form = form }

    /// The curve of sRGB itself.
    public static let sRGB = ToneCurve(form: .sRGB)

    /// y = x^exponent; nil for an exponent that no picture has.
    public static func power(_ exponent: Double) -> ToneCurve? {
        (0.02...50).contains(exponent) ? ToneCurve(form: .power(exponent)) : nil
    }

    /// Reads a tag's data; nil where it is no curve, or one that is not defined everywhere.
    init?(_ data: Span<UInt8>) {
        guard let type = data.big32(0) else { return nil }
        switch type {
        case 0x6375_7276: self.init(table: data)  // 'curv'
        case 0x7061_7261: self.init(parametric: data)  // 'para'
        default: return nil
        }
    }

    private init?(table data: Span<UInt8>) {
        guard let count = data.big32(8), count <= 65_536, Int(count) * 2 <= data.count - 12 else { return nil }
        switch count {
        case 0: form = .power(1)
        case 1:
            // u8Fixed8Number
            guard let bits = data.big16(12), let curve = ToneCurve.power(Double(bits) / 256) else { return nil }
            self = curve
        default: form = .table((0..<Int(count)).map { data.big16(12 + 2 * $0) ?? 0 })
        }
    }

    private init?(parametric data: Span<UInt8>) {
        guard let kind = data.big16(8), kind <= 4 else { return nil }
        let count = [1, 3, 4, 5, 7][Int(kind)]
        var p: [Double] = []
        for index in 0..<count {
            guard let value = data.fixed(12 + 4 * index) else { return nil }
            p.append(value)
        }
        guard let power = ToneCurve.power(p[0]) else { return nil }
        switch kind {
        case 0: self = power
        case 1, 2:
            guard p[1] != 0 else { return nil }
            let offset = kind == 2 ? p[3] : 0
            form = .pieces(g: p[0], a: p[1], b: p[2], c: 0, d: -p[2] / p[1], e: offset, f: offset)
        case 3: form = .pieces(g: p[0], a: p[1], b: p[2], c: p[3], d: p[4], e: 0, f: 0)
        default: form = .pieces(g: p[0], a: p[1], b: p[2], c: p[3], d: p[4], e: p[5], f: p[6])
        }
    }

    /// The light of a value; what leaves 0...1 is clipped.
    public func value(_ x: Double) -> Double {
        switch form {
        case .power(let exponent): clipped(exponent == 1 ? x : Power.of(x, exponent))
        case .sRGB: clipped(SRGB.linear(x))
        case .pieces(let g, let a, let b, let c, let d, let e, let f):
            clipped(x >= d ? Power.of(a * x + b, g) + e : c * x + f)
        case .table(let entries):
            interpolated(entries, clipped(x))
        }
    }

    private func clipped(_ value: Double) -> Double { min(max(value, 0), 1) }

    private func interpolated(_ entries: [UInt16], _ x: Double) -> Double {
        let place = x * Double(entries.count - 1)
        let index = min(Int(place), entries.count - 2)
        let (low, high) = (Double(entries[index]), Double(entries[index + 1]))
        return (low + (high - low) * (place - Double(index))) / 65535
    }
}

extension Span<UInt8> {
    /// The big-endian number of 16 bits at `offset`; nil past the end.
    func big16(_ offset: Int) -> UInt16? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        return UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    /// The big-endian number of 32 bits at `offset`; nil past the end.
    func big32(_ offset: Int) -> UInt32? {
        guard let high = big16(offset), let low = big16(offset + 2) else { return nil }
        return UInt32(high) << 16 | UInt32(low)
    }

    /// The s15Fixed16Number at `offset`; nil past the end.
    func fixed(_ offset: Int) -> Double? { big32(offset).map { Double(Int32(bitPattern: $0)) / 65536 } }
}
