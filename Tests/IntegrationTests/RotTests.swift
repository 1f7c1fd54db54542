// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `Verify reads every photo and names those that are not what they were` {
    private let place: Place

    init() throws { place = try Place() }

    @Test func `1000 flipped bits behind the clock's back`() throws {
        let photos = try (0..<5).map { try Sample.smallJPEG($0) }
        for seed in 0..<100 {
            try place.put(photos[seed % 5] + [UInt8(seed)], at: "\(seed % 7)/\(seed).jpg")
        }
        try place.scan()
        #expect(try place.verify("--read-data").lines == [])
        var state: UInt64 = 14
        for round in 0..<10 {
            var expected: [String] = []
            for seed in 0..<100 {
                let path = place.photos.appending("\(seed % 7)/\(seed).jpg")
                var bytes = try #require(Disk.read(path))
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] ^= 1 << UInt8(state >> 61)
                try rewrite(bytes, path)
                expected.append("original rottenOrChanged \(seed % 7)/\(seed).jpg")
            }
            // Flips of several rounds may undo each other, and so seldom that this seed has none.
            #expect(try place.verify("--read-data").texts == expected.sorted(), "round \(round)")
        }
        #expect(try place.verify().lines == [], "without --read-data no photo is opened")
        let text = try place.run("verify", Word(place.photos), "--read-data").text
        #expect(text.contains("ROTTEN, or changed behind the clock's back"))
    }

    /// Rewrites a file in place, and sets its time back.
    private func rewrite(_ bytes: [UInt8], _ path: SystemPath) throws {
        let folder = try Descriptor.folder(path.folder ?? path)
        let modified = try folder.status(of: path.name).stamp.modified
        let file = try folder.file(path.name, flags: O_WRONLY | O_TRUNC)
        try file.write(bytes)
        let time = timespec(tv_sec: Int(modified / 1_000_000_000), tv_nsec: Int(modified % 1_000_000_000))
        // The two times live for the call.
        #expect(unsafe futimens(file.number, [time, time]) == 0)
    }

    @Test func `rot, changes, absences and rights are told apart`() throws {
        try place.fillWithADozen()
        try place.scan()
        try place.shell(
            """
            echo more >> 2020/small_5.jpg; touch 2020/small_6.jpg; rm 2020/small_7.jpg; chmod 000 2020/small_8.jpg
            rm copies/drawing.bmp; ln -s drawing.png copies/drawing.bmp
            """)
        let isRotSeen = try forgeDigest("IMG_0001.jpg")
        let found = try place.verify("--read-data")
        var expected = [
            "original changed 2020/small_5.jpg", "original missing 2020/small_7.jpg", "original unreadable copies/drawing.bmp",
        ]
        if !Tool.isRoot { expected.append("original unreadable 2020/small_8.jpg") }
        if isRotSeen { expected += ["original rotten 2019/sea/IMG_0001.jpg", "sidecar disagrees 2019/sea/IMG_0001.jpg"] }
        #expect(found.texts == expected.sorted())
        try place.shell("chmod 600 2020/small_8.jpg")
    }

    /// What a disk forgets moves no time. The same by another way: the catalog's digest is not the file's. The row's check sum
    /// is made to agree: what stands behind the digest (image id, format, size, hashes, whether it is dated) changes a CRC's
    /// difference by its length alone.
    private func forgeDigest(_ name: String) throws -> Bool {
        guard let python = Tool.find("python3") else {
            Tool.notRun("rot is told from change", "there is no Python")
            return false
        }
        let script = """
            import sqlite3, sys, zlib
            with sqlite3.connect(sys.argv[1]) as rows:
                name = sys.argv[2].encode()
                known = "phash IS NOT NULL AND pixels IS NOT NULL"
                [(digest, format)] = rows.execute("SELECT digest, format FROM photo WHERE name = ? AND " + known, (name,))
                behind = bytes(9 + 32 + 9 + len(format) + 9 + 9 + 1 + 24 + 24 + 9 + 9)
                change = zlib.crc32(digest + behind) ^ zlib.crc32(bytes(32) + behind)
                rows.execute(
                    "UPDATE photo SET digest = zeroblob(32), comparedSum = (comparedSum | ?1) - (comparedSum & ?1) WHERE name = ?2",
                    (change, name))
            """
        return try Shell.run(
            "exec \"$@\"", [Word(python), "-c", "\(script)", Word(place.own.appending("catalog.sqlite")), "\(name)"]
        ).code == 0
    }

    @Test func `10 where an empty folder stands in the library's place`() throws {
        try place.fillWithADozen()
        let state = Word(place.base.appending("elsewhere"))
        _ = try place.scan("--state", state)
        #expect(try place.run("verify", Word(place.photos), "--state", state, "--read-data").code == 0)
        try place.shell("mv \"$1\" \"$1.disk\"; mkdir \"$1\"", Word(place.photos))
        let outcome = try place.run("verify", Word(place.photos), "--state", state, "--read-data")
        #expect(outcome.code == 10 && outcome.said.contains("none of the photos that were here can be found"), "\(outcome.said)")
        try Shell.run("rmdir \"$1\" && mv \"$1.disk\" \"$1\"", [Word(place.photos)])
    }
}
