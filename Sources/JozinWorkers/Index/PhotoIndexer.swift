// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore
public import JozinFiles
import JozinFingerprints
public import JozinImaging
import JozinMetadata

/// *Index one photo*: the steps from a file to its facts, with the buffers and the decoder that they use again for the
/// next. One per thread.
public struct PhotoIndexer: ~Copyable {
    /// The largest JPEG that is read into memory; a larger one goes to the decoder, which streams.
    static let largestInMemory = 256 << 20

    let limits: DecodeLimits
    private var content = ContentReader()
    private var dcReader: DCReader
    var decoder: DecoderProcess

    /// `decoder` is the path of `jozin-decode`, `frames` what all indexers of a scan may hold of their pictures; `isStopped` says whether a photo that takes long is to be given up.
    public init(
        decoder: SystemPath, limits: DecodeLimits, frames: FrameBudget, isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.limits = limits
        self.decoder = DecoderProcess(executable: decoder.bytes, frames: frames, isStopped: isStopped)
        dcReader = DCReader(maxPixels: limits.pixels)
    }

    /// Reads the file `name` of an open folder as far as `depth` asks; what goes wrong is part of the answer.
    public mutating func index(_ name: [UInt8], in folder: borrowing Descriptor, depth: ScanDepth) -> IndexedPhoto {
        index(name, in: folder, depth: depth) { _ in nil }
    }

    /// The same; `recall` says what is known of a file's bytes, which then are read for their digest alone.
    mutating func index(
        _ name: [UInt8], in folder: borrowing Descriptor, depth: ScanDepth, recall: (IndexedPhoto) -> Recollection?
    ) -> IndexedPhoto {
        var photo = IndexedPhoto()
        do throws(Problem) {
            let original = try open(name, in: folder, &photo)
            try recognise(original, &photo)
            try digest(original, &photo)
            if let recollection = recall(photo) {
                try confirmUnchanged(original, photo)
                photo.take(recollection.sidecar)
                photo.recalled = recollection
                return photo
            }
            try readMetadata(original, &photo)
            let picture = try reduce(original, &photo)
            fingerprint(picture, &photo)
            if depth == .full, photo.depth == .quick { try readPixels(original, &photo) }
            try confirmUnchanged(original, photo)
        } catch {
            photo.problem = error
        }
        return photo
    }

    /// Reads the file only for its metadata.
    public mutating func readMetadata(of name: [UInt8], in folder: borrowing Descriptor) -> IndexedPhoto {
        var photo = IndexedPhoto()
        do throws(Problem) {
            let original = try open(name, in: folder, &photo)
            try recognise(original, &photo)
            try digest(original, &photo)
            try readMetadata(original, &photo)
        } catch {
            photo.problem = error
        }
        return photo
    }

    /// Reads every pixel of a file that was indexed before, and is still what it was then.
    public mutating func deepen(
        _ name: [UInt8], in folder: borrowing Descriptor, format: PhotoFormat, orientation: Orientation, stamp: FileStamp
    ) -> IndexedPhoto {
        var photo = IndexedPhoto()
        photo.format = format
        photo.orientation = orientation
        do throws(Problem) {
            let original = try open(name, in: folder, &photo)
            guard original.status.stamp == stamp else { throw PhotoIndexer.changedMeanwhile }
            try readPixels(original, &photo)
            try confirmUnchanged(original, photo)
        } catch {
            photo.problem = error
        }
        return photo
    }

    // MARK: The steps

    private func open(
        _ name: [UInt8], in folder: borrowing Descriptor, _ photo: inout IndexedPhoto
    ) throws(Problem) -> Original {
        do throws(SystemError) {
            let original = try Original(name, in: folder)
            photo.stamp = original.status.stamp
            return original
        } catch {
            photo.lacksDescriptor = error.isScarcity
            throw error.problem()
        }
    }

