// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A tile of noise that repeats seamlessly, for surfaces: bark, plaster, sand, cloth.
struct TextureTile {
    static let side = 256
    /// -128...127 around 0.
    private let values: [Int32]

    init(_ random: inout DemoRandom) {
        var sum = [Int32](repeating: 0, count: TextureTile.side * TextureTile.side)
        for octave in 3...7 {
            let cells = 1 << octave
            let lattice = (0..<cells * cells).map { _ in Int32(truncatingIfNeeded: random.next() >> 57) - 64 }
            TextureTile.add(lattice, cells: cells, to: &sum)
        }
        values = sum.map { max(-128, min(127, $0 * 5 / 8)) }
    }

    private static func add(_ lattice: [Int32], cells: Int, to sum: inout [Int32]) {
        let cell = side / cells
        for y in 0..<side {
            let top = y / cell * cells
            let bottom = (y / cell + 1) % cells * cells
            let down = Int32(y % cell)
            for x in 0..<side {
                let left = x / cell
                let right = (left + 1) % cells
                let a = lattice[top + left] &* (Int32(cell) &- down) &+ lattice[bottom + left] &* down
                let b = lattice[top + right] &* (Int32(cell) &- down) &+ lattice[bottom + right] &* down
                let across = Int32(x % cell)
                sum[y * side + x] &+= (a &* (Int32(cell) &- across) &+ b &* across) / Int32(cell * cell)
            }
        }
    }

    /// The value at a place in 1/256 of a texel, between texels by weight; any place is inside.
    @inline(__always)
    func sample(_ u: Int32, _ v: Int32) -> Int32 {
        let x = Int(u >> 8) & 255
        let y = Int(v >> 8) & 255
        let right = (x &+ 1) & 255
        let top = y &* 256
        let bottom = ((y &+ 1) & 255) &* 256
        let across = u & 255
        let a = values[top &+ x] &* (256 &- across) &+ values[top &+ right] &* across
        let b = values[bottom &+ x] &* (256 &- across) &+ values[bottom &+ right] &* across
        return (a &+ (b &- a) / 256 &* (v & 255)) >> 8
    }
}
