// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite(.serialized) struct `Large photos are read within limits` {
    /// A TIFF of one bit a pixel, all of them black, lying on its side where the orientation says so.
    private func bilevel(_ width: Int, _ height: Int, orientation: Int) -> [UInt8] {
        let strip = (width + 7) / 8 * height
        let fields = [
            (256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (274, 3, orientation),
            (277, 3, 1),
            (278, 4, 64), (279, 4, strip),
        ]
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        var bytes: [UInt8] = Array("II".utf8) + [42, 0] + little(8 + strip, 4) + [UInt8](repeating: 0, count: strip)
        bytes += little(fields.count, 2)
        for (tag, type, value) in fields {
            let value = tag == 278 ? height : value
            bytes += little(tag, 2) + little(type, 2) + little(1, 4) + little(value, 4)
        }
        return bytes + little(0, 4)
    }

    /// What a sidecar calls the image.
    private func imageID(_ place: Place, _ name: String) throws -> ImageID? {
        let path = place.own.appending("sidecars/\(name).json")
        return try ImageSidecar(decoding: #require(Disk.read(path)))?.facts.imageID
    }

    @Test func `a large turned picture is turned in a scratch file, and has the id of the upright one`() throws {
        let place = try Place()
        // 288 MB as it is held.
        try place.put(bilevel(12_000, 8_000, orientation: 6), at: "turned.tif")
        try place.put(bilevel(8_000, 12_000, orientation: 1), at: "upright.tif")
        guard let strace = Tool.find("strace") else {
            try place.scan()
            #expect(try imageID(place, "turned.tif") == imageID(place, "upright.tif"))
            return Tool.notRun("a large turned picture is turned in a scratch file", "there is no strace")
        }
        let log = place.scratch.appending("calls")
        let answer = try place.scan(
            through: [Word(strace), "-f", "-qq", "-y", "-e", "trace=openat,fallocate,mmap", "-o", Word(log)])
        answer.expectSums()
        #expect(answer.count("done") == 2)
        #expect(try imageID(place, "turned.tif") == imageID(place, "upright.tif"))
        let lines = String(decoding: Disk.read(log) ?? [], as: UTF8.self).split(separator: "\n")
        let tmp = String(decoding: place.own.appending("tmp").bytes, as: UTF8.self)
        #expect(lines.filter { $0.contains("O_TMPFILE") && $0.contains(tmp) }.count == 1)
        #expect(lines.filter { $0.contains("fallocate(") && $0.contains(", 0, 0, 288000000") }.count == 1)
        #expect(lines.contains { $0.contains("mmap(") && $0.contains("MAP_SHARED") && $0.contains(tmp) })
        #expect(try place.shell("find .jozin/tmp -type f").text == "")
    }

    @Test func `a full disk is told, and the photo tried again`() throws {
        guard let strace = Tool.find("strace") else { return Tool.notRun("a full disk is told", "there is no strace") }
        let place = try Place()
        try place.put(bilevel(12_000, 8_000, orientation: 6), at: "turned.tif")
        try place.put(Sample.png(1), at: "small.png")
        let answer = try place.scan(
            through: [
                Word(strace), "-f", "-qq", "-e", "trace=fallocate", "-e", "inject=fallocate:error=ENOSPC", "-o", "/dev/null",
            ])
        answer.expectSums()
        let line = answer.verdict("turned.tif")
        #expect(line?.action == "failed" && line?.code == "environment" && line?.message?.contains("the disk is full") == true)
        #expect(answer.verdict("small.png")?.action == "new" && answer.outcome.code == 1)
        let second = try place.scan()
        second.expectSums()
        #expect(second.verdict("turned.tif")?.action == "updated" && second.outcome.code == 0)
    }

    @Test(arguments: ["0", "-5", "many", "1.5G", "5K", "5000M", "99999999999999999999", "", "G"])
    func `a limit that is no number of pixels is bad usage`(_ limit: String) throws {
        let place = try Place()
        for verb in ["scan", "inspect", "jozan", "open"] {
            #expect(try place.run("\(verb)", Word(place.photos), "--max-pixels=\(limit)").code == 64)
        }
        #expect(!Disk.exists(place.own))
    }

    @Test func `the limit holds for every format, and for both passes`() throws {
        let place = try Place()
        try place.put(try Sample.jpeg(1, width: 640, height: 512), at: "large.jpg")
        try place.put(try Sample.jpeg(1, width: 128, height: 64), at: "small.jpg")
        try place.put(Sample.png(2, width: 128, height: 64), at: "drawing.png")
        try place.put(bilevel(128, 64, orientation: 8), at: "turned.tif")
        for (limit, action, code) in [("8191", "failed", 1), ("8192", "new", 0)] {
            for name in ["small.jpg", "drawing.png", "turned.tif"] {
                let outcome = try place.run("inspect", "\(name)", "--json", "--max-pixels", "\(limit)")
                #expect(outcome.code == Int32(code), "\(name) at \(limit)")
                #expect(outcome.text.contains("limitExceeded") == (action == "failed") && outcome.said == "")
            }
        }
        for (limit, code) in [("327679", 1), ("327680", 0), ("1M", 0), ("4G", 0)] {
            for depth in ["quick", "full"] {
                let outcome = try place.run("inspect", "large.jpg", "--depth", "\(depth)", "--max-pixels", "\(limit)")
                #expect(outcome.code == Int32(code), "\(limit), \(depth)")
            }
        }
        let refused = try place.scan("--max-pixels", "327679")
        refused.expectSums()
        #expect(refused.paths("failed") == ["large.jpg"] && refused.verdict("large.jpg")?.code == "limitExceeded")
        #expect(refused.verdict("large.jpg")?.remedy?.contains("--max-pixels") == true)
        // What was refused waits for its turn; a new one is held against the new limit.
        try place.shell("touch large.jpg")
        #expect(try place.run(Word(place.photos), "--max-pixels", "1M").code == 0)
    }

    @Test func `a photo over the usual limit is read where the owner allows it`() throws {
        let place = try Place()
        // 268.96 megapixels, 34 MB.
        try place.put(bilevel(16_400, 16_400, orientation: 1), at: "large.tif")
        let refused = try place.run("inspect", "large.tif", "--json")
        #expect(refused.code == 1 && refused.text.contains("16400 x 16400 pixels"))
        let read = try place.run("inspect", "large.tif", "--json", "--max-pixels", "269M")
        #expect(read.code == 0, "\(read.text)")
    }
}
