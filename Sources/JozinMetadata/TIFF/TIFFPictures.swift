// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The pictures of a TIFF, of which one is what the file is for: pages, reductions, a raw picture behind its previews.
struct TIFFPictures {
    let hasICCProfile: Bool
    private let pictures: [Picture]

    private struct Picture {
        let size: PixelSize
        /// NewSubfileType 0xFE (TIFF 6.0, page 36); nil where it is absent.
        let kind: Int?
        let isFirst: Bool
        /// Whether the samples are those of a sensor.
        let isRaw: Bool
        var isReduced: Bool { kind.map { $0 & 1 == 1 } ?? false }
    }

    /// Looks at all directories.
    init(_ structure: TIFFStructure, _ bytes: ByteRegion) {
        var pictures: [Picture] = []
        var hasICCProfile = false
        structure.eachDirectory(following: [0x014A], in: bytes) { directory, isFirst in  // SubIFDs
            if isFirst { hasICCProfile = directory.entries.contains { $0.tag == 0x8773 } }
            if let picture = TIFFPictures.picture(directory, isFirst: isFirst, structure, bytes) { pictures.append(picture) }
        }
        self.pictures = pictures
        self.hasICCProfile = hasICCProfile
    }

    /// The first page, but where that is a reduction or its sub-directories hold a sensor's picture, the largest of the others.
    var size: PixelSize? {
        let raw = pictures.filter { $0.isRaw && !$0.isReduced }
        let first = pictures.first { $0.isFirst }
        if let largest = TIFFPictures.largest(raw) { return largest }
        if let first, !first.isReduced { return first.size }
        return TIFFPictures.largest(pictures.filter { !$0.isReduced }) ?? TIFFPictures.largest(pictures)
    }

    private static func largest(_ pictures: [Picture]) -> PixelSize? {
        pictures.map(\.size).max { $0.count < $1.count }
    }

    private static func picture(
        _ directory: TIFFDirectory, isFirst: Bool, _ structure: TIFFStructure, _ bytes: ByteRegion
    ) -> Picture? {
        func value(_ tag: UInt16) -> Int? {
            directory.entries.first { $0.tag == tag }.flatMap { structure.wholeNumber(of: $0, in: bytes) }
        }
        guard let width = value(0x0100), let height = value(0x0101), width > 0, height > 0 else { return nil }
        return Picture(
            size: PixelSize(width: width, height: height), kind: value(0x00FE), isFirst: isFirst,
            isRaw: [32_803, 34_892].contains(value(0x0106)))  // PhotometricInterpretation: colour filter array, linear raw
    }
}
