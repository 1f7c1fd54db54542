// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `Verify finds what is not as Jožin wrote it, and changes nothing` {
    private let place: Place

    init() throws {
        place = try Place()
        try place.fillWithADozen()
        try place.scan()
    }

    @Test func `a sound library has no finding, and nothing of it is touched`() async throws {
        try place.copy(try await Sample.demo.value.photos)
        for (index, name) in OddNames.make(60).enumerated() {
            try place.put(Sample.png(UInt64(index % 5)), at: Word(Array("odd/".utf8) + name.bytes))
        }
        let long = String(repeating: "d", count: 254)
        for folder in ["a.json", "a.json~", "2019!", "\(long)x", "\(long)y/deeper", "b.json/c.json~~/\(long)~"] {
            try place.put(Sample.png(7), at: "\(folder)/photo.png")
        }
        try place.shell("rm copies/again.jpg")
        let scan = try place.scan()
        let before = (try TreeDigest(place), try place.stateDigest())
        for words in [[], ["--read-data"], ["--json"], ["-q", "--read-data"]] as [[Word]] {
            let outcome = try place.start(["verify", Word(place.photos)] + words).end()
            #expect(outcome.code == 0 && outcome.said == "", "\(outcome.text) \(outcome.said)")
            #expect(outcome.controlBytes == [])
        }
        let found = try place.verify("--read-data")
        let read = scan.count("done") + scan.verdicts.values.count { $0.action == "failed" && $0.message != "the file is empty" }
        #expect(found.checked?["originals"]?.integer == read)
        #expect(found.checked?["sidecars"]?.integer == read + 1, "and that of a photo that is gone")
        #expect(try TreeDigest(place).differences(before.0) == [])
        #expect(try place.stateDigest() == before.1)
    }

    @Test func `every flipped bit at each 64th byte of every sidecar`() throws {
        let sidecars = try Sidecars(place).files
        #expect(sidecars.count == 11)
        let longest = sidecars.values.map(\.count).max() ?? 0
        for offset in stride(from: 0, to: longest, by: 64) {
            var flipped: [String] = []
            for (path, bytes) in sidecars where offset < bytes.count {
                var bytes = bytes
                bytes[offset] ^= 1 << UInt8(offset / 64 % 8)
                try Disk.write(bytes, to: place.own.appending("sidecars").appending(path))
                flipped.append("sidecar damaged " + String(decoding: path.dropFirst(2).dropLast(5), as: UTF8.self))
            }
            #expect(try place.verify().texts == flipped.sorted(), "at \(offset)")
            for (path, bytes) in sidecars { try Disk.write(bytes, to: place.own.appending("sidecars").appending(path)) }
        }
        #expect(try place.verify().lines == [])
    }

    @Test func `a sidecar that is missing, cut, edited, another's, set aside or nobody's`() throws {
        let folder = place.own.appending("sidecars")
        try Shell.run(
            """
            cd "$1" && rm 2019/sea/IMG_0001.jpg.json && truncate -s 300 2019/sea/IMG_0002.jpg.json
            sed -i 's/"user": {}/"user": {"rating": 3}/' 2019/sea/IMG_0003.jpg.json
            cp 2019/sea/IMG_0004.jpg.json 2020/small_5.jpg.json; cp 2020/small_6.jpg.json 2020/gone.jpg.json
            mkdir ../displaced; echo x > ../displaced/damaged-00ff.json; tac 2020/small_6.jpg.json > ../displaced/00ff.json; cp 2020/small_6.jpg.json ../displaced/11ff.json; mkdir -p other/deep; cp 2020/small_6.jpg.json other/deep/x.json
            ln -s ../2019 2020/link
            """, [Word(folder)])
        let found = try place.verify()
        #expect(
            found.texts == [
                "sidecar damaged 2019/sea/IMG_0002.jpg", "sidecar damaged 2019/sea/IMG_0003.jpg",
                "sidecar damaged displaced/00ff.json",
                "sidecar disagrees 2020/small_5.jpg",
                "sidecar foreign sidecars/2020/link", "sidecar missing 2019/sea/IMG_0001.jpg",
                "sidecar orphan sidecars/2020/gone.jpg.json",
                "sidecar orphan sidecars/other/deep/x.json", "sidecar setAside displaced/damaged-00ff.json",
            ])
        let disagreement = found.lines.first { $0.kind == "disagrees" }?.message ?? ""
        for word in ["name", "length", "digest", "image id", "dimensions", "fingerprint"] { #expect(disagreement.contains(word)) }
        #expect(
            try place.run("verify", Word(place.photos)).text.contains(
                "2019/sea/IMG_0001.jpg: its sidecar is missing. Run `jozin rebuild`"))
    }

    @Test func `leftovers and strangers among temporary files`() throws {
        try place.shell("touch .jozin/tmp/sidecar-12 .jozin/tmp/file .jozin/tmp/mine.txt; mkdir .jozin/tmp/sidecar-13")
        #expect(
            try place.verify().texts == [
                "state foreign tmp/mine.txt", "state foreign tmp/sidecar-13", "state leftover tmp/file",
                "state leftover tmp/sidecar-12",
            ])
        try place.scan()
        #expect(
            try place.verify().texts == ["state foreign tmp/mine.txt", "state foreign tmp/sidecar-13"], "a scan removes leftovers"
        )
    }

    @Test func `a catalog that is gone or no catalog; sidecars are checked all the same`() throws {
        try Shell.run("echo x >> \"$1\"", [Word(place.own.appending("sidecars/2020/small_5.jpg.json"))])
        try place.shell("mv .jozin/catalog.sqlite ../kept")
        let damaged = "sidecar damaged sidecars/2020/small_5.jpg.json"
        #expect(try place.verify("--read-data").texts == ["catalog missing catalog.sqlite", damaged])
        for content in ["", "This is not a database, and it is longer than the header of one would be, by some bytes at least."] {
            try Disk.write(Array(content.utf8), to: place.own.appending("catalog.sqlite"))
            let found = try place.verify()
            #expect(found.texts == ["catalog damaged catalog.sqlite", damaged])
            #expect(Disk.read(place.own.appending("catalog.sqlite")) == Array(content.utf8), "nothing is repaired")
        }
        try place.shell("mv ../kept .jozin/catalog.sqlite")
        #expect(try place.verify().texts == ["sidecar damaged 2020/small_5.jpg"])
    }

    @Test func `a flipped byte anywhere in the catalog is found, or changes no fact, and is never a crash`() throws {
        let path = place.own.appending("catalog.sqlite")
        let bytes = try #require(Disk.read(path))
        let rows = try CatalogRows(place)
        var silent: [Int] = []
        for offset in stride(from: 0, to: bytes.count, by: 512) {
            var flipped = bytes
            flipped[offset + offset / 512 % 7] ^= 0x41
            try Disk.write(flipped, to: path)
            let outcome = try place.run("verify", Word(place.photos))
            #expect([0, 1, 2].contains(outcome.code), "at \(offset): \(outcome.code) \(outcome.said)")
            if outcome.code == 0 { silent.append(offset) }
        }
        for offset in silent {
            var flipped = bytes
            flipped[offset + offset / 512 % 7] ^= 0x41
            try Disk.write(flipped, to: path)
            #expect(try CatalogRows(place).differences(rows) == [], "at \(offset)")
        }
    }

    @Test func `a log that a killed scan left is read, and left`() throws {
        try place.put(try Sample.smallJPEG(70), at: "new.jpg")
        let running = try place.start(["jozan", "--events", Word(place.photos), "--report-unchanged"])
        while let line = try running.nextLine(),
            WorkerEvent(line: line).map({ if case .item(let item) = $0 { item.action != .new } else { true } }) ?? true
        {}
        running.signal(SIGKILL)
        _ = try running.end()
        let log = Disk.read(place.own.appending("catalog.sqlite-wal"))?.count ?? 0
        let before = String(decoding: try place.stateDigest(), as: UTF8.self).split(separator: "\n")
        let found = try place.verify("--read-data")
        #expect(found.lines.allSatisfy { $0.kind == "leftover" }, "\(found.texts)")
        let after = String(decoding: try place.stateDigest(), as: UTF8.self).split(separator: "\n")
        #expect(after.difference(from: before).map { "\($0)" } == [])
        if log == 0 { Tool.notRun("a log is read", "the scan was done before it was killed") }
    }

    @Test func `11 while a scan is at work, and two at once`() throws {
        let lock = Word(place.own.appending("lock"))
        for (mode, code) in [("--exclusive", 11), ("--shared", 0)] as [(Word, Int32)] {
            let holder = try Running(
                ["flock", mode, "--no-fork", lock, "sh", "-c", "echo held; sleep 100"], environment: ["PATH=/usr/bin:/bin"],
                in: place.photos, scratch: place.scratch)
            #expect(try holder.nextLine() == Array("held".utf8))
            #expect(try place.run("verify", Word(place.photos)).code == code)
            holder.signal(SIGKILL)
            _ = try holder.end()
        }
    }

    @Test func `10 where the marker or the folder is gone`() throws {
        #expect(try place.run("verify", "missing").code == 10)
        try place.shell("mv .jozin ../kept")
        #expect(try place.run("verify", Word(place.photos)).code == 10)
        #expect(!Disk.exists(place.own))
    }
}
