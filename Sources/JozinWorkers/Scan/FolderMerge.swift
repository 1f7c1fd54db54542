// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCatalog
package import JozinCore
import JozinFiles

/// A folder as it lies on the disk, held against what the catalog knows of it.
///
/// Both sides come in the order of their names' bytes, so one pass settles every file without a look-up.
package struct FolderMerge {
    /// What is to be done about one file.
    package enum Verdict: Equatable {
        /// Never read before.
        case new
        /// Read before, as something else or by another pipeline.
        case changed
        /// Read before, and the same since.
        case unchanged(PhotoRecord.State)
        /// Known, and not in the folder any more.
        case missing(PhotoRecord.State)
    }

    /// Merges names on disk with the catalog's files. `stamp` is asked once for each name that is on both sides, and for
    /// new ones not at all. Files that failed for a reason in `retries` count as changed.
    package static func verdicts(
        onDisk names: [[UInt8]], known: [KnownFile], retries: Set<Problem.Code> = [],
        stamp: ([UInt8]) -> FileStamp?
    ) -> [(name: [UInt8], verdict: Verdict)] {
        var verdicts: [(name: [UInt8], verdict: Verdict)] = []
        verdicts.reserveCapacity(names.count)
        var index = 0
        for name in names {
            while index < known.count, known[index].name.lexicographicallyPrecedes(name) {
                if known[index].isPresent { verdicts.append((known[index].name, .missing(known[index].state))) }
                index += 1
            }
            if index < known.count, known[index].name == name {
                verdicts.append((name, verdict(known[index], stamp(name), retries)))
                index += 1
            } else {
                verdicts.append((name, .new))
            }
        }
        for file in known[index...] where file.isPresent { verdicts.append((file.name, .missing(file.state))) }
        return verdicts
    }

    private static func verdict(
        _ file: KnownFile, _ stamp: FileStamp?, _ retries: Set<Problem.Code>
    ) -> Verdict {
        let isTriedAgain = file.state == .failed && file.problem.map(retries.contains) ?? false
        let isUnchanged = file.isPresent && file.pipeline == Pipeline.version && file.stamp == stamp && !isTriedAgain
        return isUnchanged ? .unchanged(file.state) : .changed
    }
}
