// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// The encoders of thumbnails: no metadata, no profile, the same bytes for the same picture.
enum PictureEncoders {
    static func encode(_ picture: RGBPicture, _ rendition: Rendition) throws(DecodeFailure) -> [UInt8] {
        switch rendition.encoding {
        case .jpeg: try JPEG.encode(picture, quality: rendition.quality)
        case .webp: try WebP.encode(picture, quality: rendition.quality)
        }
    }

    static let refusal = DecodeFailure(.limitExceeded, "the encoder refuses a picture of this size")
}
