// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import Testing

@Suite struct `A library is opened where it is, and made only where it may be` {
    private let place = TestLibraries()
    private var scratch: Scratch { place.scratch }

    @Test func `a new one is made, and opened again as the same`() throws {
        scratch.folder("p")
        let made = try place.open("p")
        #expect(made.isNew && made.root == "p" && made.state == "p/.jozin" && !made.isElsewhere)
        #expect(made.id.utf8.count == 32)
        let again = try place.open("p")
        #expect(!again.isNew && again.id == made.id)
        #expect(try place.open("p", making: false).id == made.id)
        #expect(scratch.mode(of: "p/.jozin") == 0o700 && scratch.mode(of: "p/.jozin/library.json") == 0o600)
        let json = try JSONReader.read(try #require(scratch.read("p/.jozin/library.json")))
        #expect(json["id"]?.text == made.id && json["schema"]?.text == "jozin.library/1")
    }

    @Test func `two libraries have two identities`() throws {
        scratch.folder("p")
        scratch.folder("q")
        #expect(try place.open("p").id != place.open("q").id)
    }

    @Test func `nothing is made where only looking was asked for`() throws {
        scratch.folder("p")
        let failure = try #require(place.failure("p", making: false))
        #expect(failure.exit == .libraryMissing && failure.problem == LibraryOpener.noLibrary)
        #expect(!scratch.exists("p/.jozin"))
    }

    @Test func `what is not there is exit 10, and nothing is made`() throws {
        let failure = try #require(place.failure("nowhere"))
        #expect(failure.exit == .libraryMissing && !scratch.exists("nowhere"))
        scratch.file("file")
        #expect(place.failure("file") != nil)
        #expect(scratch.read("file") == [])
    }

    @Test func `a path inside belongs to the nearest library above`() throws {
        for folder in ["p", "p/a", "p/a/b"] { scratch.folder(folder) }
        let outer = try place.open("p")
        let inner = try place.open("p/a/b")
        #expect(inner.root == "p" && inner.id == outer.id && !inner.isNew)
        #expect(try place.open("p/a", making: false).root == "p")
        #expect(!scratch.exists("p/a/.jozin") && !scratch.exists("p/a/b/.jozin"))
    }

    @Test func `links and dots in the path lead to the same library`() throws {
        scratch.folder("p")
        scratch.folder("p/a")
        scratch.link("link", to: "p")
        let made = try place.open("link")
        #expect(made.root == "p")
        for path in ["p/../p", "p/.", "link/a/..", "link/a"] { #expect(try place.open(path).id == made.id) }
    }

    @Test func `a root may have any name`() throws {
        for name in OddNames.all.prefix(60) + [[0x78, 0xFF], [0x1B, 0x0A]]
        where !scratch.exists(String(decoding: name, as: UTF8.self)) {
            scratch.folder(name)
            let first = try place.opener().open(scratch.at(name), making: true)
            let second = try place.opener().open(scratch.at(name), making: false)
            #expect(first.identity == second.identity && first.root == scratch.at(name))
        }
    }

    @Test func `the state folder may be elsewhere, and is remembered`() throws {
        scratch.folder("p")
        scratch.folder("p/a")
        let made = try place.open("p", state: "s/deep/er")
        #expect(made.isNew && made.isElsewhere && made.state == "s/deep/er")
        #expect(!scratch.exists("p/.jozin") && scratch.exists("s/deep/er/library.json"))
        #expect(scratch.mode(of: "s") == 0o700)
        // Without the option too, and from a folder inside.
        for path in ["p", "p/a"] {
            let again = try place.open(path)
            #expect(again.id == made.id && again.state == "s/deep/er" && again.root == "p" && !again.isNew)
        }
        #expect(!scratch.exists("p/.jozin") && !scratch.exists("p/a/.jozin"))
    }

    @Test func `a relative state folder is the same one from everywhere`() async throws {
        scratch.folder("p")
        scratch.folder("w")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let place = TestLibraries(sharing: path)
            #expect(Shell.enter(path + "/w"))
            let opener = LibraryOpener(state: SystemPath(literal: "../s/t"), stateHome: place.home)
            let made = try opener.open(place.scratch.at("p"), making: true)
            #expect(made.statePath == place.scratch.at("s/t"))
            #expect(Shell.enter("/"))
            #expect(try place.open("p").id == made.identity.id)
        }
        #expect(try place.open("p").state == "s/t")
    }

    @Test func `the state folder named inside the root's .jozin is the usual one`() throws {
        scratch.folder("p")
        let made = try place.open("p", state: "p/.jozin")
        #expect(!made.isElsewhere && made.isNew)
        #expect(try place.open("p").id == made.id)
    }

    @Test func `everything in the root is as it was, but for .jozin`() throws {
        scratch.folder("p")
        scratch.file("p/a.jpg", [1, 2, 3])
        scratch.folder("p/b")
        scratch.file("p/b/c.jpg", [4])
        let before = scratch.picture("p/b") + Shell.output(of: "stat -c '%s %Y %Z %i' \(scratch.text)/p/a.jpg", in: scratch)
        _ = try place.open("p")
        let after = scratch.picture("p/b") + Shell.output(of: "stat -c '%s %Y %Z %i' \(scratch.text)/p/a.jpg", in: scratch)
        #expect(before == after)
        #expect(try Descriptor.folder(scratch.at("p")).entries().map { DisplayName.text($0.name) } == [".jozin", "a.jpg", "b"])
    }

    @Test func `without a home there is no registry, and libraries work`() throws {
        scratch.folder("p")
        let opener = LibraryOpener(stateHome: nil)
        let made = try opener.open(scratch.at("p"), making: true)
        #expect(try opener.open(scratch.at("p"), making: false).identity == made.identity)
        #expect(try Descriptor.folder(place.home).entries().isEmpty)
    }
}
