// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles

extension Verification {
    /// Each original, read whole and held against its digest.
    public mutating func checkOriginals(below root: borrowing Descriptor, at place: SystemPath) throws(RunFailure) {
        guard let catalog else { return }
        let total = Int(clamping: try asking { () throws(CatalogError) in try catalog.totals() }.bytes)
        var reader = OriginalCheck(try reading { () throws(SystemError) in try root.reopened() })
        var key: Int64 = 0
        var isProven = root.isLibraryRoot
        while true {
            let rows = try asking { () throws(CatalogError) in try catalog.rows(after: key, limit: Verification.pageSize) }
            guard let last = rows.last else { return }
            let records = rows.filter(\.isPresent).compactMap { try? $0.record.get() }.filter { $0.digest != nil }
            // Absence is a claim: what does not hold one photo of a whole page is not the library's root.
            if !isProven, !records.isEmpty {
                for record in records where !isProven { isProven = root.hasFile(at: record.path) }
                guard isProven else { throw RunFailure(.libraryMissing, Self.noOriginals, at: place) }
            }
            for record in records {
                if let finding = reader.finding(on: record) { tell(finding) }
                checked.originals += 1
                checked.bytes += record.stamp.bytes
                report(.originals, Int(clamping: checked.bytes), total)
            }
            key = last.key
        }
    }

    private static let noOriginals = Problem(
        .environment, "none of the photos that were here can be found",
        remedy: "If its disk is not mounted, mount it. If they were moved, scan again.")
}

/// Reads originals, one after another.
private struct OriginalCheck: ~Copyable {
    private let root: Descriptor
    private var reader = ContentReader()
    private var nearest: (path: LibraryPath, folder: SharedDescriptor)?

    init(_ root: consuming Descriptor) { self.root = root }

    /// What is the matter with an original; nil where its bytes are those that were scanned.
    mutating func finding(on record: PhotoRecord) -> Finding? {
        do throws(SystemError) {
            let original = try Original(record.path.name, in: try folder(of: record.path.folder).descriptor)
            try reader.readHead(of: original)
            let content = try reader.readRest(of: original, keeping: ContentReader.headLength)
            guard content.digest != record.digest else { return nil }
            guard try original.isUnchanged() else {
                return Finding(.original, .changed, path: record.path, Self.changing)
            }
            return Self.difference(original.status.stamp, record)
        } catch {
            let kind: Finding.Kind = error.isAbsence ? .missing : .unreadable
            let remedy = error.isAbsence ? "If it was moved or removed on purpose, scan again." : error.problem().remedy
            return Finding(.original, kind, path: record.path, Problem(.environment, error.problem().sentence, remedy: remedy))
        }
    }

    private static func difference(_ stamp: FileStamp, _ record: PhotoRecord) -> Finding {
        let old = record.stamp
        if stamp == old { return Finding(.original, .rotten, path: record.path, rotten) }
        let isHidden = stamp.bytes == old.bytes && stamp.modified == old.modified
        return isHidden
            ? Finding(.original, .rottenOrChanged, path: record.path, rottenOrChanged)
            : Finding(.original, .changed, path: record.path, changed)
    }

    private mutating func folder(of path: LibraryPath) throws(SystemError) -> SharedDescriptor {
        if let nearest, nearest.path == path { return nearest.folder }
        let shared = SharedDescriptor(try root.folder(at: path))
        nearest = (path, shared)
        return shared
    }

    private static let rotten = Problem(
        .damagedFile, "ROTTEN: its bytes are not those that were scanned, and nothing has written to it since",
        remedy: "Restore it from a backup now, and check the disk: what it forgot once it will forget again.")
    private static let rottenOrChanged = Problem(
        .damagedFile,
        "ROTTEN, or changed behind the clock's back: its bytes are not those that were scanned, and its length and time are",
        remedy: "Compare it with a backup. If the change was meant, scan again; if not, restore it and check the disk.")
    private static let changed = Problem(
        .environment, "it was changed since it was scanned", remedy: "Run `jozin scan`.")
    private static let changing = Problem(
        .environment, "it was being changed while it was read", remedy: "Run `jozin scan` once that is over.")
}
