// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `One scan at a time` {
    @Test func `11, another Jožin is working on the library`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        try place.put(try Sample.smallJPEG(50), at: "new.jpg")
        // The lock is the file's; whoever holds it is at work.
        let holder = try Running(
            ["flock", "--no-fork", Word(place.own.appending("lock")), "sh", "-c", "echo held; sleep 100"],
            environment: ["PATH=/usr/bin:/bin"], in: place.photos, scratch: place.scratch)
        #expect(try holder.nextLine() == Array("held".utf8))
        for words in [["scan", Word(place.photos)], ["jozan", "--events", Word(place.photos)], [Word(place.photos)]] as [[Word]] {
            let outcome = try place.start(words).end()
            #expect(outcome.code == 11 && outcome.output == [], "\(outcome.text)")
            #expect(outcome.said.contains("another Jožin is working on this library. Wait until it is done, or stop it."))
        }
        #expect(try place.run("duplicates", Word(place.photos)).code == 0, "reading needs no lock")
        #expect(try place.run("inspect", "new.jpg").code == 0)
        #expect(try place.scan("--dry-run").paths("new") == ["new.jpg"])
        holder.signal(9)
        _ = try holder.end()
        #expect(try place.scan().paths("new") == ["new.jpg"], "a dead holder holds nothing")
    }

    @Test func `of eight scans at once some work, the others say so, and the library is whole`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        for round in 0..<3 {
            for number in 0..<5 { try place.put(try Sample.smallJPEG(UInt64(60 + round)), at: "round \(round)/\(number).jpg") }
            let scans = try (0..<8).map { _ in try place.start(["scan", Word(place.photos), "--json-lines"]) }
            // A scan that is killed gives its lock back.
            if round == 2 { scans[3].signal(9) }
            let codes = try scans.map { try $0.end().code }
            #expect(codes.allSatisfy { [1, 11, 137].contains($0) }, "\(codes)")
        }
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.count("done") == 26 && answer.count("failed") == 1)
        #expect(try Sidecars(place).temporary == [] && Sidecars(place).files.count == 26)
    }

    @Test func `of eight first scans at once one makes the library`() throws {
        for _ in 0..<5 {
            let place = try Place()
            try place.fillWithADozen()
            let scans = try (0..<8).map { _ in try place.start(["scan", Word(place.photos), "--json-lines"]) }
            let outcomes = try scans.map { try $0.end() }
            #expect(outcomes.allSatisfy { [1, 11].contains($0.code) }, "\(outcomes.map { "\($0.code) \($0.said)" })")
            let answer = try place.scan()
            answer.expectSums()
            #expect(answer.count("done") == 11)
        }
    }

    @Test func `first scans of eight libraries at once know nothing of each other`() throws {
        let place = try Place()
        for number in 0..<8 { try place.put(try Sample.smallJPEG(UInt64(number + 1)), at: "\(number)/photo.jpg") }
        let scans = try (0..<8).map { try place.start(["scan", Word(place.photos.appending("\($0)")), "--json-lines"]) }
        let outcomes = try scans.map { try $0.end() }
        let codes = try (0..<8).map { number in
            try place.shell("rm -r \"$1\"; mkdir \"$1\"", Word(Array("\(number)".utf8)))
            return try place.run("scan", Word(Array("\(number)".utf8))).code
        }
        #expect(outcomes.allSatisfy { $0.code == 0 }, "\(outcomes.map { "\($0.code) \($0.said)" })")
        #expect(codes.allSatisfy { $0 == 10 }, "each is registered, and an empty folder in its place is known for what it is")
    }
}

@Suite struct `A full disk is said, and costs nothing` {
    @Test func `12 at every size that is too small, and a scan with more room makes it whole`() async throws {
        guard Tool.canMount else { return Tool.notRun("a full disk", "this user cannot mount") }
        let place = try Place()
        try place.copy(try await Sample.demo.value.photos)
        let undisturbed = try Place()
        try undisturbed.copy(place.photos)
        try undisturbed.scan()
        let before = try TreeDigest(place)
        let script = """
            disk=$1; size=$2; out=$3; shift 3
            mount -t tmpfs -o size=${size}k none "$disk" || exit 99
            "$@" > /dev/null 2> "$out/said"; echo $? > "$out/first"
            mount -o remount,size=64m "$disk"
            "$@" > "$out/answer" 2>/dev/null; echo $? > "$out/second"
            mkdir "$out/state"; cp -a "$disk/." "$out/state"
            """
        var full = 0
        for size in [8, 16, 32, 64, 128, 200, 320, 500, 700, 900] {
            let (disk, out) = (place.base.appending("disk-\(size)"), place.base.appending("out-\(size)"))
            try Shell.run("mkdir \"$1\" \"$2\"", [Word(disk), Word(out)])
            let outside: [Word] = ["unshare", "-m", "sh", "-c", "\(script)", "sh", Word(disk), "\(size)", Word(out)]
            let inside: [Word] = ["scan", Word(place.photos), "--state", Word(disk), "--json-lines"]
            let known = Word(Array("XDG_STATE_HOME=".utf8) + out.bytes)
            #expect(try place.start(inside, through: outside, environment: [known]).end().code == 0)
            let first = String(decoding: Disk.read(out.appending("first")) ?? [], as: UTF8.self)
            let said = String(decoding: Disk.read(out.appending("said")) ?? [], as: UTF8.self)
            #expect(first == "12\n" || first == "1\n", "\(size) kB: \(first) \(said)")
            if first == "12\n" { full += 1 }
            #expect(first != "12\n" || said.contains("full") && said.contains("Free some space"), "\(size) kB: \(said)")
            let answer = try ScanAnswer(Outcome(code: 1, output: Disk.read(out.appending("answer")) ?? [], errors: []))
            answer.expectSums()
            #expect(Disk.read(out.appending("second")) == Array("1\n".utf8), "\(size) kB")
            let sidecars = try Sidecars(in: out.appending("state"))
            #expect(try sidecars.differences(Sidecars(undisturbed)) == [] && sidecars.temporary == [], "\(size) kB")
        }
        #expect(full > 5)
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `an answer that cannot be written is told`() throws {
        guard Disk.exists(SystemPath(literal: "/dev/full")) else {
            return Tool.notRun("a full standard output", "there is no /dev/full")
        }
        let place = try Place()
        try place.fillWithADozen()
        for verb in ["scan", "duplicates", "inspect"] {
            let outcome = try place.run(
                "\(verb)", Word(place.photos), "--json", through: ["sh", "-c", "exec \"$@\" > /dev/full", "sh"])
            #expect(outcome.code == 12 && outcome.said.contains("the disk is full"), "\(verb): \(outcome.code) \(outcome.said)")
        }
    }
}
