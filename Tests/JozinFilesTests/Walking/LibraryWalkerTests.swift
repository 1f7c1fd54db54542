// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import Testing

@Suite struct `A walk sees every file of the library once, and nothing outside it` {
    private let scratch = Scratch()

    private struct Walk {
        var folders: [String] = []
        var files: [String] = []
        var excluded: [String: String] = [:]
        var unreadable: [String: String] = [:]
    }

    private func text(_ path: LibraryPath?) -> String { path.map { DisplayName.text($0.bytes) } ?? "" }

    private func walk(_ folder: String = ".", _ selection: Selection = Selection()) throws -> Walk {
        var walk = Walk()
        var walker = LibraryWalker(root: try Descriptor.folder(scratch.at(folder)), selection: selection)
        while let listing = walker.next() {
            walk.folders.append(text(listing.path))
            for file in listing.files {
                walk.files.append(text(listing.path.appending(file)))
                #expect(try listing.folder.descriptor.status(of: file).kind == .file)
            }
            for problem in listing.excluded { walk.excluded[text(problem.path)] = problem.sentence }
        }
        for problem in walker.unreadable { walk.unreadable[text(problem.path)] = problem.sentence }
        #expect(walker.next() == nil)
        return walk
    }

    @Test func `folders come before what is in them, all in the order of the bytes`() throws {
        for folder in ["b", "a", "a/z", "a/y", "B", "a-"] { scratch.folder(folder) }
        for file in ["b/2", "b/1", "a/z/9", "a/x", "c", "A", "a-/q", "B/k"] { scratch.file(file) }
        let walk = try walk()
        #expect(walk.folders == ["", "B", "a", "a/y", "a/z", "a-", "b"])
        #expect(walk.files == ["A", "c", "B/k", "a/x", "a/z/9", "a-/q", "b/1", "b/2"])
        #expect(walk.excluded.isEmpty && walk.unreadable.isEmpty)
    }

    @Test func `odd names are walked as folders and as files`() throws {
        let names = OddNames.all.filter { $0.first != UInt8(ascii: ".") && $0.count < 250 }
        for name in names {
            scratch.folder(name)
            scratch.file(name + [0x2F] + name)
        }
        #expect(try walk().files.count == names.count)
    }

