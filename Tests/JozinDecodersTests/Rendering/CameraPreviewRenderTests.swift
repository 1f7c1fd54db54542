// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `Camera raw is shown by its preview` {
    /// Fujifilm's container with a preview: of raw formats the one that is written in a few lines.
    private static func raf(_ jpeg: [UInt8]) -> [UInt8] {
        let head = Array("FUJIFILMCCD-RAW 0201FF000000".utf8) + [UInt8](repeating: 0, count: 56)
        return head + Bytes.big(148, 4) + Bytes.big(jpeg.count, 4) + [UInt8](repeating: 0, count: 56) + jpeg
            + [UInt8](repeating: 0xA5, count: 5000)
    }

    private func decoded(_ file: [UInt8], part: Range<Int>?, _ way: Orientation = .upright) -> DecodeAnswer {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var request = Bench.request(.raw, way)
        request.part = part
        return decoder.decode(file, request)
    }

    @Test func `the decoder reads the part that it is told, and nothing else`() {
        for jpeg in [Picture(640, 480).jpeg(), Picture(640, 480).jpeg(progressive: true), Picture(70, 50).jpeg()] {
            let before = [UInt8](repeating: 0xFF, count: 777)
            let file = before + jpeg + jpeg
            for way in Orientation.allCases {
                var decoder = DecoderProcess(executable: Bench.decoder)
                let alone = decoder.decode(jpeg, Bench.request(.jpeg, way))
                let inside = decoded(file, part: 777..<777 + jpeg.count, way)
                #expect(inside == alone && inside.picture != nil)
            }
            // What is missing of it lies right behind it.
            #expect(decoded(file, part: 777..<777 + jpeg.count / 2).code == .damagedFile)
            #expect(decoded(file, part: 700..<777 + jpeg.count).code == .damagedFile)
            #expect(decoded(file, part: 777..<778).code == .damagedFile)
            #expect(decoded(file, part: file.count..<file.count + 10).code == .damagedFile)
            #expect(decoded(file, part: Int.max - 10..<Int.max).code != nil)
        }
        #expect(decoded(Picture(64, 64).jpeg(), part: nil).code == .unsupported)
    }

    @Test func `thumbnails are those of the preview, at every reduction`() throws {
        let bench = RenderBench()
        let jpeg = Picture(1600, 1200).jpeg()
        let file = Bench.file([UInt8](repeating: 3, count: 5000) + jpeg)
        for longest in [60, 160, 320, 700, 1600] {
            let rendition = Rendition(longestSide: longest, encoding: .jpeg, quality: 90)
            let alone = try bench.render(jpeg, .jpeg, .turnedLeft, [rendition]).files
            #expect(try bench.render(file, .raw, .turnedLeft, [rendition], part: 5000..<5000 + jpeg.count).files == alone)
            #expect(alone.count == 1)
        }
    }

    private func indexed(_ bytes: [UInt8]) throws -> IndexedPhoto {
        let base = SystemPath(literal: "/tmp")
        let name = Array("jozin-raw-\(Hexadecimal.text(Environment.randomBytes()))".utf8)
        let folder = try Descriptor.folder(base).folder(making: name)
        let path = base.appending(name).appending(Array("a.raf".utf8))
        precondition(WholeFile.write(bytes, to: path.bytes))
        defer {
            Bench.remove(path.bytes)
            // The name was made here; NUL-terminated by the conversion.
            _ = unsafe rmdir(String(decoding: base.appending(name).bytes, as: UTF8.self))
        }
        let decoder = try #require(SystemPath(bytes: Bench.decoder))
        var indexer = PhotoIndexer(decoder: decoder, limits: .standard, frames: FrameBudget(for: .standard))
        return indexer.index(Array("a.raf".utf8), in: folder, depth: .quick)
    }

    @Test func `it has a placeholder, its file's identity and no hashes, and is never read deeper`() throws {
        let photo = try indexed(Self.raf(Picture(640, 480).jpeg()))
        #expect(photo.problem == nil && photo.format == .raw && photo.size == PixelSize(width: 640, height: 480))
        #expect(photo.placeholder != nil && photo.fingerprint == nil && photo.pixels == nil && photo.averageColor == nil)
        #expect(photo.depth == .full && photo.imageID == photo.content.map { .file($0.digest) })
    }

    @Test func `without a preview it is refused in a sentence, and with a damaged one it failed`() throws {
        let nothing = try indexed(Self.raf([1, 2, 3]))
        #expect(nothing.problem?.code == .unsupported && nothing.problem?.sentence.contains("without a preview") == true)
        var damaged = Picture(640, 480).jpeg()
        for index in damaged.count / 2..<damaged.count / 2 + 400 { damaged[index] = 0xFF }
        let broken = try indexed(Self.raf(damaged))
        #expect(broken.problem?.code == .damagedFile && broken.problem?.sentence.hasPrefix("its preview: ") == true)
    }
}
