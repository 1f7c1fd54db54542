// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How a scan's blocks follow each other (ISO/IEC 10918-1, A.2), and where their coefficients go in one shared buffer.
struct ScanLayout {
    /// A block of every MCU.
    struct Block {
        /// Position of its component in the scan, 0...2.
        let component: Int
        let dcTable: Int
        let acTable: Int
        /// Where the block of MCU (column, row) goes: `offset + row * rowStep + column * columnStep`.
        let offset: Int
        let rowStep: Int
        let columnStep: Int
    }

    /// A component's blocks in the buffer, those included that only fill up an MCU.
    struct Area {
        let base: Int
        let stride: Int
    }

    let mcusWide: Int
    let mcusHigh: Int
    private(set) var blocks: [Block] = []
    private(set) var areas: [Area] = []
    /// How many coefficients the buffer must hold.
    private(set) var bufferCount = 0
    /// The rows of MCUs that the buffer can hold: all, or as many as the bytes at hand could possibly fill.
    let storedRows: Int

    var mcuCount: Int { mcusWide * mcusHigh }
    var storedCount: Int { mcusWide * storedRows }

    /// For a scan of which at most `bytes` bytes exist; every block takes `bitsPerBlock` bits at least.
    init(_ scan: JPEGScan, of frame: JPEGFrame, bytes: Int, bitsPerBlock: Int) throws(DCReader.Failure) {
        let isInterleaved = scan.components.count > 1
        let sole = frame.components[scan.components[0].index]
        mcusWide = isInterleaved ? frame.mcusWide : frame.blocksWide(sole)
        mcusHigh = isInterleaved ? frame.mcusHigh : frame.blocksHigh(sole)
        let factors = scan.components.map { component in
            let of = frame.components[component.index]
            return isInterleaved ? (wide: of.horizontal, high: of.vertical) : (wide: 1, high: 1)
        }
        let perMCU = factors.reduce(0) { $0 + $1.wide * $1.high }
        guard perMCU <= 10 else { throw .unsupported(.unlawfulScan) }
        // The cursor may run 32 bytes past the end before that is noticed.
        let possible = (bytes + 32) * 8 / (bitsPerBlock * perMCU)
        storedRows = min(mcusHigh, possible / mcusWide + 1)
        for (position, component) in scan.components.enumerated() {
            add(component, position, factors[position])
        }
    }

    private mutating func add(_ component: JPEGScan.Component, _ position: Int, _ factor: (wide: Int, high: Int)) {
        let area = Area(base: bufferCount, stride: mcusWide * factor.wide)
        for y in 0..<factor.high {
            for x in 0..<factor.wide {
                blocks.append(
                    Block(
                        component: position, dcTable: component.dcTable, acTable: component.acTable,
                        offset: area.base + y * area.stride + x, rowStep: factor.high * area.stride, columnStep: factor.wide))
            }
        }
        areas.append(area)
        bufferCount += area.stride * factor.high * storedRows
    }
}
