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

        /// What this reads with, by name and version; an empty version where a library is not there.
        static var libraries: [(name: String, version: String)] {
            let known = [
                ("libvips", JOZIN_VIPS_ITSELF), ("libpng", JOZIN_VIPS_LIBPNG), ("libtiff", JOZIN_VIPS_LIBTIFF),
                ("libwebp", JOZIN_VIPS_LIBWEBP), ("libheif", JOZIN_VIPS_LIBHEIF),
            ]
            // A text of the shim's, copied before the next call.
            return known.map { name, library in (name, unsafe String(cString: jozin_vips_version_of(library))) }
        }

        /// Whether HEIC, or AVIF, can be read here.
        static func decodesHEIF(av1: Bool) -> Bool { jozin_vips_decodes_heif(av1 ? 1 : 0) != 0 }

        static func decode(
            _ original: borrowing Descriptor, _ loader: Loader, _ task: DecodeTask
        ) throws(DecodeFailure) -> DecodedPicture {
            let picture = try VipsPicture(original.number, loader)
            let header = picture.header
            let samples = StoredSamples(
                space: header.inks != 0 ? .inks : header.is_grey != 0 ? .grey : .rgb, channels: Int(header.channels),
                depth: header.bytes_per_sample == 2 ? .bits16 : .bits8)
            let layout = PictureLayout(
                size: PixelSize(width: Int(header.width), height: Int(header.height)), samples: samples,
                orientation: Orientation(rawValue: Int(header.orientation)) ?? .upright, frames: Int(header.frames),
                held: Int(clamping: header.held))
            let said = SaidColour(original, loader, picture)
            var sink = try PictureSink(layout, task.colours.conversion(samples, said.colour), task)
            var rows = [UInt8](repeating: 0, count: layout.rowsPerBand * layout.storedRowBytes)
            for top in stride(from: 0, to: layout.size.height, by: layout.rowsPerBand) {
                let count = min(layout.rowsPerBand, layout.size.height - top)
                try picture.readRows(from: top, count: count, into: &rows)
                if said.isLumaChroma { LumaChroma.light(&rows) }
                sink.add(rows: rows.span.extracting(0..<count * layout.storedRowBytes))
            }
            return sink.finish(warnings: VipsPicture.warnings)
        }
    }
}

/// What a file says of its colours, partly to libvips and partly past it.
private struct SaidColour {
    var colour = EmbeddedColour.nothing
    var isLumaChroma = false

    init(
        _ original: borrowing Descriptor, _ loader: ImageDecoders.Vips.Loader, _ picture: borrowing VipsPicture
    ) {
        guard picture.header.is_exact != 0 else {
            colour = .unusable("is of a space that is not converted")
            return
        }
        if picture.header.has_profile != 0 { colour = .profile(picture.profile) }
        func read(_ offset: Int, _ count: Int) -> [UInt8] {
            guard offset >= 0, count > 0 else { return [] }
            // Who reads asks for 16 MB at most.
            var bytes = [UInt8](repeating: 0, count: count)
            let filled = (try? original.read(into: &bytes, at: offset)) ?? 0
            bytes.removeLast(bytes.count - filled)
            return bytes
        }
        switch loader {
        case .HEIF:
            // A profile says more than code points do.
            if picture.header.has_profile == 0, let coded = CodedColour(heif: read) { colour = .coded(coded) }
        case .PNG:
            // PNG, third edition, 4.3: cICP comes first. Other programs do not look at it yet, so that an id of ours would be ours alone.
            guard let coded = CodedColour(png: read) else { return }
            colour = coded.colour == .sRGB ? .coded(coded) : .unusable("is coded, which is not converted in a PNG yet")
        case .TIFF:
            guard let tiff = TIFFColour(read), tiff.isRawYCbCr else { return }
            isLumaChroma = picture.header.channels == 3 && picture.header.bytes_per_sample == 1 && !tiff.hasOwnFormula
            if !isLumaChroma { colour = .unusable("is luma and chroma by a formula that is not known") }
        case .GIF, .WebP: break
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

    /// The embedded ICC profile.
    var profile: [UInt8] {
        var profile = [UInt8](repeating: 0, count: header.profile_size)
        // The shim writes as many bytes as the header says.
        unsafe jozin_vips_copy_profile(picture, &profile)
        return profile
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
        case JOZIN_VIPS_TOO_BIG: DecodeFailure(.limitExceeded, "its picture asks for more than one photo may take: \(message)")
        case JOZIN_VIPS_UNSUPPORTED: DecodeFailure(.unsupported, "this kind of \(loader) is not read: \(message)")
        default: DecodeFailure(.damagedFile, "the \(loader) is damaged: \(message)")
        }
    }
}
