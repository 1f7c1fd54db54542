// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers
import Testing

@Suite(.serialized) struct `Seven ways for a decoder to die, one answer each` {
    private let photo = Picture(64, 48)

    /// A decoder that does this with its first request, and is the real one from its second start on.
    private func fake(_ deed: String) -> (path: [UInt8], started: [UInt8]) {
        let real = String(decoding: Bench.decoder, as: UTF8.self)
        let started = Bench.script("")
        let name = String(decoding: started, as: UTF8.self)
        let path = Bench.script(
            """
            if test -e '\(name)'; then rm '\(name)'; else exec '\(real)'; fi
            dd bs=80 count=1 of=/dev/null 2>/dev/null
            real='\(real)'
            \(deed)
            """)
        return (path, started)
    }

    /// The deed's answer; the next photo is answered by a fresh process.
    private func expect(
        _ deed: String, _ code: Problem.Code, _ sentence: String, wallMilliseconds: Int = 60_000,
        location: SourceLocation = #_sourceLocation
    ) {
        let (path, started) = fake(deed)
        defer {
            Bench.remove(path)
            Bench.remove(started)
        }
        var decoder = DecoderProcess(executable: path)
        var limits = DecodeLimits.standard
        limits.wallMilliseconds = wallMilliseconds
        let answer = decoder.decode(photo.bmp(), Bench.request(.bmp, limits: limits))
        #expect(answer.code == code && answer.sentence.contains(sentence), "\(deed): \(answer)", sourceLocation: location)
        #expect(decoder.processID == nil && decoder.starts == 1, sourceLocation: location)
        let clock = ContinuousClock()
        let delay = clock.measure {
            let next = decoder.decode(photo.bmp(), Bench.request(.bmp))
            #expect(next.picture?.imageID == photo.digest() && decoder.starts == 2, "\(next)", sourceLocation: location)
        }
        print("the photo behind \(deed.prefix(24))... was answered after \(delay)")
    }

    @Test func `an infinite loop ends at the limit of the clock`() {
        expect("while true; do :; done", .limitExceeded, "decoding took longer than", wallMilliseconds: 150)
        expect("sleep 1000", .limitExceeded, "decoding took longer than", wallMilliseconds: 150)
    }

    @Test func `a loop of work ends at the limit of processor time, in words`() {
        expect("exec \"$real\" --check-time", .limitExceeded, "decoding took more than 20 s of processor time")
    }

    @Test func `a loop of allocations ends at the limit of memory`() {
        expect("exec \"$real\" --check-memory", .damagedFile, "the decoder died (signal")
    }

    @Test func `abort, a bad address, and an end without an answer`() {
        expect("kill -ABRT $$", .damagedFile, "signal 6")
        expect("kill -SEGV $$", .damagedFile, "signal 11")
        expect("exit 0", .damagedFile, "exit 0")
    }

    @Test func `garbage, and half an answer`() {
        let real = DecodeAnswer.failed(code: .unsupported, sentence: "no").packet
        let half = real.dropLast(3).map { "\\" + String(Int($0) / 64) + String(Int($0) / 8 % 8) + String(Int($0) % 8) }.joined()
        for deed in [
            "printf garbage >&0; sleep 1000", "printf '\(half)' >&0; sleep 1000", "head -c 70000 /dev/zero >&0; sleep 1000",
        ] {
            expect(deed, .bug, "something that is no answer")
        }
    }

    @Test func `real work beyond the limit of processor time is told in words`() throws {
        // A hundred scans, as many as are read at all: more than a second's work.
        let file = ManyScans(width: 12_000, height: 12_000, scans: 99).bytes
        var decoder = DecoderProcess(executable: Bench.decoder)
        var limits = DecodeLimits.standard
        limits.cpuSeconds = 0
        let answer = decoder.decode(file, Bench.request(.jpeg, limits: limits))
        // A machine that does it within the second that rounding leaves has nothing to be stopped for.
        if answer.picture == nil {
            #expect(answer.code == .limitExceeded && answer.sentence.contains("of processor time"), "\(answer)")
            #expect(decoder.processID == nil)
        } else {
            print("not run: real work beyond the limit of processor time: this machine is too fast")
        }
        #expect(decoder.decode(photo.bmp(), Bench.request(.bmp)).picture?.imageID == photo.digest())
    }
}
