// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension TIFFStructure {
    /// Visits all directories, those of the chain and those that entries with these tags point at, each once: at most
    /// `ExifReader.entryLimit` entries and `ExifReader.nestingLimit` levels of them.
    func eachDirectory(
        following pointers: Set<UInt16>, in bytes: ByteRegion, _ visit: (_ directory: TIFFDirectory, _ isFirst: Bool) -> Void
    ) {
        var entriesLeft = ExifReader.entryLimit
        var pending = [(offset: firstDirectory, depth: 1)]
        var seen: Set<Int> = []
        while let (offset, depth) = pending.popLast(), entriesLeft > 0 {
            guard depth <= ExifReader.nestingLimit, seen.insert(offset).inserted else { continue }
            let directory = directory(at: offset, limit: entriesLeft, in: bytes)
            // A directory costs one even where it is empty.
            entriesLeft -= directory.visited + 1
            visit(directory, seen.count == 1)
            // Pages are as deep as the first: a chain of them is no nesting.
            if directory.next > 0 { pending.append((directory.next, depth)) }
            for entry in directory.entries where pointers.contains(entry.tag) {
                for index in 0..<min(entry.count, max(entriesLeft, 0), 256) {
                    if let target = wholeNumber(index, of: entry, in: bytes) { pending.append((target, depth + 1)) }
                }
            }
        }
    }
}
