// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ExifTags {
    mutating func orientation(in bytes: ByteRegion) -> Orientation? {
        guard let entry = entry(ExifTag.orientation) else { return nil }
        let orientation = structure.wholeNumber(of: entry, in: bytes).flatMap(Orientation.init)
        if orientation == nil { warn("the orientation is none of 1 to 8") }
        return orientation
    }

    func readExposure(into facts: inout ExifFacts, in bytes: ByteRegion) {
        facts.iso = iso(in: bytes)
        facts.fNumber = magnitude(ExifTag.fNumber, in: bytes)
        facts.exposureSeconds = magnitude(ExifTag.exposureTime, in: bytes)
        facts.focalLengthMM = magnitude(ExifTag.focalLength, in: bytes)
        facts.exposureBiasEV = number(ExifTag.exposureBiasValue, as: .signed, in: bytes)
    }

    /// PhotographicSensitivity may hold several values, or 65535 for "more than fits", the true one in another tag.
    private func iso(in bytes: ByteRegion) -> Int? {
        let short = sensitivity(ExifTag.photographicSensitivity, in: bytes)
        if let short, short > 0, short < 65_535 { return short }
        let others = [ExifTag.recommendedExposureIndex, ExifTag.isoSpeed, ExifTag.standardOutputSensitivity]
        for other in others {
            if let iso = sensitivity(other, in: bytes), iso > 0 { return iso }
        }
        return short
    }

    /// The first value that is not zero, else zero where that is all there is.
    private func sensitivity(_ tag: UInt16, in bytes: ByteRegion) -> Int? {
        guard let entry = entry(tag) else { return nil }
        var zero: Int?
        for index in 0..<min(entry.count, 4) {
            guard let value = structure.number(index, of: entry, in: bytes), value >= 0, value < 1e9 else { continue }
            if value >= 0.5 { return Int(value.rounded()) }
            zero = 0
        }
        return zero
    }

    private func magnitude(_ tag: UInt16, in bytes: ByteRegion) -> Double? {
        number(tag, in: bytes).flatMap { $0 >= 0 ? $0 : nil }
    }
}
