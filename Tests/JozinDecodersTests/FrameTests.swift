// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers
import JozinTestSupport
import Testing

@Suite struct `A turned picture is the same wherever its frame is held` {
    /// A folder for scratch files, gone with the value.
    private final class Folder {
        let path: [UInt8]

        init() {
            var template = Array("/tmp/jozin-scratch-tests-XXXXXX".utf8CString)
            // mkdtemp writes into the template, which is NUL-terminated.
            unsafe mkdtemp(&template)
            path = template.dropLast().map { UInt8(bitPattern: $0) }
        }

        deinit {
            for name in ["/tmp", ""] { _ = unsafe rmdir(String(decoding: path, as: UTF8.self) + name) }
        }

        func scratch() throws -> ScratchFolder {
            let path = try #require(SystemPath(bytes: path))
            return ScratchFolder(try StateFolder(try Descriptor.folder(path)))
        }
    }

    private let folder = Folder()

    /// A decoder whose frames can only lie in scratch files: there is no byte of memory for them.
    private func writing() throws -> DecoderProcess {
        DecoderProcess(executable: Bench.decoder, frames: FrameBudget(bytes: 0, scratch: try folder.scratch()))
    }

    /// As small as a frame may be, it has to be asked for.
    private func request(_ format: PhotoFormat, _ orientation: Orientation) -> DecodeRequest {
        var request = Bench.request(format, orientation)
        request.mayHold = 0
        return request
    }

    private static let sizes = [
        (1, 1), (1, 40), (40, 1), (2, 3), (15, 17), (16, 16), (17, 15), (64, 32), (65, 33), (63, 129), (300, 301), (7, 1000),
        (1000, 7),
    ]

    @Test func `at every size and orientation, in memory and in a scratch file`() throws {
        var inFile = try writing()
        var inMemory = DecoderProcess(executable: Bench.decoder)
        for (width, height) in Self.sizes {
            for channels in [3, 4] {
                let picture = Picture(width, height, channels: channels)
                for orientation in Orientation.allCases {
                    let id = picture.digest(orientation)
                    let png = picture.png(orientation)
                    let place = "\(width) x \(height), \(channels) channels, \(orientation)"
                    #expect(inFile.decode(png, request(.png, .upright)).picture?.imageID == id, "\(place)")
                    #expect(inMemory.decode(png, request(.png, .upright)).picture?.imageID == id, "\(place)")
                }
            }
        }
        #expect(inFile.starts == 1 && inMemory.starts == 1)
    }

    @Test func `JPEG, TIFF and what is converted on the way`() throws {
        var inFile = try writing()
        var inMemory = DecoderProcess(executable: Bench.decoder)
        let profile = ProfileWriter.rgb(ProfileWriter.displayP3, ProfileWriter.sRGBCurve).bytes
        let picture = Picture(333, 217)
        let files: [(PhotoFormat, [UInt8])] = [
            (.jpeg, picture.jpeg()), (.jpeg, picture.jpeg(profile: profile)), (.jpeg, Picture(90, 70, channels: 4).jpeg()),
        ]
        for orientation in Orientation.allCases where orientation != .upright && orientation != .mirrored {
            for (format, file) in files + [(.tiff, picture.tiff(orientation))] {
                let held = inFile.decode(file, request(format, orientation))
                #expect(held.picture?.imageID != nil && held == inMemory.decode(file, request(format, orientation)))
            }
        }
        #expect(inFile.starts == 1)
    }

    @Test func `upright and mirrored pictures are not held at all`() throws {
        var none = DecoderProcess(executable: Bench.decoder, frames: FrameBudget(bytes: 0))
        let picture = Picture(70, 90)
        for orientation in Orientation.allCases {
            let answer = none.decode(picture.png(orientation), request(.png, .upright))
            if orientation == .upright || orientation == .mirrored {
                #expect(answer.picture?.imageID == picture.digest(orientation))
            } else {
                #expect(answer.code == .limitExceeded && answer.sentence.contains("at once"))
            }
        }
    }

    @Test func `a scratch file helps the frame, and not the codec`() throws {
        var decoder = try writing()
        let jpeg = Picture(300, 200).jpeg(progressive: true)
        let whole = decoder.decode(jpeg, request(.jpeg, .turnedLeft))
        #expect(whole.picture?.imageID != nil)
        var request = request(.jpeg, .turnedLeft)
        request.limits.memory = 100_000
        let answer = decoder.decode(jpeg, request)
        #expect(answer.code == .limitExceeded && answer.sentence.contains("at once"))
    }

