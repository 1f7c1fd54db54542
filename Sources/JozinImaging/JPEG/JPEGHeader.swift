// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What the segments before a scan say, gathered as they pass.
struct JPEGHeader {
    var frame: JPEGFrame?
    /// In MCUs; 0 for no restart markers.
    var restartInterval = 0
    /// The DC step of each quantisation table.
    private(set) var steps: [UInt16?] = Array(repeating: nil, count: 4)
    private(set) var dcCodes: [HuffmanSpecification?] = Array(repeating: nil, count: 4)
    private(set) var acCodes: [HuffmanSpecification?] = Array(repeating: nil, count: 4)
    private var hasJFIF = false
    private var adobeTransform: UInt8?

    /// Takes in one segment that is neither frame nor scan header.
    mutating func take(_ marker: UInt8, _ payload: Span<UInt8>) throws(DCReader.Failure) {
        switch marker {
        case 0xC4: try takeHuffman(payload)
        case 0xDB: try takeQuantisation(payload)
        case 0xDD:
            guard payload.count == 2 else { throw .invalid(marker) }
            restartInterval = Int(payload.word(at: 0))
        case 0xE0: if payload.count >= 14, payload.starts(with: [0x4A, 0x46, 0x49, 0x46, 0]) { hasJFIF = true }
        case 0xEE: if payload.count >= 12, payload.starts(with: [0x41, 0x64, 0x6F, 0x62, 0x65]) { adobeTransform = payload[11] }
        case 0xDC: throw .unsupported(.lateHeight)
        case 0xDE, 0xDF: throw .unsupported(.hierarchical)
        default: break
        }
    }

    private mutating func takeQuantisation(_ payload: Span<UInt8>) throws(DCReader.Failure) {
        var at = 0
        while at < payload.count {
            let isWide = payload[at] >> 4 != 0
            let index = Int(payload[at] & 15)
            let length = isWide ? 129 : 65
            guard index < 4, at + length <= payload.count else { throw .invalid(0xDB) }
            steps[index] = isWide ? payload.word(at: at + 1) : UInt16(payload[at + 1])
            at += length
        }
    }

    private mutating func takeHuffman(_ payload: Span<UInt8>) throws(DCReader.Failure) {
        var at = 0
        while at < payload.count {
            let index = Int(payload[at] & 15)
            let isAC = payload[at] >> 4 == 1
            guard index < 4, payload[at] >> 4 <= 1, at + 17 <= payload.count else { throw .invalid(0xC4) }
            let code = HuffmanSpecification(payload, at: at + 1)
            guard let code else { throw .invalid(0xC4) }
            if isAC { acCodes[index] = code } else { dcCodes[index] = code }
            at += 17 + code.symbols.count
        }
    }

    /// The colour space, by the rules that libjpeg set: JFIF, else Adobe's transform, else component identifiers.
    func colour(of frame: JPEGFrame) -> DCPicture.Colour {
        if frame.components.count == 1 { return .grey }
        if hasJFIF { return .yCbCr }
        if let adobeTransform { return adobeTransform == 0 ? .rgb : .yCbCr }
        let identifiers = frame.components.map(\.identifier)
        return identifiers == Array("RGB".utf8) ? .rgb : .yCbCr
    }
}

extension Span<UInt8> {
    fileprivate func starts(with bytes: [UInt8]) -> Bool {
        count >= bytes.count && bytes.indices.allSatisfy { self[$0] == bytes[$0] }
    }
}
