// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging

extension PhotoIndexer {
    /// Has the decoder read every pixel, and takes over what it found.
    mutating func decode(
        _ original: borrowing Original, wants: DecodeRequest.Wants, _ photo: inout IndexedPhoto
    ) throws(Problem) -> Grid64 {
        guard let format = photo.format else { throw PhotoIndexer.unknown }
        let source = try DecoderSource(original, format, photo.orientation, upright: photo.size)
        // A camera's preview is not the picture: it has no say in what that is.
        var request = DecodeRequest(
            format: format, orientation: source.orientation, limits: limits, wants: format == .raw ? .grid : wants)
        request.part = source.part
        switch decoder.decode(original.descriptor.number, request, forgivingDeaths: PhotoIndexer.forgivenDeaths) {
        case .failed(let code, let sentence):
            throw Problem(code, source.part == nil ? sentence : "its preview: \(sentence)", remedy: PhotoIndexer.remedy(code))
        case .needs:
            throw Problem(.bug, "the decoder's question was not answered", remedy: PhotoIndexer.remedy(.bug))
        case .decoded(let picture):
            photo.take(picture, format)
            guard let grid = picture.grid else {
                throw Problem(.bug, "the decoder sent no grid", remedy: "Please report this.")
            }
            return grid
        }
    }

    /// The third death is the photo's own: it is recorded, and the photo is left alone until it changes.
    static let forgivenDeaths = 2

    /// What `jozin-decode` has a codec for.
    static let decodable: Set<PhotoFormat> = [.jpeg, .png, .gif, .tiff, .webp, .heic, .avif, .bmp, .jxl, .jp2, .raw]

    static let unknown = Problem(.unsupported, "it is no photo that Jožin knows", remedy: remedy(.unsupported))

    static func remedy(_ code: Problem.Code) -> String {
        switch code {
        case .damagedFile: "Restore it from a backup if there is one; Jožin leaves it as it is."
        case .limitExceeded:
            "If you trust this file, read it with a larger --max-pixels, which raises all limits; if not, leave it."
        case .unsupported: "Nothing to do; it stays as it is."
        case .environment, .misuse: "Scan again."
        case .bug: "Please report this."
        }
    }
}

extension IndexedPhoto {
    /// What the decoder found. Of camera raw it saw the preview: there is no more to be read, and the facts stay the raw picture's.
    fileprivate mutating func take(_ picture: DecodedPicture, _ format: PhotoFormat) {
        warnings += picture.warnings
        depth = .full
        guard format != .raw else { return size = size ?? picture.uprightSize }
        size = picture.uprightSize
        // libheif and libjxl turn the pixels themselves and hand them over upright; how they are stored is what the metadata said.
        if ![.heic, .avif, .jxl].contains(format) { orientation = picture.orientation }
        pixels = picture.imageID
        averageColor = picture.averageColor.map { [$0.red, $0.green, $0.blue] }
    }
}

extension DCReader.Failure {
    /// What it means for the photo; nil where a full decoder has to say.
    var problem: Problem? {
        switch self {
        case .notJPEG, .unsupported: nil
        case .tooManyPixels(let size):
            Problem(
                .limitExceeded, "its header declares \(size.width) x \(size.height) pixels, more than is allowed",
                remedy: PhotoIndexer.remedy(.limitExceeded))
        case .damaged(let damage, let read):
            Problem(.damagedFile, damage.sentence(read), remedy: PhotoIndexer.remedy(.damagedFile))
        }
    }
}

extension DCReader.Damage {
    fileprivate func sentence(_ read: Double) -> String {
        let percent = Int(read * 100)
        return switch self {
        case .fileEndsEarly: "the file ends at \(percent) % of its picture"
        case .scanEndsEarly: "the picture's data end at \(percent) % of the picture"
        case .missingScan: "a part of the picture's data is missing"
        case .invalidCode: "the picture's data are damaged at \(percent) % of the picture"
        case .wrongRestartMarker: "a part of the picture's data is missing at \(percent) % of the picture"
        case .emptyPicture: "its header declares no pixels"
        case .invalidSegment: "its header contradicts itself"
        }
    }
}
