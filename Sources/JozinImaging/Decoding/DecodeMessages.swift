// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What the decoder is asked about the original that comes with the request.
public struct DecodeRequest: Hashable, Sendable {
    /// What to find out.
    public struct Wants: OptionSet, Hashable, Sendable {
        /// One bit per wish.
        public let rawValue: UInt8
        /// From bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// SHA-256 of the canonical pixels.
        public static let digest = Wants(rawValue: 1)
        /// The grid that fingerprints are made from, and the average colour.
        public static let grid = Wants(rawValue: 2)
    }

    /// The container, recognised by content.
    public var format: PhotoFormat
    /// How a JPEG must be turned; the decoder reads the other formats' orientation itself.
    public var orientation: Orientation
    /// What the photo may cost.
    public var limits: DecodeLimits
    /// What to find out.
    public var wants: Wants
    /// How many bytes of the picture may be held in memory at once; whoever needs more asks for it.
    public var mayHold = HeldMemory.unasked
    /// Where in the file the picture lies that is to be read, which then is a JPEG; nil where that is the file. Inside the file, as far as
    /// the asker saw.
    public var part: Range<Int>?
    /// The length of the scratch file that comes with the request; 0 where none does.
    public var scratchBytes = 0

    /// From its parts.
    public init(format: PhotoFormat, orientation: Orientation, limits: DecodeLimits, wants: Wants) {
        self.format = format
        self.orientation = orientation
        self.limits = limits
        self.wants = wants
    }
}

/// What the decoder found.
public enum DecodeAnswer: Hashable, Sendable {
    case decoded(DecodedPicture)
    /// Nothing yet: so much has to be held at once. To be asked again with leave to do so.
    case needs(HeldMemory)
    /// Whose fault it was, and one sentence.
    case failed(code: Problem.Code, sentence: String)
}

/// The facts that only a full decode gives. No pixel of it crosses to the asking process.
public struct DecodedPicture: Hashable, Sendable {
    /// What was said of the colours, and how they became sRGB.
    public enum Profile: UInt8, Sendable {
        /// Nothing was said: light is sRGB, and inks become light by a plain formula.
        case none = 0
        /// Something that is not understood: there is no image id, and the grid is of the numbers as they are.
        case unconvertible = 1
        /// They are sRGB by their numbers.
        case sRGB = 2
        /// By curves and a matrix.
        case matrix = 3
        /// By a profile's tables.
        case tables = 4
    }

    /// The size of the pixels as stored (a HEIC or AVIF: as its container turned them).
    public var storedSize: PixelSize
    /// How the stored pixels must be turned.
    public var orientation: Orientation
    /// Whether some pixel is not opaque.
    public var hasAlpha: Bool
    /// How many pictures the container holds; the facts are the first one's.
    public var frames: Int
    /// What is said of the colours.
    public var profile: Profile
    /// SHA-256 of the canonical pixels; nil where none was asked for, or the colours cannot be converted.
    public var imageID: Digest256?
    /// The mean red, green and blue; nil where no grid was asked for.
    public var averageColor: AverageColor?
    /// Upright; nil where none was asked for.
    public var grid: Grid64?
    /// What the codec found odd but could live with.
    public var warnings: [String]

    /// From its parts.
    public init(
        storedSize: PixelSize, orientation: Orientation, hasAlpha: Bool, frames: Int, profile: Profile, imageID: Digest256?,
        averageColor: AverageColor?, grid: Grid64?, warnings: [String]
    ) {
        self.storedSize = storedSize
        self.orientation = orientation
        self.hasAlpha = hasAlpha
        self.frames = frames
        self.profile = profile
        self.imageID = imageID
        self.averageColor = averageColor
        self.grid = grid
        self.warnings = warnings
    }

    /// The size as a person sees it.
    public var uprightSize: PixelSize { orientation.upright(storedSize) }
}
