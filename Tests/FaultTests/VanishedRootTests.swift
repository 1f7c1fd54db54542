// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `A disk that goes away takes nothing with it` {
    /// A library on a disk of its own, which is known; Jožin's files lie elsewhere.
    private struct Unplugged {
        let space: MountNamespace
        let disk: SystemPath
        let state: SystemPath
        let owner: Place

        init?(_ test: String) async throws {
            owner = try Place()
            guard let space = try MountNamespace(owner, for: test) else { return nil }
            self.space = space
            disk = owner.base.appending("disk")
            state = owner.base.appending("elsewhere")
            try owner.copy(try await Sample.demo.value.photos)
            try space.run("mkdir \"$1\"", Word(disk))
            try plug()
            #expect(try scan().outcome.code == 1)
        }

        func plug() throws {
            let outcome = try space.run("mount --bind \"$1\" \"$2\"", Word(owner.photos), Word(disk))
            #expect(outcome.code == 0, "\(outcome.said)")
        }

        func unplug() throws { _ = try space.run("umount -l \"$1\"", Word(disk)) }

        func start() throws -> Running {
            let words: [Word] = ["scan", Word(disk), "--state", Word(state), "--json-lines"]
            return try owner.start(words, through: space.through)
        }

        func scan() throws -> ScanAnswer { try ScanAnswer(start().end()) }

        func rows() throws -> CatalogRows { try CatalogRows(in: state) }
    }

    @Test func `an empty folder in its place`() async throws {
        guard let library = try await Unplugged("an empty folder in its place") else { return }
        let before = try library.rows()
        try library.unplug()
        for _ in 0..<Extent.of(short: 2, full: 20) {
            let answer = try library.scan()
            #expect(answer.outcome.code == 10 && answer.lines.isEmpty, "\(answer.outcome.said)")
            #expect(try library.rows().differences(before) == [])
        }
        try library.plug()
        let answer = try library.scan()
        #expect(answer.outcome.code == 1 && answer.count("missing") == 0 && answer.count("new") == 0)
        #expect(try library.rows().differences(before) == [])
    }

    @Test func `another disk in its place`() async throws {
        guard let library = try await Unplugged("another disk in its place") else { return }
        let before = try library.rows()
        try library.unplug()
        try library.space.run("mount -t tmpfs none \"$1\"", Word(library.disk))
        try Disk.write(try Sample.smallJPEG(77), to: library.space.outside(library.disk.appending("stranger.jpg")))
        try library.space.run("mkdir \"$1/2019\"; cp \"$1/stranger.jpg\" \"$1/2019\"", Word(library.disk))
        for _ in 0..<Extent.of(short: 2, full: 20) {
            let answer = try library.scan()
            #expect(answer.outcome.code == 10 && answer.lines.isEmpty, "\(answer.outcome.code) \(answer.outcome.said)")
            #expect(try library.rows().differences(before) == [])
        }
        try library.unplug()
        try library.plug()
        #expect(try library.scan().count("missing") == 0)
        #expect(try library.rows().differences(before) == [])
    }

    @Test func `unplugged in the middle of a scan`() async throws {
        guard let library = try await Unplugged("unplugged in the middle of a scan") else { return }
        var random = SeededGenerator(seed: 17)
        var ended: [Int32: Int] = [:]
        for moment in 0..<Extent.of(short: 3, full: 20) {
            // New photos, so that there is something to do; and every known one to be looked at.
            for number in 0..<6 {
                try library.owner.put(Sample.png(UInt64(1000 + moment * 10 + number)), at: "new \(moment)/\(number).png")
            }
            let before = try library.rows()
            let running = try library.start()
            Processes.pause(milliseconds: random.number(1...150))
            try library.unplug()
            let outcome = try running.end()
            ended[outcome.code, default: 0] += 1
            // A scan that has the folder open may go on to its end: the kernel keeps it for it.
            #expect([0, 1, 2, 10].contains(outcome.code), "moment \(moment): \(outcome.code) \(outcome.said)")
            expectKept(before, try library.rows(), "moment \(moment)")
            #expect(try library.scan().outcome.code == 10, "and now it is gone")
            expectKept(before, try library.rows(), "behind moment \(moment)")
            try library.plug()
        }
        let answer = try library.scan()
        answer.expectSums()
        #expect(answer.outcome.code == 1 && answer.count("missing") == 0)
        print("unplugged in the middle of a scan: exit codes \(ended)")
    }

    /// Every photo that was there is there still, with the same bytes.
    private func expectKept(_ before: CatalogRows, _ after: CatalogRows, _ comment: String) {
        let lost = before.digests.filter { after.digests[$0.key] != $0.value }
        #expect(lost.isEmpty, "\(comment): \(lost.keys.map { String(decoding: $0, as: UTF8.self) })")
        #expect(after.integrity == "ok")
    }

    @Test func `a disk that dies under the scan`() async throws {
        let test = "a disk that dies under the scan"
        let place = try Place()
        guard let space = try MountNamespace(place, for: test) else { return }
        try place.copy(try await Sample.demo.value.photos)
        let (image, disk, state) = (
            place.base.appending("image"), place.base.appending("disk"), place.base.appending("elsewhere")
        )
        let script = """
            truncate -s 256M "$1" && mkfs.ext4 -q -F "$1" && mkdir "$2" && mount -o loop "$1" "$2" && cp -a "$3/." "$2" && sync
            """
        guard Tool.find("python3") != nil, try space.run(script, Word(image), Word(disk), Word(place.photos)).code == 0 else {
            return Tool.notRun(test, "there is no python3, or a file cannot be mounted")
        }
        let words: [Word] = ["scan", Word(disk), "--state", Word(state), "--json-lines"]
        #expect(try place.start(words, through: space.through).end().code == 1)
        var random = SeededGenerator(seed: 31)
        for moment in 0..<Extent.of(short: 2, full: 20) {
            try space.run(
                "mkdir \"$1/new \(moment)\"; cp \"$1\"/2*/*/*.[Jj]* \"$1/new \(moment)\"; sync; cd /; umount \"$1\" && mount -o loop \"$2\" \"$1\"",
                Word(disk), Word(image))
            let before = try CatalogRows(in: state)
            let running = try place.start(words, through: space.through)
            Processes.pause(milliseconds: random.number(1...150))
            let cut = "import fcntl, os, struct, sys; fcntl.ioctl(os.open(sys.argv[1], 0), 0x8004587D, struct.pack('I', 2))"
            try space.run("python3 -c \"$1\" \"$2\"", "\(cut)", Word(disk))
            let outcome = try running.end()
            #expect([0, 1, 2, 10, 13].contains(outcome.code), "moment \(moment): \(outcome.code) \(outcome.said)")
            expectKept(before, try CatalogRows(in: state), "moment \(moment), exit \(outcome.code)")
            #expect(
                try space.run(
                    "for n in $(seq 100); do umount \"$2\" && break; sleep 0.05; done; mount -o loop \"$1\" \"$2\"", Word(image),
                    Word(disk)
                ).code == 0)
        }
        let answer = try ScanAnswer(place.start(words, through: space.through).end())
        answer.expectSums()
        #expect(answer.outcome.code == 1 && answer.count("missing") == 0, "\(answer.outcome.said)")
    }
}
