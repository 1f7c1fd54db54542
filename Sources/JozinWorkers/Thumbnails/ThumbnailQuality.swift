// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// How well thumbnails are encoded: chosen so that they are like the picture that was encoded, to 0.98 of SSIM at up to
/// 512 pixels (docs/decisions/0010-thumbnails.md); larger ones are seen from further away for their size.
enum ThumbnailQuality {
    static func of(longestSide: Int, _ encoding: PictureEncoding) -> Int {
        switch encoding {
        case .jpeg: longestSide <= 512 ? 92 : 88
        case .webp: longestSide <= 512 ? 92 : 86
        }
    }
}
