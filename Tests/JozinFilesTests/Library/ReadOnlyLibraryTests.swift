// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import Testing

@Suite struct `A library that cannot be written to keeps its state in the user's folder` {
    private let place = TestLibraries()
    private var scratch: Scratch { place.scratch }

    /// What must hold on any root that refuses writing.
    private static func check(_ place: TestLibraries) throws {
        let made = try place.open("p")
        #expect(made.isNew && made.isElsewhere && made.root == "p" && made.state.hasPrefix("home/states/"))
        for path in ["p", "p/a"] {
            let again = try place.open(path)
            #expect(again.id == made.id && !again.isNew && again.isElsewhere && again.root == "p")
        }
        #expect(!place.scratch.exists("p/.jozin"))
        // The registry may be lost; the state is found again.
        place.scratch.remove("home/libraries.json")
        #expect(try place.open("p").id == made.id)
        place.scratch.remove("home/libraries.json")
        let marker = made.state + "/library.json"
        place.scratch.file(marker, [0x7B])
        #expect(place.failure("p")?.exit == .failed)
        #expect(place.scratch.read(marker) == [0x7B])
    }

    @Test func `on a disk mounted read-only`() async {
        scratch.folder("p")
        scratch.folder("p/a")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let place = TestLibraries(sharing: path)
            guard Surroundings.takeOwnMounts(), Surroundings.makeReadOnly(place.scratch.at("p")) else {
                return place.scratch.file("not-run")
            }
            try Self.check(place)
        }
        if scratch.exists("not-run") { Surroundings.notRun("on a disk mounted read-only", "mounting is not possible") }
    }

    @Test func `in a folder that the user may only read`() async {
        guard Surroundings.isRoot else {
            return Surroundings.notRun("in a folder that the user may only read", "becoming another user needs root")
        }
        scratch.folder("p")
        scratch.folder("p/a")
        scratch.mode("p", 0o555)
        scratch.mode("home", 0o777)
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            #expect(Surroundings.becomeNobody())
            try Self.check(TestLibraries(sharing: path))
        }
    }

    @Test func `where --state was given nothing goes elsewhere by itself`() async {
        guard Surroundings.isRoot else {
            return Surroundings.notRun(
                "where --state was given nothing goes elsewhere by itself", "becoming another user needs root")
        }
        scratch.folder("p")
        scratch.folder("locked")
        scratch.mode("home", 0o777)
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            #expect(Surroundings.becomeNobody())
            let place = TestLibraries(sharing: path)
            #expect(place.failure("p", state: "locked/s")?.exit == .failed)
            #expect(!place.scratch.exists("home/states"))
        }
    }

    @Test func `a full disk is exit 12`() async {
        scratch.folder("p")
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let place = TestLibraries(sharing: path)
            guard Surroundings.takeOwnMounts(), Surroundings.mountDisk(on: place.scratch.at("p"), bytes: 4096) else {
                return place.scratch.file("not-run")
            }
            place.scratch.file("p/photo.jpg", [UInt8](repeating: 1, count: 4096))
            #expect(place.failure("p")?.exit == .noSpace)
            #expect(!place.scratch.exists("p/.jozin/library.json"))
            place.scratch.remove("p/photo.jpg")
            let made = try place.open("p")
            #expect(made.isNew)
        }
        if scratch.exists("not-run") { Surroundings.notRun("a full disk is exit 12", "mounting is not possible") }
    }
}
