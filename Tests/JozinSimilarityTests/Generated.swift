// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport

extension SeededGenerator {
    /// `bits` with exactly `count` of its lowest `among` bits flipped.
    mutating func flip(_ bits: UInt64, _ count: Int, among: Int = 64) -> UInt64 {
        (0..<UInt64(among)).shuffled(using: &self).prefix(count).reduce(bits) { $0 ^ 1 << $1 }
    }
}

/// Hashes of the kinds that a search must get right.
enum Hashes {
    static func random(_ count: Int, _ generator: inout SeededGenerator) -> [Hash64] {
        (0..<count).map { _ in Hash64(generator.next()) }
    }

    /// Some random centres, each with hashes 0 to 12 bits away.
    static func clustered(_ count: Int, _ generator: inout SeededGenerator) -> [Hash64] {
        var hashes: [Hash64] = []
        while hashes.count < count {
            let centre = generator.next()
            for _ in 0..<Int.random(in: 1...9, using: &generator) where hashes.count < count {
                hashes.append(Hash64(generator.flip(centre, Int.random(in: 0...12, using: &generator))))
            }
        }
        return hashes.shuffled(using: &generator)
    }

    /// All in few buckets: equal but for bits inside one region.
    static func crowded(_ count: Int, _ generator: inout SeededGenerator) -> [Hash64] {
        let base = generator.next()
        return (0..<count).map { _ in Hash64(generator.flip(base, Int.random(in: 0...8, using: &generator), among: 20)) }
    }

    /// Runs of equal bits, as smooth pictures have them.
    static func smooth(_ count: Int, _ generator: inout SeededGenerator) -> [Hash64] {
        (0..<count).map { _ in
            var bit: UInt64 = 0
            return Hash64(
                (0..<64).reduce(UInt64(0)) { hash, _ in
                    if Int.random(in: 0..<6, using: &generator) == 0 { bit ^= 1 }
                    return hash << 1 | bit
                })
        }
    }
}

/// Candidates built in one line.
enum Photos {
    static func digest(_ number: Int) -> Digest256 {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: $0 < 8 ? number >> ($0 * 8) : $0) }
        guard let digest = Digest256(bytes: bytes) else { fatalError("32 bytes are a digest") }
        return digest
    }

    static func path(_ text: String) -> LibraryPath {
        guard let path = LibraryPath(bytes: Array(text.utf8)) else { fatalError("not a path: \(text)") }
        return path
    }

    static func moments(_ values: [UInt8]) -> Hash192 {
        guard let hash = Hash192(values: values) else { fatalError("24 values are a hash") }
        return hash
    }

    /// A fingerprint whose distances to that of zeros are as given; `cmh` up to 255.
    static func fingerprint(
        phash: UInt64 = 0, dhash: UInt64 = 0, bmh: UInt64 = 0, cmh: UInt8 = 0, information: Int = 80
    ) -> Fingerprint {
        Fingerprint(
            phash: Hash64(phash), dhash: Hash64(dhash), bmh: Hash64(bmh), cmh: moments([cmh] + Array(repeating: 0, count: 23)),
            information: information)
    }

    static func random(_ generator: inout SeededGenerator) -> Fingerprint {
        Fingerprint(
            phash: Hash64(generator.next()), dhash: Hash64(generator.next()), bmh: Hash64(generator.next()),
            cmh: moments((0..<24).map { _ in UInt8.random(in: 0...255, using: &generator) }),
            information: Int.random(in: 36...90, using: &generator))
    }

    /// `picture` after an edit: each hash a few bits or up to 14 away, colours up to 20 a value; sometimes one hash is another altogether.
    static func edited(_ picture: Fingerprint, _ generator: inout SeededGenerator) -> Fingerprint {
        var edited = picture
        let reach = Bool.random(using: &generator) ? 3 : 14
        edited.phash = Hash64(generator.flip(picture.phash.bits, Int.random(in: 0...reach, using: &generator)))
        edited.dhash = Hash64(generator.flip(picture.dhash.bits, Int.random(in: 0...reach, using: &generator)))
        edited.bmh = Hash64(generator.flip(picture.bmh.bits, Int.random(in: 0...reach, using: &generator)))
        let shift = Int.random(in: 0...(reach == 3 ? 2 : 20), using: &generator)
        edited.cmh = moments(
            picture.cmh.values.map { UInt8(clamping: Int($0) + Int.random(in: -shift...shift, using: &generator)) })
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: edited.phash = Hash64(generator.next())
        case 1: edited.dhash = Hash64(generator.next())
        case 2: edited.bmh = Hash64(generator.next())
        default: break
        }
        return edited
    }

    /// Families of edited pictures, so that near pairs, chains and strangers all occur.
    static func families(_ count: Int, _ generator: inout SeededGenerator) -> [Fingerprint] {
        var pictures: [Fingerprint] = []
        while pictures.count < count {
            let original = random(&generator)
            for _ in 0..<Int.random(in: 1...12, using: &generator) where pictures.count < count {
                pictures.append(edited(original, &generator))
            }
        }
        return pictures
    }

    static func photo(
        _ id: Int, _ path: String? = nil, digest: Int? = nil, image: Int? = nil,
        size: PixelSize? = PixelSize(width: 40, height: 30),
        shows fingerprint: Fingerprint? = nil, format: PhotoFormat = .jpeg, bytes: Int64 = 1_000, hasCaptureTime: Bool = false,
        modified: Int64 = 0
    ) -> Candidate {
        Candidate(
            id: id, path: Photos.path(path ?? "photo-\(id).jpg"), fileDigest: FileDigest(Photos.digest(digest ?? id)),
            imageID: image.map(Photos.digest), size: size, fingerprint: fingerprint, format: format, bytes: bytes,
            hasCaptureTime: hasCaptureTime, modified: modified)
    }
}
