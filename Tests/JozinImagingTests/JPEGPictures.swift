// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEGCoefficients
import CJozinJPEGEncoder
import JozinTestSupport

/// Generated pixels and JPEGs.
enum JPEGPictures {
    /// Smooth slopes, edges and a little noise: what photos are made of.
    static func photo(width: Int, height: Int, channels: Int, seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let waves = (0..<channels).map { _ in (0..<4).map { _ in Double.random(in: 1...9, using: &generator) } }
        let edge = Int.random(in: 0...max(width, 1), using: &generator)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * channels)
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (Double(x) / Double(width), Double(y) / Double(height))
                for wave in waves {
                    let slope = 127 + 60 * triangle(u * wave[0] + v * wave[1]) + 40 * triangle(u * wave[2] - v * wave[3])
                    let noise = Double(generator.next() & 15)
                    pixels.append(UInt8(min(max(slope + noise + (x + y > edge ? 15 : -15), 0), 255)))
                }
            }
        }
        return pixels
    }

    /// A wave of period 1 between -1 and 1.
    private static func triangle(_ t: Double) -> Double { 4 * abs(t - (t + 0.5).rounded(.down)) - 1 }

    static func options(
        quality: Int = 85, horizontal: Int = 2, vertical: Int = 2, restart: Int = 0, progressive: Bool = false,
        optimise: Bool = false, arithmetic: Bool = false
    ) -> jozin_jpeg_options {
        jozin_jpeg_options(
            quality: Int32(quality), horizontal: Int32(horizontal), vertical: Int32(vertical),
            restart_interval: Int32(restart), progressive: progressive ? 1 : 0, optimise: optimise ? 1 : 0,
            arithmetic: arithmetic ? 1 : 0)
    }

    /// A JPEG of a `photo`; empty where libjpeg-turbo cannot write it.
    static func jpeg(
        width: Int, height: Int, channels: Int = 3, seed: UInt64 = 1, _ options: jozin_jpeg_options = options()
    ) -> [UInt8] {
        let pixels = photo(width: width, height: height, channels: channels, seed: seed)
        return JPEGOracle.encode(pixels, width: width, height: height, channels: channels, options) ?? []
    }

    /// A layout of random coefficients; factors as (horizontal, vertical) per component.
    static func layout(
        _ width: Int, _ height: Int, _ factors: [(Int, Int)], restart: Int = 0, separate: Bool = false,
        progressive: Bool = false, optimise: Bool = false, density: Int = 12, seed: UInt32 = 1
    ) -> jozin_dc_layout {
        var layout = jozin_dc_layout()
        layout.width = Int32(width)
        layout.height = Int32(height)
        layout.components = Int32(factors.count)
        let all = factors + Array(repeating: (1, 1), count: 3 - factors.count)
        layout.horizontal = (Int32(all[0].0), Int32(all[1].0), Int32(all[2].0))
        layout.vertical = (Int32(all[0].1), Int32(all[1].1), Int32(all[2].1))
        layout.restart_interval = Int32(restart)
        layout.separate_scans = separate ? 1 : 0
        layout.progressive = progressive ? 1 : 0
        layout.optimise = optimise ? 1 : 0
        layout.density = Int32(density)
        layout.seed = seed
        return layout
    }

    /// Where the first segment with this marker begins (its 0xFF).
    static func position(of marker: UInt8, in jpeg: [UInt8]) -> Int? {
        (0..<jpeg.count - 1).first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == marker }
    }

    /// Where the entropy-coded data of the first scan begin.
    static func scanStart(_ jpeg: [UInt8]) -> Int? {
        position(of: 0xDA, in: jpeg).map { $0 + 2 + Int(jpeg[$0 + 2]) << 8 + Int(jpeg[$0 + 3]) }
    }
}
