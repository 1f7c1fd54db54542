// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A tiny writer of ICC profiles: what a test says, and nothing more.
package struct ProfileWriter {
    package var space: String
    package var connection: String
    package var kind: String
    package var version: UInt8
    package var tags: [(signature: String, data: [UInt8])]

    package init(
        space: String = "RGB ", connection: String = "XYZ ", kind: String = "mntr", version: UInt8 = 4,
        tags: [(signature: String, data: [UInt8])] = []
    ) {
        self.space = space
        self.connection = connection
        self.kind = kind
        self.version = version
        self.tags = tags
    }

    package var bytes: [UInt8] {
        var data: [UInt8] = []
        var table: [UInt8] = big(tags.count, 4)
        for tag in tags {
            table += Array(tag.signature.utf8) + big(128 + 4 + 12 * tags.count + data.count, 4) + big(tag.data.count, 4)
            data += tag.data + [UInt8](repeating: 0, count: (4 - tag.data.count % 4) % 4)
        }
        let size = 128 + table.count + data.count
        var head = big(size, 4) + [0, 0, 0, 0, version, 0, 0, 0] + Array((kind + space + connection).utf8)
        head += [UInt8](repeating: 0, count: 12) + Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
        // The light that connects: D50.
        head += fixed(0.9642) + fixed(1) + fixed(0.8249)
        return head + [UInt8](repeating: 0, count: 128 - head.count) + table + data
    }

    package static func rgb(_ colorants: [[Double]], _ curve: [UInt8]) -> ProfileWriter {
        var writer = ProfileWriter()
        for (channel, xyz) in zip(["r", "g", "b"], colorants) {
            writer.tags.append((channel + "XYZ", xyzTag(xyz)))
            writer.tags.append((channel + "TRC", curve))
        }
        return writer
    }

    package static func grey(_ curve: [UInt8], connection: String = "XYZ ") -> ProfileWriter {
        ProfileWriter(space: "GRAY", connection: connection, tags: [("kTRC", curve)])
    }

    package static func xyzTag(_ xyz: [Double]) -> [UInt8] { Array("XYZ ".utf8) + [0, 0, 0, 0] + xyz.flatMap { fixed($0) } }

    package static func table(_ entries: [Int]) -> [UInt8] {
        Array("curv".utf8) + [0, 0, 0, 0] + big(entries.count, 4) + entries.flatMap { big($0, 2) }
    }

    /// A `curv` of one entry.
    package static func gamma(_ exponent: Double) -> [UInt8] { table([Int((exponent * 256).rounded())]) }

    package static func parametric(_ kind: Int, _ values: [Double]) -> [UInt8] {
        Array("para".utf8) + [0, 0, 0, 0] + big(kind, 2) + [0, 0] + values.flatMap { fixed($0) }
    }

    package static let sRGBCurve = parametric(3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    package static let sRGB = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]]
    package static let displayP3 = [[0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407]]
    package static let adobe = [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]]
    package static let proPhoto = [[0.79767, 0.28804, 0.0], [0.13519, 0.71188, 0.0], [0.03134, 0.00009, 0.82491]]
}

private func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
}

private func fixed(_ value: Double) -> [UInt8] { big(Int((value * 65536).rounded()), 4) }
