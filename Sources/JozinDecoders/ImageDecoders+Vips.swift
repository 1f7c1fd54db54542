// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinVips
import JozinCore
import JozinFiles
import JozinImaging

extension ImageDecoders {
    /// PNG, GIF, TIFF, WebP, HEIC and AVIF, by libvips.
    enum Vips {
        /// The loaders.
        enum Loader: String {
            case PNG, GIF, TIFF, WebP, HEIF

            fileprivate var number: jozin_vips_format {
                switch self {
                case .PNG: JOZIN_VIPS_PNG
                case .GIF: JOZIN_VIPS_GIF
                case .TIFF: JOZIN_VIPS_TIFF
                case .WebP: JOZIN_VIPS_WEBP
                case .HEIF: JOZIN_VIPS_HEIF
                }
            }
        }

        /// Starts libvips, once per process, while files can still be opened; false where it does not start.
        static func start() -> Bool { jozin_vips_start() == 0 }

        static func decode(
            _ original: borrowing Descriptor, _ loader: Loader, _ request: DecodeRequest
        ) throws(DecodeFailure) -> DecodedPicture {
            let picture = try VipsPicture(original.number, loader)
            let header = picture.header
            let hasInks = header.inks != 0
            let layout = PictureLayout(
                size: PixelSize(width: Int(header.width), height: Int(header.height)),
                channels: hasInks ? 3 : Int(header.channels),
                orientation: Orientation(rawValue: Int(header.orientation)) ?? .upright, frames: Int(header.frames),
                profile: hasInks || header.has_profile != 0 ? .present : .none, isExact: header.is_exact != 0)
            var sink = try PictureSink(layout, request)
            var rows = [UInt8](repeating: 0, count: layout.rowsPerBand * layout.size.width * Int(header.channels))
            var light = [UInt8](repeating: 0, count: hasInks ? layout.rowsPerBand * layout.rowBytes : 0)
            for top in stride(from: 0, to: layout.size.height, by: layout.rowsPerBand) {
                let count = min(layout.rowsPerBand, layout.size.height - top)
                try picture.readRows(from: top, count: count, into: &rows)
                let read = rows.span.extracting(0..<count * layout.size.width * Int(header.channels))
                if hasInks {
                    Inks.light(read, areInverted: false, into: &light)
                    sink.add(rows: light.span.extracting(0..<count * layout.rowBytes))
                } else {
                    sink.add(rows: read)
                }
            }
            return sink.finish(warnings: VipsPicture.warnings)
        }
    }
}

/// An image of libvips with one owner.
@safe private struct VipsPicture: ~Copyable {
    let header: jozin_vips_header
    // Owned: opened in init, closed in deinit, never handed out.
    private let picture: OpaquePointer
    private let loader: ImageDecoders.Vips.Loader

    /// The descriptor must stay open as long as this value lives.
    init(_ descriptor: Int32, _ loader: ImageDecoders.Vips.Loader) throws(DecodeFailure) {
        var made: OpaquePointer?
        var header = jozin_vips_header()
        // Both live for the call; the picture is set where it succeeds.
        let result = unsafe jozin_vips_open(descriptor, loader.number, &made, &header)
        guard result == JOZIN_VIPS_DONE, let made = unsafe made else { throw VipsPicture.failure(result, loader) }
        unsafe picture = made
        self.header = header
        self.loader = loader
    }

    deinit {
        // The only owner lets go.
        unsafe jozin_vips_close(picture)
    }

    /// Reads `count` rows, which `rows` has room for.
    func readRows(from top: Int, count: Int, into rows: inout [UInt8]) throws(DecodeFailure) {
        // The shim writes `count` rows of width x channels bytes: the caller allocated as many from the header.
        let result = unsafe jozin_vips_read_rows(picture, UInt32(top), UInt32(count), &rows)
        guard result == JOZIN_VIPS_DONE else { throw VipsPicture.failure(result, loader) }
    }

    /// What libvips found odd and lived with.
    static var warnings: [String] {
        // A NUL-terminated text of the shim's, copied here.
        let oddity = unsafe String(cString: jozin_vips_oddity())
        return oddity.isEmpty ? [] : [oddity]
    }

    private static func failure(_ result: jozin_vips_result, _ loader: ImageDecoders.Vips.Loader) -> DecodeFailure {
        // A NUL-terminated text of the shim's, copied here.
        let message = unsafe String(cString: jozin_vips_message())
        return switch result {
        case JOZIN_VIPS_TOO_BIG: DecodeFailure(.limitExceeded, "its picture needs more memory than one photo may take")
        case JOZIN_VIPS_UNSUPPORTED: DecodeFailure(.unsupported, "this kind of \(loader) is not read: \(message)")
        default: DecodeFailure(.damagedFile, "the \(loader) is damaged: \(message)")
        }
    }
}
