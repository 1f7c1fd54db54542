// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLCMS
import JozinImaging

/// A transform of lcms2 to sRGB with one owner.
@safe final class TableTransform {
    // Owned: opened in init, closed in deinit, never handed out.
    private let transform: OpaquePointer
    private let samples: StoredSamples

    /// Nil where lcms2 refuses the profile.
    init?(_ profile: ICCProfile, _ samples: StoredSamples) {
        let hasAlpha = samples.channels == 4
        let pixels: jozin_lcms_pixels =
            switch samples.space {
            case .inks: samples.areInverted ? JOZIN_LCMS_CMYK_INVERTED : JOZIN_LCMS_CMYK
            case .grey: hasAlpha ? JOZIN_LCMS_GREY_AS_RGBA : JOZIN_LCMS_GREY_AS_RGB
            case .rgb, .other: hasAlpha ? JOZIN_LCMS_RGBA : JOZIN_LCMS_RGB
            }
        let bytes = profile.bytes
        // The shim reads `count` bytes of the array and keeps none of them; the pointer is owned by this object alone.
        guard let made = unsafe jozin_lcms_open(bytes, bytes.count, pixels, Int32(samples.bytesPerSample)) else { return nil }
        unsafe transform = made
        self.samples = samples
    }

    deinit {
        // The only owner lets go.
        unsafe jozin_lcms_close(transform)
    }

    /// Converts whole stored pixels, for which `target` has room.
    func convert(_ pixels: Span<UInt8>, into target: inout [UInt8]) {
        let count = pixels.count / samples.bytesPerPixel
        precondition(target.count >= count * samples.channelsOfLight)
        if samples.space != .inks, samples.channels == 4 {
            for pixel in 0..<count {
                // The last byte of a stored pixel is alpha's upper one.
                target[pixel &* 4 &+ 3] = pixels[(pixel &+ 1) &* samples.bytesPerPixel &- 1]
            }
        }
        // The shim reads and writes `count` pixels, which both buffers hold.
        unsafe pixels.withUnsafeBufferPointer { source in
            unsafe jozin_lcms_convert(transform, source.baseAddress, &target, UInt32(count))
        }
    }
}
