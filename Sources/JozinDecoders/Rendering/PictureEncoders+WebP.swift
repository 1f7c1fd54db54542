// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinWebP
import JozinCore
import JozinImaging

extension PictureEncoders {
    /// WebP by libwebp.
    enum WebP {
        /// From 0 to 6: 4, libwebp's own, makes files of 1440 pixels 2 % smaller than 0, in three times the time.
        private static let effort: Int32 = 1

        static func encode(_ picture: RGBPicture, quality: Int) throws(DecodeFailure) -> [UInt8] {
            var memory: UnsafeMutablePointer<UInt8>?
            var count = 0
            // The picture holds width x height x 3 bytes, which is what the encoder reads.
            let code = unsafe jozin_webp_encode(
                picture.bytes, Int32(clamping: picture.size.width), Int32(clamping: picture.size.height), Int32(quality), effort,
                &memory, &count)
            // On success there are `count` bytes that are ours to free; on failure nothing.
            guard code == 0, let memory = unsafe memory else { throw refusal }
            // Freed behind the copy.
            defer { unsafe jozin_webp_free(memory) }
            // `count` bytes were written there.
            return unsafe Array(UnsafeBufferPointer(start: memory, count: count))
        }
    }
}