    @Test func `many decoders at a small budget all get their answers, and the same ones`() async throws {
        let picture = Picture(400, 300)
        let need = 400 * 304 * 3
        // Two at a time.
        let frames = FrameBudget(bytes: need * 2 + 1)
        let file = picture.jpeg()
        var request = Bench.request(.jpeg, .turnedRight)
        request.mayHold = 0
        var alone = DecoderProcess(executable: Bench.decoder)
        let id = alone.decode(file, request).picture?.imageID
        #expect(id != nil)
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { [request] in
                    var decoder = DecoderProcess(executable: Bench.decoder, frames: frames)
                    return (0..<5).allSatisfy { _ in decoder.decode(file, request).picture?.imageID == id }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        #expect(frames.waiting == 0 && frames.take(frames.bytes, isStopped: { true })?.bytes == frames.bytes)
    }

    @Test func `a disk without room is told, and the next photo is decoded`() throws {
        // The state folder lies where nothing may be made.
        let proc = ScratchFolder(try StateFolder(try Descriptor.folder(try #require(SystemPath(bytes: folder.path)))))
        var decoder = DecoderProcess(executable: Bench.decoder, frames: FrameBudget(bytes: 0, scratch: proc))
        _ = unsafe rmdir(String(decoding: folder.path, as: UTF8.self) + "/tmp")
        let picture = Picture(40, 30)
        let answer = decoder.decode(picture.png(.turnedLeft), request(.png, .upright))
        #expect(answer.code == .environment && answer.sentence.contains("scratch file"), "\(answer)")
        #expect(decoder.decode(picture.png(), request(.png, .upright)).picture?.imageID == picture.digest())
        #expect(decoder.starts == 1)
    }

    @Test func `a scratch file is no memory: it may be larger than that`() throws {
        // Black, a bit a pixel: 4.5 MB as a file, 108 MB as it is turned.
        let size = PixelSize(width: 6000, height: 6000)
        let file = Picture(size: size, channels: 1, pixels: []).tiff(
            photometric: 1, bits: 1, samples: [UInt8](repeating: 0, count: size.count / 8), orientation: .turnedRight)
        var request = request(.tiff, .upright)
        request.limits.memory = 100 << 20
        var inFile = try writing()
        let turned = inFile.decode(file, request)
        #expect(turned.picture?.imageID == Picture.digest([UInt8](repeating: 0, count: size.count * 3)), "\(turned)")
        var inMemory = DecoderProcess(executable: Bench.decoder)
        #expect(inMemory.decode(file, request).code == .limitExceeded && inMemory.starts == 1)
    }

    @Test func `a scan that is stopped waits for no memory`() {
        let frames = FrameBudget(bytes: 1000)
        let all = frames.take(1000, isStopped: { false })
        var decoder = DecoderProcess(executable: Bench.decoder, frames: frames, isStopped: { true })
        // Asked until it gets as far as the budget: an answer that takes long is given up too.
        let answer = decoder.decode(Picture(4, 4).png(.turnedLeft), request(.png, .upright))
        #expect(answer.code == .environment && answer.sentence.contains("stopped") && frames.waiting == 0)
        _ = consume all
    }

    @Test func `a scratch file that cannot be written to is not the photo's fault`() throws {
        let ask = "dd bs=80 count=1 of=/dev/null 2>/dev/null"
        let path = Bench.script("\(ask); printf '\(octal(.needs(HeldMemory(codec: 0, frame: 1000))))' >&0; \(ask); kill -BUS $$")
        defer { Bench.remove(path) }
        var decoder = DecoderProcess(
            executable: path, frames: FrameBudget(bytes: 0, scratch: try folder.scratch()))
        let answer = decoder.decode(Picture(4, 4).bmp(), Bench.request(.bmp))
        #expect(answer.code == .environment && answer.sentence.contains("scratch file"), "\(answer)")
    }

    /// An answer as printf of the shell writes it.
    private func octal(_ answer: DecodeAnswer) -> String {
        answer.packet.map { "\\" + String(Int($0) / 64) + String(Int($0) / 8 % 8) + String(Int($0) % 8) }.joined()
    }

    @Test func `a decoder that claims absurd sizes is not believed`() {
        func answer(_ held: HeldMemory) -> DecodeAnswer {
            let path = Bench.script(
                "while dd bs=80 count=1 of=/dev/null 2>/dev/null; do printf '\(octal(.needs(held)))' >&0; done")
            defer { Bench.remove(path) }
            var decoder = DecoderProcess(executable: path)
            return decoder.decode(Picture(4, 4).bmp(), Bench.request(.bmp))
        }
        for (codec, frame) in [(Int.max, Int.max), (0, Int.max), (Int.max, 0), (1 << 40, 1 << 40)] {
            #expect(answer(HeldMemory(codec: codec, frame: frame)).code == .limitExceeded)
        }
        // One that asks again for what it was given.
        #expect(answer(HeldMemory(codec: 0, frame: 1000)).code == .bug)
    }
}
