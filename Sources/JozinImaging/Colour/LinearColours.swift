// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Colours that become sRGB by a curve for each channel and one matrix between the lights: monitor profiles, and coded colours.
public struct LinearColours: Hashable, Sendable {
    /// From 0...1 of the picture to light, per channel.
    let curves: [ToneCurve]
    /// Rows: sRGB's red, green and blue light; columns: the picture's.
    let matrix: [[Double]]

    /// Through colorants relative to D50; nil where they span no colours, or others than light can have.
    init?(curves: [ToneCurve], colorants: [[Double]]) {
        guard abs(Matrix.determinant(colorants)) > 1e-4, let back = Matrix.inverse(SRGB.colorants) else { return nil }
        self.init(curves: curves, matrix: Matrix.transposed(Matrix.product(colorants, back)))
    }

    /// With a matrix to sRGB's lights.
    init?(curves: [ToneCurve], matrix: [[Double]]) {
        // ProPhoto's largest is 2.03; the bound keeps the integers of the shaper within 32 bits.
        guard matrix.allSatisfy({ $0.allSatisfy { abs($0) <= 4 } }) else { return nil }
        self.curves = curves
        self.matrix = matrix
    }
}

/// Three by three.
enum Matrix {
    static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
        a.map { row in
            transposed(b).map { column in row[0] * column[0] + row[1] * column[1] + row[2] * column[2] }
        }
    }

    static func transposed(_ a: [[Double]]) -> [[Double]] { (0..<3).map { row in (0..<3).map { a[$0][row] } } }

    static func determinant(_ a: [[Double]]) -> Double {
        (0..<3).reduce(0.0) { $0 + a[0][$1] * cofactor(a, 0, $1) }
    }

    /// Nil where there is none.
    static func inverse(_ a: [[Double]]) -> [[Double]]? {
        let determinant = determinant(a)
        guard abs(determinant) > 1e-9 else { return nil }
        return (0..<3).map { row in (0..<3).map { cofactor(a, $0, row) / determinant } }
    }

    private static func cofactor(_ a: [[Double]], _ row: Int, _ column: Int) -> Double {
        let (r1, r2) = ((row + 1) % 3, (row + 2) % 3)
        let (c1, c2) = ((column + 1) % 3, (column + 2) % 3)
        return a[r1][c1] * a[r2][c2] - a[r1][c2] * a[r2][c1]
    }
}
