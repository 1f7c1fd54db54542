// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import Testing

@Suite struct `Failed system calls are told in words` {
    @Test func `every error has a sentence and a remedy without a path`() throws {
        let path = try #require(LibraryPath(bytes: Array("a/b".utf8)))
        for number in Int32(1)...133 {
            let problem = SystemError("openat", number).problem(at: path)
            #expect(problem.code == .environment && problem.path == path)
            #expect(!problem.sentence.isEmpty && !problem.remedy.isEmpty)
            #expect(!problem.sentence.hasSuffix(".") && problem.remedy.hasSuffix("."))
            #expect(!problem.sentence.contains("a/b"))
        }
        #expect(!SystemError("openat", 99_999).problem().sentence.isEmpty)
    }

    @Test func `full disks, absences and refusals are told apart`() {
        for number in Int32(1)...133 {
            let error = SystemError("x", number)
            #expect(error.isFullDisk == [ENOSPC, EDQUOT].contains(number))
            #expect(error.isAbsence == [ENOENT, ENOTDIR].contains(number))
            #expect(error.isReadOnly == [EROFS, EACCES, EPERM].contains(number))
        }
    }

    @Test func `a canonical path has no links, dots or double slashes`() throws {
        let scratch = Scratch()
        scratch.folder("a")
        scratch.folder("a/b")
        scratch.link("link", to: "a")
        for text in ["a/b", "link/b", "a/../a/./b", "a//b/", "link/../link/b"] {
            #expect(try Environment.canonical(scratch.at(text)) == scratch.at("a/b"), "\(text)")
        }
        let odd = Scratch()
        odd.folder([0xFF, 0x0A])
        #expect(try Environment.canonical(odd.at([0xFF, 0x0A])) == odd.at([0xFF, 0x0A]))
        #expect(Descriptor.error { () throws(SystemError) in _ = try Environment.canonical(scratch.at("c")) }?.number == ENOENT)
    }

    @Test func `the state folder follows the XDG specification`() async {
        await #expect(processExitsWith: .success) {
            // This child alone has the environment, and copies of the strings are made.
            _ = unsafe setenv("XDG_STATE_HOME", "/s", 1)
            _ = unsafe setenv("HOME", "/h", 1)
            #expect(Environment.stateHome == SystemPath(literal: "/s/jozin"))
            _ = unsafe setenv("XDG_STATE_HOME", "relative", 1)
            #expect(Environment.stateHome == SystemPath(literal: "/h/.local/state/jozin"))
            _ = unsafe setenv("XDG_STATE_HOME", "", 1)
            #expect(Environment.stateHome == SystemPath(literal: "/h/.local/state/jozin"))
            _ = unsafe unsetenv("XDG_STATE_HOME")
            _ = unsafe unsetenv("HOME")
            #expect(Environment.stateHome == nil)
        }
    }

    @Test func `random bytes are sixteen, and others each time`() {
        let drawn = Set((0..<100).map { _ in Environment.randomBytes() })
        #expect(drawn.count == 100 && drawn.allSatisfy { $0.count == 16 })
    }
}
