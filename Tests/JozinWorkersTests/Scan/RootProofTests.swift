// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinWorkers
import Testing

@Suite struct `Absence is believed only of a folder that proves to be the library` {
    private func check(_ tree: TemporaryTree, _ catalog: KnownCatalog) throws {
        let root = try Descriptor.folder(tree.path)
        let proof = try RootProof(root, at: tree.path)
        try proof.check(against: catalog)
    }

    private func catalog(_ names: [String]) -> KnownCatalog {
        KnownCatalog(
            records: names.map { name in
                PhotoRecord(
                    path: KnownCatalog.path(name), stamp: FileStamp(bytes: 1, inode: 1, modified: 1, changed: 1), state: .indexed,
                    pipeline: 1, depth: .quick, readIn: 1)
            })
    }

    @Test func `an empty folder where photos were known is a disk that is not mounted`() throws {
        let tree = try TemporaryTree()
        let failure = #expect(throws: RunFailure.self) { try check(tree, catalog(["a.jpg", "2026/b.jpg"])) }
        #expect(failure?.exit == .libraryMissing)
        #expect(failure?.place == tree.path)
    }

    @Test func `another disk in its place is not the library`() throws {
        let tree = try TemporaryTree()
        try tree.folder("2026")
        for name in ["other.jpg", "2026/other.jpg", "2026b.jpg"] { try tree.file(name) }
        // A folder in a photo's place is no photo.
        try tree.folder("a.jpg")
        #expect(throws: RunFailure.self) { try check(tree, catalog(["a.jpg", "2026/b.jpg"])) }
    }

    @Test func `its marker proves it, whatever is gone`() throws {
        let tree = try TemporaryTree()
        try tree.folder(".jozin")
        try tree.file(".jozin/library.json", "{}")
        try check(tree, catalog(["a.jpg", "2026/b.jpg"]))
    }

    @Test func `a folder or a link in the marker's place is no marker`() throws {
        for isLink in [false, true] {
            let tree = try TemporaryTree()
            try tree.folder(".jozin")
            try tree.file("target")
            if isLink { try tree.link(".jozin/library.json", to: "../target") } else { try tree.folder(".jozin/library.json") }
            #expect(throws: RunFailure.self) { try check(tree, catalog(["a.jpg"])) }
        }
    }

    @Test func `one of the known photos proves it`() throws {
        let tree = try TemporaryTree()
        try tree.folder("2026")
        try tree.file("2026/b.jpg")
        try check(tree, catalog(["a.jpg", "2026/b.jpg", "c.jpg"]))
    }

    @Test func `a photo that is reached through a link is none of the library's`() throws {
        let tree = try TemporaryTree()
        try tree.folder("elsewhere")
        try tree.file("elsewhere/b.jpg")
        try tree.link("2026", to: "elsewhere")
        #expect(throws: RunFailure.self) { try check(tree, catalog(["2026/b.jpg"])) }
    }

    @Test func `a library of which nothing is known has nothing to lose`() throws {
        try check(try TemporaryTree(), catalog([]))
    }

    @Test func `a catalog that cannot be read proves nothing`() throws {
        let tree = try TemporaryTree()
        #expect(throws: RunFailure.self) { try check(tree, KnownCatalog(error: CatalogError(.damaged, "as the test has it"))) }
    }
}
