// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEG
import JozinCore
import JozinFiles
import JozinImaging

extension ImageDecoders {
    /// JPEG, by libjpeg-turbo's rows.
    enum JPEG {
        /// The version of libjpeg-turbo.
        static var libraryVersion: String {
            // A static text of the shim's, copied here.
            unsafe String(cString: jozin_jpeg_version())
        }

        static func decode(
            _ original: borrowing Descriptor, _ task: DecodeTask
        ) throws(DecodeFailure) -> DecodedPicture {
            let codec = try Codec(original.number, memory: task.limits.mostHeld)
            if let part = task.request.part { codec.confine(to: part) }
            var header = try codec.readHeader()
            let hasInks = header.channels == 4
            let samples = StoredSamples(
                space: hasInks ? .inks : header.is_grey != 0 ? .grey : .rgb, channels: Int(header.channels), areInverted: hasInks)
            let size = PixelSize(width: Int(header.width), height: Int(header.height))
            var layout = PictureLayout(
                size: size, samples: samples, orientation: task.request.orientation, held: Int(clamping: header.held))
            if let rendering = task.rendering {
                let denominator = rendering.denominator(size, layout.orientation)
                if denominator == 8, !hasInks, let picture = try reduced(original, layout, codec.colour(header), task, rendering)
                {
                    return picture
                }
                try codec.scale(denominator, &header)
                let smaller = PixelSize(width: Int(header.width), height: Int(header.height))
                layout.reduce(to: smaller, .squares(denominator))
            }
            var sink = try PictureSink(layout, task.colours.conversion(samples, codec.colour(header)), task)
            try codec.start()
            var rows = [UInt8](repeating: 0, count: layout.rowsPerBand * layout.storedRowBytes)
            var left = layout.size.height
            while left > 0 {
                let count = try codec.readRows(into: &rows, count: min(layout.rowsPerBand, left))
                sink.add(rows: rows.span.extracting(0..<count * layout.storedRowBytes))
                left -= count
            }
            return sink.finish(warnings: codec.warnings)
        }

        /// A small picture from the DC coefficients alone; nil where that cannot be.
        private static func reduced(
            _ original: borrowing Descriptor, _ layout: PictureLayout, _ colour: EmbeddedColour, _ task: DecodeTask,
            _ rendering: Rendering
        ) throws(DecodeFailure) -> DecodedPicture? {
            let file = 0..<Int(clamping: (try? original.status().stamp.bytes) ?? 0)
            let bytes = (task.request.part ?? file).clamped(to: file)
            guard bytes.count <= ReducedJPEG.mostBytes else { return nil }
            guard task.limits.allow(layout.size) else { throw .tooManyPixels(layout.size, task.limits) }
            let held = ReducedJPEG.held(layout.size, bytes: bytes.count) + rendering.held(layout.size, layout.orientation)
            _ = try task.place(for: HeldMemory(codec: held, frame: 0))
            let conversion = task.colours.conversion(layout.samples, colour)
            guard rendering.take(original, bytes: bytes, layout, conversion.rows, task.colours) else { return nil }
            return DecodedPicture(
                storedSize: layout.size, orientation: layout.orientation, hasAlpha: false, frames: 1, profile: conversion.outcome,
                imageID: nil, averageColor: nil, grid: nil, warnings: conversion.warning.map { [$0] } ?? [])
        }
    }
}

/// libjpeg's decoder with one owner.
@safe private struct Codec: ~Copyable {
    // Owned: opened in init, closed in deinit, never handed out.
    private let jpeg: OpaquePointer

    /// The descriptor must stay open as long as this value lives.
    init(_ descriptor: Int32, memory: Int) throws(DecodeFailure) {
        // The pointer is checked and owned by this value alone.
        guard let jpeg = unsafe jozin_jpeg_open(descriptor, memory) else { throw .tooMuchMemory(memory) }
        unsafe self.jpeg = jpeg
    }

    deinit {
        // The only owner lets go.
        unsafe jozin_jpeg_close(jpeg)
    }

    /// Has only a part of the file be read; to be called before readHeader.
    func confine(to part: Range<Int>) {
        // The decoder is alive as long as self.
        unsafe jozin_jpeg_confine(jpeg, UInt64(part.lowerBound), UInt64(part.count))
    }

    func readHeader() throws(DecodeFailure) -> jozin_jpeg_header {
        var header = jozin_jpeg_header()
        // The header lives for the call.
        try check(unsafe jozin_jpeg_read_header(jpeg, &header))
        return header
    }

    /// What the file says of its colours; to be called behind readHeader.
    func colour(_ header: jozin_jpeg_header) -> EmbeddedColour {
        guard header.has_profile != 0 else { return .nothing }
        guard header.profile_size > 0 else { return .unusable("is in pieces that do not fit") }
        var profile = [UInt8](repeating: 0, count: header.profile_size)
        // The shim writes as many bytes as the header says.
        unsafe jozin_jpeg_copy_profile(jpeg, &profile)
        return .profile(profile)
    }

    /// Has rows come at a fraction of the size, which the header says then.
    func scale(_ denominator: Int, _ header: inout jozin_jpeg_header) throws(DecodeFailure) {
        // The decoder is alive as long as self, and the header lives for the call.
        try check(unsafe jozin_jpeg_scale(jpeg, Int32(denominator), &header))
    }

    func start() throws(DecodeFailure) {
        // The decoder is alive as long as self.
        try check(unsafe jozin_jpeg_start(jpeg))
    }

    /// Reads the next `count` rows, which `rows` has room for.
    func readRows(into rows: inout [UInt8], count: Int) throws(DecodeFailure) -> Int {
        var done: UInt32 = 0
        // The shim writes `count` rows of width x channels bytes: the caller allocated as many from the header.
        try check(unsafe jozin_jpeg_read_rows(jpeg, &rows, UInt32(count), &done))
        guard done > 0 else { throw DecodeFailure(.bug, "libjpeg gave no row and no reason") }
        return Int(done)
    }

    /// What libjpeg found odd and lived with.
    var warnings: [String] {
        // The decoder is alive as long as self.
        let count = unsafe jozin_jpeg_oddities(jpeg)
        return count == 0 ? [] : [count == 1 ? message : "\(message) (and \(count - 1) more)"]
    }

    private var message: String {
        // The text is the decoder's own, NUL-terminated, and copied here.
        unsafe String(cString: jozin_jpeg_message(jpeg))
    }

    private func check(_ result: jozin_jpeg_result) throws(DecodeFailure) {
        guard result != JOZIN_JPEG_DONE else { return }
        // The decoder is alive as long as self.
        let row = unsafe jozin_jpeg_rows_done(jpeg)
        let place = row == 0 ? "" : " (after row \(row))"
        throw switch result {
        case JOZIN_JPEG_ENDS_EARLY: DecodeFailure(.damagedFile, "the file ends before its picture does\(place)")
        case JOZIN_JPEG_TOO_BIG: DecodeFailure(.limitExceeded, "its picture asks for more than one photo may take: \(message)")
        case JOZIN_JPEG_UNSUPPORTED: DecodeFailure(.unsupported, "this kind of JPEG is not read: \(message)")
        case JOZIN_JPEG_UNREADABLE: DecodeFailure(.environment, "the file cannot be read: \(message)")
        default: DecodeFailure(.damagedFile, "the picture's data are corrupt\(place): \(message)")
        }
    }
}
