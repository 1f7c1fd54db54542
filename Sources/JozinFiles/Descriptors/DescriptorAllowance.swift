// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How the descriptors that a process is allowed are shared out between those who keep some open for later.
///
/// Invariant: what a scan keeps, and what all its threads use for a moment, is never more than the limit that this was made for,
/// from `least` on. Under a usual limit (1024) nobody gets less than is of use.
public struct DescriptorAllowance: Hashable, Sendable {
    /// Threads that read photos, each with a decoder.
    public private(set) var readers = 1
    /// Connections for reading the catalog.
    public private(set) var catalogReaders = 1
    /// Folders on the way down to where a walk is.
    public let levels: Int
    /// Folders with files that wait to be read.
    public let waitingFolders: Int
    /// Folders with sidecars that wait for their sync.
    public let stagedFolders: Int
    /// Folders of sidecars that a thread keeps for its next photo.
    public let cachedFolders: Int

    /// What a scan with one reader and one folder for each needs at most.
    public static let least = 32
    /// For tests, and for what runs alone.
    public static let ample = DescriptorAllowance(limit: 1 << 16, processors: 1)

    /// A photo, the decoder's socket, a folder of sidecars, and two for a moment: a scratch file, a folder on the way to another.
    private static let perReader = 5
    /// The catalog and its log; they share the index of the log with the writer.
    private static let perCatalogReader = 2

    /// Of `limit` descriptors, where `processors` can work at once. Half of what there is beyond the least goes to threads.
    public init(limit: Int, processors: Int) {
        var free = max(0, limit - DescriptorAllowance.least)
        readers += min(max(processors, 1) - 1, free / 2 / (DescriptorAllowance.perReader + DescriptorAllowance.perCatalogReader))
        free -= (readers - 1) * DescriptorAllowance.perReader
        catalogReaders += min(3, free / 8 / DescriptorAllowance.perCatalogReader)
        free -= (catalogReaders - 1) * DescriptorAllowance.perCatalogReader
        let share = free / 4
        levels = 1 + share
        // One more than jobs can be under way is as good as any number.
        waitingFolders = 1 + min(share, 512)
        stagedFolders = 1 + min(share, 2047)
        // The readers' and the writer's.
        cachedFolders = 1 + min(share / (readers + 1), 63)
    }
}
