// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore
public import JozinFiles

/// All that one reading of one file found out; steps fill it in, and what is missing at the end was not found.
public struct IndexedPhoto: Hashable, Sendable {
    /// The file's status when it was opened.
    public var stamp: FileStamp?
    /// Length and digest; nil where the file was not read to its end.
    public var content: ReadContent?
    /// The container; nil for what is no photo.
    public var format: PhotoFormat?
    /// Upright size.
    public var size: PixelSize?
    /// How stored pixels are turned upright.
    public var orientation = Orientation.upright
    /// What EXIF says.
    public var exif = ExifFacts()
    /// What the file says in words.
    public var descriptive = DescriptiveFacts()
    /// The perceptual hashes.
    public var fingerprint: Fingerprint?
    /// What is shown before there is a thumbnail.
    public var placeholder: Placeholder?
    /// Mean red, green and blue of the canonical pixels.
    public var averageColor: [UInt8]?
    /// SHA-256 of the canonical pixels.
    public var pixels: Digest256?
    /// How far the photo was read.
    public var depth = ScanDepth.quick
    /// What is odd and did no harm.
    public var warnings: [String] = []
    /// What kept the reading from going on.
    public var problem: Problem?
    /// Whether it was not opened because there was no descriptor left.
    var lacksDescriptor = false

    /// What was known of these bytes before; the facts above are taken from it.
    var recalled: Recollection?

    /// Nothing found yet.
    public init() {}

    /// By pixels where they are known, by file otherwise; nil where the file was not read to its end.
    public var imageID: ImageID? { pixels.map(ImageID.pixels) ?? content.map { .file($0.digest) } }

    /// What is printed and stored of it; nil where it is no photo, or was not read to its end.
    public var facts: PhotoFacts? {
        guard let imageID, let format else { return nil }
        return PhotoFacts(
            imageID: imageID, format: format, size: size, orientation: orientation, averageColor: averageColor, exif: exif,
            descriptive: descriptive, fingerprint: fingerprint, placeholder: placeholder, problem: problem, warnings: warnings)
    }
}
