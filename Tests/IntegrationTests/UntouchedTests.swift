// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `No command changes an original or calls home` {
    /// Each way to call Jožin, on a library of a dozen photos in the working folder's parent.
    private static func commands(_ place: Place) -> [[Word]] {
        let photos = Word(place.photos)
        return [
            ["scan", photos, "--dry-run"], ["scan", photos, "--depth", "quick"], ["scan", photos], ["scan", photos, "--json"],
            ["scan", photos, "--json-lines", "--exclude", "*.png"], ["scan", photos, "--dry-run", "--json-lines"],
            ["scan", "2019", "--include", ".hidden/**"], ["duplicates", photos],
            ["duplicates", photos, "--json", "--level", "loose"],
            ["duplicates", photos, "--json-lines", "--kind", "exact"], ["duplicates", photos, "--plan", "../plan.sh"],
            ["duplicates", photos, "--plan", "../plan.csv", "--kind", "near", "--reference", "2019", "--keep", "oldest"],
            ["duplicates", photos, "--plan", "-", "--plan-format", "json"],
            ["duplicates", photos, "--plan", "../other.json", "--dry-run"], ["inspect", photos, "--json-lines"],
            ["inspect", "copies/again.jpg", "2020/empty.jpg"], ["inspect", photos, "--metadata-only", "--json"],
            ["inspect", photos, "--depth", "quick"], [photos], ["open", photos], ["jozan", "--events", photos],
            ["decide", photos, "2019/sea/IMG_0001.jpg", "--rating", "4", "--tag", "Sea"], ["undo", photos], ["redo", photos],
            ["history", photos], ["decisions", photos], ["search", photos, "rating:>3"],
            ["duplicates", photos, "--hand-over", "--kind", "near"], ["decide", photos, "copies/again.jpg", "--drop"],
            ["duplicates", photos, "--plan", "../dropped.sh", "--dropped"],
            ["failures", photos, "--all"], ["verify", photos, "--read-data"], ["doctor", photos], ["completions", "bash"],
            ["reset", photos, "--catalog", "--yes"], ["reset", photos, "--all", "--dry-run"],
            ["reset", photos, "--all", "--yes"],
            ["--help"], ["--version"], ["scan", "--help"],
        ] + failing(place)
    }

    private static func failing(_ place: Place) -> [[Word]] {
        let photos = Word(place.photos)
        return [
            ["scan", "missing"], ["scan"], ["scan", photos, "--no-such-option"], ["scan", photos, "--depth", "deepest"],
            ["scan", "2020/note.txt"],
            ["verify", "missing"], ["reset", photos, "--all"], ["reset", photos], ["failures", "missing"], ["doctor", "missing"],
            ["duplicates", "missing"], ["duplicates", photos, "--after", "0123456789abcdef"],
            ["duplicates", photos, "--limit", "0"], ["duplicates", photos, "--plan", "plan.sh"],
            ["duplicates", photos, "--plan", "../plan.sh"],
            ["duplicates", photos, "--plan", "../x.sh", "--reference", "nowhere"],
            ["inspect", "missing.jpg"], ["inspect"], ["missing"], ["scan", photos, "--state", "/proc/nowhere"],
            ["frobnicate", photos],
            ["scan", photos, "--json", "--json-lines"], ["jozan", photos, "--parent", "1"],
        ]
    }

    @Test func `the tree is the same to the nanosecond, and no call of the system says otherwise`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.put(try Sample.smallJPEG(30), at: ".hidden/photo.jpg")
        let before = try TreeDigest(place)
        for (index, words) in Self.commands(place).enumerated() {
            let name = words.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ")
            let folder = place.base.appending("trace-\(index)")
            try Shell.run("mkdir \"$1\"", [Word(folder)])
            let outcome = try place.start(words, through: SystemCallTrace.command(into: folder) ?? []).end()
            #expect(outcome.code < 3 || [10, 64].contains(outcome.code), "\(name): \(outcome.code) \(outcome.said)")
            #expect(try TreeDigest(place).differences(before) == [], "\(name)")
            guard Tool.find("strace") != nil else { continue }
            #expect(try SystemCallTrace(folder, library: place.photos).offences == [], "\(name)")
        }
        if Tool.find("strace") == nil { Tool.notRun("no call of the system says otherwise", "there is no strace") }
    }

    @Test func `a scan that is stopped, refused or killed leaves the tree as it was`() throws {
        let place = try Place()
        try place.fillWithADozen()
        let before = try TreeDigest(place)
        for signal in [SIGINT, SIGTERM, SIGKILL, SIGHUP] {
            let running = try place.start(["jozan", "--events", Word(place.photos)])
            _ = try running.nextLine()
            running.signal(signal)
            _ = try running.end()
            #expect(try TreeDigest(place).differences(before) == [], "signal \(signal)")
        }
    }

    @Test func `everything works without a network`() throws {
        guard Tool.canLeaveNetwork else { return Tool.notRun("everything works without a network", "this user cannot unshare") }
        let place = try Place()
        try place.fillWithADozen()
        #expect(try place.scan(through: ["unshare", "-n"]).count("new") == 11)
        #expect(try place.run("duplicates", Word(place.photos), through: ["unshare", "-n"]).code == 0)
        #expect(try place.run("inspect", "copies", through: ["unshare", "-n"]).code == 0)
    }
}

