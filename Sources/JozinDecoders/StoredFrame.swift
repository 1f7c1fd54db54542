// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A whole picture that comes in as stored and is read upright, row by row.
///
/// Invariants: 1. Rows keep their order where upright rows are stored rows, those of a picture turned by 180 degrees mirrored as they
/// come. 2. Where sides are swapped, each strip of 16 stored rows is transposed as it comes: for each stored column its 16 pixels lie
/// side by side, in the order in which the upright row has them. 3. So writing goes through memory once from its start, and reading some
/// upright rows takes one run of bytes from each strip: both are kind to caches, and to the disk below a scratch file.
@safe final class StoredFrame {
    /// What a frame is of.
    struct Shape {
        let size: PixelSize
        let channels: Int
        let orientation: Orientation

        /// Nil where nothing has to be held: upright and mirrored pictures stream.
        init?(_ layout: PictureLayout) {
            guard layout.orientation != .upright, layout.orientation != .mirrored else { return nil }
            size = layout.size
            channels = layout.channels
            orientation = layout.orientation
        }

        var rowBytes: Int { size.width * channels }
        var strips: Int { (size.height + stripRows - 1) / stripRows }

        /// Where sides are swapped, whole strips.
        var bytes: Int { (orientation.swapsSides ? strips * stripRows : size.height) * rowBytes }
    }

    /// Rows that are transposed together: few enough to stay in the cache.
    static let stripRows = 16

    private let shape: Shape
    private let memory: FrameMemory
    /// Stored rows taken so far, `pending` included.
    private var rows = 0
    /// Rows of a strip that is not whole yet.
    private var pending: [UInt8] = []
    private let readsBackwards: Bool
    private let writesBackwards: Bool

    /// A frame that waits for its rows; nil where memory is refused.
    init?(_ shape: Shape, in place: DecodeTask.Place) {
        guard let memory = FrameMemory(count: shape.bytes, in: place) else { return nil }
        self.memory = memory
        self.shape = shape
        // Where the upright origin is stored says which way each axis runs.
        let origin = shape.orientation.stored(x: 0, y: 0, in: shape.orientation.upright(shape.size))
        writesBackwards = shape.orientation.swapsSides ? origin.y > 0 : origin.x > 0
        readsBackwards = shape.orientation.swapsSides ? origin.x > 0 : origin.y > 0
    }

    /// Takes the next whole rows.
    func add(rows more: Span<UInt8>) {
        let rowBytes = shape.rowBytes
        precondition(more.count.isMultiple(of: rowBytes) && rows + more.count / rowBytes <= shape.size.height)
        guard shape.orientation.swapsSides else { return keep(more) }
        let stripBytes = StoredFrame.stripRows * rowBytes
        var start = 0
        while start < more.count {
            if pending.isEmpty, more.count - start >= stripBytes {
                transpose(more.extracting(start..<start + stripBytes))
                start += stripBytes
                continue
            }
            // What is missing to a strip, or what there is.
            let end = min(more.count, start + stripBytes - pending.count)
            unsafe more.extracting(start..<end).withUnsafeBufferPointer { unsafe pending.append(contentsOf: $0) }
            start = end
            if pending.count == stripBytes || rows + pending.count / rowBytes == shape.size.height {
                transpose(pending.span)
                pending.removeAll(keepingCapacity: true)
            }
        }
    }

    /// Keeps rows that stay rows.
    private func keep(_ more: Span<UInt8>) {
        let start = rows * shape.rowBytes
        rows += more.count / shape.rowBytes
        unsafe memory.write(start..<start + more.count) { target in
            // `target` has room for `more.count` bytes, and is no part of `more`.
            unsafe more.withUnsafeBytes { source in
                guard let source = source.baseAddress else { return }
                if writesBackwards {
                    unsafe StoredFrame.mirror(
                        source, rows: more.count / shape.rowBytes, width: shape.size.width, channels: shape.channels, to: target)
                } else {
                    unsafe target.copyMemory(from: source, byteCount: more.count)
                }
            }
        }
    }

    /// Keeps a strip, or what the last one has of rows, transposed.
    private func transpose(_ strip: Span<UInt8>) {
        let (width, channels, rowBytes) = (shape.size.width, shape.channels, shape.rowBytes)
        let count = strip.count / rowBytes
        let start = rows / StoredFrame.stripRows * StoredFrame.stripRows * rowBytes
        rows += count
        let run = StoredFrame.stripRows * channels
        unsafe memory.write(start..<start + width * run) { target in
            unsafe strip.withUnsafeBytes { source in
                guard let source = source.baseAddress else { return }
                func row(_ place: Int) -> Int { writesBackwards ? count - 1 - place : place }
                // Four bytes are moved at once, of three channels one too many: it falls on the next place of the same run, which is
                // filled after this one. The last place of each run, and the last column, behind which the strip may end, go exactly.
                // So few columns go together that their runs stay in the fastest cache.
                for left in stride(from: 0, to: width, by: 64) {
                    let right = min(left + 64, width)
                    for place in 0..<count {
                        var from = unsafe source + row(place) * rowBytes + left * channels
                        var to = unsafe target + left * run + place * channels
                        let last = place == count - 1 ? left : min(right, width - 1)
                        for _ in left..<last {
                            unsafe to.storeBytes(of: from.loadUnaligned(as: UInt32.self), as: UInt32.self)
                            unsafe from += channels
                            unsafe to += run
                        }
                        for _ in last..<right {
                            unsafe StoredFrame.copyPixel(from, to, channels)
                            unsafe from += channels
                            unsafe to += run
                        }
                    }
                }
            }
        }
    }

