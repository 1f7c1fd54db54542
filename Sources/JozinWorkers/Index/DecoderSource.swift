// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinMetadata

/// What the decoder is to read of an original.
struct DecoderSource {
    /// Where a camera's preview lies; nil where the picture is the file.
    var part: Range<Int>?
    /// How that is turned.
    var orientation: Orientation

    /// Of a photo of known format, whose raw pixels nobody decodes: there its largest preview serves. `upright` is the photo's size, where it
    /// is known.
    init(
        _ original: borrowing Original, _ format: PhotoFormat, _ orientation: Orientation, upright: PixelSize?
    ) throws(Problem) {
        guard PhotoIndexer.decodable.contains(format) else {
            throw Problem(
                .unsupported, "\(format.rawValue) is a format that Jožin cannot read yet",
                remedy: PhotoIndexer.remedy(.unsupported))
        }
        self.orientation = orientation
        guard format == .raw else { return }
        do throws(SystemError) {
            let bytes = try OriginalBytes(original)
            let preview = CameraPreview.largest(in: bytes)
            if let failure = bytes.failure { throw failure }
            part = preview?.bytes
            self.orientation = preview?.orientation(of: orientation, upright: upright) ?? orientation
        } catch {
            throw error.problem()
        }
        guard part != nil else { throw DecoderSource.noPreview }
    }

    private static let noPreview = Problem(
        .unsupported, "it is camera raw without a preview that Jožin can show, and Jožin does not develop raw pictures",
        remedy: PhotoIndexer.remedy(.unsupported))
}
