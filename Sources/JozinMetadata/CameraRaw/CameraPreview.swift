// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A finished picture that a camera put beside its raw one: a JPEG inside the file, found and measured, not decoded.
public struct CameraPreview: Hashable, Sendable {
    /// Where it lies in the file.
    public let bytes: Range<Int>
    /// Its size as stored.
    public let size: PixelSize

    /// The preview of most pixels that lies whole inside camera raw; nil where there is none that Jožin finds. CRW, MRW and X3F keep theirs
    /// in ways of their own.
    public static func largest(in source: some ByteSource) -> CameraPreview? {
        let bytes = ByteRegion(source)
        var seen: Set<Range<Int>> = []
        let found = places(bytes).prefix(placeLimit).compactMap { place -> CameraPreview? in
            guard place.upperBound <= bytes.count, seen.insert(place).inserted else { return nil }
            return EmbeddedJPEG.size(bytes.extracting(place)).map { CameraPreview(bytes: place, size: $0) }
        }
        return found.max { ($0.size.count, $0.bytes.count) < ($1.size.count, $1.bytes.count) }
    }

    /// No camera writes more than a handful.
    private static let placeLimit = 64

    private static func places(_ bytes: ByteRegion) -> [Range<Int>] {
        if bytes.holds("FUJIFILMCCD-RAW ") { return [RAFMetadata.preview(bytes)].compactMap { $0 } }
        if bytes.holds("ftypcrx ", at: 4) { return CR3Previews.places(bytes) }
        return TIFFStructure(bytes).map { TIFFPreviews.places($0, bytes) } ?? []
    }

    /// How the preview of a raw picture must be turned that itself must be turned by `raw`, to a size of `upright`: the same, but where it
    /// already has the shape that only turning gives.
    public func orientation(of raw: Orientation, upright: PixelSize?) -> Orientation {
        guard raw.swapsSides, let upright else { return raw }
        let isTurned =
            (size.width > size.height && upright.width > upright.height)
            || (size.width < size.height && upright.width < upright.height)
        return isTurned ? .upright : raw
    }
}

/// A JPEG that lies in another file.
enum EmbeddedJPEG {
    /// Its size; nil for what is no JPEG of 8 bits, sequential or progressive, that is grey or of three colours: sensors' pictures are
    /// stored as lossless JPEG.
    static func size(_ bytes: ByteRegion) -> PixelSize? {
        guard bytes.bigEndian(2, at: 0) == 0xFFD8 else { return nil }
        var position = 2
        for _ in 0..<segmentLimit {
            guard bytes.byte(at: position) == 0xFF, let marker = bytes.byte(at: position + 1) else { return nil }
            switch marker {
            case 0xFF: position += 1  // fill bytes, ISO/IEC 10918-1, B.1.1.2
            case 0xC0...0xC2: return frame(bytes, at: position + 4)
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xDA: return nil
            default:
                guard let length = bytes.bigEndian(2, at: position + 2), length >= 2 else { return nil }
                position += 2 + Int(length)
            }
        }
        return nil
    }

    private static func frame(_ bytes: ByteRegion, at offset: Int) -> PixelSize? {
        guard bytes.byte(at: offset) == 8, let components = bytes.byte(at: offset + 5), components == 1 || components == 3 else {
            return nil
        }
        return HeaderSizes.size(width: bytes.bigEndian(2, at: offset + 3), height: bytes.bigEndian(2, at: offset + 1))
    }

    /// Before the frame lie EXIF, a profile in pieces and tables: dozens of segments at most.
    private static let segmentLimit = 512
}
