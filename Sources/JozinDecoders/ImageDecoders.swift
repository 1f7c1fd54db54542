// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
public import JozinFiles
public import JozinImaging

/// The full decoders, one per library, each in its own file.
public enum ImageDecoders {
    /// Decodes the original behind a descriptor; anything that is wrong with it is an answer, not an error.
    public static func decode(
        _ original: borrowing Descriptor, _ request: DecodeRequest, with colours: ColourTransforms = ColourTransforms()
    ) -> DecodeAnswer {
        do {
            return .decoded(try picture(original, request, colours))
        } catch {
            return .failed(code: error.code, sentence: error.sentence)
        }
    }

    private static func picture(
        _ original: borrowing Descriptor, _ request: DecodeRequest, _ colours: ColourTransforms
    ) throws(DecodeFailure) -> DecodedPicture {
        // libvips aborts where it maps no bytes.
        var first: [UInt8] = [0]
        guard (try? original.read(into: &first, at: 0)) != 0 else { throw DecodeFailure(.damagedFile, "the file is empty") }
        return switch request.format {
        case .jpeg: try JPEG.decode(original, request, colours)
        case .bmp: try BMP.decode(original, request, colours)
        case .png: try Vips.decode(original, .PNG, request, colours)
        case .gif: try Vips.decode(original, .GIF, request, colours)
        case .tiff: try Vips.decode(original, .TIFF, request, colours)
        case .webp: try Vips.decode(original, .WebP, request, colours)
        case .heic, .avif: try Vips.decode(original, .HEIF, request, colours)
        case .jxl, .jp2, .psd, .raw:
            throw DecodeFailure(.unsupported, "the pixels of \(request.format.mime) are not decoded yet")
        }
    }
}
