// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What has to be held of a picture at once, in bytes.
public struct HeldMemory: Hashable, Sendable {
    /// By the codec, in memory: a progressive JPEG's coefficients, an interlaced PNG, a WebP.
    public var codec: Int
    /// Of the stored pixels, in memory or in a scratch file, until they can be read upright.
    public var frame: Int

    /// From its parts, neither negative.
    public init(codec: Int, frame: Int) {
        self.codec = codec
        self.frame = frame
    }

    /// Both; saturates, since headers may declare anything.
    public var total: Int {
        let (sum, overflow) = codec.addingReportingOverflow(frame)
        return overflow ? .max : sum
    }

    /// As much, and more by the codec, and a frame.
    public func adding(_ codec: Int, frame: Int) -> HeldMemory {
        let (sum, overflow) = self.codec.addingReportingOverflow(codec)
        return HeldMemory(codec: overflow ? .max : sum, frame: self.frame + frame)
    }

    /// What a decoder may hold without asking: a small photo is not worth a question.
    public static let unasked = 16 << 20
}
