// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The scan header (ISO/IEC 10918-1, B.2.3).
struct JPEGScan {
    struct Component {
        /// Index among the frame's components.
        let index: Int
        let dcTable: Int
        let acTable: Int
    }

    let components: [Component]
    /// First coefficient of the band.
    let spectralStart: UInt8
    /// The bit that an earlier scan brought, 0 where this is the first.
    let approximationHigh: UInt8
    /// How many low bits of the coefficients later scans bring.
    let approximationLow: UInt8

    /// From the payload of an SOS segment of `frame`.
    init(payload: Span<UInt8>, frame: JPEGFrame) throws(DCReader.Failure) {
        guard payload.count >= 1 else { throw .invalid(0xDA) }
        let count = Int(payload[0])
        guard (1...4).contains(count), payload.count == 4 + 2 * count else { throw .invalid(0xDA) }
        var components: [Component] = []
        for number in 0..<count {
            let identifier = payload[1 + 2 * number]
            let tables = payload[2 + 2 * number]
            guard let index = frame.components.firstIndex(where: { $0.identifier == identifier }) else { throw .invalid(0xDA) }
            guard !components.contains(where: { $0.index == index }) else { throw .unsupported(.unlawfulScan) }
            components.append(Component(index: index, dcTable: Int(tables >> 4), acTable: Int(tables & 15)))
        }
        self.components = components
        spectralStart = payload[1 + 2 * count]
        approximationHigh = payload[3 + 2 * count] >> 4
        approximationLow = payload[3 + 2 * count] & 15
        guard !frame.isProgressive || approximationLow <= 13 else { throw .invalid(0xDA) }
    }

    /// Whether the scan is the first to bring DC coefficients of its components.
    func bringsDC(in frame: JPEGFrame) -> Bool {
        !frame.isProgressive || (spectralStart == 0 && approximationHigh == 0)
    }
}