    /// Copies one pixel; both places have `channels` bytes.
    private static func copyPixel(_ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer, _ channels: Int) {
        // Three or four, see above.
        unsafe to.storeBytes(of: from.loadUnaligned(as: UInt16.self), as: UInt16.self)
        unsafe to.storeBytes(of: from.load(fromByteOffset: 2, as: UInt8.self), toByteOffset: 2, as: UInt8.self)
        if channels == 4 {
            unsafe to.storeBytes(of: from.load(fromByteOffset: 3, as: UInt8.self), toByteOffset: 3, as: UInt8.self)
        }
    }

    /// Hands out the upright rows from the top, some at a time; to be called when all rows were taken.
    func forEachUprightBand(_ take: (Span<UInt8>) -> Void) {
        precondition(rows == shape.size.height)
        guard shape.orientation.swapsSides else { return forEachKeptRow(take) }
        let (width, height) = (shape.size.width, shape.size.height)
        let (run, rowBytes) = (StoredFrame.stripRows * shape.channels, height * shape.channels)
        // As many as make long runs, and stay in the cache.
        let bandRows = max(1, min(width, max(StoredFrame.stripRows, 524_288 / rowBytes)))
        var band = [UInt8](repeating: 0, count: bandRows * rowBytes)
        for top in stride(from: 0, to: width, by: bandRows) {
            let count = min(bandRows, width - top)
            // Stored columns, of which the upright rows are made.
            let left = readsBackwards ? width - top - count : top
            for strip in 0..<shape.strips {
                let start = (strip * StoredFrame.stripRows * width + left * StoredFrame.stripRows) * shape.channels
                memory.read(start..<start + count * run) { gather($0, strip: strip, count: count, into: &band) }
            }
            take(band.span.extracting(0..<count * rowBytes))
        }
    }

    /// Copies the runs of one strip, a stored column each, to their places in a band of `count` upright rows.
    private func gather(_ runs: Span<UInt8>, strip: Int, count: Int, into band: inout [UInt8]) {
        let (height, channels) = (shape.size.height, shape.channels)
        let (run, rowBytes) = (StoredFrame.stripRows * channels, height * channels)
        let top = strip * StoredFrame.stripRows
        let filled = min(StoredFrame.stripRows, height - top)
        let start = (writesBackwards ? height - top - filled : top) * channels
        precondition(runs.count >= count * run && band.count >= count * rowBytes && start + filled * channels <= rowBytes)
        unsafe runs.withUnsafeBytes { source in
            unsafe band.withUnsafeMutableBytes { target in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                // Both places lie within what was just checked: `count` runs, and `count` rows.
                for column in 0..<count {
                    let row = readsBackwards ? count - 1 - column : column
                    unsafe (target + row * rowBytes + start).copyMemory(
                        from: source + column * run, byteCount: filled * channels)
                }
            }
        }
    }

    private func forEachKeptRow(_ take: (Span<UInt8>) -> Void) {
        let rowBytes = shape.rowBytes
        for upright in 0..<shape.size.height {
            let row = readsBackwards ? shape.size.height - 1 - upright : upright
            memory.read(row * rowBytes..<(row + 1) * rowBytes, take)
        }
    }

    /// Mirrors whole rows of `width` pixels, for which `target` has room.
    static func mirror(_ rows: Span<UInt8>, width: Int, channels: Int, into target: inout [UInt8]) {
        precondition(target.count >= rows.count)
        unsafe rows.withUnsafeBytes { source in
            unsafe target.withUnsafeMutableBytes { target in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                // Both have `rows.count` bytes.
                unsafe mirror(source, rows: rows.count / (width * channels), width: width, channels: channels, to: target)
            }
        }
    }

    private static func mirror(
        _ source: UnsafeRawPointer, rows: Int, width: Int, channels: Int, to target: UnsafeMutableRawPointer
    ) {
        for row in 0..<rows {
            var from = unsafe source + row * width * channels
            var to = unsafe target + (row + 1) * width * channels
            for _ in 0..<width {
                unsafe to -= channels
                // One pixel, inside both rows.
                unsafe copyPixel(from, to, channels)
                unsafe from += channels
            }
        }
    }
}
