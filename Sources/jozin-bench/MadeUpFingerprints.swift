// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Fingerprints as a library might have them: four in five of them strangers, the rest in families of two to six that are a few bits
/// apart. The same for the same seed.
struct MadeUpFingerprints {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(state: seed) }

    /// The first `count` of them.
    consuming func take(_ count: Int) -> [Fingerprint] {
        var fingerprints: [Fingerprint] = []
        fingerprints.reserveCapacity(count)
        while fingerprints.count < count {
            let parent = stranger()
            fingerprints.append(parent)
            // One family of four on average to sixteen strangers.
            guard random.next() % 17 == 0 else { continue }
            for _ in 0..<(1 + random.next() % 5) where fingerprints.count < count { fingerprints.append(relative(of: parent)) }
        }
        return fingerprints
    }

    private mutating func stranger() -> Fingerprint {
        let values = (0..<24).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        guard let colours = Hash192(values: values) else { preconditionFailure("a Hash192 has 24 values") }
        return Fingerprint(
            phash: Hash64(random.next()), dhash: Hash64(random.next()), bmh: Hash64(random.next()), cmh: colours, information: 80)
    }

    private mutating func relative(of parent: Fingerprint) -> Fingerprint {
        var fingerprint = parent
        fingerprint.phash = flipped(parent.phash)
        fingerprint.dhash = flipped(parent.dhash)
        fingerprint.bmh = flipped(parent.bmh)
        return fingerprint
    }

    /// Up to eight bits changed.
    private mutating func flipped(_ hash: Hash64) -> Hash64 {
        Hash64((0..<(random.next() % 9)).reduce(hash.bits) { bits, _ in bits ^ 1 << (random.next() % 64) })
    }
}
