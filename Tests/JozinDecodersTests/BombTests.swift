// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers
import Testing

@Suite struct `A bomb is refused, and costs little` {
    @Test func `each is answered, by the same process, in little memory`() throws {
        #expect(Bomb.all.count >= 20)
        for bomb in Bomb.all {
            // A process each, so that each has its own peak.
            var decoder = DecoderProcess(executable: Bench.decoder)
            _ = decoder.decode(Picture(8, 8).bmp(), Bench.request(.bmp))
            let file = Bench.file(bomb.bytes)
            var answer = DecodeAnswer.failed(code: .bug, sentence: "")
            let time = ContinuousClock().measure { answer = decoder.decode(file.number, Bench.request(bomb.format)) }
            let peak = Bench.peakMemory(of: decoder.processID)
            print(
                "\(bomb.name): \(bomb.bytes.count) bytes, \(peak >> 20) MB, \(time), \(answer.picture == nil ? answer.sentence : "read")"
            )
            #expect(decoder.starts == 1 && decoder.processID != nil, "\(bomb.name): \(answer)")
            #expect(peak < 256 << 20, "\(bomb.name)")
            #expect(answer.code != .bug && answer.code != .environment, "\(bomb.name): \(answer)")
            if bomb.isTold {
                #expect(answer.picture == nil, "\(bomb.name)")
                #expect(peak < 64 << 20, "\(bomb.name): nothing is allocated for it")
            }
            if answer.picture == nil {
                #expect(
                    !answer.sentence.isEmpty && !answer.sentence.contains("\n") && answer.sentence.count < 200, "\(bomb.name)")
            }
            #expect(decoder.decode(Picture(8, 8).bmp(), Bench.request(.bmp)).picture?.imageID == Picture(8, 8).digest())
        }
    }

    @Test func `what the header tells is told of the header`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        for bomb in Bomb.all where bomb.isTold {
            let answer = decoder.decode(bomb.bytes, Bench.request(bomb.format))
            let isRuns = bomb.name.contains("one run")
            #expect(answer.code == (isRuns ? .damagedFile : .limitExceeded), "\(bomb.name): \(answer)")
        }
        #expect(decoder.starts == 1 && Bench.peakMemory(of: decoder.processID) < 256 << 20)
    }

    @Test func `a folder of bombs is indexed to its end`() throws {
        var template = Array("/tmp/jozin-bomb-tests-XXXXXX".utf8CString)
        // mkdtemp writes into the template, which is NUL-terminated.
        unsafe mkdtemp(&template)
        let path = try #require(SystemPath(bytes: template.dropLast().map { UInt8(bitPattern: $0) }))
        // The path is mkdtemp's: nothing in it needs quoting.
        defer { _ = unsafe system("rm -rf \(String(decoding: path.bytes, as: UTF8.self))") }
        let folder = try Descriptor.folder(path)
        let good = Picture(40, 30)
        var names: [[UInt8]] = []
        for (index, bomb) in Bomb.all.enumerated() {
            for (name, bytes) in [("bomb \(index)", bomb.bytes), ("good \(index)", good.png())] {
                let file = try folder.file(Array(name.utf8), flags: O_WRONLY | O_CREAT | O_EXCL)
                try file.write(bytes)
                names.append(Array(name.utf8))
            }
        }
        let decoder = try #require(SystemPath(bytes: Bench.decoder))
        var indexer = PhotoIndexer(decoder: decoder, limits: .standard, frames: FrameBudget(for: .standard))
        for (index, name) in names.enumerated() {
            let photo = indexer.index(name, in: folder, depth: .full)
            if name.starts(with: "good".utf8) {
                #expect(photo.problem == nil && photo.pixels == good.digest())
            } else if Bomb.all[index / 2].isTold {
                #expect(photo.problem != nil && photo.fingerprint == nil, "\(Bomb.all[index / 2].name)")
            }
        }
    }
}
