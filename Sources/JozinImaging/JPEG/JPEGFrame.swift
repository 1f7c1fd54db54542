// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The frame header (ISO/IEC 10918-1, B.2.2) of a JPEG whose DC coefficients can be read.
struct JPEGFrame {
    struct Component {
        let identifier: UInt8
        let horizontal: Int
        let vertical: Int
        let quantisation: Int
    }

    let isProgressive: Bool
    let size: PixelSize
    let components: [Component]
    let maxHorizontal: Int
    let maxVertical: Int

    /// From the payload of a SOF segment.
    init(marker: UInt8, payload: Span<UInt8>, maxPixels: Int) throws(DCReader.Failure) {
        try JPEGFrame.refuseOtherProcesses(marker)
        guard payload.count >= 6 else { throw .invalid(marker) }
        let count = Int(payload[5])
        guard payload.count == 6 + 3 * count else { throw .invalid(marker) }
        guard payload[0] == 8 else { throw .unsupported(.precision(Int(payload[0]))) }
        size = PixelSize(width: Int(payload.word(at: 3)), height: Int(payload.word(at: 1)))
        guard size.width > 0 else { throw .damaged(.emptyPicture, read: 0) }
        guard size.height > 0 else { throw .unsupported(.lateHeight) }
        guard count == 1 || count == 3 else { throw .unsupported(.componentCount(count)) }
        guard size.count <= maxPixels else { throw .tooManyPixels(size) }
        var components: [Component] = []
        for index in 0..<count {
            let at = 6 + 3 * index
            let component = Component(
                identifier: payload[at], horizontal: Int(payload[at + 1] >> 4), vertical: Int(payload[at + 1] & 15),
                quantisation: Int(payload[at + 2]))
            guard (1...4).contains(component.horizontal), (1...4).contains(component.vertical), component.quantisation < 4
            else { throw .invalid(marker) }
            components.append(component)
        }
        self.components = components
        isProgressive = marker == 0xC2
        maxHorizontal = components.reduce(1) { max($0, $1.horizontal) }
        maxVertical = components.reduce(1) { max($0, $1.vertical) }
    }

    private static func refuseOtherProcesses(_ marker: UInt8) throws(DCReader.Failure) {
        switch marker {
        case 0xC0, 0xC1, 0xC2: return
        case 0xC3: throw .unsupported(.lossless)
        case 0xC5, 0xC6, 0xC7: throw .unsupported(.hierarchical)
        default: throw .unsupported(.arithmeticCoding)
        }
    }

    /// MCUs per row of an interleaved scan.
    var mcusWide: Int { size.width.dividedUp(by: 8 * maxHorizontal) }
    /// Rows of MCUs of an interleaved scan.
    var mcusHigh: Int { size.height.dividedUp(by: 8 * maxVertical) }

    /// Blocks per row of a component that hold a real sample.
    func blocksWide(_ component: Component) -> Int {
        (size.width * component.horizontal).dividedUp(by: maxHorizontal * 8)
    }

    /// Rows of blocks of a component that hold a real sample.
    func blocksHigh(_ component: Component) -> Int {
        (size.height * component.vertical).dividedUp(by: maxVertical * 8)
    }

    /// The number of real blocks of the component at `index`.
    func blockCount(_ index: Int) -> Int { blocksWide(components[index]) * blocksHigh(components[index]) }
}

extension Int {
    /// The quotient of non-negative numbers, rounded up.
    func dividedUp(by divisor: Int) -> Int { (self + divisor - 1) / divisor }
}

extension Span<UInt8> {
    /// The 16-bit number at `index`, high byte first.
    func word(at index: Int) -> UInt16 { UInt16(self[index]) << 8 | UInt16(self[index + 1]) }
}

extension DCReader.Failure {
    /// The segment of this marker contradicts itself, before any of the picture.
    static func invalid(_ marker: UInt8) -> Self { .damaged(.invalidSegment(marker), read: 0) }
}
