// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Where XMP and IPTC lie among a JPEG's segments (XMP specification, part 3, section 1.1.3): a packet, the pieces of what did not
/// fit into it, and Photoshop's resources, in pieces too.
struct JPEGWords {
    private static let packetMark: StaticString = "http://ns.adobe.com/xap/1.0/\0"
    private static let pieceMark: StaticString = "http://ns.adobe.com/xmp/extension/\0"
    private static let resourceMark: StaticString = "Photoshop 3.0\0"
    /// A segment holds 64 kB, and nothing longer than a packet's limit is read.
    private static let segmentLimit = 64

    private var packet: Range<Int>?
    private var pieces: [Range<Int>] = []
    private var resources: [Range<Int>] = []

    /// Looks whether a segment is one of these.
    mutating func note(_ payload: Range<Int>, in bytes: Span<UInt8>) {
        func rest(behind mark: StaticString) -> Range<Int>? {
            guard payload.count >= mark.utf8CodeUnitCount, bytes.holds(mark, at: payload.lowerBound) else { return nil }
            return payload.dropFirst(mark.utf8CodeUnitCount)
        }
        if packet == nil, let found = rest(behind: JPEGWords.packetMark) {
            packet = found
        } else if pieces.count < JPEGWords.segmentLimit, let found = rest(behind: JPEGWords.pieceMark) {
            pieces.append(found)
        } else if resources.count < JPEGWords.segmentLimit, let found = rest(behind: JPEGWords.resourceMark) {
            resources.append(found)
        }
    }

    /// Reads what was noted.
    func read(_ bytes: Span<UInt8>, into metadata: inout PhotoMetadata) {
        if let packet {
            var reading = XMPReader.read(JPEGWords.copy(packet, of: bytes))
            if let name = reading.extended { add(name, bytes, to: &reading) }
            metadata.adopt(reading)
        }
        guard !resources.isEmpty else { return }
        let blocks = PhotoshopResources(resources.flatMap { JPEGWords.copy($0, of: bytes) })
        if let record = blocks[PhotoshopResources.iptc] { metadata.adopt(iptc: IPTCReader.read(record)) }
    }

    /// Adds the packet that goes by `name`, in the same document: 32 digits, its length, and each piece's place in it.
    private func add(_ name: String, _ bytes: Span<UInt8>, to reading: inout XMPReading) {
        var parts: [(offset: Int, content: Range<Int>)] = []
        var length = 0
        for piece in pieces where piece.count >= 40 && bytes.holds(name.utf8, at: piece.lowerBound) && name.utf8.count == 32 {
            guard let whole = bytes.bigEndian(4, at: piece.lowerBound + 32),
                let offset = bytes.bigEndian(4, at: piece.lowerBound + 36)
            else { continue }
            length = Int(whole)
            parts.append((Int(offset), piece.dropFirst(40)))
        }
        // What cameras put there are pictures in letters.
        guard length > 0, length <= XMPReader.packetLimit else { return }
        var extended: [UInt8] = []
        for part in parts.sorted(by: { $0.offset < $1.offset }) where part.offset == extended.count {
            extended += JPEGWords.copy(part.content, of: bytes)
        }
        if extended.count < length { reading.warnings.appendWarning("a part of XMP is missing") }
        reading.take(XMPReader.read(extended))
    }

    private static func copy(_ range: Range<Int>, of bytes: Span<UInt8>) -> [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(range.count)
        for index in range { copy.append(bytes[index]) }
        return copy
    }
}

extension XMPReading {
    /// Takes over what is not said yet.
    fileprivate mutating func take(_ other: XMPReading) {
        descriptive.rating = descriptive.rating ?? other.descriptive.rating
        descriptive.title = descriptive.title ?? other.descriptive.title
        descriptive.description = descriptive.description ?? other.descriptive.description
        descriptive.take(keywords: other.descriptive.keywords)
        exif.fill(from: other.exif)
        for warning in other.warnings { warnings.appendWarning(warning) }
    }
}
