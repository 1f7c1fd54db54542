// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Value noise in octaves over a whole picture, added row by row; each octave halves cell and amplitude.
struct NoiseField {
    private struct Octave {
        let columns: Int
        let lattice: [Int32]
        /// First pixel of each cell, and the width behind the last.
        let starts: [Int]
        let cellHeight: Float
        let shift: Int32
    }

    private let width: Int
    private var octaves: [Octave] = []
    /// Smoothstep weights 0...4096 per octave and column.
    private var weights: [[Int32]] = []

    /// `cells` cells in the picture's height; octaves whose cells would be under four pixels are left out.
    init(_ random: inout DemoRandom, size: PixelSize, cells: Float, octaves count: Int) {
        width = size.width
        for index in 0..<count {
            let cell = Float(size.height) / (cells * Float(1 << index))
            var own = random.fork()
            guard cell >= 4 || index == 0 else { continue }
            append(cell: max(cell, 1), size: size, shift: Int32(index), random: &own)
        }
    }

    private mutating func append(cell: Float, size: PixelSize, shift: Int32, random: inout DemoRandom) {
        let columns = Int(Float(size.width) / cell) + 2
        let rows = Int(Float(size.height) / cell) + 2
        var lattice = [Int32](repeating: 0, count: columns * rows)
        for index in lattice.indices { lattice[index] = Int32(truncatingIfNeeded: random.next() >> 51) - 4096 }
        var starts: [Int] = []
        var weight = [Int32](repeating: 0, count: size.width)
        for x in 0..<size.width {
            let place = Float(x) / cell
            while starts.count <= Int(place) { starts.append(x) }
            weight[x] = Int32(Wave.smooth(place - place.rounded(.down)) * 4096)
        }
        starts.append(size.width)
        octaves.append(Octave(columns: columns, lattice: lattice, starts: starts, cellHeight: cell, shift: shift))
        weights.append(weight)
    }

    /// Adds row `y` to `row`: the first octave is within ±4096, all of them within ±8192.
    func add(row y: Int, to row: inout [Int32]) {
        precondition(row.count >= width)
        for index in octaves.indices { add(octaves[index], weights[index], y: y, to: &row) }
    }

    private func add(_ octave: Octave, _ weights: [Int32], y: Int, to row: inout [Int32]) {
        let place = Float(y) / octave.cellHeight
        let above = Int(place)
        let down = Int32(Wave.smooth(place - Float(above)) * 4096)
        let first = above * octave.columns
        var left = NoiseField.between(octave.lattice[first], octave.lattice[first + octave.columns], down)
        for cell in 0..<octave.starts.count - 1 {
            let top = first + cell + 1
            let right = NoiseField.between(octave.lattice[top], octave.lattice[top + octave.columns], down)
            let step = right &- left
            // |step| <= 8192 and a weight <= 4096: the product stays below 2^26.
            for x in octave.starts[cell]..<octave.starts[cell + 1] {
                row[x] &+= (left &+ (step &* weights[x]) >> 12) >> octave.shift
            }
            left = right
        }
    }

    private static func between(_ a: Int32, _ b: Int32, _ weight: Int32) -> Int32 { a &+ ((b &- a) &* weight) >> 12 }

    /// A line of `count` values of 1-D noise within ±1, for ridges and shores.
    static func profile(_ random: inout DemoRandom, count: Int, cells: Float, octaves: Int) -> [Float] {
        var line = [Float](repeating: 0, count: count)
        for octave in 0..<octaves {
            let cell = Float(count) / (cells * Float(1 << octave))
            var own = random.fork()
            guard cell >= 1 else { continue }
            let lattice = (0..<Int(Float(count) / cell) + 2).map { _ in own.float(-0.5...0.5) }
            let amplitude = 1 / Float(1 << octave)
            for x in 0..<count {
                let place = Float(x) / cell
                let index = Int(place)
                let weight = Wave.smooth(place - Float(index))
                line[x] += amplitude * (lattice[index] + (lattice[index + 1] - lattice[index]) * weight)
            }
        }
        return line
    }
}
