// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEGEncoder
import JozinCore
import JozinImaging

extension PictureEncoders {
    /// JPEG by libjpeg-turbo: 4:2:0, baseline.
    enum JPEG {
        static func encode(_ picture: RGBPicture, quality: Int) throws(DecodeFailure) -> [UInt8] {
            let options = jozin_jpeg_options(
                quality: Int32(quality), horizontal: 2, vertical: 2, restart_interval: 0, progressive: 0, optimise: 1,
                arithmetic: 0)
            var memory: UnsafeMutablePointer<UInt8>?
            var count = 0
            // The picture holds width x height x 3 bytes, which is what the encoder reads; there is no APP1.
            let code = unsafe jozin_jpeg_encode(
                picture.bytes, Int32(clamping: picture.size.width), Int32(clamping: picture.size.height), 3, options, nil, 0,
                &memory, &count)
            // On success there are `count` bytes that are ours to free; on failure nothing.
            guard code == 0, let memory = unsafe memory else { throw refusal }
            // Freed behind the copy.
            defer { unsafe jozin_jpeg_free(memory) }
            // `count` bytes were written there.
            return unsafe Array(UnsafeBufferPointer(start: memory, count: count))
        }
    }
}
