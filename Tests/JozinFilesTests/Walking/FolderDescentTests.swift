// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `A way down keeps few folders open and loses none` {
    private let scratch = Scratch()
    private static let fewest = DescriptorAllowance(limit: 0, processors: 1)

    /// Makes folders inside each other and side by side, two files in each; how many folders there are, the root included.
    private static func grow(_ scratch: Scratch, seed: UInt64) -> Int {
        var random = SeededGenerator(seed: seed)
        var folders = ["."]
        for number in 0..<random.number(1...60) {
            folders.append("\(folders[random.number(0...folders.count - 1)])/f\(number)")
            scratch.folder(folders[folders.count - 1])
        }
        for folder in folders { for name in ["1", "2"] { scratch.file("\(folder)/\(name)") } }
        return folders.count
    }

    @Test func `a walk with one folder open meets what any other walk does, in the same order`() throws {
        for seed in UInt64(0)..<12 {
            let scratch = Scratch()
            let count = Self.grow(scratch, seed: seed)
            var few = LibraryWalker(root: try Descriptor.folder(scratch.path), selection: Selection(), Self.fewest)
            var many = LibraryWalker(root: try Descriptor.folder(scratch.path), selection: Selection())
            for _ in 0..<count {
                let (one, other) = (few.next(), many.next())
                #expect(one != nil && one?.path == other?.path && one?.files == other?.files && one?.files.count == 2)
                #expect(try one?.folder.descriptor.status(of: Array("1".utf8)).kind == .file)
            }
            #expect(few.next() == nil && many.next() == nil && few.unreadable.isEmpty)
        }
    }

    @Test func `sidecars are walked so too`() throws {
        for seed in UInt64(20)..<26 {
            let (scratch, own) = (Scratch(), Scratch())
            _ = Self.grow(scratch, seed: seed)
            let state = try StateFolder(try Descriptor.folder(own.path))
            var store = try SidecarStore(state, Self.fewest)
            var photos = LibraryWalker(root: try Descriptor.folder(scratch.path), selection: Selection())
            var paths: [LibraryPath] = []
            while let listing = photos.next() {
                paths.append(listing.path)
                for name in listing.files { try store.stage(name, for: listing.path.appending(name), in: state) }
                if store.isFull { try store.commit(in: state) }
            }
            #expect(store.hasStaged == false)
            var walker = try SidecarWalker(state, Self.fewest)
            for path in paths {
                guard let listing = try walker.next() else { Issue.record("a folder is missing"); break }
                #expect(listing.path == path && listing.names.count == 2 && listing.names.allSatisfy { listing.read($0) != nil })
            }
            #expect(try walker.next() == nil)
        }
    }

    @Test func `a limit far below the number of folders is kept`() async {
        let name = String(repeating: "d", count: 40)
        let script = "cd \(scratch.text) && for i in $(seq 300); do mkdir a z \(name) && cd -P \(name) || exit 1; done"
        #expect(Shell.run(script) == 0)
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let root = try Descriptor.folder(Scratch(sharing: path).path)
            let open = try Descriptor.folder(SystemPath(literal: "/proc/self/fd")).entries().compactMap {
                Int(String(decoding: $0.name, as: UTF8.self))
            }
            // Beyond the highest that is open: the root is reopened, a folder, its parent, and one on the way to it.
            let most = rlim_t((open.max() ?? 0) + 5)
            var limit = rlimit(rlim_cur: most, rlim_max: most)
            // The limit is read during the call.
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            let few = DescriptorAllowance(limit: 0, processors: 1)
            var walker = LibraryWalker(root: root, selection: Selection(), few)
            var folders = 0
            while walker.next() != nil { folders += 1 }
            #expect(folders == 901 && walker.unreadable.isEmpty)
        }
    }

    /// The allowance is a plan; what is there may be less.
    @Test func `a walk that is given less than it was promised lets go of what it can`() async {
        let script = "cd \(scratch.text) && for i in $(seq 200); do mkdir a z n && cd -P n || exit 1; done"
        #expect(Shell.run(script) == 0)
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            // The limit is read during the call.
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            var walker = LibraryWalker(root: try Descriptor.folder(Scratch(sharing: path).path), selection: Selection())
            var folders = 0
            while walker.next() != nil { folders += 1 }
            #expect(folders == 601 && walker.unreadable.isEmpty)
        }
    }

    @Test func `a folder that another took the place of while it was closed is not walked for it`() throws {
        for folder in ["a", "a/b", "a/b/c", "a/z", "other", "other/z"] { scratch.folder(folder) }
        var walker = LibraryWalker(root: try Descriptor.folder(scratch.path), selection: Selection(), Self.fewest)
        for _ in 0..<4 { #expect(walker.next() != nil) }
        #expect(Shell.run("cd \(scratch.text) && mv a old && cp -r other a && rm -r other") == 0)
        #expect(walker.next() == nil)
        #expect(walker.unreadable.map { $0.path?.bytes } == [Array("a/z".utf8), Array("other".utf8)])
        #expect(walker.unreadable.first?.sentence == "it is not there any more")
    }
}
