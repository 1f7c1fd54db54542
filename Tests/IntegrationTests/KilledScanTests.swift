// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite(.serialized) struct `A killed scan loses nothing that it has told` {
    /// A library of photos, copies and oddities, and what an undisturbed scan makes of it.
    private let place: Place
    private let undisturbed: Place

    init() async throws {
        let demo = try await Sample.demo.value
        place = try Place()
        undisturbed = try Place()
        try place.copy(demo.photos)
        // These go through the decoder, and take it a while.
        for seed in 1...8 { try place.put(Sample.png(UInt64(seed), width: 800, height: 600), at: "drawings/\(seed).png") }
        try undisturbed.copy(place.photos)
    }

    /// Holds every photo that the worker told of against its sidecar.
    private func expectDurable(_ lines: [[UInt8]]) throws {
        for line in lines {
            guard case .item(let item)? = WorkerEvent(line: line), [.new, .updated].contains(item.action) else { continue }
            // Longer names are cut in their sidecar's name.
            guard item.path.name.count <= 250 else { continue }
            let bytes = Disk.read(place.own.appending("sidecars").appending(item.path.bytes + Array(".json".utf8)))
            #expect(bytes.flatMap(ImageSidecar.init(decoding:)) != nil, "\(DisplayName.text(item.path.bytes))")
        }
    }

    /// Scans to the end, and holds everything against the undisturbed library.
    private func expectWhole() throws {
        let answer = try place.scan()
        let other = try undisturbed.scan()
        answer.expectSums()
        #expect(answer.outcome.code == 1 && answer.count("done") == other.count("done") && answer.count("missing") == 0)
        let sidecars = try Sidecars(place)
        #expect(try sidecars.differences(Sidecars(undisturbed)) == [] && sidecars.temporary == [])
        let rows = try CatalogRows(place)
        #expect(try rows.integrity == "ok" && rows.differences(CatalogRows(undisturbed)) == [])
        let again = try place.scan()
        #expect(again.count("unchanged") == again.count("done") && again.count("decoded") == 0)
    }

    @Test func `SIGKILL at twenty moments, and a plain scan makes it whole`() throws {
        let before = try TreeDigest(place)
        let clock = ContinuousClock()
        let whole = try clock.measure { _ = try undisturbed.scan() }
        let milliseconds = Int(whole.components.seconds) * 1000 + Int(whole.components.attoseconds / 1_000_000_000_000_000)
        for moment in 1...20 {
            let running = try place.start(["jozan", "--events", Word(place.photos)])
            // Moments all over the scan, in an order that lets late ones find work left.
            Processes.pause(milliseconds: milliseconds * (moment * 7 % 20 + 1) / 20)
            running.signal(SIGKILL)
            let outcome = try running.end()
            try expectDurable(outcome.output.split(separator: 0x0A).map(Array.init))
        }
        try expectWhole()
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `SIGKILL at each kind of call that makes things durable`() throws {
        guard let strace = Tool.find("strace") else { return Tool.notRun("SIGKILL at each kind of call", "there is no strace") }
        for call in ["syncfs", "renameat", "fdatasync", "pwrite64", "flock", "mkdirat"] {
            for count in [1, 2, 3, 7, 40] {
                let inject: [Word] = ["-f", "-qq", "-o", "/dev/null", "-e", "inject=\(call):signal=KILL:when=\(count)"]
                let outcome = try place.run("jozan", "--events", Word(place.photos), through: [Word(strace)] + inject)
                try expectDurable(outcome.output.split(separator: 0x0A).map(Array.init))
            }
        }
        try expectWhole()
    }

    @Test func `Ctrl-C ends a scan with its own code, and the next one goes on`() throws {
        let running = try place.start(["scan", Word(place.photos)])
        _ = Processes.wait(seconds: 20) { Disk.exists(place.own.appending("catalog.sqlite")) }
        Processes.pause(milliseconds: 50)
        let start = ContinuousClock.now
        running.signal(SIGINT)
        let outcome = try running.end()
        #expect(ContinuousClock.now - start < .seconds(5))
        // A fast machine may be done before the signal comes.
        #expect(outcome.code == 130 || outcome.code == 1)
        if outcome.code == 130 { #expect(outcome.said.contains("stopped. What was found is kept")) }
        try expectWhole()
    }
}

@Suite struct `A scan ends when it is told to, whatever it is doing` {
    /// A decoder that never answers, and says when it was started.
    private static func hangingDecoder(_ place: Place) throws -> Word {
        let path = place.base.appending("hanging")
        let mark = String(decoding: place.own.appending("started").bytes, as: UTF8.self)
        try Disk.write(Array("#!/bin/sh\n: > '\(mark)'\nexec sleep 100\n".utf8), to: path)
        try Shell.run("chmod 700 \"$1\"", [Word(path)])
        return Word(Array("JOZIN_DECODE=".utf8) + path.bytes)
    }

    /// A scan that waits for a decoder.
    private func hanging(_ words: Word..., in place: Place) throws -> Running {
        for seed in 1...4 { try place.put(Sample.png(UInt64(seed)), at: "\(seed).png") }
        let running = try place.start(words + [Word(place.photos)], environment: [try Self.hangingDecoder(place)])
        #expect(Processes.wait(seconds: 20) { Disk.exists(place.own.appending("started")) })
        return running
    }

    private func expectEnd(of running: Running, code: Int32, in place: Place) throws {
        let start = ContinuousClock.now
        let outcome = try running.end()
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(outcome.code == code)
        #expect(Processes.wait(seconds: 5) { Processes.ofSession(running.id).isEmpty })
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.count("new") == 4 && answer.outcome.code == 0, "nothing was recorded of what was not read")
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `by a signal to all of it`(_ signal: Int32, _ code: Int32) throws {
        let place = try Place()
        let running = try hanging("scan", in: place)
        running.signal(signal)
        try expectEnd(of: running, code: code, in: place)
    }

    @Test func `by a signal to the worker alone`() throws {
        let place = try Place()
        let running = try hanging("jozan", "--events", in: place)
        running.signalAlone(SIGTERM)
        try expectEnd(of: running, code: 143, in: place)
    }

    @Test func `by the death of the command that started it`() throws {
        let place = try Place()
        let running = try hanging("scan", in: place)
        #expect(Processes.ofSession(running.id).count >= 3, "jozin, jozan and a decoder")
        running.signalAlone(SIGKILL)
        try expectEnd(of: running, code: 137, in: place)
    }

    @Test func `and its decoders end with it when it is killed`() throws {
        let place = try Place()
        try place.put(Sample.png(1, width: 2000, height: 1500), at: "1.png")
        try place.shell("for n in $(seq 2 60); do ln 1.png $n.png; done")
        let running = try place.start(["scan", Word(place.photos)])
        let found = Processes.wait(seconds: 20) { Processes.ofSession(running.id).contains { $0.name == "jozin-decode" } }
        #expect(found)
        running.signalAlone(SIGKILL)
        #expect(Processes.wait(seconds: 5) { Processes.ofSession(running.id).isEmpty }, "\(Processes.ofSession(running.id))")
        #expect(try running.end().code == 137)
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.count("done") == 60)
    }
}
