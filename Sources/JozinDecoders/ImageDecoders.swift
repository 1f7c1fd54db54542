// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
public import JozinFiles
public import JozinImaging

/// The full decoders, one per library, each in its own file.
public enum ImageDecoders {
    /// Decodes the original behind a descriptor, with a scratch file where the request says so; anything that is wrong with it is
    /// an answer, not an error.
    public static func decode(
        _ original: borrowing Descriptor, _ request: DecodeRequest, scratch: Int32? = nil,
        with colours: ColourTransforms = ColourTransforms()
    ) -> DecodeAnswer {
        do {
            return .decoded(try picture(original, DecodeTask(request: request, colours: colours, scratch: scratch)))
        } catch {
            return error.answer
        }
    }

    static func picture(
        _ original: borrowing Descriptor, _ task: DecodeTask
    ) throws(DecodeFailure) -> DecodedPicture {
        // libvips aborts where it maps no bytes.
        var first: [UInt8] = [0]
        guard (try? original.read(into: &first, at: 0)) != 0 else { throw DecodeFailure(.damagedFile, "the file is empty") }
        return switch task.request.format {
        case .jpeg: try JPEG.decode(original, task)
        case .bmp: try BMP.decode(original, task)
        case .png: try Vips.decode(original, .PNG, task)
        case .gif: try Vips.decode(original, .GIF, task)
        case .tiff: try Vips.decode(original, .TIFF, task)
        case .webp: try Vips.decode(original, .WebP, task)
        case .heic, .avif: try Vips.decode(original, .HEIF, task)
        case .raw where task.request.part != nil: try JPEG.decode(original, task)
        case .jxl: try Vips.decode(original, .JXL, task)
        case .jp2: try Vips.decode(original, .JP2, task)
        case .psd, .raw: throw DecodeFailure(.unsupported, "the pixels of \(task.request.format.mime) are not decoded yet")
        }
    }
}
