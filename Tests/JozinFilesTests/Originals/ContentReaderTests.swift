// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `Content is read whole, and its digest is of every byte` {
    private let scratch = Scratch()

    private func digest(_ bytes: [UInt8]) -> FileDigest {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        return FileDigest(hasher.finish())
    }

    private func read(_ reader: inout ContentReader, _ name: String, keeping limit: Int) throws -> ReadContent {
        let original = try Original(Array(name.utf8), in: try Descriptor.folder(scratch.path))
        try reader.readHead(of: original)
        return try reader.readRest(of: original, keeping: limit)
    }

    @Test func `every size around every boundary, through one reader`() throws {
        var random = SeededGenerator(seed: 641)
        let limit = 400_000
        let step = 1 << 18
        let sizes = [
            0, 1, 2, 65_535, 65_536, 65_537, step - 1, step, step + 1, 65_536 + step - 1, 65_536 + step, 65_536 + step + 1,
            limit - 1, limit, limit + 1,
            limit + step, 3_000_000, 5, 0, 65_536, limit, 1_234_567, 3,
        ]
        var reader = ContentReader()
        let noise = random.bytes(3_000_000)
        for size in sizes {
            let bytes = Array(noise.suffix(size))
            scratch.file("a", bytes)
            let content = try read(&reader, "a", keeping: limit)
            #expect(content.bytes == Int64(size))
            #expect(content.digest == digest(bytes), "\(size)")
            #expect(content.isComplete == (size <= limit), "\(size)")
            #expect(reader.count == min(size, limit))
            #expect(Array(reader.buffer[..<reader.count]) == Array(bytes.prefix(limit)), "\(size)")
        }
    }

    @Test func `limits smaller than the head keep the head`() throws {
        var random = SeededGenerator(seed: 642)
        var reader = ContentReader()
        for (size, limit) in [(10, 0), (10, 5), (65_536, 1), (65_537, 1), (65_537, 65_536), (65_536, 65_536), (200_000, 65_535)] {
            let bytes = random.bytes(size)
            scratch.file("a", bytes)
            let content = try read(&reader, "a", keeping: limit)
            #expect(content.bytes == Int64(size) && content.digest == digest(bytes))
            #expect(content.isComplete == (size <= ContentReader.headLength))
            #expect(Array(reader.buffer[..<reader.count]) == Array(bytes.prefix(ContentReader.headLength)))
        }
    }

    @Test func `the head is as far as the file goes, up to its length`() throws {
        var random = SeededGenerator(seed: 643)
        var reader = ContentReader()
        for size in [0, 1, 65_535, 65_536, 65_537, 300_000] {
            let bytes = random.bytes(size)
            scratch.file("a", bytes)
            try reader.readHead(of: try Original([0x61], in: try Descriptor.folder(scratch.path)))
            #expect(reader.count == min(size, ContentReader.headLength))
            #expect(Array(reader.buffer[..<reader.count]) == Array(bytes.prefix(ContentReader.headLength)))
        }
    }

    @Test func `digests agree with sha256sum`() throws {
        var random = SeededGenerator(seed: 644)
        var reader = ContentReader()
        for size in [0, 1, 65_537, 1_000_001] {
            scratch.file("a", random.bytes(size))
            let content = try read(&reader, "a", keeping: 70_000)
            let line = Shell.output(of: "sha256sum < \(scratch.text)/a", in: scratch)
            #expect(line.hasPrefix(content.digest.digest.hex + " "), "\(line)")
        }
    }

    @Test func `a file that grows between head and rest is read as it is in the end, and noticed`() throws {
        var random = SeededGenerator(seed: 645)
        let (first, more) = (random.bytes(70_000), random.bytes(50_000))
        scratch.file("a", first)
        _ = Shell.run("touch -d '2020-01-01' \(scratch.text)/a")
        let original = try Original([0x61], in: try Descriptor.folder(scratch.path))
        var reader = ContentReader()
        try reader.readHead(of: original)
        scratch.append(more, to: "a")
        let content = try reader.readRest(of: original, keeping: 1 << 20)
        #expect(content.bytes == 120_000 && content.digest == digest(first + more) && content.isComplete)
        #expect(try !original.isUnchanged())
    }

    @Test func `a file that shrinks while it is read ends where it ends now, and is noticed`() throws {
        var random = SeededGenerator(seed: 646)
        let bytes = random.bytes(200_000)
        scratch.file("a", bytes)
        _ = Shell.run("touch -d '2020-01-01' \(scratch.text)/a")
        let original = try Original([0x61], in: try Descriptor.folder(scratch.path))
        var reader = ContentReader()
        try reader.readHead(of: original)
        #expect(Shell.run("truncate -s 100000 \(scratch.text)/a") == 0)
        let content = try reader.readRest(of: original, keeping: 1 << 20)
        #expect(content.bytes == 100_000 && content.digest == digest(Array(bytes[..<100_000])))
        #expect(try !original.isUnchanged())
    }

    @Test func `a file replaced under its name is still the one that was opened`() throws {
        scratch.file("a", [1, 2, 3])
        let original = try Original([0x61], in: try Descriptor.folder(scratch.path))
        scratch.file("b", [9, 9, 9, 9])
        scratch.move("b", to: "a")
        var reader = ContentReader()
        try reader.readHead(of: original)
        #expect(Array(reader.buffer[..<reader.count]) == [1, 2, 3])
        #expect(try !original.isUnchanged())
    }
}
