// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A full disk is named, and costs nothing` {
    private static let test = "a disk that is full"

    /// Sizes of the disk in megabytes, and what is left on it in kilobytes.
    private static let rooms: [(size: Int, left: Int)] = {
        let all = [1, 2, 4, 8, 16, 32, 64].flatMap { size in [60, 300, 640].map { (size, $0) } }
        return Extent.of(short: [all[0], all[4], all[20]], full: all)
    }()

    @Test func `12 on a disk of any size, and a scan with more room goes on`() async throws {
        let place = try Place()
        try place.copy(try await Sample.demo.value.photos)
        let undisturbed = try Place()
        try undisturbed.copy(place.photos)
        try undisturbed.scan()
        let expected = try Sidecars(undisturbed)
        let before = try TreeDigest(place)
        guard let space = try MountNamespace(place, for: Self.test) else { return }
        var full = 0
        for (size, left) in Self.rooms {
            let disk = place.base.appending("disk-\(size)-\(left)")
            let comment = "\(size) MB with \(left) kB left"
            let made = try space.run(
                "mkdir \"$1\" && mount -t tmpfs -o size=\(size)m none \"$1\" && fallocate -l $((\(size) * 1024 - \(left)))K \"$1/ballast\"",
                Word(disk))
            #expect(made.code == 0, "\(made.said)")
            let words: [Word] = ["scan", Word(place.photos), "--state", Word(disk.appending("state")), "--json-lines"]
            let known = Word(Array("XDG_STATE_HOME=".utf8) + place.base.appending("known-\(size)-\(left)").bytes)
            let first = try place.start(words, through: space.through, environment: [known]).end()
            #expect(first.code == 12 || first.code == 1, "\(comment): \(first.code) \(first.said)")
            if first.code == 12 {
                full += 1
                #expect(first.said.contains("full") && first.said.contains("Free some space"), "\(comment): \(first.said)")
                let name = String(decoding: disk.bytes, as: UTF8.self)
                #expect(first.said.contains(name), "the disk is named: \(first.said)")
            }
            try space.run("rm \"$1/ballast\"; mount -o remount,size=80m \"$1\"", Word(disk))
            let answer = try ScanAnswer(place.start(words, through: space.through, environment: [known]).end())
            #expect(answer.outcome.code == 1, "\(comment): \(answer.outcome.said)")
            answer.expectSums()
            let found = try Sidecars(in: space.outside(disk.appending("state")))
            #expect(found.differences(expected) == [] && found.temporary == [], "\(comment)")
            try space.run("umount \"$1\"", Word(disk))
        }
        print("\(Self.test): \(full) of \(Self.rooms.count) scans ran out of room")
        #expect(full >= Self.rooms.count / 2)
        #expect(try TreeDigest(place).differences(before) == [])
    }
}
