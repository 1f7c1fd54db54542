// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinCore
import JozinFiles
import Synchronization
import Testing

@Suite struct `In the sandbox the kernel refuses every write outside` {
    private let scratch = Scratch()

    private func prepare() {
        for folder in ["photos", "photos/folder", "photos/empty", "own"] { scratch.folder(folder) }
        for file in ["photos/a.jpg", "photos/b.jpg", "photos/folder/c.jpg"] { scratch.file(file, [1, 2, 3]) }
        scratch.file("own/old", [9])
    }

    @Test func `on the thread that entered`() async {
        prepare()
        let before = scratch.picture("photos")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let attempts = WriteAttempts(Scratch(sharing: path))
            guard try attempts.enterSandbox() else { return }
            attempts.expectRefusals()
            try attempts.expectOwnFolderWorks()
        }
        #expect(scratch.picture("photos") == before)
        if scratch.exists("not-run") { Surroundings.notRun("the sandbox", "this kernel has no Landlock") }
    }

    @Test func `on threads that were started later`() async {
        prepare()
        let before = scratch.picture("photos")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let attempts = WriteAttempts(Scratch(sharing: path))
            guard try attempts.enterSandbox() else { return }
            let tried = Mutex(0)
            OwnThread.run {
                attempts.expectRefusals()
                tried.withLock { $0 += 1 }
                // And on a thread of that thread.
                OwnThread.run {
                    attempts.expectRefusals()
                    tried.withLock { $0 += 1 }
                }
            }
            #expect(tried.withLock { $0 } == 2)
        }
        #expect(scratch.picture("photos") == before)
    }

    /// This process had a pool before the sandbox, whose threads stay free: only those that come of it are looked at.
    /// Where there was none, as in `jozin`, that is all of them.
    @Test func `on pool threads that come of the one that entered`() async {
        prepare()
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let attempts = WriteAttempts(Scratch(sharing: path))
            guard try attempts.enterSandbox() else { return }
            let gate = DispatchSemaphore(value: 0)
            let group = DispatchGroup()
            let one = Mutex(())
            // Serial queues that all wait need a thread each.
            for number in 0..<32 {
                DispatchQueue(label: "pool \(number)").async(group: group) {
                    gate.wait()
                    guard Surroundings.descendsFromSandbox else { return }
                    one.withLock { _ in attempts.expectRefusals() }
                }
            }
            for _ in 0..<32 { gate.signal() }
            group.wait()
            try attempts.expectOwnFolderWorks()
        }
    }

    @Test func `in programs that are started from it`() async {
        prepare()
        let before = scratch.picture("photos")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            guard try WriteAttempts(Scratch(sharing: path)).enterSandbox() else { return }
            let photos = path + "/photos"
            for command in [
                "echo x > \(photos)/a.jpg", "rm \(photos)/a.jpg", "touch \(photos)/new", "mv \(photos)/a.jpg \(path)/own/a.jpg",
                "cp \(photos)/a.jpg \(photos)/z",
            ] {
                #expect(Shell.run("\(command) 2>/dev/null") != 0, "\(command)")
            }
            #expect(Shell.run("cp \(photos)/a.jpg \(path)/own/copy && echo x > /dev/null") == 0)
        }
        #expect(scratch.picture("photos") == before)
    }

    @Test func `and allowing nothing leaves nothing to write to`() async {
        prepare()
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            guard try KernelSandbox.enter(allowingWritesIn: []) != .nothing else { return }
            #expect(WriteAttempts.fails(unsafe open(Scratch.text(scratch.at("own/new")), O_WRONLY | O_CREAT, 0o644)))
            #expect(scratch.read("own/old") == [9])
        }
        #expect(!scratch.exists("own/new"))
    }
}
