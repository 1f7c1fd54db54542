// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// One marker segment of a JPEG stream (ISO/IEC 10918-1, annex B).
public struct JPEGSegment: Hashable, Sendable {
    /// The marker's second byte: 0xE1 is APP1, 0xDA is SOS.
    public let marker: UInt8
    /// Where its parameters lie, the two bytes of length left out; empty for SOI, EOI, RSTn and TEM.
    public let payload: Range<Int>
}

/// Walks the segments of a JPEG. It does not enter entropy-coded data: after a scan, set `position` behind it.
public struct JPEGSegments: Sendable {
    /// The next byte to read.
    public var position: Int

    /// Walks from the marker at `position`; SOI is at 0.
    public init(from position: Int = 0) { self.position = position }

    /// The next segment; nil where the stream ends, a length points past the end, or no marker follows.
    public mutating func next(in bytes: Span<UInt8>) -> JPEGSegment? {
        guard position >= 0, position < bytes.count, bytes[position] == 0xFF else { return nil }
        while position < bytes.count, bytes[position] == 0xFF { position += 1 }  // fill bytes, B.1.1.2
        guard position < bytes.count else { return nil }
        let marker = bytes[position]
        position += 1
        switch marker {
        case 0x00: return nil
        case 0x01, 0xD0...0xD9: return JPEGSegment(marker: marker, payload: position..<position)
        default: break
        }
        guard position + 2 <= bytes.count else { return nil }
        let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
        guard length >= 2, position + length <= bytes.count else { return nil }
        let payload = position + 2..<position + length
        position = payload.upperBound
        return JPEGSegment(marker: marker, payload: payload)
    }
}
