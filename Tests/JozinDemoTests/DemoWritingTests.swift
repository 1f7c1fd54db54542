// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinDemo
import Testing

@Suite struct `A demo is written into a folder of its own` {
    private static let options = DemoLibrary.Options(photos: 8, size: PixelSize(width: 96, height: 96), duplicatesShare: 0.5)

    @Test func `every entry lies where the plan says, byte for byte`() async throws {
        let folder = TemporaryFolder()
        let library = try DemoLibrary.plan(seed: 1, options: Self.options)
        let press = try DemoPress(for: library)
        let written = try await library.write(to: folder.bytes)
        #expect(written.made == library.entries.count && written.kept == 0)
        let names = Set(folder.names())
        for entry in library.entries {
            #expect(names.contains(entry.path.bytes))
            switch entry.content {
            case .symbolicLink: #expect(folder.kind(entry.path.bytes) == S_IFLNK)
            case .fifo: #expect(folder.kind(entry.path.bytes) == S_IFIFO)
            case .emptyFolder: #expect(folder.kind(entry.path.bytes) == S_IFDIR)
            default:
                #expect(folder.kind(entry.path.bytes) == S_IFREG)
                #expect(try folder.read(entry.path.bytes) == press.bytes(of: entry.content))
            }
        }
        // Nothing else was left but the folders and the mark.
        let files = names.filter { folder.kind($0) != S_IFDIR }
        let expected = Set(library.entries.filter { $0.content != .emptyFolder }.map(\.path.bytes))
        #expect(files == expected.union([Array(".jozin-demo".utf8)]))
    }

    @Test func `names that are no text come back as bytes`() async throws {
        let folder = TemporaryFolder()
        let options = DemoLibrary.Options(photos: 0, duplicatesShare: 0, series: false)
        _ = try await DemoLibrary.plan(seed: 1, options: options).write(to: folder.bytes)
        let names = Set(folder.names())
        let wanted: [[UInt8]] = [
            Array("from-mum/fotka ".utf8) + [0xfe, 0xff] + Array(".jpg".utf8),
            Array("from-mum/two\nlines \u{1b}[31mred.jpg".utf8),
            Array("from-mum/kav".utf8) + [0xc3, 0xa1] + Array("rna.jpg".utf8),
            Array("from-mum/kava".utf8) + [0xcc, 0x81] + Array("rna.jpg".utf8),
            Array("from-mum/".utf8) + [UInt8](repeating: 0x61, count: 251) + Array(".jpg".utf8),
            Array(".thumbnails/0001.jpg".utf8),
        ]
        for name in wanted { #expect(names.contains(name)) }
    }

    @Test func `damaged files are damaged as they say`() async throws {
        let folder = TemporaryFolder()
        let options = DemoLibrary.Options(photos: 1, size: PixelSize(width: 96, height: 96), duplicatesShare: 0, series: false)
        let library = try DemoLibrary.plan(seed: 1, options: options)
        _ = try await library.write(to: folder.bytes)
        func read(_ name: String) -> [UInt8] { folder.read(Array("Odds and ends/\(name)".utf8)) ?? [1] }
        #expect(read("empty.jpg").isEmpty)
        #expect(read("screenshot.jpg").starts(with: [0x89, 0x50, 0x4e, 0x47]))
        #expect(JPEGParts(read("enormous.jpg"))?.size == [65535, 65535])
        #expect(Array(read("bomb.png")[16..<24]) == [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60])
        #expect(JPEGParts(read("half-copied.jpg"))?.scan.suffix(2) != [0xff, 0xd9])
        #expect(read("readme.jpg").starts(with: Array("This is not".utf8)))
        #expect(folder.read(Array("favourites/best.jpg".utf8)) == folder.read(library.entries[0].path.bytes))
        // ELOOP: the link leads to itself.
        #expect(folder.read(Array("favourites/loop.jpg".utf8)) == nil)
    }

    @Test func `a folder of others is refused and stays as it was`() async throws {
        let folder = TemporaryFolder()
        folder.write("mine.jpg", [1, 2, 3])
        let library = try DemoLibrary.plan(seed: 1, options: Self.options)
        await #expect(throws: Problem.self) { try await library.write(to: folder.bytes) }
        #expect(folder.names() == [Array("mine.jpg".utf8)])
        #expect(folder.read(Array("mine.jpg".utf8)) == [1, 2, 3])
    }

    @Test func `a folder of another demo is refused`() async throws {
        let folder = TemporaryFolder()
        _ = try await DemoLibrary.plan(seed: 1, options: Self.options).write(to: folder.bytes)
        let before = Set(folder.names())
        await #expect(throws: Problem.self) { try await DemoLibrary.plan(seed: 2, options: Self.options).write(to: folder.bytes) }
        #expect(Set(folder.names()) == before)
    }

    @Test func `the same demo is completed, and what changed stays changed`() async throws {
        let folder = TemporaryFolder()
        let library = try DemoLibrary.plan(seed: 1, options: Self.options)
        _ = try await library.write(to: folder.bytes)
        let first = try #require(library.entries.first).path
        let last = try #require(library.entries.last { $0.isFile }).path
        folder.write(String(decoding: first.bytes, as: UTF8.self), [9])
        // The name is plain, and the file is this test's own.
        _ = unsafe unlink(folder.child(last.bytes).map { CChar(bitPattern: $0) } + [0])
        let again = try await library.write(to: folder.bytes)
        #expect(again.made == 1 && again.kept == library.entries.count - 1)
        #expect(folder.read(first.bytes) == [9])
        #expect(folder.kind(last.bytes) == S_IFREG)
    }

    @Test func `folders above are made, and one task does as well as many`() async throws {
        let folder = TemporaryFolder()
        let library = try DemoLibrary.plan(seed: 3, options: Self.options)
        var steps: [Int] = []
        _ = try await library.write(to: folder.child(Array("a/b/one".utf8)), tasks: 1) { done, _ in steps.append(done) }
        _ = try await library.write(to: folder.child(Array("a/b/five".utf8)), tasks: 5)
        #expect(steps == steps.sorted() && steps.last == library.entries.count)
        for entry in library.entries where entry.isFile {
            #expect(
                folder.read(Array("a/b/one/".utf8) + entry.path.bytes) == folder.read(Array("a/b/five/".utf8) + entry.path.bytes))
        }
    }

    @Test func `one entry can be written alone, and is not written twice`() throws {
        let folder = TemporaryFolder()
        let library = try DemoLibrary.plan(seed: 3, options: Self.options)
        let press = try DemoPress(for: library)
        #expect(try press.write(library.entries[0], to: folder.bytes))
        #expect(try !press.write(library.entries[0], to: folder.bytes))
        #expect(throws: Problem.self) { try press.write(library.entries[0], to: folder.child(Array("missing".utf8))) }
    }
}
