// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How much of a picture was read so far.
struct DCProgress {
    /// One per component of the frame, nil until its scan was read.
    var planes: [DCPlane?] = []
    var extraneousBytes = 0
    var isTerminated = false
    private var blockCounts: [Int] = []

    /// Whether every component has its plane.
    var isComplete: Bool { !planes.isEmpty && !planes.contains { $0 == nil } }

    mutating func begin(_ frame: JPEGFrame) {
        planes = Array(repeating: nil, count: frame.components.count)
        blockCounts = frame.components.indices.map { frame.blockCount($0) }
    }

    /// The part of the picture's blocks that was read, 0...1.
    var fraction: Double {
        let all = blockCounts.reduce(0, +)
        return all == 0 ? 0 : Double(zip(planes, blockCounts).reduce(0) { $0 + ($1.0 == nil ? 0 : $1.1) }) / Double(all)
    }

    /// The same in the middle of a scan, after `mcus` of its `total` MCUs.
    func fraction(_ scan: JPEGScan, _ mcus: Int, of total: Int) -> Double {
        let blocks = scan.components.reduce(0) { $0 + blockCounts[$1.index] }
        return fraction + Double(blocks) / Double(blockCounts.reduce(0, +)) * Double(mcus) / Double(total)
    }
}

extension DCReader.Failure {
    /// The same failure where at least `fraction` of the picture was read before it.
    func after(_ fraction: Double) -> Self {
        if case .damaged(let damage, let read) = self { return .damaged(damage, read: max(read, fraction)) }
        return self
    }
}
