// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A drawing and what was done to its pixels.
public struct DemoDrawing: Hashable, Sendable {
    /// What is drawn.
    public var picture: DemoPicture
    /// Applied in order.
    public var edits: [PictureEdit]

    /// A drawing with its edits.
    public init(_ picture: DemoPicture, edits: [PictureEdit] = []) {
        self.picture = picture
        self.edits = edits
    }

    /// The pixels.
    public func drawn() -> Picture { picture.drawn().edited(edits) }
}

/// What lies at a path.
public enum DemoContent: Hashable, Sendable {
    case jpeg(DemoDrawing, JPEGWriter, ExifWriter?)
    case png(DemoDrawing)
    case bmp(DemoDrawing)
    /// The `index`th file of a cheap library: strips of its base pictures, see `StripDeck`.
    case strips(index: Int, ExifWriter)
    /// The first `percent` hundredths of a JPEG.
    case truncated(DemoDrawing, JPEGWriter, percent: Int)
    case bytes([UInt8])
    case symbolicLink(to: [UInt8])
    case fifo
    case emptyFolder
}

/// How a file relates to others: the ground truth of duplicates and series.
public struct DemoTruth: Hashable, Sendable {
    /// How hard a duplicate is to find; the raw values are those of near-duplicate manifests.
    public enum Tier: String, Sendable, CaseIterable {
        case base, exact, easy, medium, hard
        case pixelIdentical = "pixel_identical"
        case turned = "hard_rotation"
        case mirrored = "hard_flip"
        /// A frame of a series: like its neighbours, and no duplicate of them.
        case frame
        /// A file that is no ordinary photo.
        case odd
    }

    /// Duplicates of one picture, or the frames of one series, share this name.
    public let group: String
    /// What was done, such as `resize_50`.
    public let transform: String
    /// How hard that is to find.
    public let tier: Tier

    /// A relation to the other files of the group.
    public init(group: String, transform: String, tier: Tier) {
        self.group = group
        self.transform = transform
        self.tier = tier
    }
}

/// One entry of a demo library.
public struct DemoEntry: Hashable, Sendable {
    /// Where it lies, in bytes.
    public let path: LibraryPath
    /// What lies there.
    public let content: DemoContent
    /// How it relates to others.
    public let truth: DemoTruth

    /// An entry of a plan.
    public init(path: LibraryPath, content: DemoContent, truth: DemoTruth) {
        self.path = path
        self.content = content
        self.truth = truth
    }
}
