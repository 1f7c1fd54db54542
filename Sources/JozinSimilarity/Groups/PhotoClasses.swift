// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Candidates in the order of their paths, put together by what they contain.
///
/// Files of one digest are one content; contents of one image id and size are one image; images of equal hashes are one look.
/// All are numbered by their first path, so that comparing numbers compares paths and the order of the input is forgotten.
struct PhotoClasses {
    /// By path, then by key.
    let files: [Candidate]
    /// Files put into contents.
    let contents: Partition
    /// Contents put into images.
    let images: Partition
    /// Files put into images.
    let filesOfImages: Partition
    /// Each image's fingerprint: that of its first file that has one.
    let fingerprints: [Fingerprint?]

    init(_ candidates: [Candidate]) {
        let files = candidates.sorted { ($0.path, $0.id) < ($1.path, $1.id) }
        let contents = Partition(files.lazy.map { Optional($0.fileDigest) })
        let images = Partition((0..<contents.count).lazy.map { PhotoClasses.pixels(of: contents[$0], files) })
        let filesOfImages = contents.joined(by: images)
        fingerprints = (0..<images.count).map { filesOfImages[$0].lazy.compactMap { files[$0].fingerprint }.first }
        self.files = files
        self.contents = contents
        self.images = images
        self.filesOfImages = filesOfImages
    }

    /// What an image is called: by its pixels where one of its files was decoded.
    func id(ofImage image: Int) -> ImageID {
        let shown = filesOfImages[image].lazy.map { files[$0] }
        if let pixels = shown.compactMap(\.imageID).first { return .pixels(pixels) }
        return .file(shown.first?.fileDigest ?? files[0].fileDigest)
    }

    private struct Pixels: Hashable {
        let id: Digest256
        let size: PixelSize
    }

    /// What equal pixels have in common; nil where not both are known.
    private static func pixels(of content: ArraySlice<Int>, _ files: [Candidate]) -> Pixels? {
        for file in content {
            if let id = files[file].imageID, let size = files[file].size { return Pixels(id: id, size: size) }
        }
        return nil
    }
}
