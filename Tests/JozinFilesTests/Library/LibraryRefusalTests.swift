// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import Testing

@Suite struct `What is not the library is never taken for it` {
    private let place = TestLibraries()
    private var scratch: Scratch { place.scratch }

    /// Everything below a folder, to show that a refusal changed nothing.
    private func expectUnchanged(_ folder: String = "p", by action: () throws -> Void) rethrows {
        let before = scratch.picture(folder)
        try action()
        #expect(scratch.picture(folder) == before)
    }

    @Test func `a registered root without its marker is exit 10, whatever lies there`() throws {
        scratch.folder("p")
        let made = try place.open("p")
        scratch.move("p/.jozin", to: "kept")
        let occupants: [(Scratch) -> Void] = [
            { _ in }, { $0.file("p/a.jpg", [1]) }, { $0.folder("p/.jozin") }, { $0.folder("p/sub") }, { $0.file("p/.jozin/x") },
        ]
        for occupy in occupants {
            occupy(scratch)
            try expectUnchanged {
                for making in [true, false] {
                    let failure = try #require(place.failure("p", making: making))
                    #expect(failure.exit == .libraryMissing && failure.problem.sentence.contains("was a Jožin library"))
                }
            }
        }
        scratch.remove("p/.jozin")
        scratch.move("kept", to: "p/.jozin")
        #expect(try place.open("p").id == made.id)
    }

