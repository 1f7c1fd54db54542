// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinWorkers
import Testing

@Suite struct `A dry run says what a scan would do` {
    private func record(
        _ name: String, _ tree: TemporaryTree, _ state: PhotoRecord.State = .indexed, pipeline: Int = Pipeline.version
    ) throws -> PhotoRecord {
        let path = KnownCatalog.path(name)
        return PhotoRecord(path: path, stamp: try tree.stamp(path), state: state, pipeline: pipeline, depth: .quick, readIn: 1)
    }

    private func actions(_ tree: TemporaryTree, _ catalog: KnownCatalog?) throws -> [String: ScanItem.Action] {
        let items = try DryRun(catalog, Selection()).items(try Descriptor.folder(tree.path))
        let actions = Dictionary(grouping: items) { String(decoding: $0.path.bytes, as: UTF8.self) }
        #expect(actions.allSatisfy { $0.value.count == 1 }, "one item for each entry")
        return actions.compactMapValues { $0.first?.action }
    }

    @Test func `without a catalog every file is new, and what is left out is said`() throws {
        let tree = try TemporaryTree()
        try tree.folder("2026")
        for name in ["a.jpg", "2026/b.jpg", "2026/notes.txt", ".hidden"] { try tree.file(name) }
        try tree.link("link.jpg", to: "a.jpg")
        #expect(
            try actions(tree, nil) == [
                "a.jpg": .new, "2026/b.jpg": .new, "2026/notes.txt": .new, ".hidden": .excluded, "link.jpg": .excluded,
            ])
    }

    @Test func `what is known counts as what it was found to be`() throws {
        let tree = try TemporaryTree()
        try tree.folder("f")
        for name in ["same.jpg", "damaged.jpg", "notes.txt", "f/edited.jpg", "f/old.jpg", "new.jpg", "gone.jpg"] {
            try tree.file(name)
        }
        var catalog = KnownCatalog()
        catalog.records = [
            try record("same.jpg", tree), try record("damaged.jpg", tree, .failed), try record("notes.txt", tree, .unsupported),
            try record("f/edited.jpg", tree), try record("f/old.jpg", tree, pipeline: Pipeline.version - 2),
            try record("gone.jpg", tree),
        ]
        tree.remove("gone.jpg")
        try tree.file("f/edited.jpg", "other bytes")
        #expect(
            try actions(tree, catalog) == [
                "same.jpg": .unchanged, "damaged.jpg": .failed, "notes.txt": .unsupported, "f/edited.jpg": .updated,
                "f/old.jpg": .updated, "new.jpg": .new,
            ])
    }

    @Test func `names that are no UTF-8 are files like any`() throws {
        let tree = try TemporaryTree()
        for byte in [0xFE, 0xFF] as [UInt8] { try tree.file([byte, 0x2E, 0x6A]) }
        let items = try DryRun(nil, Selection()).items(try Descriptor.folder(tree.path))
        #expect(items.map(\.path.bytes) == [[0xFE, 0x2E, 0x6A], [0xFF, 0x2E, 0x6A]])
    }

    @Test func `a catalog that cannot be read ends it`() throws {
        let tree = try TemporaryTree()
        try tree.file("a.jpg")
        for (reason, exit) in [(CatalogError.Reason.damaged, ExitCode.failed), (.fullDisk, .noSpace), (.newer, .failed)] {
            let catalog = KnownCatalog(error: CatalogError(reason, "as the test has it"))
            let failure = #expect(throws: RunFailure.self) {
                try DryRun(catalog, Selection()).items(try Descriptor.folder(tree.path))
            }
            #expect(failure?.exit == exit)
            #expect(failure?.problem.code == .environment)
        }
    }
}