    private mutating func recognise(_ original: borrowing Original, _ photo: inout IndexedPhoto) throws(Problem) {
        do throws(SystemError) {
            try content.readHead(of: original)
        } catch {
            throw error.problem()
        }
        guard content.count > 0 else {
            throw Problem(.damagedFile, "the file is empty", remedy: "Restore it from a backup, or delete it.")
        }
        photo.format = FormatSniffer.format(of: content.buffer.span.extracting(0..<content.count))
        guard photo.format != nil else { throw PhotoIndexer.unknown }
    }

    private mutating func digest(_ original: borrowing Original, _ photo: inout IndexedPhoto) throws(Problem) {
        let keep = photo.format == .jpeg ? PhotoIndexer.largestInMemory : ContentReader.headLength
        do throws(SystemError) {
            photo.content = try content.readRest(of: original, keeping: keep)
        } catch {
            throw error.problem()
        }
    }

    /// A JPEG is in memory; of the others the readers fetch what they need.
    private func readMetadata(_ original: borrowing Original, _ photo: inout IndexedPhoto) throws(Problem) {
        let metadata: PhotoMetadata
        if photo.format == .jpeg {
            metadata = JPEGMetadata.read(content.buffer.span.extracting(0..<content.count))
        } else {
            do throws(SystemError) {
                let source = try OriginalBytes(original)
                metadata = photo.format.map { MetadataReader.read($0, from: source) } ?? PhotoMetadata()
                if let failure = source.failure { throw failure }
            } catch {
                throw error.problem()
            }
        }
        photo.exif = metadata.exif
        photo.descriptive = metadata.descriptive
        photo.orientation = metadata.orientation
        photo.size = metadata.uprightSize
        photo.warnings = metadata.warnings
    }

    /// The picture at a fraction of its size: from the DC coefficients alone where the file is a JPEG large enough, and
    /// from the decoder otherwise, which then reads every pixel and settles the image id in passing.
    private mutating func reduce(_ original: borrowing Original, _ photo: inout IndexedPhoto) throws(Problem) -> Grid64 {
        if photo.format == .jpeg, photo.content?.isComplete == true,
            let size = photo.size, size.shortSide >= Grid64.smallestShortSideForDC
        {
            do throws(DCReader.Failure) {
                let picture = try PhotoIndexer.readCoefficients(&dcReader, content)
                let colour = PhotoIndexer.colour(of: picture, content)
                // Tables are for the decoder, which has lcms2.
                if colour != .tables {
                    if !picture.isTerminated { photo.warnings.append("the file has no end marker; it may be cut") }
                    return Grid64(picture).converted(from: colour).upright(photo.orientation)
                }
            } catch {
                if let problem = error.problem { throw problem }
            }
        }
        return try decode(original, wants: [.digest, .grid], &photo)
    }

    private static func colour(of picture: DCPicture, _ content: ContentReader) -> SourceColour {
        SourceColour(jpeg: content.buffer.span.extracting(0..<content.count), isGrey: picture.colour == .grey)
    }

    private static func readCoefficients(
        _ reader: inout DCReader, _ content: ContentReader
    ) throws(DCReader.Failure) -> DCPicture {
        try reader.read(content.buffer.span.extracting(0..<content.count))
    }

    /// Every pixel, upright and in sRGB: the image id, the exact mean colour, and whether the file is whole.
    private mutating func readPixels(_ original: borrowing Original, _ photo: inout IndexedPhoto) throws(Problem) {
        _ = try decode(original, wants: [.digest, .grid], &photo)
    }

    private func fingerprint(_ picture: Grid64, _ photo: inout IndexedPhoto) {
        // What a camera makes of its raw picture is not what others make of it: the preview's hashes would be nobody's.
        if photo.format != .raw { photo.fingerprint = Fingerprint(picture) }
        photo.placeholder = photo.size.map { Placeholder(picture, size: $0) }
    }

    private func confirmUnchanged(_ original: borrowing Original, _ photo: IndexedPhoto) throws(Problem) {
        let isUnchanged: Bool
        do throws(SystemError) {
            isUnchanged = try original.isUnchanged()
        } catch {
            throw error.problem()
        }
        guard isUnchanged else { throw PhotoIndexer.changedMeanwhile }
    }

    static let changedMeanwhile = Problem(
        .environment, "it changed while it was read", remedy: "Scan again when nothing writes to it.")
}