    @Test func `nothing inside an unreachable library becomes one`() throws {
        scratch.folder("p")
        scratch.folder("p/a")
        _ = try place.open("p")
        scratch.remove("p/.jozin")
        expectUnchanged { #expect(place.failure("p/a")?.exit == .libraryMissing) }
    }

    @Test func `--start-anew makes a new one there, and only there`() throws {
        scratch.folder("p")
        scratch.folder("q")
        let first = try place.open("p")
        scratch.remove("p/.jozin")
        let second = try place.open("p", startAnew: true)
        #expect(second.isNew && second.id != first.id)
        #expect(try place.open("p", startAnew: true).id == second.id)
        #expect(try place.open("q", startAnew: true).isNew)
        scratch.folder("p/a")
        #expect(try place.open("p/a", startAnew: true).root == "p")
    }

    @Test func `--start-anew inside a library whose state lies elsewhere opens that one`() throws {
        scratch.folder("p")
        scratch.folder("p/a")
        let made = try place.open("p", state: "s")
        #expect(try place.open("p/a", startAnew: true).id == made.id)
        scratch.remove("s")
        #expect(try place.open("p/a", startAnew: true).root == "p/a")
    }

    @Test func `a state folder that is gone is exit 10 as well`() throws {
        scratch.folder("p")
        _ = try place.open("p", state: "s")
        scratch.remove("s")
        try expectUnchanged {
            let failure = try #require(place.failure("p"))
            #expect(failure.exit == .libraryMissing && failure.problem.sentence.contains("/s is not here"))
        }
        #expect(!scratch.exists("s"))
    }

    @Test func `a damaged marker is a failure and is not written over`() throws {
        scratch.folder("p")
        _ = try place.open("p")
        let whole = try #require(scratch.read("p/.jozin/library.json"))
        var damaged: [[UInt8]] = [
            [], [0], Array("{}".utf8), Array("[]".utf8), Array("{\"schema\":\"jozin.library/1\"}".utf8),
            Array("{\"schema\":\"jozin.library/1\",\"id\":\"\"}".utf8),
            Array("{\"schema\":\"jozin.library/x\",\"id\":\"a\"}".utf8),
            Array("{\"schema\":\"jozin.library/99999999999999999999\",\"id\":\"a\"}".utf8),
            Array("{\"schema\":\"other/1\",\"id\":\"a\"}".utf8), [UInt8](repeating: 0, count: 70_000),
        ]
        for end in stride(from: 1, to: whole.count - 2, by: 7) { damaged.append(Array(whole[..<end])) }
        for content in damaged {
            scratch.file("p/.jozin/library.json", content)
            for startAnew in [false, true] {
                let failure = try #require(place.failure("p", startAnew: startAnew))
                #expect(failure.exit == .failed && failure.problem.sentence == "its content is damaged")
            }
            #expect(scratch.read("p/.jozin/library.json") == content)
        }
        scratch.file("p/.jozin/library.json", whole)
        #expect(try !place.open("p").isNew)
    }

    @Test func `a folder, link or pipe in the marker's place is no marker and stays`() throws {
        let occupants: [(Scratch) -> Void] = [
            { $0.folder("p/.jozin/library.json") }, { $0.link("p/.jozin/library.json", to: "/etc/passwd") },
            { $0.pipe("p/.jozin/library.json") },
        ]
        scratch.folder("p")
        scratch.folder("p/.jozin")
        for occupy in occupants {
            occupy(scratch)
            try expectUnchanged {
                let failure = try #require(place.failure("p"))
                #expect(failure.exit == .failed)
            }
            scratch.remove("p/.jozin/library.json")
        }
    }

    @Test func `a library that a newer Jožin wrote is refused unchanged`() throws {
        scratch.folder("p")
        _ = try place.open("p")
        let newer = "{\"schema\":\"jozin.library/\(LibraryIdentity.schemaVersion + 1)\",\"id\":\"0123\"}"
        scratch.file("p/.jozin/library.json", Array(newer.utf8))
        scratch.remove("p/.jozin/tmp")
        try expectUnchanged {
            for startAnew in [false, true] {
                let failure = try #require(place.failure("p", startAnew: startAnew))
                #expect(failure.exit == .failed && failure.problem.sentence.contains("newer Jožin"))
            }
        }
    }

    @Test func `a root around a library is refused in words, and nothing is made`() throws {
        for folder in ["p", "p/a", "p/b"] { scratch.folder(folder) }
        _ = try place.open("p/a")
        try expectUnchanged {
            for startAnew in [false, true] {
                let failure = try #require(place.failure("p", startAnew: startAnew))
                #expect(failure.exit == .usage && failure.problem.code == .misuse)
                #expect(failure.problem.sentence.contains("/p/a"))
            }
        }
        #expect(try place.open("p/b").root == "p/b")
    }

    @Test func `a root inside a library is refused too, where --state would hide that`() throws {
        for folder in ["p", "p/a", "q", "q/a"] { scratch.folder(folder) }
        _ = try place.open("p")
        _ = try place.open("q", state: "s")
        for (path, around) in [("p/a", "/p"), ("q/a", "/q")] {
            let failure = try #require(place.failure(path, state: "t"))
            #expect(failure.exit == .usage && failure.problem.sentence.hasSuffix(around))
        }
        #expect(!scratch.exists("t"))
    }

    @Test func `a library with its files in .jozin gets no second state folder`() throws {
        scratch.folder("p")
        let made = try place.open("p")
        let failure = try #require(place.failure("p", state: "s"))
        #expect(failure.exit == .usage && !scratch.exists("s"))
        #expect(try place.open("p").id == made.id)
    }

    @Test func `a state folder among the photos or around them is refused`() throws {
        for folder in ["q", "q/p", "q/p/a", "q/p/tmp"] { scratch.folder(folder) }
        scratch.file("q/p/tmp/photo.jpg", [1])
        scratch.link("link", to: "q/p")
        expectUnchanged("q") {
            for state in ["q/p", "q/p/a", "q/p/new", "q/p/.jozin/x", "q", ".", "link", "link/a", "link/new", "q/p/a/.."] {
                let failure = place.failure("q/p", state: state)
                #expect(failure?.exit == .usage, "\(state)")
            }
        }
    }

    @Test func `a link that is called .jozin is no state folder`() throws {
        for folder in ["p", "q", "q/.jozin"] { scratch.folder(folder) }
        for target in ["../q", ".", "/", "../q/.jozin", "nothing"] {
            scratch.link("p/.jozin", to: target)
            expectUnchanged("q") {
                #expect(place.failure("p")?.exit == .failed)
                #expect(place.failure("p", making: false)?.exit == .libraryMissing)
            }
            #expect(!scratch.exists("p/library.json") && !scratch.exists("p/tmp") && !scratch.exists("p/nothing"))
            scratch.remove("p/.jozin")
        }
    }
}