@Suite struct `The witness of system calls sees every offence` {
    /// Deeds on the library, each with a word of the call that must be told.
    private static let deeds: [(script: String, call: String)] = [
        ("echo x >> photo.jpg", "openat"), (": > new.jpg", "openat"), ("truncate -s 1 photo.jpg", "ftruncate"),
        ("mkdir folder", "mkdir"),
        ("rmdir folder", "rmdir"), ("chmod 600 photo.jpg", "fchmodat"), ("chown $(id -u) photo.jpg", "fchownat"),
        ("touch photo.jpg", "utimensat"),
        ("mv photo.jpg other.jpg", "rename"), ("ln other.jpg twin.jpg", "link"), ("ln -s other.jpg link.jpg", "symlink"),
        ("rm twin.jpg", "unlink"), ("mkfifo pipe", "mknod"), ("cp other.jpg .jozin/x && cat .jozin/x > third.jpg", "openat"),
        ("mv .jozin/x .", "rename"), ("dd if=/dev/zero of=other.jpg bs=1 count=1 conv=notrunc 2>/dev/null", "openat"),
    ]

    @Test func `each kind of change is seen`() throws {
        let place = try Place()
        try place.put([1, 2, 3], at: "photo.jpg")
        try place.shell("mkdir .jozin")
        for (index, (script, call)) in Self.deeds.enumerated() {
            let folder = place.base.appending("trace-\(index)")
            try Shell.run("mkdir \"$1\"", [Word(folder)])
            guard let trace = SystemCallTrace.command(into: folder) else {
                return Tool.notRun("each kind of change is seen", "no strace")
            }
            let outcome = try Running(
                trace + ["sh", "-c", "\(script)"], environment: ["PATH=/usr/bin:/bin"], in: place.photos, scratch: place.scratch
            ).end()
            let offences = try SystemCallTrace(folder, library: place.photos).offences
            #expect(outcome.code == 0 && offences.contains { $0.hasPrefix(call) }, "\(script): \(offences) \(outcome.said)")
        }
    }

    @Test func `a socket to the world is seen`() throws {
        let place = try Place()
        guard let trace = SystemCallTrace.command(into: place.scratch), Tool.find("bash") != nil else {
            return Tool.notRun("a socket to the world is seen", "there is no strace or no bash")
        }
        let words: [Word] = ["bash", "-c", ": < /dev/tcp/127.0.0.1/9"]
        _ = try Running(trace + words, environment: ["PATH=/usr/bin:/bin"], in: place.photos, scratch: place.base).end()
        #expect(try SystemCallTrace(place.scratch, library: place.photos).offences.contains { $0.hasPrefix("socket") })
    }

    @Test func `a changed tree is seen, even one that was changed back`() throws {
        let place = try Place()
        try place.put([1, 2, 3], at: "photo.jpg")
        let before = try TreeDigest(place)
        try place.shell("touch -r photo.jpg ../time; chmod 644 photo.jpg; chmod 600 photo.jpg; touch -r ../time photo.jpg")
        #expect(try TreeDigest(place).differences(before) != [])
    }
}
