// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

internal import JozinMetadata

/// Walks the segments of a JPEG file, and says why where it cannot.
struct JPEGFile {
    /// The next byte to read.
    var position: Int
    /// Bytes between segments that belong to none.
    private(set) var skippedBytes = 0

    init(position: Int) { self.position = position }

    /// The next segment, found again where other bytes come between (libjpeg does so, too).
    mutating func next(in jpeg: Span<UInt8>) throws(DCReader.Failure) -> JPEGSegment {
        while position < jpeg.count {
            var walker = JPEGSegments(from: position)
            if let segment = walker.next(in: jpeg) {
                position = walker.position
                return segment
            }
            let start = position
            while position < jpeg.count, jpeg[position] != 0xFF { position += 1 }
            skippedBytes += position - start
            if position > start { continue }
            while position < jpeg.count, jpeg[position] == 0xFF { position += 1 }
            guard position < jpeg.count else { break }
            guard jpeg[position] == 0 else { throw lengthFailure(marker: jpeg[position], in: jpeg) }
            skippedBytes += position - start
        }
        throw .damaged(.fileEndsEarly, read: 0)
    }

    /// Why the length behind the marker at `position` is none.
    private func lengthFailure(marker: UInt8, in jpeg: Span<UInt8>) -> DCReader.Failure {
        guard position + 2 < jpeg.count, jpeg.word(at: position + 1) < 2 else { return .damaged(.fileEndsEarly, read: 0) }
        return .invalid(marker)
    }

    /// Moves behind the entropy-coded data of a scan, restart markers included.
    mutating func skipScan(in jpeg: Span<UInt8>) {
        while position + 1 < jpeg.count {
            if jpeg[position] == 0xFF {
                switch jpeg[position + 1] {
                case 0x00, 0xD0...0xD7, 0xFF: break
                default: return
                }
            }
            position += 1
        }
        position = jpeg.count
    }
}
