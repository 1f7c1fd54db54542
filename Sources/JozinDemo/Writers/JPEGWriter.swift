// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

internal import CJozinJPEGEncoder
public import JozinCore

/// Encodes a picture as a JPEG file by libjpeg-turbo: the one file that touches its pointers.
public struct JPEGWriter: Hashable, Sendable {
    /// Luma's sampling factors; chroma has 1x1.
    public enum Sampling: Hashable, Sendable, CaseIterable {
        case full, halfWidth, halfBoth
    }

    /// 1...100.
    public var quality: Int
    /// How chroma is subsampled.
    public var sampling: Sampling
    /// Several scans, coarse to fine.
    public var progressive: Bool
    /// MCUs between restart markers; 0 for none.
    public var restartInterval: Int
    /// Own Huffman tables instead of the standard's.
    public var optimised: Bool

    /// A writer of baseline 4:2:0 files unless told otherwise.
    public init(
        quality: Int = 85, sampling: Sampling = .halfBoth, progressive: Bool = false, restartInterval: Int = 0,
        optimised: Bool = false
    ) {
        self.quality = quality
        self.sampling = sampling
        self.progressive = progressive
        self.restartInterval = restartInterval
        self.optimised = optimised
    }

    /// The file, with `app1` (as `ExifWriter.app1` makes it) behind the JFIF header where there is one.
    ///
    /// Throws `misuse` where the encoder refuses: a side above 65,500 pixels, or an APP1 above 65,533 bytes.
    public func bytes(of picture: Picture, app1: [UInt8] = []) throws(Problem) -> [UInt8] {
        // A C struct of seven ints, passed by value.
        let options = jozin_jpeg_options(
            quality: Int32(max(1, min(100, quality))), horizontal: sampling == .full ? 1 : 2,
            vertical: sampling == .halfBoth ? 2 : 1,
            restart_interval: Int32(clamping: restartInterval), progressive: progressive ? 1 : 0, optimise: optimised ? 1 : 0,
            arithmetic: 0)
        var memory: UnsafeMutablePointer<UInt8>?
        var count = 0
        // Picture holds width x height x 3 bytes, which is what the encoder reads; app1 is read for its count.
        let code = unsafe jozin_jpeg_encode(
            picture.rgb, Int32(clamping: picture.size.width), Int32(clamping: picture.size.height), 3, options, app1, app1.count,
            &memory, &count)
        // On success `memory` holds `count` bytes that are ours to free; on failure there is nothing.
        guard code == 0, let memory = unsafe memory else {
            throw Problem(.misuse, "the JPEG encoder refused the picture", remedy: "Choose a smaller picture or less metadata.")
        }
        // The buffer lives until the free below, and the array copies it.
        defer { unsafe jozin_jpeg_free(memory) }
        // `count` bytes were written there.
        return unsafe Array(UnsafeBufferPointer(start: memory, count: count))
    }
}
