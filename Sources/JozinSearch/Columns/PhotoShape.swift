// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The shape of a picture in one byte: code c stands for width / height = 2^((c - 128) / 32), 1/16 to 15.7; steps of 2.2 %.
/// A picture of unknown size counts as square.
enum PhotoShape {
    /// Where code c ends and c + 1 begins, c from 0: 2^((c - 127.5) / 32).
    private static let ends: [Double] = {
        // The 64th root of two, by six square roots.
        let halfStep = (0..<6).reduce(2.0) { root, _ in root.squareRoot() }
        var end = 1.0 / 16 * halfStep
        return (0..<255).map { _ in
            defer { end *= halfStep * halfStep }
            return end
        }
    }()

    static func code(_ size: PixelSize?) -> UInt8 {
        guard let size, size.width > 0, size.height > 0 else { return 128 }
        let ratio = Double(size.width) / Double(size.height)
        var (low, high) = (0, 255)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > ratio { high = middle } else { low = middle + 1 }
        }
        return UInt8(low)
    }
}
