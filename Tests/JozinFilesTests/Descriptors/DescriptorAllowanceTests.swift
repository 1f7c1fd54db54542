// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `Descriptors are shared out and never overdrawn` {
    private func limits() -> [Int] {
        var random = SeededGenerator(seed: 48)
        return Array(DescriptorAllowance.least...1100) + (0..<2000).map { _ in random.number(1100...70_000) } + [1 << 20, .max]
    }

    /// What a scan holds at most. Twenty are open from its beginning to its end: three streams, four of the thread pool, the state
    /// folder twice with its folder of temporary files, that folder once more for scratch files, the lock, the catalog with its
    /// log and the log's index, the root twice, the folders of sidecars and of displaced ones.
    private func most(_ share: DescriptorAllowance) -> Int {
        // The original, the decoder's socket, two for a moment.
        let readers = share.readers * (4 + share.cachedFolders)
        // One for a moment.
        let writer = share.cachedFolders + share.stagedFolders + 1
        return 20 + 2 * share.catalogReaders + readers + writer + share.levels + share.waitingFolders
    }

    @Test func `all shares together are no more than the limit`() {
        for processors in [1, 2, 3, 8, 64, 256] {
            let overdrawn = limits().filter { $0 < most(DescriptorAllowance(limit: $0, processors: processors)) }
            #expect(overdrawn == [], "\(processors)")
        }
        #expect(most(DescriptorAllowance(limit: 0, processors: 1)) == DescriptorAllowance.least)
    }

    @Test func `everybody has something, and nobody fewer threads for a higher limit`() {
        for processors in [1, 2, 8] {
            let shares = limits().sorted().map { DescriptorAllowance(limit: $0, processors: processors) }
            let leasts = shares.map {
                min($0.readers, $0.catalogReaders, $0.levels, $0.waitingFolders, $0.stagedFolders, $0.cachedFolders)
            }
            #expect(leasts.min() == 1 && shares.allSatisfy { $0.readers <= processors && $0.catalogReaders <= 4 })
            #expect(zip(shares, shares.dropFirst()).allSatisfy { $0.readers <= $1.readers })
        }
    }

    @Test func `a usual limit bounds nothing that is worth having`() {
        for limit in [1024, 4096, 1 << 16, .max] {
            let share = DescriptorAllowance(limit: limit, processors: 8)
            #expect(share.readers == 8 && share.catalogReaders == 4 && share.cachedFolders >= 20)
            #expect(share.levels > 200 && share.stagedFolders > 200 && share.waitingFolders > 200)
        }
        let share = DescriptorAllowance(limit: 16_384, processors: 8)
        #expect(share.stagedFolders == 2048 && share.waitingFolders == 513 && share.cachedFolders == 64)
        #expect(DescriptorAllowance.ample.cachedFolders == 64)
    }
}