    @Test func `links are told and never followed`() throws {
        let outside = Scratch()
        outside.file("secret.jpg", [1])
        scratch.folder("a")
        scratch.file("a/photo.jpg")
        scratch.link("a/up", to: "..")
        scratch.link("a/self", to: "self")
        scratch.link("a/ping", to: "pong")
        scratch.link("a/pong", to: "ping")
        scratch.link("a/copy.jpg", to: "photo.jpg")
        scratch.link("out", to: outside.text)
        scratch.link("out.jpg", to: outside.text + "/secret.jpg")
        scratch.link("dangling", to: "/nowhere/at/all")
        scratch.link("proc", to: "/proc")
        let walk = try walk()
        #expect(walk.files == ["a/photo.jpg"] && walk.folders == ["", "a"])
        #expect(
            walk.excluded.keys.sorted() == [
                "a/copy.jpg", "a/ping", "a/pong", "a/self", "a/up", "dangling", "out", "out.jpg", "proc",
            ])
        #expect(walk.excluded.values.allSatisfy { $0.contains("symbolic link") })
    }

    @Test func `even an include glob brings no link, pipe or socket in`() throws {
        scratch.file("a.jpg")
        scratch.link("link.jpg", to: "a.jpg")
        scratch.pipe("pipe.jpg")
        scratch.socket("socket.jpg")
        let hasDevice = scratch.device("device.jpg")
        if !hasDevice { Surroundings.notRun("devices are never offered", "making a device needs root") }
        let walk = try walk(".", Selection(include: [Glob("*"), Glob("*.jpg"), Glob("/**")]))
        #expect(walk.files == ["a.jpg"])
        #expect(walk.excluded.count == (hasDevice ? 4 : 3))
        #expect(walk.excluded["pipe.jpg"] == "it is a pipe, not a file")
    }

    @Test func `Jožin's own folder is never walked, at no depth and for no glob`() throws {
        for folder in [".jozin", ".jozin/sidecars", "a", "a/.jozin"] { scratch.folder(folder) }
        for file in [".jozin/library.json", ".jozin/sidecars/a.jpg", "a/.jozin/x.jpg", "a/b.jpg"] { scratch.file(file) }
        let walk = try walk(".", Selection(include: [Glob("*"), Glob(".jozin/**"), Glob("**/.jozin/*")]))
        #expect(walk.files == ["a/b.jpg"])
        #expect(walk.excluded.isEmpty, "the owner need not hear of it")
    }

    @Test func `something else that is called .jozin is told`() throws {
        scratch.folder("a")
        scratch.folder("b")
        scratch.file("a/.jozin")
        scratch.link("b/.jozin", to: "../a")
        #expect(try walk().excluded.keys.sorted() == ["a/.jozin", "b/.jozin"])
    }

    @Test func `hidden names and other programs' folders are left out with a reason`() throws {
        for folder in [".trash", "@eaDir", "#recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found", "a"] {
            scratch.folder(folder)
        }
        for file in [".trash/a.jpg", ".hidden.jpg", "@eaDir/t.jpg", "a/b.jpg", "a/@eaDir"] { scratch.file(file) }
        let walk = try walk()
        #expect(walk.files == ["a/@eaDir", "a/b.jpg"])
        #expect(walk.excluded.count == 7 && walk.excluded.values.allSatisfy { !$0.isEmpty })
        #expect(walk.excluded[".hidden.jpg"] == "its name begins with a dot")
        #expect(walk.excluded["@eaDir"] == "it belongs to another program")
    }

    @Test func `an include glob wins over an exclude glob and over hiding`() throws {
        scratch.folder(".h")
        for file in ["a.gif", "keep.gif", ".h/x.jpg", ".y.jpg"] { scratch.file(file) }
        let selection = Selection(
            include: [Glob("keep.*"), Glob(".h"), Glob("/.h/x.jpg")], exclude: [Glob("*.gif"), Glob("keep.gif")])
        let walk = try walk(".", selection)
        #expect(walk.files == ["keep.gif", ".h/x.jpg"])
        #expect(walk.excluded["a.gif"] == "--exclude *.gif")
    }

    @Test func `300 folders in each other are walked to the end`() throws {
        // One component at a time: the whole path is longer than the system takes in one call.
        let name = String(repeating: "d", count: 40)
        let script = "cd \(scratch.text) && for i in $(seq 300); do mkdir \(name) && cd -P \(name) || exit 1; done; : > photo.jpg"
        #expect(Shell.run(script) == 0)
        let walk = try walk()
        #expect(walk.folders.count == 301)
        #expect(walk.files.first?.utf8.count == 300 * 41 + 9)
    }

    @Test func `hard-link twins are two files`() throws {
        scratch.file("a.jpg", [1])
        scratch.hardLink("b.jpg", to: "a.jpg")
        #expect(try walk().files == ["a.jpg", "b.jpg"])
    }

    @Test func `a folder that goes away or turns into a link while it is walked is told`() throws {
        for folder in ["a", "b", "c"] { scratch.folder(folder) }
        scratch.file("c/photo.jpg")
        var walker = LibraryWalker(root: try Descriptor.folder(scratch.path), selection: Selection())
        #expect(walker.next()?.path == .root)
        scratch.remove("a")
        scratch.remove("b")
        scratch.link("b", to: "c")
        #expect(walker.next().map { text($0.path) } == "c")
        #expect(walker.next() == nil)
        #expect(walker.unreadable.map { text($0.path) } == ["a", "b"])
    }

    @Test func `a folder without rights is told and the rest is walked`() async {
        guard Surroundings.isRoot else {
            return Surroundings.notRun(
                "a folder without rights is told and the rest is walked", "becoming another user needs root")
        }
        for folder in ["a", "b", "c"] { scratch.folder(folder) }
        for file in ["a/1.jpg", "b/2.jpg", "c/3.jpg"] { scratch.file(file) }
        scratch.mode("b", 0o000)
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            #expect(Surroundings.becomeNobody())
            var walker = LibraryWalker(root: try Descriptor.folder(Scratch(sharing: path).path), selection: Selection())
            var files = 0
            while let listing = walker.next() { files += listing.files.count }
            #expect(files == 2)
            #expect(walker.unreadable.map { $0.path?.bytes } == [Array("b".utf8)])
            #expect(walker.unreadable.allSatisfy { $0.code == .environment && $0.sentence.contains("permission denied") })
        }
    }

    @Test func `a folder mounted inside itself ends the way down there`() async {
        scratch.folder("a")
        scratch.folder("a/b")
        scratch.file("a/photo.jpg")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            guard Surroundings.takeOwnMounts(), Surroundings.mount(path, on: path + "/a/b", "", UInt(MS_BIND), "") else {
                return scratch.file("not-run")
            }
            var walker = LibraryWalker(root: try Descriptor.folder(scratch.path), selection: Selection())
            var folders: [LibraryPath] = []
            while let listing = walker.next() { folders.append(listing.path) }
            #expect(folders.count == 2)
            #expect(walker.unreadable.map(\.sentence) == ["it contains itself"])
        }
        if scratch.exists("not-run") {
            Surroundings.notRun("a folder mounted inside itself ends the way down there", "mounting is not possible")
        }
    }
}
