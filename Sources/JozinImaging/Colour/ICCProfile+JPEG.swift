// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinMetadata

extension ICCProfile {
    /// The profile that the segments before a JPEG's first scan carry (ICC.1:2022, B.4), in one piece; nil where there is none.
    public static func embedded(inJPEG bytes: Span<UInt8>) throws(ProfileFailure) -> ICCProfile? {
        var segments = JPEGSegments()
        var parts: [Int: Range<Int>] = [:]
        var count: Int?
        while let segment = segments.next(in: bytes), segment.marker != 0xDA {
            guard segment.marker == 0xE2, isPart(segment.payload, bytes) else { continue }
            let number = Int(bytes[segment.payload.lowerBound + 12])
            let all = Int(bytes[segment.payload.lowerBound + 13])
            guard number > 0, number <= all, parts[number] == nil, count == nil || count == all else {
                throw ProfileFailure("is in pieces that do not fit")
            }
            count = all
            parts[number] = segment.payload.lowerBound + 14..<segment.payload.upperBound
        }
        guard let count else { return nil }
        var profile: [UInt8] = []
        for number in 1...count {
            guard let part = parts[number] else { throw ProfileFailure("is in pieces, and one is missing") }
            for index in part { profile.append(bytes[index]) }
        }
        return try ICCProfile(profile)
    }

    private static func isPart(_ payload: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard payload.count >= 14 else { return false }
        return zip("ICC_PROFILE\0".utf8, payload).allSatisfy { $0 == bytes[$1] }
    }
}
