// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinCatalog
import JozinCore
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Synchronization
import Testing

@Suite(.serialized) struct `A server gets thumbnails from any thread` {
    /// A library of a few photos in a folder of its own.
    private final class Library {
        let root: SystemPath
        let photos: [PhotoRecord]
        let thumbnailer: Thumbnailer

        init(count: Int) throws {
            let base = SystemPath(literal: "/tmp")
            let name = "jozin-thumbnailer-\(Hexadecimal.text(Environment.randomBytes()))"
            let folder = try Descriptor.folder(base).folder(making: Array(name.utf8))
            let state = try folder.folder(making: Array(".jozin".utf8))
            root = base.appending(name)
            var photos: [PhotoRecord] = []
            for index in 0..<count {
                let bytes = Picture(300 + index, 200, seed: UInt64(index)).jpeg()
                let file = Array("\(index).jpg".utf8)
                precondition(WholeFile.write(bytes, to: root.appending(file).bytes))
                var hasher = SHA256Hasher()
                hasher.update(bytes.span)
                let digest = FileDigest(hasher.finish())
                let path = LibraryPath.root.appending(file)
                photos.append(
                    PhotoRecord(
                        path: path, stamp: try folder.status(of: file).stamp, state: .indexed, pipeline: 1, depth: .quick,
                        readIn: 1, digest: digest, imageID: .file(digest), format: .jpeg,
                        size: PixelSize(width: 300 + index, height: 200)))
            }
            self.photos = photos
            guard let decoder = SystemPath(bytes: Bench.decoder) else { preconditionFailure("there is a decoder") }
            thumbnailer = try Thumbnailer(
                root: folder, state: try StateFolder(state), decoder: decoder, frames: FrameBudget(for: .standard), decoders: 2)
        }

        deinit {
            // The name is random hexadecimal digits: nothing in it needs quoting.
            _ = unsafe system("rm -rf " + String(decoding: root.bytes, as: UTF8.self))
        }
    }

    private func longest(_ jpeg: [UInt8]) -> Int { RenderBench.pixels(jpeg).map { max($0.size.width, $0.size.height) } ?? 0 }

    @Test func `many at once, each its own, and from the store the next time`() throws {
        let library = try Library(count: 6)
        let (thumbnailer, photos) = (library.thumbnailer, library.photos)
        let found = Mutex<[Int: Set<[UInt8]>]>([:])
        DispatchQueue.concurrentPerform(iterations: 48) { index in
            let bytes = try? thumbnailer.thumbnail(of: photos[index % 6], .init(longestSide: 64))
            found.withLock { _ = $0[index % 6, default: []].insert(bytes ?? []) }
        }
        let pictures = found.withLock { $0 }
        #expect(pictures.count == 6 && pictures.values.allSatisfy { $0.count == 1 && longest($0.first ?? []) == 64 })
        #expect(Set(pictures.values.flatMap { $0 }).count == 6)
        #expect(thumbnailer.stored(photos[0], .init(longestSide: 64)) == pictures[0]?.first)
        #expect(thumbnailer.stored(photos[0], .init(longestSide: 65)) == nil)
    }

    @Test func `an adjusted and a blurred one are others, and asynchronous callers get the same`() async throws {
        let library = try Library(count: 1)
        let photo = library.photos[0]
        let plain = try await library.thumbnailer.thumbnail(of: photo, .init(longestSide: 80))
        let turned = try await library.thumbnailer.thumbnail(
            of: photo, .init(longestSide: 80, adjustments: Adjustments(turn: .turnedRight)))
        let blurred = try await library.thumbnailer.thumbnail(of: photo, .init(longestSide: 80, isBlurred: true))
        #expect(Set([plain, turned, blurred]).count == 3)
        #expect(RenderBench.pixels(turned)?.size == PixelSize(width: 53, height: 80))
        let webp = try await library.thumbnailer.thumbnail(of: photo, .init(longestSide: 80, encoding: .webp))
        #expect(webp.starts(with: "RIFF".utf8))
    }

    @Test func `a photo that changed or is gone is told, and one that comes back is drawn`() throws {
        let library = try Library(count: 2)
        let path = library.root.appending("1.jpg")
        let whole = try #require(WholeFile.read(path.bytes))
        #expect(WholeFile.write([1, 2, 3], to: path.bytes))
        #expect(throws: Problem.self) { try library.thumbnailer.thumbnail(of: library.photos[1], .init(longestSide: 64)) }
        #expect(WholeFile.write(whole, to: path.bytes))
        var photo = library.photos[1]
        photo.stamp = try Descriptor.folder(library.root).status(of: Array("1.jpg".utf8)).stamp
        #expect(longest(try library.thumbnailer.thumbnail(of: photo, .init(longestSide: 64))) == 64)
        var nothing = library.photos[0]
        nothing.digest = nil
        nothing.imageID = nil
        #expect(throws: Problem.self) { try library.thumbnailer.thumbnail(of: nothing, .init(longestSide: 64)) }
    }
}
