// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What Jožin found in one photo, wherever it is printed: in the sidecar, by `jozin inspect`, by the API.
public struct PhotoFacts: Hashable, Sendable {
    /// By pixels where they are known, by file otherwise.
    public var imageID: ImageID
    /// The container, by content.
    public var format: PhotoFormat
    /// Upright size; nil where not even the header could be read.
    public var size: PixelSize?
    /// How stored pixels are turned upright.
    public var orientation: Orientation
    /// Mean red, green and blue of the canonical pixels; absent until they were read.
    public var averageColor: [UInt8]?
    /// What EXIF says.
    public var exif: ExifFacts
    /// What the file says in words.
    public var descriptive: DescriptiveFacts
    /// The perceptual hashes.
    public var fingerprint: Fingerprint?
    /// What is shown before there is a thumbnail.
    public var placeholder: Placeholder?
    /// What kept Jožin from reading all of it.
    public var problem: Problem?
    /// What is odd and did no harm.
    public var warnings: [String]

    /// All facts of one photo.
    public init(
        imageID: ImageID, format: PhotoFormat, size: PixelSize?, orientation: Orientation, averageColor: [UInt8]?,
        exif: ExifFacts, descriptive: DescriptiveFacts = DescriptiveFacts(), fingerprint: Fingerprint?,
        placeholder: Placeholder? = nil, problem: Problem?, warnings: [String] = []
    ) {
        self.imageID = imageID
        self.format = format
        self.size = size
        self.orientation = orientation
        self.averageColor = averageColor
        self.exif = exif
        self.descriptive = descriptive
        self.fingerprint = fingerprint
        self.placeholder = placeholder
        self.problem = problem
        self.warnings = warnings
    }
}

/// The members of a photo's facts in the contract's order.
public enum PhotoFactsEncoding {
    /// Writes the members `format` to `warnings`.
    public static func write(_ facts: PhotoFacts, to writer: inout JSONWriter) {
        writer.key("format")
        writer.string(facts.format.rawValue)
        writer.key("mime")
        writer.string(facts.format.mime)
        writeSize(facts, to: &writer)
        if let color = facts.averageColor {
            writer.key("averageColor")
            writer.array { writer in
                for component in color { writer.int(component) }
            }
        }
        ExifEncoding.write(facts.exif, to: &writer)
        if !facts.descriptive.isEmpty { DescriptiveEncoding.write(facts.descriptive, to: &writer) }
        writeHashes(facts, to: &writer)
        if let placeholder = facts.placeholder {
            writer.key("placeholder")
            writer.string(Base64.text(placeholder.bytes))
        }
        if let problem = facts.problem { ProblemEncoding.write(problem, to: &writer) }
        if !facts.warnings.isEmpty {
            writer.key("warnings")
            writer.array { writer in
                for warning in facts.warnings { writer.string(warning) }
            }
        }
    }

    private static func writeSize(_ facts: PhotoFacts, to writer: inout JSONWriter) {
        if let size = facts.size { writer.dims(size) }
        writer.key("orientation")
        writer.int(facts.orientation.rawValue)
        if let size = facts.size {
            writer.key("eus")
            writer.int(size.eus)
        }
    }

    private static func writeHashes(_ facts: PhotoFacts, to writer: inout JSONWriter) {
        writer.key("hashes")
        writer.object { writer in
            if case .pixels(let digest) = facts.imageID {
                writer.key("sha256")
                writer.string(digest.hex)
            }
            guard let fingerprint = facts.fingerprint else { return }
            writer.key("phash64")
            writer.string(fingerprint.phash.hex)
            writer.key("dhash64")
            writer.string(fingerprint.dhash.hex)
            writer.key("bmh64")
            writer.string(fingerprint.bmh.hex)
            writer.key("cmh192")
            writer.string(fingerprint.cmh.hex)
            writer.key("information")
            writer.int(fingerprint.information)
        }
    }
}
