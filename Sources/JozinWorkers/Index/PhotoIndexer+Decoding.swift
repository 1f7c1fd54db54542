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
        guard let format = photo.format, PhotoIndexer.decodable.contains(format) else {
            throw Problem(
                .unsupported, "\(photo.format?.rawValue ?? "this kind") is a format that Jožin cannot read yet",
                remedy: "Nothing to do; it stays as it is.")
        }
        let request = DecodeRequest(format: format, orientation: photo.orientation, limits: limits, wants: wants)
        switch decoder.decode(original.descriptor.number, request, forgivingDeaths: PhotoIndexer.forgivenDeaths) {
        case .failed(let code, let sentence):
            throw Problem(code, sentence, remedy: PhotoIndexer.remedy(code))
        case .needs:
            throw Problem(.bug, "the decoder's question was not answered", remedy: PhotoIndexer.remedy(.bug))
        case .decoded(let picture):
            photo.size = picture.uprightSize
            // libheif turns the pixels itself and hands them over upright; how they are stored is what the metadata said.
            photo.orientation = [.heic, .avif].contains(format) ? request.orientation : picture.orientation
            photo.pixels = picture.imageID
            photo.averageColor = picture.averageColor.map { [$0.red, $0.green, $0.blue] }
            photo.warnings += picture.warnings
            photo.depth = .full
            guard let grid = picture.grid else {
                throw Problem(.bug, "the decoder sent no grid", remedy: "Please report this.")
            }
            return grid
        }
    }

    /// The third death is the photo's own: it is recorded, and the photo is left alone until it changes.
    static let forgivenDeaths = 2

    /// What `jozin-decode` has a codec for.
    static let decodable: Set<PhotoFormat> = [.jpeg, .png, .gif, .tiff, .webp, .heic, .avif, .bmp]

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
