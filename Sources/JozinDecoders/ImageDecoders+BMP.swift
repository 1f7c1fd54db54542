// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging

extension ImageDecoders {
    /// BMP, by the pure reader of JozinImaging; rows are read where they lie, so nothing but runs is held.
    enum BMP {
        static func decode(
            _ original: borrowing Descriptor, _ task: DecodeTask
        ) throws(DecodeFailure) -> DecodedPicture {
            let file = try read(original, count: BMPHeader.longest, at: 0)
            let header: BMPHeader
            do { header = try BMPHeader(file.span) } catch { throw failure(error) }
            let samples = StoredSamples(channels: header.channels)
            var layout = PictureLayout(size: header.size, samples: samples, orientation: .upright)
            guard task.limits.allow(header.size) else { throw .tooManyPixels(header.size, task.limits) }
            if header.storage == .runs { layout.held = try runBytes(original, header) + header.size.count }
            var sink = try PictureSink(layout, task.colours.conversion(samples, try colour(original, header)), task)
            if header.storage == .runs {
                try runs(original, header, layout, into: &sink)
            } else {
                try rows(original, header, layout, into: &sink)
            }
            return sink.finish(warnings: [])
        }

        private static func colour(_ original: borrowing Descriptor, _ header: BMPHeader) throws(DecodeFailure) -> EmbeddedColour
        {
            guard header.hasProfile else { return .nothing }
            guard let place = header.profilePlace else { return .unusable("lies in another file") }
            guard place.count <= ICCProfile.longest else { return .unusable("is longer than 64 MB") }
            return .profile(try read(original, count: place.count, at: place.lowerBound))
        }

        private static func rows(
            _ original: borrowing Descriptor, _ header: BMPHeader, _ layout: PictureLayout, into sink: inout PictureSink
        ) throws(DecodeFailure) {
            let last = try read(original, count: 1, at: header.pixelOffset + header.pixelBytes - 1)
            guard !last.isEmpty else { throw failure(.endsEarly) }
            let unpacker = BMPUnpacker(header)
            var pixels = [UInt8](repeating: 0, count: layout.rowsPerBand * layout.storedRowBytes)
            for top in stride(from: 0, to: header.size.height, by: layout.rowsPerBand) {
                let count = min(layout.rowsPerBand, header.size.height - top)
                let first = header.isTopDown ? top : header.size.height - top - count
                let size = count * header.rowBytes
                let stored = try read(original, count: size, at: header.pixelOffset + first * header.rowBytes)
                // Only the padding of the file's last row may be missing.
                guard stored.count > size - header.rowBytes else { throw failure(.endsEarly) }
                for row in 0..<count {
                    let start = (header.isTopDown ? row : count - 1 - row) * header.rowBytes
                    let end = min(start + header.rowBytes, stored.count)
                    guard end - start >= (header.size.width * header.bitsPerPixel + 7) / 8 else { throw failure(.endsEarly) }
                    unpacker.unpack(stored.span.extracting(start..<end), into: &pixels, at: row * layout.storedRowBytes)
                }
                sink.add(rows: pixels.span.extracting(0..<count * layout.storedRowBytes))
            }
        }

        /// How many bytes of runs there are to read. Where even the longest runs would leave pixels over, the header lies.
        private static func runBytes(_ original: borrowing Descriptor, _ header: BMPHeader) throws(DecodeFailure) -> Int {
            guard let length = try? original.status().stamp.bytes else { throw .unreadable }
            let there = max(0, Int(clamping: length) - header.pixelOffset)
            // Two bytes make at most 255 pixels. They make at least one pixel or one step: what is more is not needed.
            guard there >= header.size.count / 255 * 2 else { throw failure(.endsEarly) }
            return min(there, header.size.count * 4 + header.size.height * 4 + 1024)
        }

        private static func runs(
            _ original: borrowing Descriptor, _ header: BMPHeader, _ layout: PictureLayout, into sink: inout PictureSink
        ) throws(DecodeFailure) {
            let data = try read(original, count: layout.held - header.size.count, at: header.pixelOffset)
            let indices: [UInt8]
            do {
                indices = try BMPRuns.indices(data.span, size: header.size, bits: header.bitsPerPixel)
            } catch { throw failure(error) }
            let unpacker = BMPUnpacker(header)
            var pixels = [UInt8](repeating: 0, count: layout.storedRowBytes)
            for row in 0..<header.size.height {
                let start = (header.isTopDown ? row : header.size.height - 1 - row) * header.size.width
                unpacker.unpack(
                    indices: indices.span.extracting(start..<start + header.size.width), into: &pixels, at: 0)
                sink.add(rows: pixels.span)
            }
        }

        /// At most `count` bytes; fewer where the file ends.
        private static func read(
            _ original: borrowing Descriptor, count: Int, at offset: Int
        ) throws(DecodeFailure) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            guard let filled = try? original.read(into: &bytes, at: offset) else { throw .unreadable }
            bytes.removeLast(count - filled)
            return bytes
        }

        private static func failure(_ failure: BMPFailure) -> DecodeFailure {
            switch failure {
            case .damaged(let why): DecodeFailure(.damagedFile, why)
            case .unsupported(let why): DecodeFailure(.unsupported, "this kind of BMP is not read: \(why)")
            case .endsEarly: DecodeFailure(.damagedFile, "the file ends before its picture does")
            }
        }
    }
}
