// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import Testing

@Suite struct `Sidecars are published together, each of them whole` {
    private let scratch = Scratch()

    private func state() throws -> StateFolder { try StateFolder(try Descriptor.folder(scratch.path)) }
    private func path(_ text: String) throws -> LibraryPath { try #require(LibraryPath(bytes: Array(text.utf8))) }

    @Test func `what is staged is published by commit and not before`() throws {
        let state = try state()
        var store = try SidecarStore(state)
        try store.stage([1], for: path("a.jpg"), in: state)
        try store.stage([2], for: path("x/y/a.jpg"), in: state)
        #expect(try store.read(path("a.jpg"), in: state) == nil)
        #expect(!scratch.exists("sidecars/a.jpg.json"))
        try store.commit(in: state)
        #expect(scratch.read("sidecars/a.jpg.json") == [1] && scratch.read("sidecars/x/y/a.jpg.json") == [2])
        #expect(try store.read(path("a.jpg"), in: state) == [1] && store.read(path("x/y/a.jpg"), in: state) == [2])
        #expect(try store.read(path("x/y/b.jpg"), in: state) == nil && store.read(path("z/b.jpg"), in: state) == nil)
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
        #expect(scratch.mode(of: "sidecars/a.jpg.json") == 0o600 && scratch.mode(of: "sidecars/x") == 0o700)
    }

    @Test func `the next batch replaces, and an empty one changes nothing`() throws {
        let state = try state()
        var store = try SidecarStore(state)
        for round in UInt8(1)...3 {
            for name in ["a", "b", "c/d"] { try store.stage([round], for: path(name), in: state) }
            try store.commit(in: state)
            try store.commit(in: state)
            for name in ["a", "b", "c/d"] { #expect(try store.read(path(name), in: state) == [round]) }
        }
        try store.stage([8], for: path("a"), in: state)
        try store.stage([9], for: path("a"), in: state)
        try store.commit(in: state)
        #expect(try store.read(path("a"), in: state) == [9])
    }

    @Test func `what is given up leaves no trace`() throws {
        let state = try state()
        var store = try SidecarStore(state)
        try store.stage([1], for: path("a"), in: state)
        try store.commit(in: state)
        try store.stage([2], for: path("a"), in: state)
        try store.stage([2], for: path("b"), in: state)
        store.discardStaged(in: state)
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
        try store.commit(in: state)
        #expect(try store.read(path("a"), in: state) == [1] && store.read(path("b"), in: state) == nil)
    }

    @Test func `what a killed run staged is not in the way of the next`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = scratch.text as String] in
            let state = try StateFolder(try Descriptor.folder(Scratch(sharing: path).path))
            var store = try SidecarStore(state)
            for name in ["a", "b", "c"] {
                try store.stage([9, 9, 9], for: LibraryPath.root.appending(Array(name.utf8)), in: state)
            }
            kill(getpid(), SIGKILL)
        }
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().count == 3)
        let state = try state()
        var store = try SidecarStore(state)
        try store.stage([1], for: path("b"), in: state)
        try store.commit(in: state)
        #expect(scratch.read("sidecars/b.json") == [1] && !scratch.exists("sidecars/a.json"))
        try state.removeLeftovers()
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
    }

    @Test func `a sidecar that did not fit on the disk is never published`() async {
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            guard Surroundings.takeOwnMounts(), Surroundings.mountDisk(on: scratch.path, bytes: 131_072) else {
                return scratch.file("not-run")
            }
            let state = try StateFolder(try Descriptor.folder(scratch.path))
            var store = try SidecarStore(state)
            let (a, b) = (LibraryPath.root.appending([0x61]), LibraryPath.root.appending([0x62]))
            try store.stage([1], for: a, in: state)
            try store.commit(in: state)
            try store.stage([2], for: b, in: state)
            let error = Descriptor.error { () throws(SystemError) in
                try store.stage([UInt8](repeating: 3, count: 400_000), for: a, in: state)
            }
            #expect(error?.isFullDisk == true)
            try store.commit(in: state)
            #expect(scratch.read("sidecars/a.json") == [1] && scratch.read("sidecars/b.json") == [2])
            #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
        }
        if scratch.exists("not-run") {
            Surroundings.notRun("a sidecar that did not fit is never published", "mounting is not possible")
        }
    }

    @Test func `reading in many folders does not keep them all open`() async {
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            let state = try StateFolder(try Descriptor.folder(scratch.path))
            var store = try SidecarStore(state)
            let paths = (0..<300).map { LibraryPath.root.appending(Array("f\($0)".utf8)).appending([0x61]) }
            for path in paths {
                try store.stage(path.bytes, for: path, in: state)
                try store.commit(in: state)
            }
            var limit = rlimit(rlim_cur: 128, rlim_max: 128)
            // The limit is read during the call.
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            for path in paths { #expect(try store.read(path, in: state) == path.bytes) }
        }
    }

    @Test func `what waits for its sync says when it keeps as many folders open as it may`() throws {
        let state = try state()
        let allowance = DescriptorAllowance(limit: 64, processors: 1)
        #expect(allowance.stagedFolders > 2)
        var store = try SidecarStore(state, allowance)
        for round in 0..<3 {
            for folder in 0..<allowance.stagedFolders {
                #expect(store.isFull == false, "\(round)")
                for name in ["a", "b"] { try store.stage([UInt8(folder)], for: path("\(folder)/\(name)"), in: state) }
            }
            #expect(store.isFull == true && store.hasStaged == true)
            if round == 1 { store.discardStaged(in: state) } else { try store.commit(in: state) }
            #expect(store.isFull == false && store.hasStaged == false)
        }
        let other = SidecarStore(sharing: store)
        #expect(try other.isEmpty() == false && other.hasStaged == false)
    }

    @Test func `folders that are kept for later give way where there is no descriptor left`() async {
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            let state = try StateFolder(try Descriptor.folder(scratch.path))
            var store = try SidecarStore(state)
            var limit = rlimit(rlim_cur: 40, rlim_max: 40)
            // The limit is read during the call.
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            let paths = (0..<200).map { LibraryPath.root.appending(Array("f\($0)".utf8)).appending([0x61]) }
            for path in paths {
                try store.stage(path.bytes, for: path, in: state)
                try store.commit(in: state)
            }
            for path in paths { #expect(try store.read(path, in: state) == path.bytes) }
        }
    }

    @Test func `a link in the place of a folder is not followed`() throws {
        let outside = Scratch()
        outside.folder("b")
        let state = try state()
        var store = try SidecarStore(state)
        let inside = try path("a/b/x.jpg")
        scratch.link("sidecars/a", to: outside.text)
        #expect(Descriptor.error { () throws(SystemError) in try store.stage([1], for: inside, in: state) } != nil)
        #expect(try Descriptor.folder(outside.at("b")).entries().isEmpty)
    }
}
