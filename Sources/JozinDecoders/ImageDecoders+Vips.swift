// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinVips
import JozinCore
import JozinFiles
import JozinImaging

extension ImageDecoders {
    /// PNG, GIF, TIFF, WebP, HEIC, AVIF, JPEG XL and JPEG 2000, by libvips.
    enum Vips {
        /// The loaders.
        enum Loader: String {
            case PNG, GIF, TIFF, WebP, HEIF
            case JXL = "JPEG XL"
            case JP2 = "JPEG 2000"

            fileprivate var number: jozin_vips_format {
                switch self {
                case .PNG: JOZIN_VIPS_PNG
                case .GIF: JOZIN_VIPS_GIF
                case .TIFF: JOZIN_VIPS_TIFF
                case .WebP: JOZIN_VIPS_WEBP
                case .HEIF: JOZIN_VIPS_HEIF
                case .JXL: JOZIN_VIPS_JXL
                case .JP2: JOZIN_VIPS_JP2
                }
            }
        }

        /// Starts libvips, once per process, while files can still be opened; false where it does not start.
        static func start() -> Bool { jozin_vips_start() == 0 }

        /// What this reads with, by name and version; an empty version where a library is not there.
        static var libraries: [(name: String, version: String)] {
            let known = [
                ("libvips", JOZIN_VIPS_ITSELF), ("libpng", JOZIN_VIPS_LIBPNG), ("libtiff", JOZIN_VIPS_LIBTIFF),
                ("libwebp", JOZIN_VIPS_LIBWEBP), ("libheif", JOZIN_VIPS_LIBHEIF), ("libjxl", JOZIN_VIPS_LIBJXL),
                ("openjpeg", JOZIN_VIPS_OPENJPEG),
            ]
            // A text of the shim's, copied before the next call.
            return known.map { name, library in (name, unsafe String(cString: jozin_vips_version_of(library))) }
        }

        /// Whether HEIC, or AVIF, can be read here.
        static func decodesHEIF(av1: Bool) -> Bool { jozin_vips_decodes_heif(av1 ? 1 : 0) != 0 }

        /// Whether this libvips has a loader: it may be built without those of JPEG XL and JPEG 2000.
        static func has(_ loader: Loader) -> Bool { jozin_vips_has_loader(loader.number) != 0 }

        static func decode(
            _ original: borrowing Descriptor, _ loader: Loader, _ task: DecodeTask
        ) throws(DecodeFailure) -> DecodedPicture {
            func read(_ offset: Int, _ count: Int) -> [UInt8] { original.bytes(at: offset, count: count) }
            if loader == .JP2, JP2Palette.mayBe(in: read) {
                throw DecodeFailure(.unsupported, "it is a JPEG 2000 with a palette, or with boxes that could hide one")
            }
            var picture = try VipsPicture(original.number, loader)
            var layout = picture.layout
            guard task.limits.allow(layout.size) else { throw .tooManyPixels(layout.size, task.limits) }
            let said = SaidColour(original, loader, picture)
            if let rendering = task.rendering, let smaller = smaller(picture, original, loader, rendering) {
                layout.reduce(to: smaller.layout.size, loader == .JP2 ? .places(smaller.denominator) : .edges)
                layout.samples = smaller.layout.samples
                picture = smaller
            }
            var sink = try PictureSink(layout, task.colours.conversion(layout.samples, said.colour), task)
            var rows = [UInt8](repeating: 0, count: layout.rowsPerBand * layout.storedRowBytes)
            for top in stride(from: 0, to: layout.size.height, by: layout.rowsPerBand) {
                let count = min(layout.rowsPerBand, layout.size.height - top)
                try picture.readRows(from: top, count: count, into: &rows)
                said.lumaChroma?.light(&rows)
                sink.add(rows: rows.span.extracting(0..<count * layout.storedRowBytes))
            }
            return sink.finish(warnings: VipsPicture.warnings)
        }

