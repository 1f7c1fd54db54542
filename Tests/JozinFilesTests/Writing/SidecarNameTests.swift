// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `No two photos share a sidecar` {
    private let scratch = Scratch()

    /// Stages one sidecar per path, each holding its path, and expects every one to be found again.
    private func check(_ paths: [LibraryPath]) throws {
        let state = try StateFolder(try Descriptor.folder(scratch.path))
        var store = try SidecarStore(state)
        for (index, path) in paths.enumerated() {
            try store.stage(path.bytes, for: path, in: state)
            if index % 500 == 499 { try store.commit(in: state) }
        }
        try store.commit(in: state)
        for path in paths {
            let found = try store.read(path, in: state)
            #expect(found == path.bytes, "\(DisplayName.text(path.bytes)) has the sidecar of \(DisplayName.text(found ?? []))")
        }
    }

    @Test func `odd names as photos and as folders`() throws {
        let root = OddNames.all.map { LibraryPath.root.appending($0) }
        try check(root + root.map { $0.appending($0.name) })
    }

    @Test func `a folder may be called like the sidecar of the photo beside it`() throws {
        var paths: [LibraryPath] = []
        // Photo and folder of one name cannot be; every other pair can.
        let names = ["x", "x.json", "x.json~", "x.json~~", "x.json.json", "x.json~.json", "x~", "~", ".json", ".json~"].map {
            Array($0.utf8)
        }
        for (index, name) in names.enumerated() {
            paths.append(LibraryPath.root.appending(name))
            for folder in names where folder != name {
                let base = LibraryPath.root.appending(Array("\(index)".utf8))
                paths.append(base.appending(name))
                paths.append(base.appending(folder + [0x2D]).appending(name))
            }
        }
        try check(Array(Set(paths)).sorted())
        for folder in names {
            let scratch = Scratch()
            let state = try StateFolder(try Descriptor.folder(scratch.path))
            var store = try SidecarStore(state)
            let others = names.filter { $0 != folder }.map { LibraryPath.root.appending($0) }
            let paths = others + names.map { LibraryPath.root.appending(folder).appending($0) }
            for path in paths { try store.stage(path.bytes, for: path, in: state) }
            try store.commit(in: state)
            for path in paths { #expect(try store.read(path, in: state) == path.bytes) }
        }
    }

    @Test func `names of full length, as photos and as folders`() throws {
        var paths: [LibraryPath] = []
        for length in 200...255 {
            for last in [UInt8(0x61), 0x62, 0xFF, 0x7E] {
                paths.append(LibraryPath.root.appending([UInt8](repeating: 0x61, count: length - 1) + [last]))
            }
        }
        for length in 245...255 {
            for ending in ["", "~", "~~", ".json", ".json~"] {
                let end = Array(ending.utf8)
                paths.append(
                    LibraryPath.root.appending([UInt8](repeating: 0x66, count: length - end.count) + end).appending([0x61]))
            }
        }
        try check(paths)
    }

    @Test func `a name made to look like a cut one gets no other's sidecar`() throws {
        // What a long name is cut to, taken as the name of another photo, and the same for folders.
        let long = LibraryPath.root.appending([UInt8](repeating: 0x61, count: 255))
        let longFolder = LibraryPath.root.appending([UInt8](repeating: 0x66, count: 250) + Array(".json".utf8))
        try check([long, longFolder.appending([0x61])])
        let made = try Descriptor.folder(scratch.at("sidecars")).entries().map(\.name)
        #expect(made.count == 2 && made.allSatisfy { $0.count == 255 })
        let twins = made.map { name in
            name.suffix(5).elementsEqual(".json".utf8)
                ? LibraryPath.root.appending(Array(name.dropLast(5))) : LibraryPath.root.appending(name).appending([0x61])
        }
        try check([long, longFolder.appending([0x61])] + twins)
    }

    @Test func `5,000 random paths of few letters`() throws {
        var random = SeededGenerator(seed: 661)
        let parts = ["a", "b", ".json", "~", "~~", ".", "json"]
        var photos: Set<LibraryPath> = []
        var folders: Set<LibraryPath> = []
        while photos.count < 5000 {
            var path = LibraryPath.root
            var above: [LibraryPath] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let name = (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in
                    Array((parts.randomElement(using: &random) ?? "a").utf8)
                }
                guard LibraryPath.isName(name[...]) else { continue }
                above.append(path)
                path = path.appending(name)
            }
            // A name is a photo's or a folder's, as on a disk.
            guard path != .root, !folders.contains(path), !above.contains(where: photos.contains) else { continue }
            photos.insert(path)
            folders.formUnion(above)
        }
        try check(photos.sorted())
    }
}
