// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a JPEG XL says, bare or in boxes (ISO/IEC 18181-1 and -2): size and orientation from the codestream, EXIF from its box
/// where that is not compressed.
enum JXLMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        if bytes.bigEndian(2, at: 0) == 0xFF0A {
            readCodestream(bytes, &metadata)
            return metadata
        }
        var boxes = Boxes(bytes)
        let all = boxes.boxes(in: 0..<bytes.count)
        if let exif = all.first(where: { $0.kind == "Exif" }) {
            metadata.adopt(ExifReader.read(item: bytes.extracting(exif.content)))
            // Like HEIF: the codestream rules, whatever EXIF says of the turn.
            metadata.orientation = .upright
        }
        if let xmp = all.first(where: { $0.kind == "xml " }) { metadata.adopt(xmp: bytes.extracting(xmp.content)) }
        if let box = all.first(where: { $0.kind == "jxlc" || $0.kind == "jxlp" }) {
            // A piece of the codestream begins with its number.
            readCodestream(bytes.extracting(box.content.dropFirst(box.kind == "jxlp" ? 4 : 0)), &metadata)
        }
        for warning in boxes.warnings { metadata.warn(warning) }
        return metadata
    }

    /// SizeHeader, and the start of ImageMetadata (ISO/IEC 18181-1, annex D).
    private static func readCodestream(_ bytes: ByteRegion, _ metadata: inout PhotoMetadata) {
        guard bytes.bigEndian(2, at: 0) == 0xFF0A else { return }
        var bits = JXLBits(bytes, from: 2)
        guard let isSmall = bits.take(1), let height = bits.side(isSmall: isSmall == 1), let ratio = bits.take(3) else { return }
        let width: Int
        if ratio == 0 {
            guard let side = bits.side(isSmall: isSmall == 1) else { return }
            width = side
        } else {
            let (over, under) = [(1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1)][ratio - 1]
            width = height * over / under
        }
        metadata.storedSize = HeaderSizes.size(width: UInt64(width), height: UInt64(height))
        guard bits.take(1) == 0, bits.take(1) == 1, let orientation = bits.take(3) else { return }
        metadata.orientation = Orientation(rawValue: orientation + 1) ?? .upright
    }
}

/// Takes bits off a codestream, the lowest of each byte first.
private struct JXLBits {
    private let bytes: ByteRegion
    private var position: Int

    init(_ bytes: ByteRegion, from offset: Int) {
        self.bytes = bytes
        position = offset * 8
    }

    mutating func take(_ count: Int) -> Int? {
        var value = 0
        for place in 0..<count {
            guard let byte = bytes.byte(at: position / 8) else { return nil }
            value |= Int(byte >> UInt8(position % 8) & 1) << place
            position += 1
        }
        return value
    }

    /// A side of at most 256 in eights, or of up to 30 bits.
    mutating func side(isSmall: Bool) -> Int? {
        if isSmall { return take(5).map { ($0 + 1) * 8 } }
        return take(2).flatMap { take([9, 13, 18, 30][$0]) }.map { $0 + 1 }
    }
}
