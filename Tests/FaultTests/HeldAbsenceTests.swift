// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A great absence changes nothing until the owner says so` {
    /// Forty photos, rated, twenty-four of them in a folder that is a disk of its own.
    private func library() throws -> Place {
        let place = try Place()
        for number in 1...40 {
            let folder = number <= 24 ? "disk/\(number % 3)" : "here"
            try place.put(try Sample.smallJPEG(UInt64(number)), at: "\(folder)/\(number).jpg")
        }
        #expect(try place.scan("--depth", "quick").outcome.code == 0)
        for number in 1...24 { try place.rate("disk/\(number % 3)/\(number).jpg", 1 + number % 5) }
        return place
    }

    @Test func `sixty percent that lie on a disk which is not mounted, scanned again and again, and killed`() throws {
        let place = try library()
        let rows = try CatalogRows(place)
        let sidecars = try Sidecars(place)
        try place.shell("mv disk ../unplugged; mkdir disk")
        for round in 0..<Extent.of(short: 3, full: 20) {
            let running = try place.start(["scan", Word(place.photos), "--json-lines", "--depth", "quick"])
            if round % 3 == 1 {
                Processes.pause(milliseconds: 5 * round)
                running.signal(SIGKILL)
            }
            let outcome = try running.end()
            #expect(
                [13, 137].contains(outcome.code) && (outcome.code == 13 || round % 3 == 1), "\(outcome.code) \(outcome.said)")
            if outcome.code == 13 { #expect(outcome.said.contains("24 photos") && outcome.said.contains("--accept-missing")) }
            #expect(try CatalogRows(place).differences(rows) == [], "round \(round)")
            #expect(try Sidecars(place).differences(sidecars) == [], "round \(round)")
        }
        try place.shell("rmdir disk; mv ../unplugged disk")
        let back = try place.scan("--depth", "quick")
        #expect(back.outcome.code == 0 && back.count("unchanged") == 40 && back.count("missing") == 0)
        #expect(place.rating("disk/1/1.jpg") == 2)
    }

    @Test func `what was accepted as gone comes back with every decision`() throws {
        let place = try library()
        let sidecars = try Sidecars(place)
        try place.shell("mv disk ../unplugged")
        #expect(try place.scan("--depth", "quick", "--accept-missing").count("missing") == 24)
        #expect(try Sidecars(place).differences(sidecars) == [], "the sidecars stay")
        try place.shell("mv ../unplugged disk")
        let back = try place.scan("--depth", "quick")
        #expect(back.outcome.code == 0 && back.count("done") == 40 && back.count("decoded") == 0)
        #expect(try Sidecars(place).differences(sidecars) == [])
    }

    /// After PhotoPrism's issue 2690: the folder was renamed, another came under its name, and the old one was let go.
    @Test func `a folder that was renamed and whose name went to another`() throws {
        let place = try library()
        try place.shell("mv disk archive; mkdir -p disk/1; cp -p here/40.jpg disk/1/1.jpg")
        let before = try TreeDigest(place)
        let moved = try place.scan("--depth", "quick")
        #expect(moved.outcome.code == 0 && moved.count("missing") == 0 && moved.count("held") == 0, "\(moved.outcome.said)")
        #expect(try TreeDigest(place).differences(before) == [])
        for number in 1...24 { #expect(place.rating("archive/\(number % 3)/\(number).jpg") == 1 + number % 5, "\(number)") }
        #expect(place.rating("disk/1/1.jpg") == nil, "another photo under the name has none of its decisions")
        try place.shell("rm -r disk")
        let gone = try place.scan("--depth", "quick", "--accept-missing")
        #expect(gone.count("missing") == 1 && gone.outcome.code == 0)
        for number in 1...24 { #expect(place.rating("archive/\(number % 3)/\(number).jpg") == 1 + number % 5, "\(number)") }
    }

    @Test func `a photo that moves and a copy that stays share their decisions`() throws {
        let place = try Place()
        for name in ["2019/IMG_1.jpg", "copy.jpg"] as [Word] { try place.put(try Sample.smallJPEG(1), at: name) }
        try place.scan()
        try place.rate("2019/IMG_1.jpg", 1)
        #expect(place.rating("copy.jpg") == 1)
        try place.rate("copy.jpg", 5)
        try place.shell("mkdir 2021; mv 2019/IMG_1.jpg 2021/sunset.jpg")
        #expect(try place.scan().origin("2021/sunset.jpg") == "2019/IMG_1.jpg")
        #expect(place.rating("copy.jpg") == 5)
        #expect(place.rating("2021/sunset.jpg") == 5)
    }
}
