// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLCMS
import CJozinProcess
import JozinCore
import JozinImaging

/// Says from inside the cage what that enforces, and what decodes which format: lines of words, parted by tabs.
enum DecoderAbout {
    /// Returns 0, or 2 where the cage does not close.
    static func run() -> Int32 {
        guard DecodeService.prepare(), jozin_forbid_files_to_grow() == 0, let cage = DecodeService.enterCage() else { return 2 }
        let isLimited = jozin_limit_request(UInt64(1) << 30, 0, 10) == 0
        print("cage\tlandlock\t\(cage.landlock_abi)")
        print("cage\tseccomp\t\(cage.seccomp)")
        print("cage\tlimits\t\(isLimited ? 1 : 0)")
        for (name, version) in libraries where !version.isEmpty { print("library\t\(name)\t\(version)") }
        for format in PhotoFormat.allCases { print("format\t\(format.rawValue)\t\(reader(of: format) ?? "-")") }
        return 0
    }

    private static var libraries: [(name: String, version: String)] {
        let lcms = jozin_lcms_version()
        return [("libjpeg-turbo", ImageDecoders.JPEG.libraryVersion), ("lcms2", "\(lcms / 1000).\(lcms % 1000 / 10)")]
            + ImageDecoders.Vips.libraries
    }

    /// What decodes the pixels of a format; nil where nothing does.
    private static func reader(of format: PhotoFormat) -> String? {
        switch format {
        case .jpeg: "libjpeg-turbo"
        case .bmp: "jozin"
        case .png: "libpng"
        case .gif: "libvips"
        case .tiff: "libtiff"
        case .webp: "libwebp"
        case .heic: ImageDecoders.Vips.decodesHEIF(av1: false) ? "libheif" : nil
        case .avif: ImageDecoders.Vips.decodesHEIF(av1: true) ? "libheif" : nil
        case .jxl: ImageDecoders.Vips.has(.JXL) ? "libjxl" : nil
        case .jp2: ImageDecoders.Vips.has(.JP2) ? "openjpeg" : nil
        case .raw: "the camera's preview"
        case .psd: nil
        }
    }
}
