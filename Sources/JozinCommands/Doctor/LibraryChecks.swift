// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinWorkers

/// How one library is.
struct LibraryChecks: ~Copyable {
    private let library: Library

    init(_ library: consuming Library) { self.library = library }

    func all() -> [Check] {
        let place = DisplayName.text(library.statePath.bytes)
        let opened = Check(
            "library", .ok,
            "\(DisplayName.text(library.root.bytes)) is library \(library.identity.id), with Jožin's files in \(place).",
            [("id", .string(library.identity.id)), ("isElsewhere", .bool(library.stateIsElsewhere))])
        return [opened] + root() + state() + [lock(), catalog(), leftovers()] + times()
    }

    private func root() -> [Check] {
        guard let root = try? library.openRoot() else { return [] }
        var checks: [Check] = []
        if let system = try? root.fileSystem() {
            let kind = system.isNetwork ? "\(system.name), a network file system or one that may be," : system.name
            checks.append(
                Check(
                    "rootFileSystem", system.isNetwork && !library.stateIsElsewhere ? .note : .ok, "The photos lie on \(kind).",
                    remedy: system.isNetwork && !library.stateIsElsewhere
                        ? "The catalog is faster and safer on a local disk: scan with --state DIR." : "",
                    [("kind", .string(system.name)), ("isNetwork", .bool(system.isNetwork))]))
        }
        if root.ignoresCase() == true {
            checks.append(
                Check(
                    "letterCase", .note, "This disk takes IMG.JPG and img.jpg for one name.",
                    remedy: "A copy on another disk may have both; Jožin takes names for what they are, byte by byte."))
        }
        return checks
    }

    private func state() -> [Check] {
        var checks: [Check] = []
        if let system = try? library.state.descriptor.fileSystem() { checks.append(space(system)) }
        do throws(SystemError) {
            try library.state.descriptor.tryUnnamedFile()
            checks.append(Check("writable", .ok, "Jožin's folder can be written to."))
        } catch {
            let isOldKind = error.number == 95 || error.number == 21  // EOPNOTSUPP and EISDIR of open(2): no unnamed files here
            checks.append(
                isOldKind
                    ? Check("writable", .note, "This file system makes no files without a name; Jožin does without them.")
                    : Check(
                        "writable", .problem, "Jožin's folder cannot be written to: \(error.problem().sentence).",
                        remedy: "Give your user the right to write there, or use --state DIR."))
        }
        do throws(SystemError) {
            try library.state.descriptor.synchroniseFileSystem()
        } catch {
            checks.append(
                Check(
                    "durability", .warning,
                    "This file system cannot be told to make files durable (\(error.problem().sentence)).",
                    remedy: "A power cut may lose what was said to be saved: keep Jožin's files on a local disk with --state DIR."
                ))
        }
        return checks
    }

    private func space(_ system: FileSystemFacts) -> Check {
        let values: [(key: String, value: JSONValue)] = [
            ("kind", .string(system.name)), ("freeBytes", .int(system.freeBytes)), ("totalBytes", .int(system.totalBytes)),
        ]
        let sentence = "Jožin's files lie on \(system.name), with \(Wording.bytes(system.freeBytes)) free."
        let isShort = system.freeBytes < 1 << 30 || system.freeFiles.map { $0 < 10_000 } ?? false
        guard isShort else { return Check("space", .ok, sentence, values) }
        return Check(
            "space", .warning, sentence, remedy: "Free some space: a sidecar takes about 2 kB a photo, thumbnails 30 kB.", values)
    }

    private func lock() -> Check {
        do throws(RunFailure) {
            _ = try library.lockForReading()
            return Check("lock", .ok, "Nobody is working on the library.")
        } catch {
            guard let holder = library.lockHolder() else {
                return Check("lock", .note, "Another Jožin is working on the library.")
            }
            return Check("lock", .note, "Process \(holder) is working on the library.", [("process", .int(holder))])
        }
    }

    private func catalog() -> Check {
        do throws(CatalogError) {
            guard let catalog = try CatalogReader.open(library.state.descriptor) else {
                return Check("catalog", .note, "There is no catalog yet.", remedy: "Run `jozin scan`.")
            }
            let totals = try catalog.totals()
            let version = try catalog.libraryVersion()
            return Check(
                "catalog", .ok, "The catalog knows \(Wording.count(totals.rows, "file")) (SQLite \(version)).",
                [("files", .int(totals.rows)), ("sqlite", .string(version))])
        } catch {
            return Check(
                "catalog", error.reason == .newer ? .problem : .warning, "The catalog cannot be used (\(error.message)).",
                remedy: error.reason == .newer
                    ? "Install a newer Jožin." : "Run `jozin rebuild`: the sidecars hold all that was in it.")
        }
    }

    private func leftovers() -> Check {
        let entries = (try? StateFolder.temporaryEntries(in: library.state.descriptor)) ?? []
        let count = entries.count(where: \.isOwn)
        guard count > 0 else { return Check("leftovers", .ok, "No temporary files are left over.", [("count", .int(0))]) }
        return Check(
            "leftovers", .note, "\(Wording.count(count, "temporary file")) of a run that is at work or was killed.",
            remedy: "The next scan removes what is left over.", [("count", .int(count))])
    }

    /// A marker from the future was written by a clock that was wrong then, or is read by one that is wrong now.
    private func times() -> [Check] {
        guard let stamp = (try? library.state.descriptor.status(of: LibraryIdentity.fileName))?.stamp,
            stamp.modified / 1_000_000_000 > Environment.secondsSince1970 + 86_400
        else { return [] }
        return [
            Check(
                "times", .warning, "The library was made at a time that has not come yet by this machine's clock.",
                remedy: "Check the clocks of this machine and of the one that keeps the disk.")
        ]
    }
}
