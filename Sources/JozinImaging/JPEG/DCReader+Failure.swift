// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension DCReader {
    /// Why there is no picture.
    public enum Failure: Error, Hashable, Sendable {
        /// The bytes do not begin with SOI.
        case notJPEG
        /// Nothing is known to be wrong; a full decoder has to read this file.
        case unsupported(Feature)
        /// The header declares more pixels than the limit.
        case tooManyPixels(PixelSize)
        /// The file breaks the format's rules after `read` (0...1) of its picture.
        case damaged(Damage, read: Double)
    }

    /// What this reader leaves to a full decoder.
    public enum Feature: Hashable, Sendable {
        case arithmeticCoding
        case lossless
        case hierarchical
        /// Bits per sample, other than 8.
        case precision(Int)
        /// Neither 1 nor 3 components.
        case componentCount(Int)
        /// The height follows the first scan (DNL).
        case lateHeight
        /// A scan uses a table that was not defined; decoders have defaults of their own.
        case undefinedTable
        /// More blocks in an MCU than the standard allows, or a scan of components in no lawful order.
        case unlawfulScan
    }

    /// How a file breaks the rules.
    public enum Damage: Hashable, Sendable {
        /// The file ends before its picture.
        case fileEndsEarly
        /// A marker stands where picture data should.
        case scanEndsEarly
        /// EOI comes before a scan of every component.
        case missingScan
        /// Bits that are no code of the table, or coefficients past the end of a block.
        case invalidCode
        /// A restart marker is out of sequence.
        case wrongRestartMarker
        /// A width of zero.
        case emptyPicture
        /// A segment contradicts itself; its marker's second byte.
        case invalidSegment(UInt8)
    }
}
