// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
public import JozinContracts
import JozinCore
import JozinFiles

extension Verification {
    /// Each file in the tree of sidecars: whether the catalog knows whose it is. Without a catalog, whether it is intact.
    public mutating func checkTree() throws(RunFailure) {
        guard let tree = try reading({ () throws(SystemError) in try SidecarTree.open(in: state) }) else { return }
        let root = try reading { () throws(SystemError) in try tree.root.reopened() }
        var descent = FolderDescent(root, keeping: descriptors.levels)
        try walk(&descent, at: SidecarTree.name, standingFor: .root)
    }

    /// `path` is the folder of the library that this one stands for; nil where the catalog knows none.
    private mutating func walk(
        _ descent: inout FolderDescent, at place: [UInt8], standingFor path: LibraryPath?
    ) throws(RunFailure) {
        let known = try knownNames(in: path)
        for entry in try reading({ () throws(SystemError) in try descent.end().descriptor.entries() }) {
            let file = place + [UInt8(ascii: "/")] + entry.name
            switch entry.kind {
            case .folder:
                try reading { () throws(SystemError) in try descent.enter(entry.name) }
                try walk(&descent, at: file, standingFor: try original(of: entry.name, in: path))
                descent.leave()
            case .file: checkEntry(entry.name, at: file, in: &descent, known)
            default: tell(Finding(.sidecar, .foreign, file: file, Self.noFile(entry.kind)))
            }
        }
    }

    private mutating func checkEntry(
        _ name: [UInt8], at file: [UInt8], in descent: inout FolderDescent, _ known: Set<[UInt8]>
    ) {
        guard catalog != nil else {
            checked.sidecars += 1
            do throws(SystemError) {
                guard let problem = Self.damage(of: try SidecarTree.read(name, in: descent.end().descriptor)) else { return }
                tell(Finding(.sidecar, .damaged, file: file, problem))
            } catch {
                tell(Finding(.sidecar, .unreadable, file: file, error.problem()))
            }
            return
        }
        if known.contains(name) { return }
        tell(Finding(.sidecar, .orphan, file: file, Self.orphan))
    }

    /// The names that sidecars may have in a folder.
    private func knownNames(in folder: LibraryPath?) throws(RunFailure) -> Set<[UInt8]> {
        guard let folder, let catalog else { return [] }
        return Set(try asking { () throws(CatalogError) in try catalog.names(in: folder) }.map(SidecarTree.sidecarName))
    }

    /// The folder that `name` stands for in `folder`, where the catalog knows of files in it, or below.
    private func original(of name: [UInt8], in folder: LibraryPath?) throws(RunFailure) -> LibraryPath? {
        guard let folder, let catalog else { return nil }
        switch SidecarTree.original(ofFolder: name) {
        case .none: return nil
        case .named(let original):
            let path = folder.appending(original)
            return try isKnown(path, catalog) ? path : nil
        case .beginning(let beginning):
            var start = folder.appending(beginning).bytes
            let all = start
            while true {
                let page = try asking { () throws(CatalogError) in try catalog.folders(from: start, limit: Self.pageSize) }
                for found in page {
                    guard found.bytes.starts(with: all) else { return nil }
                    let path = folder.appending(found.components[folder.components.count])
                    if SidecarTree.folderName(of: path.name) == name { return path }
                }
                guard let last = page.last else { return nil }
                start = last.bytes + [0]
            }
        }
    }

    private func isKnown(_ path: LibraryPath, _ catalog: any CatalogInspecting) throws(RunFailure) -> Bool {
        let itself = try asking { () throws(CatalogError) in try catalog.folders(from: path.bytes, limit: 1) }
        if itself.first == path { return true }
        // Between a folder and what lies in it others may come: "a!" is before "a/b".
        let inside = path.bytes + [UInt8(ascii: "/")]
        let below = try asking { () throws(CatalogError) in try catalog.folders(from: inside, limit: 1) }
        return below.first?.bytes.starts(with: inside) ?? false
    }

    /// Each sidecar that waits for its photo, and what was put aside because it could not be read.
    public mutating func checkDisplaced() throws(RunFailure) {
        guard let folder = try reading({ () throws(SystemError) in try SidecarTree.openDisplaced(in: state) }) else { return }
        for entry in try reading({ () throws(SystemError) in try folder.entries() }) {
            let file = SidecarTree.displacedName + [UInt8(ascii: "/")] + entry.name
            guard entry.kind == .file else {
                tell(Finding(.sidecar, .foreign, file: file, Self.noFile(entry.kind)))
                continue
            }
            checked.sidecars += 1
            if entry.name.starts(with: "damaged-".utf8) {
                tell(Finding(.sidecar, .setAside, file: file, Self.setAside))
                continue
            }
            do throws(SystemError) {
                let bytes = try SidecarTree.read(entry.name, in: folder)
                if !ImageSidecar.isIntact(bytes) { tell(Finding(.sidecar, .damaged, file: file, Self.damagedDisplaced)) }
            } catch {
                tell(Finding(.sidecar, .unreadable, file: file, error.problem()))
            }
        }
    }

    private static let damagedDisplaced = Problem(
        .damagedFile, "a sidecar that waits for its photo is not as Jožin wrote it",
        remedy: "Restore it from a copy; if it can still be read, its decisions come back with the photo.")

    private static func noFile(_ kind: FileStatus.Kind) -> Problem {
        Problem(
            .environment, "this is a \(kind.rawValue), and none of Jožin's files", remedy: "Move it away; Jožin leaves it alone.")
    }

    private static let setAside = Problem(
        .damagedFile, "a damaged sidecar that was put aside when its photo got a new one, since it may hold decisions",
        remedy: "Look into it, and move it away once nothing in it is missed.")

    private static let orphan = Problem(
        .environment, "a sidecar of a photo that the catalog does not know",
        remedy: "Run `jozin rebuild` if the catalog is new or was restored from a copy; else move it away.")
}
