// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import Testing

@Suite struct `One process at a time works on a library` {
    private let place = TestLibraries()
    private var scratch: Scratch { place.scratch }

    @Test func `a second process gets exit 11, until the first is done`() async throws {
        scratch.folder("p")
        let library = try place.opener().open(scratch.at("p"), making: true)
        let lock = try library.lock()
        await #expect(processExitsWith: .exitCode(ExitCode.locked.rawValue)) { [path = scratch.text as String] in
            let place = TestLibraries(sharing: path)
            do throws(RunFailure) {
                let library = try place.opener().open(place.scratch.at("p"), making: true)
                _ = try library.lock()
            } catch {
                exit(error.exit.rawValue)
            }
        }
        _ = consume lock
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let place = TestLibraries(sharing: path)
            _ = try place.opener().open(place.scratch.at("p"), making: true).lock()
        }
    }

    @Test func `a second lock in the same process is refused as well, in words`() throws {
        scratch.folder("p")
        let library = try place.opener().open(scratch.at("p"), making: true)
        let lock = try library.lock()
        do throws(RunFailure) {
            _ = try library.lock()
            Issue.record("the library was locked twice")
        } catch {
            #expect(error.exit == .locked && error.problem.sentence == "another Jožin is working on this library")
        }
        _ = consume lock
        _ = try library.lock()
    }

    @Test func `the lock of a killed process is free`() async throws {
        scratch.folder("p")
        for _ in 0..<3 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = scratch.text as String] in
                let place = TestLibraries(sharing: path)
                let library = try place.opener().open(place.scratch.at("p"), making: true)
                let lock = try library.lock()
                kill(getpid(), SIGKILL)
                _ = consume lock
            }
            _ = try place.opener().open(scratch.at("p"), making: false).lock()
        }
    }

    @Test func `a library is opened for reading while another process holds the lock`() throws {
        scratch.folder("p")
        let library = try place.opener().open(scratch.at("p"), making: true)
        let lock = try library.lock()
        #expect(try place.open("p", making: false).id == library.identity.id)
        _ = consume lock
    }

    @Test func `8 processes that make the same library make one`() async throws {
        scratch.folder("p")
        scratch.folder("ids")
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { [path = scratch.text] in
                    await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                        let place = TestLibraries(sharing: path)
                        do throws(RunFailure) {
                            place.scratch.file("ids/\(number)", Array(try place.open("p").id.utf8))
                        } catch {
                            // Who comes while another is making it may be told so.
                            #expect(error.exit == .locked)
                        }
                    }
                }
            }
        }
        let id = try place.open("p", making: false).id
        let seen = (0..<8).compactMap { scratch.read("ids/\($0)") }
        #expect(!seen.isEmpty && seen.allSatisfy { $0 == Array(id.utf8) })
    }

    @Test func `8 processes that register 8 libraries lose none`() async throws {
        for number in 0..<8 { scratch.folder("p\(number)") }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { [path = scratch.text] in
                    await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                        // In and out of the registry many times, so that the processes meet.
                        let place = TestLibraries(sharing: path)
                        for round in 0..<10 {
                            place.scratch.folder("p\(number)/\(round)")
                            _ = try place.open("p\(number)/\(round)", state: "s/\(number)-\(round)")
                        }
                    }
                }
            }
        }
        for number in 0..<8 {
            for round in 0..<10 { #expect(try place.open("p\(number)/\(round)", making: false).state == "s/\(number)-\(round)") }
        }
    }

    @Test func `a registry that cannot be read is an error, not an empty one`() throws {
        scratch.folder("p")
        scratch.folder("q")
        _ = try place.open("p")
        let whole = try #require(scratch.read("home/libraries.json"))
        let text = String(decoding: whole, as: UTF8.self)
        let damaged = [
            "", "{}", String(text.dropLast(10)), text.replacing("jozin.libraries/1", with: "jozin.libraries/2"),
            text.replacing("\"root\"", with: "\"rot\""),
            text.replacing("\"id\"", with: "\"i\""),
        ]
        for content in damaged {
            scratch.file("home/libraries.json", Array(content.utf8))
            for path in ["p", "q"] {
                let failure = try #require(place.failure(path))
                #expect(failure.exit == .failed && failure.problem.sentence.contains("list of known libraries"))
            }
            #expect(scratch.read("home/libraries.json") == Array(content.utf8) && !scratch.exists("q/.jozin"))
        }
    }
}
