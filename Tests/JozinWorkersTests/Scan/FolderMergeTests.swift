// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `A folder is held against what is known of it, file by file` {
    private static let pipeline = Pipeline.version

    private func stamp(_ number: Int) -> FileStamp {
        FileStamp(bytes: Int64(number), inode: UInt64(number), modified: Int64(number), changed: Int64(number))
    }

    private func name(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<random.number(1...3)).map { _ in [0x41, 0x61, 0xC3, 0xFF, 0x01].randomElement(using: &random) ?? 0x41 }
    }

    /// What is to be done, by looking up every name.
    private func expected(
        _ onDisk: [[UInt8]: FileStamp?], _ known: [[UInt8]: KnownFile]
    ) -> [[UInt8]: FolderMerge.Verdict] {
        var verdicts: [[UInt8]: FolderMerge.Verdict] = [:]
        for name in Set(onDisk.keys).union(known.keys) {
            switch (onDisk[name], known[name]) {
            case (_?, nil): verdicts[name] = .new
            case (let stamp??, let file?) where file.isPresent && file.stamp == stamp && file.pipeline == Self.pipeline:
                verdicts[name] = .unchanged(file.state)
            case (_?, _?): verdicts[name] = .changed
            case (nil, let file?): verdicts[name] = file.isPresent ? .missing(file.state) : nil
            case (nil, nil): break
            }
        }
        return verdicts
    }

    @Test func `as a look-up of every name would have it, in the order of bytes`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            var onDisk: [[UInt8]: FileStamp?] = [:]
            var known: [[UInt8]: KnownFile] = [:]
            for _ in 0..<random.number(0...12) {
                let unreadable = random.number(1...10) == 1
                onDisk[name(&random)] = .some(unreadable ? nil : stamp(random.number(1...2)))
            }
            for _ in 0..<random.number(0...12) {
                let name = name(&random)
                known[name] = KnownFile(
                    name: name, stamp: stamp(random.number(1...2)),
                    state: [.indexed, .failed, .unsupported][random.number(0...2)],
                    pipeline: random.number(1...5) == 1 ? 2 : Self.pipeline, isPresent: random.number(1...4) > 1)
            }
            var asked: [[UInt8]] = []
            let verdicts = FolderMerge.verdicts(
                onDisk: onDisk.keys.sorted { $0.lexicographicallyPrecedes($1) },
                known: known.values.sorted { $0.name.lexicographicallyPrecedes($1.name) }
            ) { name in
                asked.append(name)
                return onDisk[name] ?? nil
            }
            let reference = expected(onDisk, known)
            #expect(verdicts.map(\.name) == reference.keys.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(verdicts.allSatisfy { reference[$0.name] == $0.verdict })
            #expect(Set(asked) == Set(onDisk.keys).intersection(known.keys) && Set(asked).count == asked.count)
        }
    }

    @Test func `a photo that failed is tried again for the reasons that are asked for, and for no other`() {
        for (state, problem) in [
            (PhotoRecord.State.failed, Problem.Code.limitExceeded), (.failed, .damagedFile), (.unsupported, .unsupported),
        ] {
            let known = KnownFile(
                name: [0x61], stamp: stamp(5), state: state, pipeline: Self.pipeline, isPresent: true, problem: problem)
            for retries in [[], [.limitExceeded], [.damagedFile, .limitExceeded], [.unsupported]] as [Set<Problem.Code>] {
                let verdict = FolderMerge.verdicts(
                    onDisk: [[0x61]], known: [known], retries: retries
                ) { _ in stamp(5) }.first?.verdict
                let isTriedAgain = state == .failed && retries.contains(problem)
                #expect(verdict == (isTriedAgain ? .changed : .unchanged(state)))
            }
        }
    }

    @Test func `what another version found is read again`() {
        for state in [PhotoRecord.State.indexed, .failed, .unsupported] {
            let known = KnownFile(name: [0x61], stamp: stamp(5), state: state, pipeline: Self.pipeline - 1, isPresent: true)
            #expect(FolderMerge.verdicts(onDisk: [[0x61]], known: [known]) { _ in stamp(5) }.first?.verdict == .changed)
        }
    }

    @Test func `every part of a stamp counts`() {
        let known = KnownFile(name: [0x61], stamp: stamp(5), state: .indexed, pipeline: Self.pipeline, isPresent: true)
        let changes: [(inout FileStamp) -> Void] = [
            { $0.bytes += 1 }, { $0.inode += 1 }, { $0.modified += 1 }, { $0.changed += 1 },
        ]
        func verdict(_ stamp: FileStamp) -> FolderMerge.Verdict? {
            FolderMerge.verdicts(onDisk: [[0x61]], known: [known]) { _ in stamp }.first?.verdict
        }
        #expect(verdict(stamp(5)) == .unchanged(.indexed))
        for change in changes {
            var stamp = stamp(5)
            change(&stamp)
            #expect(verdict(stamp) == .changed)
        }
    }
}
