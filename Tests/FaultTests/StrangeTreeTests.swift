// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A strange tree is walked to its end, and nothing outside it is opened` {
    /// Links in circles and out, pipes, sockets, devices, twins, and a system's own tree.
    private func strangePlace() throws -> Place {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        try place.put(try Sample.smallJPEG(2), at: "deep/a/b/c/inside.jpg")
        let made = try place.shell(
            """
            mkdir ../outside; cp photo.jpg ../outside/secret.jpg
            ln -s ../outside out; ln -s ../outside/secret.jpg secret.jpg; ln -s /proc/self/root root; ln -s /proc/self/cwd cwd
            ln -s . here; ln -s deep/a/b/c deeper; ln -s ../../../.. deep/a/b/c/up; ln -s loop loop
            ln -s b a-to-b; ln -s a-to-b b; ln -s nowhere dangling.jpg
            mkfifo pipe.jpg deep/pipe; ln photo.jpg twin.jpg; ln photo.jpg deep/twin.jpg
            mknod null.jpg c 1 3; mknod disk.jpg b 7 99; mknod tape.jpg c 9 0
            python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket.jpg")'
            mkdir -p "like proc/self/fd"; ln -s /dev/zero "like proc/self/fd/0"; ln -s "pipe:[12345]" "like proc/self/fd/1"
            : > "like proc/empty"; chmod 400 "like proc/empty"
            """)
        if made.said != "" { Tool.notRun("a part of the strange tree", String(made.said.prefix { $0 != "\n" })) }
        return place
    }

    @Test func `links, pipes, sockets, devices and twins`() throws {
        let place = try strangePlace()
        let before = try TreeDigest(place)
        let trace = SystemCallTrace.command(into: place.scratch)
        if trace == nil { Tool.notRun("nothing outside is opened", "there is no strace") }
        let start = ContinuousClock.now
        let answer = try place.scan(through: trace ?? [])
        #expect(ContinuousClock.now - start < .seconds(60))
        answer.expectSums()
        let expected = ["deep/a/b/c/inside.jpg", "deep/twin.jpg", "photo.jpg", "twin.jpg"]
        #expect(answer.paths("new") == expected, "\(answer.paths("new"))")
        let links = answer.verdicts.values.filter { $0.message?.contains("symbolic link") ?? false }
        #expect(links.count == 13 && links.allSatisfy { $0.action == "excluded" }, "\(links.count)")
        for name in ["pipe.jpg", "deep/pipe"] as [Word] { #expect(answer.verdict(name)?.action == "excluded") }
        #expect(answer.paths("failed") == ["like proc/empty"])
        #expect(try TreeDigest(place).differences(before) == [])
        guard trace != nil else { return }
        let opened = try SystemCallTrace(place.scratch, library: place.photos)
        let allowed = Set((expected + ["like proc/empty"]).map { place.photos.appending($0).bytes })
        #expect(Set(opened.openedOriginals) == allowed)
        let outside = place.base.appending("outside").bytes
        let calls = opened.threads.joined().filter { call in
            let paths = [call.resultPath, call.openedPath(workingFolder: place.photos.bytes)].compactMap { $0 }
            return paths.contains { $0.starts(with: outside) || $0.starts(with: "/dev/zero".utf8) }
        }
        #expect(calls.map(\.name) == [], "nothing outside the library is opened, whatever leads there")
    }

    @Test func `a tree as the system itself makes them`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        guard let space = try MountNamespace(place, for: "a system's tree") else { return }
        let mounted = try space.run("mkdir \"$1/proc\" && mount --bind /proc/self/net \"$1/proc\"", Word(place.photos))
        guard mounted.code == 0 else { return Tool.notRun("a system's tree", "\(mounted.said)") }
        let start = ContinuousClock.now
        let answer = try ScanAnswer(place.start(["scan", Word(place.photos), "--json-lines"], through: space.through).end())
        #expect(ContinuousClock.now - start < .seconds(60) && [0, 1].contains(answer.outcome.code), "\(answer.outcome.said)")
        answer.expectSums()
        #expect(answer.verdict("photo.jpg")?.action == "new")
    }
}

@Suite struct `The order in which a disk names its files means nothing` {
    @Test func `names in any order give the same sidecars and the same answers`() async throws {
        let test = "names in any order"
        guard Tool.find("disorderfs") != nil, Disk.exists(SystemPath(literal: "/dev/fuse")) else {
            return Tool.notRun(test, "there is no disorderfs or no /dev/fuse")
        }
        let demo = try await Sample.demo.value
        let plain = try Place()
        try plain.copy(demo.photos)
        try plain.scan()
        let shown = try plain.run("duplicates", Word(plain.photos), "--json").output
        let orders =
            ["--sort-dirents=yes --reverse-dirents=yes"]
            + (1..<Extent.of(short: 2, full: 10)).map { _ in "--shuffle-dirents=yes --reverse-dirents=no" }
        for order in orders {
            let place = try Place()
            try place.copy(demo.photos)
            guard let space = try MountNamespace(place, for: test) else { return }
            let disk = place.base.appending("disk")
            let mounted = try space.run(
                "mkdir \"$2\" && disorderfs --multi-user=yes \(order) \"$1\" \"$2\" >/dev/null", Word(place.photos), Word(disk))
            guard mounted.code == 0 else { return Tool.notRun(test, "\(mounted.said)") }
            let answer = try ScanAnswer(place.start(["scan", Word(disk), "--json-lines"], through: space.through).end())
            answer.expectSums()
            #expect(answer.outcome.code == 1, "\(order): \(answer.outcome.said)")
            #expect(try Sidecars(place).differences(Sidecars(plain)) == [], "\(order)")
            let found = try place.start(["duplicates", Word(disk), "--json"], through: space.through).end()
            #expect(found.output == shown, "\(order)")
            try space.run("umount \"$1\"", Word(disk))
        }
    }
}
