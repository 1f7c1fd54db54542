// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what the segments before a JPEG's first scan say: EXIF, XMP, IPTC, size, whether there is a profile.
public enum JPEGMetadata {
    /// Reads a JPEG, whole or cut; damage costs what it hits and leaves a warning.
    public static func read(_ bytes: Span<UInt8>) -> PhotoMetadata {
        var header = JPEGHeader()
        header.read(bytes)
        header.readWords(bytes)
        header.metadata.settle()
        return header.metadata
    }
}

/// The walk over a JPEG's header, in which each byte is passed at most twice.
private struct JPEGHeader {
    var metadata = PhotoMetadata()
    private var hasExif = false
    private var words = JPEGWords()
    /// Set once lengths and bytes disagree: from then on a thumbnail inside EXIF may be met as if it were the picture.
    private var isDamaged = false
    /// How many thumbnails that were met in this way are open.
    private var openThumbnails = 0

    mutating func read(_ bytes: Span<UInt8>) {
        var segments = JPEGSegments()
        guard let start = segments.next(in: bytes), start.marker == 0xD8 else { return metadata.warn("this is no JPEG") }
        while segments.position < bytes.count {
            let position = segments.position
            guard let segment = segments.next(in: bytes) else {
                salvageExif(before: segments.position, in: bytes)
                guard let next = plausibleSegment(from: position + 1, in: bytes) else { break }
                noteDamage()
                segments.position = next
                continue
            }
            switch segment.marker {
            case 0xD8: openThumbnails += 1
            case 0xD9, 0xDA:
                if openThumbnails == 0 { return }
                if segment.marker == 0xD9 { openThumbnails -= 1 }
            default: read(segment, in: bytes)
            }
        }
        metadata.warn("the file ends inside its header")
    }

    private mutating func read(_ segment: JPEGSegment, in bytes: Span<UInt8>) {
        switch segment.marker {
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: readFrame(segment.payload, in: bytes)
        case 0xE1, 0xED:
            if openThumbnails == 0 { words.note(segment.payload, in: bytes) }
            if segment.marker == 0xE1 { readExif(segment.payload, in: bytes) }
        case 0xE2: if bytes.holds("ICC_PROFILE\0", at: segment.payload.lowerBound) { metadata.hasICCProfile = true }
        default: break
        }
    }

    /// SOFn (B.2.2): precision, height, width, components. After damage the largest frame is the picture.
    private mutating func readFrame(_ payload: Range<Int>, in bytes: Span<UInt8>) {
        guard payload.count >= 6, let height = bytes.bigEndian(2, at: payload.lowerBound + 1),
            let width = bytes.bigEndian(2, at: payload.lowerBound + 3)
        else { return metadata.warn("the frame header is cut short") }
        guard width > 0, height > 0 else { return metadata.warn("the frame header declares no size") }
        let size = PixelSize(width: Int(width), height: Int(height))
        if let known = metadata.storedSize, !isDamaged || known.count >= size.count { return }
        metadata.storedSize = size
    }

    /// Last, since XMP and IPTC may lie in pieces.
    mutating func readWords(_ bytes: Span<UInt8>) { words.read(bytes, into: &metadata) }

    private mutating func readExif(_ payload: Range<Int>, in bytes: Span<UInt8>) {
        guard bytes.holds("Exif\0\0", at: payload.lowerBound) else { return }
        guard !hasExif else { return metadata.warn("there is more than one EXIF block; the first was read") }
        let hasRightLength = payload.upperBound == bytes.count || bytes[payload.upperBound] == 0xFF
        let end = hasRightLength ? payload.upperBound : min(bytes.count, payload.lowerBound + 0xFFFF)
        if !hasRightLength { metadata.warn("the EXIF block's length is wrong") }
        let reading = ExifReader.read(tiff: bytes.extracting(payload.lowerBound..<end))
        metadata.adopt(reading)
        hasExif = reading.hasHeader
    }

    /// An EXIF block whose declared length passes the file's end is read as far as it goes.
    private mutating func salvageExif(before position: Int, in bytes: Span<UInt8>) {
        guard !hasExif, position > 0, position < bytes.count, bytes[position - 1] == 0xE1,
            bytes.holds("Exif\0\0", at: position + 2)
        else { return }
        metadata.warn("the EXIF block's length is wrong")
        readExif(position + 2..<bytes.count, in: bytes)
    }

    private mutating func noteDamage() {
        isDamaged = true
        metadata.warn("there are stray bytes between the segments")
    }

    /// Where the next segment begins that another one follows.
    private func plausibleSegment(from start: Int, in bytes: Span<UInt8>) -> Int? {
        var position = start
        while position + 1 < bytes.count {
            // The last byte of a run of 0xFF, so that runs are not walked over and over.
            if bytes[position] == 0xFF, bytes[position + 1] != 0xFF, isPlausible(at: position, in: bytes) { return position }
            position += 1
        }
        return nil
    }

    private func isPlausible(at position: Int, in bytes: Span<UInt8>) -> Bool {
        var segments = JPEGSegments(from: position)
        guard let segment = segments.next(in: bytes) else { return false }
        if segment.marker == 0xDA { return true }
        if segment.marker == 0xD9, openThumbnails > 0 { return true }
        return segments.position < bytes.count && bytes[segments.position] == 0xFF
    }
}
