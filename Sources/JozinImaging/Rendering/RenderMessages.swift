// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// One picture that is to be made of an original.
public struct Rendition: Hashable, Sendable {
    /// No side is longer; nil for the original's own size. Nothing is made larger than it is.
    public var longestSide: Int?
    /// The container.
    public var encoding: PictureEncoding
    /// 1 to 100, as the encoder has it.
    public var quality: Int
    /// Whether so little is shown that nobody is recognised.
    public var isBlurred: Bool

    /// From its parts.
    public init(longestSide: Int?, encoding: PictureEncoding, quality: Int, isBlurred: Bool = false) {
        self.longestSide = longestSide
        self.encoding = encoding
        self.quality = quality
        self.isBlurred = isBlurred
    }
}

/// What the decoder is asked to make of the original that comes with the request; a file without a name for the encoded bytes comes too.
public struct RenderRequest: Hashable, Sendable {
    /// The container, recognised by content.
    public var format: PhotoFormat
    /// How a JPEG must be turned; the decoder reads the other formats' orientation itself.
    public var orientation: Orientation
    /// What the photo may cost.
    public var limits: DecodeLimits
    /// What is done to the upright picture.
    public var adjustments: Adjustments
    /// What to make, each of the one before where that is larger; 1 to `mostRenditions`.
    public var renditions: [Rendition]
    /// Where in the file the picture lies that is to be read, which then is a JPEG; nil where that is the file.
    public var part: Range<Int>?
    /// How many bytes of the picture may be held in memory at once; whoever needs more asks for it.
    public var mayHold = HeldMemory.unasked
    /// The length of the file for the encoded bytes.
    public var outputBytes: Int

    /// No request has more.
    public static let mostRenditions = 8

    /// From its parts.
    public init(
        format: PhotoFormat, orientation: Orientation, limits: DecodeLimits, adjustments: Adjustments = .none,
        renditions: [Rendition], outputBytes: Int
    ) {
        self.format = format
        self.orientation = orientation
        self.limits = limits
        self.adjustments = adjustments
        self.renditions = renditions
        self.outputBytes = outputBytes
    }
}

/// What the decoder made.
public enum RenderAnswer: Hashable, Sendable {
    /// In the order of the request.
    case rendered([RenderedPart], warnings: [String])
    /// Nothing yet: so much has to be held at once. To be asked again with leave to do so.
    case needs(HeldMemory)
    /// Whose fault it was, and one sentence.
    case failed(code: Problem.Code, sentence: String)
}

/// Where one encoded picture lies in the output file.
public struct RenderedPart: Hashable, Sendable {
    /// Its size in pixels.
    public var size: PixelSize
    /// Its first byte.
    public var offset: Int
    /// How many bytes.
    public var length: Int

    /// From its parts.
    public init(size: PixelSize, offset: Int, length: Int) {
        self.size = size
        self.offset = offset
        self.length = length
    }
}
