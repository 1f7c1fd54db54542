// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers
import Testing

@Suite(.serialized) struct `The decoder dies alone` {
    private let photo = Picture(64, 48)

    /// A decoder that reads its request and then does this.
    private func fake(_ deed: String, limit: Int = 30_000) -> (answer: DecodeAnswer, starts: Int) {
        let path = Bench.script("dd bs=64 count=1 of=/dev/null 2>/dev/null\n" + deed)
        defer { Bench.remove(path) }
        var limits = DecodeLimits.standard
        limits.wallMilliseconds = limit
        var decoder = DecoderProcess(executable: path)
        let answer = decoder.decode(photo.bmp(), Bench.request(.bmp, limits: limits))
        #expect(decoder.processID == nil)
        return (answer, decoder.starts)
    }

    @Test func `signals and exits are this photo's answer`() {
        for (signal, code) in [
            ("SEGV", Problem.Code.damagedFile), ("ABRT", .damagedFile), ("KILL", .limitExceeded),
        ] {
            let (answer, starts) = fake("kill -\(signal) $$")
            #expect(answer.code == code && answer.sentence.contains("signal") && starts == 1, "\(answer)")
        }
        let (answer, _) = fake("exit 0")
        #expect(answer.code == .damagedFile && answer.sentence.contains("exit 0"))
    }

    @Test func `nonsense and half an answer are no answer`() {
        for deed in [
            "printf garbage >&0; sleep 100", "printf 'JzDA\\001\\000\\001' >&0; sleep 100",
            "head -c 70000 /dev/zero >&0; sleep 100",
        ] {
            #expect(fake(deed).answer.code == .bug)
        }
    }

    @Test func `a decoder that hangs is killed at its limit`() {
        let (answer, _) = fake("sleep 1000", limit: 100)
        #expect(answer.code == .limitExceeded && answer.sentence.contains("longer than"))
    }

    @Test func `a stopped decoder is killed at its limit, and the next photo is decoded`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp)).picture != nil)
        let process = try decoder.requireProcess()
        kill(process, SIGSTOP)
        var limits = DecodeLimits.standard
        limits.wallMilliseconds = 100
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp, limits: limits)).code == .limitExceeded)
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp)).picture?.imageID == photo.digest())
        #expect(decoder.starts == 2)
    }

    @Test func `killed in the middle of a photo, it is that photo's answer alone`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        let first = decoder.decode(photo.bmp(), Bench.request(.bmp))
        #expect(first.picture != nil)
        let process = try decoder.requireProcess()
        let ends = Bench.pipe()
        let original = Descriptor(owning: ends[0])
        // More than a pipe holds can only be written when the decoder reads: then it is in the middle of this "photo".
        let path = Bench.script("head -c 400000 /dev/zero >&0; kill -KILL \(process)")
        defer { Bench.remove(path) }
        let killer = ChildProcess(executable: path, standardInput: ends[1])
        let answer = decoder.decode(original.number, Bench.request(.webp))
        close(ends[1])
        let ending = killer?.wait()
        #expect(ending?.code == 0)
        #expect(answer == .failed(code: .limitExceeded, sentence: "the decoder died (signal 9) on this file"))
        let next = decoder.decode(photo.bmp(), Bench.request(.bmp))
        #expect(next.picture?.imageID == photo.digest())
    }

    @Test func `a death between photos is nobody's answer`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp)).picture != nil)
        let process = try decoder.requireProcess()
        kill(process, SIGKILL)
        // Until its end of the channel is closed, it could still be sent to.
        while Bench.names(in: "/proc/\(process)/fd").count > 0 { usleep(1000) }
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp)).picture != nil)
        #expect(decoder.starts == 2)
    }

    @Test func `memory and time beyond the limits end in an answer`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var limits = DecodeLimits.standard
        limits.memory = 1 << 20
        let answer = decoder.decode(Picture(400, 300).png(), Bench.request(.png, limits: limits))
        #expect(answer.code != nil)
        #expect(decoder.decode(photo.png(), Bench.request(.png)).picture?.imageID == photo.digest())
    }

    @Test func `a program that is not there is the environment's fault`() {
        var decoder = DecoderProcess(executable: Array("/nonexistent/jozin-decode".utf8))
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp)).code == .environment)
    }

    @Test func `nothing is left behind: no descriptor, no process`() async {
        // In a process of its own: descriptors and children of other tests come and go in this one.
        await #expect(processExitsWith: .success) {
            let photo = Picture(64, 48).bmp()
            let before = Bench.channelsAndFiles
            do {
                var decoder = DecoderProcess(executable: Bench.decoder)
                for format in [PhotoFormat.bmp, .png, .jpeg] {
                    _ = decoder.decode(photo, Bench.request(format))
                    decoder.stop()
                    _ = decoder.decode(photo, Bench.request(format))
                }
                if decoder.starts != 4 { exit(41) }
            }
            if Bench.channelsAndFiles != before { exit(42) }
            // Every child was reaped: there is none to wait for.
            if waitpid(-1, nil, WNOHANG) != -1 { exit(43) }
        }
    }

    @Test func `it ends when its asker is gone`() throws {
        guard let pair = DescriptorChannel.pair(),
            let child = ChildProcess(executable: Bench.decoder, standardInput: pair.far.number)
        else {
            Issue.record("nothing was started")
            return
        }
        _ = pair.keepNear()
        // The near end is closed by now.
        let ending = child.wait()
        #expect(ending.code == 0)
    }

    @Test func `many photos open no descriptor for good in the decoder`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var counts: Set<Int> = []
        for _ in 0..<20 {
            for (format, file) in [
                (PhotoFormat.bmp, photo.bmp()), (.png, photo.png()), (.jpeg, photo.jpeg()), (.tiff, [1, 2, 3]),
            ] {
                _ = decoder.decode(file, Bench.request(format))
            }
            let process = try decoder.requireProcess()
            // The request's descriptor is closed after the answer; an unknown request behind it waits for that.
            _ = decoder.decode([], Bench.request(.raw))
            counts.insert(Bench.names(in: "/proc/\(process)/fd").count)
        }
        #expect(counts.max().map { $0 <= 5 } == true, "\(counts)")
    }
}
