// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEGCoefficients
import CJozinJPEGEncoder
import JozinImaging

/// libjpeg-turbo as the tests see it: its coefficients, its decode, its encoder.
enum JPEGOracle {
    struct Plane {
        let blocksWide: Int
        let blocksHigh: Int
        let step: Int
        let coefficients: [Int16]
    }

    /// Its DC coefficients, and how often it found damage; nil where it refuses the file.
    static func coefficients(_ jpeg: [UInt8]) -> (planes: [Plane], warnings: Int)? {
        var raw = unsafe [jozin_dc_component](repeating: jozin_dc_component(), count: 4)
        var warnings: Int32 = 0
        // Safe: both arrays outlive the call, which fills at most four components.
        let count = unsafe jozin_dc_read(jpeg, jpeg.count, &raw, &warnings)
        guard count >= 0 else { return nil }
        let planes = unsafe raw.prefix(Int(count)).map { component in
            // Safe: the shim filled blocks_wide x blocks_high values; they are copied, then freed once.
            let area = unsafe Int(component.blocks_wide) * Int(component.blocks_high)
            let values = unsafe Array(UnsafeBufferPointer(start: component.dc, count: area))
            unsafe jozin_dc_free(component)
            return unsafe Plane(
                blocksWide: Int(component.blocks_wide), blocksHigh: Int(component.blocks_high), step: Int(component.step),
                coefficients: values)
        }
        return (planes, Int(warnings))
    }

    /// A JPEG of random coefficients; nil where libjpeg-turbo cannot write the layout.
    static func write(_ layout: jozin_dc_layout) -> [UInt8]? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var size = 0
        // Safe: on success the shim hands over `size` bytes, which are copied, then freed once.
        guard unsafe jozin_dc_write(layout, &bytes, &size) == 0, let bytes = unsafe bytes else { return nil }
        defer { unsafe jozin_dc_free_bytes(bytes) }
        return unsafe Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    /// A JPEG of these pixels (1, 3 or 4 channels); nil where libjpeg-turbo cannot.
    static func encode(
        _ pixels: [UInt8], width: Int, height: Int, channels: Int, _ options: jozin_jpeg_options
    ) -> [UInt8]? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var size = 0
        // Safe: `pixels` outlives the call; on success the shim hands over `size` bytes, which are copied, then freed once.
        let status = unsafe jozin_jpeg_encode(
            pixels, Int32(width), Int32(height), Int32(channels), options, nil, 0, &bytes, &size)
        guard status == 0, let bytes = unsafe bytes else { return nil }
        defer { unsafe jozin_jpeg_free(bytes) }
        return unsafe Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    /// Its full decode: rows of 1 or 3 bytes per pixel; nil where it refuses the file.
    static func decode(_ jpeg: [UInt8]) -> (pixels: [UInt8], width: Int, height: Int, channels: Int)? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var (width, height, channels): (Int32, Int32, Int32) = (0, 0, 0)
        // Safe: on success the shim hands over width x height x channels bytes, which are copied, then freed once.
        let status = unsafe jozin_dc_decode(jpeg, jpeg.count, &bytes, &width, &height, &channels)
        guard status == 0, let bytes = unsafe bytes else { return nil }
        defer { unsafe jozin_dc_free_bytes(bytes) }
        let pixels = unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(width) * Int(height) * Int(channels)))
        return (pixels, Int(width), Int(height), Int(channels))
    }

    /// How many of the picture's coefficients differ from libjpeg-turbo's; all of them where the planes do.
    static func differences(_ picture: DCPicture, _ planes: [Plane]) -> Int {
        guard picture.planes.count == planes.count else { return .max }
        var count = 0
        for (mine, theirs) in zip(picture.planes, planes) {
            guard mine.blocksWide == theirs.blocksWide, mine.blocksHigh == theirs.blocksHigh, mine.step == theirs.step,
                mine.coefficients.count == theirs.coefficients.count
            else { return .max }
            let known = ~Int16(truncatingIfNeeded: 1 << mine.missingBits - 1)
            for (a, b) in zip(mine.coefficients, theirs.coefficients) where a != b & known { count += 1 }
        }
        return count
    }
}