        /// The same picture as the library gives it with less work; nil where it does not, or where not enough would be left to reduce.
        private static func smaller(
            _ picture: borrowing VipsPicture, _ original: borrowing Descriptor, _ loader: Loader, _ rendering: Rendering
        ) -> VipsPicture? {
            let whole = picture.layout
            let wanted = rendering.denominator(whole.size, whole.orientation)
            let denominator: Int
            switch loader {
            case .WebP where picture.header.frames == 1: denominator = wanted
            case .JP2: denominator = min(wanted, 1 << Int(min(picture.header.halvings, 3)))
            case .WebP, .PNG, .GIF, .TIFF, .HEIF, .JXL: return nil
            }
            guard denominator > 1, let smaller = try? VipsPicture(original.number, loader, denominator: denominator) else {
                return nil
            }
            return smaller
        }
    }
}

extension Descriptor {
    /// Up to `count` bytes, as many as there are: 16 MB at most are asked for.
    fileprivate borrowing func bytes(at offset: Int, count: Int) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = (try? read(into: &bytes, at: offset)) ?? 0
        bytes.removeLast(bytes.count - filled)
        return bytes
    }
}

/// What a file says of its colours, partly to libvips and partly past it.
private struct SaidColour {
    var colour = EmbeddedColour.nothing
    /// How rows become light that libvips takes for light already.
    var lumaChroma: LumaChroma?

    init(
        _ original: borrowing Descriptor, _ loader: ImageDecoders.Vips.Loader, _ picture: borrowing VipsPicture
    ) {
        guard picture.header.is_exact != 0 else {
            colour = .unusable("is of a space that is not converted")
            return
        }
        if picture.header.has_profile != 0 { colour = .profile(picture.profile) }
        func read(_ offset: Int, _ count: Int) -> [UInt8] { original.bytes(at: offset, count: count) }
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
            if picture.header.channels == 3, picture.header.bytes_per_sample == 1, !tiff.isOfNarrowRange {
                lumaChroma = LumaChroma(shares: tiff.shares)
            } else {
                colour = .unusable("is luma and chroma by a formula that is not known")
            }
        case .GIF, .WebP, .JXL, .JP2: break
        }
    }
}

/// An image of libvips with one owner.
@safe private struct VipsPicture: ~Copyable {
    let header: jozin_vips_header
    // Owned: opened in init, closed in deinit, never handed out.
    private let picture: OpaquePointer
    private let loader: ImageDecoders.Vips.Loader
    /// Which fraction of the picture was asked for.
    let denominator: Int

    /// The descriptor must stay open as long as this value lives.
    init(_ descriptor: Int32, _ loader: ImageDecoders.Vips.Loader, denominator: Int = 1) throws(DecodeFailure) {
        var made: OpaquePointer?
        var header = jozin_vips_header()
        // Both live for the call; the picture is set where it succeeds.
        let result = unsafe jozin_vips_open(descriptor, loader.number, Int32(denominator), &made, &header)
        guard result == JOZIN_VIPS_DONE, let made = unsafe made else { throw VipsPicture.failure(result, loader) }
        unsafe picture = made
        self.header = header
        self.loader = loader
        self.denominator = denominator
    }

    deinit {
        // The only owner lets go.
        unsafe jozin_vips_close(picture)
    }

    /// What the header says.
    var layout: PictureLayout {
        let samples = StoredSamples(
            space: header.inks != 0 ? .inks : header.is_grey != 0 ? .grey : .rgb, channels: Int(header.channels),
            depth: header.bytes_per_sample == 2 ? .bits16 : .bits8)
        return PictureLayout(
            size: PixelSize(width: Int(header.width), height: Int(header.height)), samples: samples,
            orientation: Orientation(rawValue: Int(header.orientation)) ?? .upright, frames: Int(header.frames),
            held: Int(clamping: header.held))
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
