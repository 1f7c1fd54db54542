// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinImaging

/// Resampling by the definition alone, one pixel after another.
enum LanczosOracle {
    private static func weight(_ x: Double) -> Double {
        if x == 0 { return 1 }
        if abs(x) >= 3 { return 0 }
        return sin(.pi * x) / (.pi * x) * sin(.pi * x / 3) / (.pi * x / 3)
    }

    static func resize(_ picture: RGBPicture, to size: PixelSize) -> RGBPicture {
        func weights(_ index: Int, _ count: Int, _ new: Int) -> [Double] {
            let scale = Double(count) / Double(new)
            // What becomes larger ends in the middle of the outermost pixels.
            let centre = min(max((Double(index) + 0.5) * scale, 0.5), Double(count) - 0.5)
            let all = (0..<count).map { weight((Double($0) + 0.5 - centre) / max(scale, 1)) }
            let sum = all.reduce(0, +)
            return all.map { $0 / sum }
        }
        let columns = (0..<size.width).map { weights($0, picture.size.width, size.width) }
        var bytes: [UInt8] = []
        for y in 0..<size.height {
            let rows = weights(y, picture.size.height, size.height)
            var line = [Double](repeating: 0, count: picture.size.width * 3)
            for (row, weight) in rows.enumerated() where weight != 0 {
                for sample in line.indices { line[sample] += weight * Double(picture.bytes[row * line.count + sample]) }
            }
            for column in columns {
                for channel in 0..<3 {
                    var sum = 0.0
                    for (x, weight) in column.enumerated() where weight != 0 { sum += weight * line[x * 3 + channel] }
                    bytes.append(UInt8(min(max(sum.rounded(), 0), 255)))
                }
            }
        }
        return RGBPicture(size: size, bytes: bytes)
    }
}
