// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `A thumbnail is whole or not there` {
    private let scratch = Scratch()
    private let folder: String

    init() { folder = scratch.text + "/thumbs/v\(ThumbnailStore.version)" }

    private func state() throws -> StateFolder { try StateFolder(try Descriptor.folder(scratch.path)) }

    private func digest(_ seed: UInt64) -> Digest256 {
        var random = SeededGenerator(seed: seed)
        guard let digest = Digest256(bytes: random.bytes(32)) else { preconditionFailure("32 bytes are a digest") }
        return digest
    }

    private func name(_ seed: UInt64, side: Int = 320) -> ThumbnailName {
        ThumbnailName(image: .pixels(digest(seed)), longestSide: side, encoding: .jpeg)
    }

    /// The one file that there is.
    private func path() throws -> SystemPath {
        let store = try Descriptor.folder(Scratch.systemPath(Array(folder.utf8)))
        let entry = try #require(try store.entries().first)
        let inner = try store.folder(entry.name)
        let file = try #require(try inner.entries().first)
        return Scratch.systemPath(Array(folder.utf8)).appending(entry.name).appending(file.name)
    }

    @Test func `what is written is read back, and nothing stays in tmp`() throws {
        let store = try Store(try state())
        var random = SeededGenerator(seed: 3)
        for seed in UInt64(0)..<50 {
            let bytes = random.bytes(Int.random(in: 1...5000, using: &random))
            #expect(!store.contains(name(seed)) && store.read(name(seed)) == nil)
            try store.write(bytes, as: name(seed))
            #expect(store.contains(name(seed)) && store.read(name(seed)) == bytes)
            try store.write([7], as: name(seed))
            #expect(store.read(name(seed)) == [7])
        }
        let left = try StateFolder.temporaryEntries(in: Descriptor.folder(scratch.path))
        #expect(left.isEmpty)
    }

    @Test func `a torn or changed file is not there for a reader`() throws {
        let store = try Store(try state())
        let bytes = [UInt8](1...200)
        try store.write(bytes, as: name(1))
        let path = try path()
        let whole = try #require(WholeFile.read(path.bytes))
        #expect(whole.count == 212 && whole.starts(with: bytes))
        for length in [0, 1, 12, 13, 100, 200, 211] {
            #expect(WholeFile.write(Array(whole[..<length]), to: path.bytes, O_CREAT | O_TRUNC))
            #expect(store.read(name(1)) == nil, "\(length)")
        }
        for place in 0..<whole.count {
            var changed = whole
            changed[place] ^= 4
            #expect(WholeFile.write(changed, to: path.bytes, O_CREAT | O_TRUNC) && store.read(name(1)) == nil)
        }
        try store.write(bytes, as: name(1))
        #expect(store.read(name(1)) == bytes)
    }

    @Test func `each wish has a name of its own`() throws {
        let store = try Store(try state())
        var names: [ThumbnailName] = []
        for image in [ImageID.pixels(digest(1)), .file(FileDigest(digest(1))), .pixels(digest(2))] {
            for adjustments in [Adjustments.none, Adjustments(exposure: 1), Adjustments(turn: .turned180)] {
                for (side, encoding) in [(320, PictureEncoding.jpeg), (320, .webp), (32, .jpeg)] {
                    for isBlurred in [false, true] {
                        names.append(
                            ThumbnailName(
                                image: image, longestSide: side, encoding: encoding, adjustments: adjustments,
                                isBlurred: isBlurred))
                    }
                }
            }
        }
        for (index, name) in names.enumerated() { try store.write([UInt8(index)], as: name) }
        for (index, name) in names.enumerated() { #expect(store.read(name) == [UInt8(index)]) }
        let state = try state()
        let tally = try StateReset.count([.thumbs], in: state)
        #expect(tally.parts[.thumbs]?.files == names.count && tally.foreignCount == 0)
        let removed = try StateReset.remove([.thumbs], in: state)
        #expect(removed.parts[.thumbs]?.files == names.count)
        #expect(!names.contains { store.contains($0) })
    }

    @Test func `what was made by the file is taken over by the image`() throws {
        let store = try Store(try state())
        var provisional = name(1)
        provisional.image = .file(FileDigest(digest(9)))
        #expect(!store.adopt(provisional, as: name(1)))
        try store.write([1, 2, 3], as: provisional)
        #expect(store.adopt(provisional, as: name(1)))
        #expect(store.read(name(1)) == [1, 2, 3] && !store.contains(provisional))
    }

    @Test func `another version's thumbnails go, and what is not Jožin's stays`() throws {
        let store = try Store(try state())
        try store.write([1], as: name(1))
        scratch.folder("thumbs/v0")
        scratch.folder("thumbs/v0/ab")
        scratch.folder("thumbs/v999")
        scratch.folder("thumbs/visit")
        let digits = String(repeating: "ab", count: 32)
        for file in ["v0/ab/\(digits)-320.webp", "v999/\(digits).file.0123456789abcdef.blur-64.jpg", "visit/\(digits)-320.webp"] {
            scratch.file("thumbs/" + file, [1])
        }
        scratch.file("thumbs/v0/ab/holiday.jpg", [1])
        try store.removeOtherVersions()
        let thumbs = try Descriptor.folder(scratch.at("thumbs"))
        let left = Set(try thumbs.entries().map { String(decoding: $0.name, as: UTF8.self) })
        #expect(left == ["v0", "v\(ThumbnailStore.version)", "visit"])
        let strangers = try thumbs.folder(Array("v0".utf8)).folder(Array("ab".utf8)).entries()
        #expect(strangers.count == 1)
        #expect(store.read(name(1)) == [1])
    }

    @Test func `looking makes nothing`() throws {
        guard case nil = ThumbnailStore.look(in: try state()) else {
            Issue.record("there is a store")
            return
        }
        let names = try Descriptor.folder(scratch.path).entries().map(\.name)
        #expect(!names.contains(Array("thumbs".utf8)))
    }
}

/// The store as a value that tests' macros can copy.
private final class Store {
    private let store: ThumbnailStore

    init(_ state: consuming StateFolder) throws { store = try ThumbnailStore(state) }

    func contains(_ name: ThumbnailName) -> Bool { store.contains(name) }
    func read(_ name: ThumbnailName) -> [UInt8]? { store.read(name) }
    func write(_ bytes: [UInt8], as name: ThumbnailName) throws { try store.write(bytes, as: name) }
    func adopt(_ provisional: ThumbnailName, as name: ThumbnailName) -> Bool { store.adopt(provisional, as: name) }
    func removeOtherVersions() throws { try store.removeOtherVersions() }
}
