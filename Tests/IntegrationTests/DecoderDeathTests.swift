// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinCore
import JozinTestHarness
import Synchronization
import Testing

@Suite struct `A dead decoder costs one photo at most` {
    @Test func `killed again and again, each photo is done or told of`() throws {
        let place = try Place()
        try place.put(Sample.png(1, width: 2000, height: 1500), at: "1.png")
        try place.shell("for n in $(seq 2 120); do ln 1.png $n.png; done")
        try place.put(try Sample.jpeg(1), at: "photo.jpg")
        let before = try TreeDigest(place)
        let running = try place.start(["scan", Word(place.photos), "--json-lines"])
        let isOver = Atomic(false)
        let kills = Atomic(0)
        let killer = DispatchGroup()
        // A queue of its own has a thread of its own, however busy the other tests keep the shared ones.
        DispatchQueue(label: "killer").async(group: killer) { [id = running.id] in
            while !isOver.load(ordering: .acquiring) {
                for process in Processes.ofSession(id) where process.name == "jozin-decode" {
                    if kill(process.id, SIGKILL) == 0 { kills.add(1, ordering: .relaxed) }
                }
                // Some photos get through.
                Processes.pause(milliseconds: 40)
            }
        }
        let answer = try ScanAnswer(running.end())
        isOver.store(true, ordering: .releasing)
        killer.wait()
        answer.expectSums()
        #expect(kills.load(ordering: .relaxed) > 0 && answer.count("seen") == 121)
        #expect(
            answer.count("failed") + answer.count("new") == 121 && answer.outcome.code == (answer.count("failed") > 0 ? 1 : 0))
        for line in answer.verdicts.values where line.action == "failed" {
            #expect(
                line.message == "the decoder died (signal 9) on this file" && line.code == "limitExceeded" && line.remedy != nil)
        }
        let second = try place.scan()
        second.expectSums()
        #expect(second.count("failed") == answer.count("failed"), "what killed its decoder three times waits until it changes")
        try place.shell("touch *.png *.jpg")
        #expect(try place.scan().count("done") == 121)
        let after = try TreeDigest(place)
        #expect(after.differences(before).allSatisfy { $0.contains(".png f ") || $0.contains(".jpg f ") })
    }

    /// A decoder that does as told the first so many times it is started, and is the real one from then on.
    private func decoder(_ place: Place, _ deed: String, times: Int) throws -> Word {
        let path = place.base.appending("decoder")
        let count = String(decoding: place.own.appending("starts").bytes, as: UTF8.self)
        let real = String(decoding: BuiltPrograms.decoder.bytes, as: UTF8.self)
        let script = """
            #!/bin/sh
            PATH=/usr/bin:/bin
            echo >> '\(count)'
            if [ $(wc -l < '\(count)') -le \(times) ]; then \(deed); fi
            exec '\(real)'
            """
        try Disk.write(Array(script.utf8), to: path)
        try Shell.run("chmod 700 \"$1\"", [Word(path)])
        return Word(Array("JOZIN_DECODE=".utf8) + path.bytes)
    }

    @Test(arguments: ["kill -SEGV $$", "kill -ABRT $$", "kill -KILL $$", "dd bs=1 count=1 > /dev/null 2>&1; exit 0", "exit 3"])
    func `two deaths are forgiven, three are the photo's`(_ deed: String) throws {
        for (times, isFailure) in [(2, false), (6, true)] {
            let place = try Place()
            try place.put(Sample.png(1), at: "photo.png")
            let answer = try place.scan(through: ["taskset", "-c", "0"], environment: [try decoder(place, deed, times: times)])
            answer.expectSums()
            #expect(answer.verdict("photo.png")?.action == (isFailure ? "failed" : "new"), "\(deed) \(times) times")
        }
    }

    @Test func `a decoder that is not there is told, and is nobody's fault`() throws {
        let place = try Place()
        try place.put(Sample.png(1), at: "photo.png")
        try place.put(try Sample.jpeg(1), at: "photo.jpg")
        let answer = try place.scan(environment: ["JOZIN_DECODE=/nowhere/jozin-decode"])
        answer.expectSums()
        let line = answer.verdict("photo.png")
        #expect(line?.code == "environment" && line?.message?.contains("decoder") ?? false && answer.outcome.code == 1)
        #expect(answer.verdict("photo.jpg")?.action == "new", "its look is taken without the decoder")
        let second = try place.scan()
        #expect(second.count("done") == 2 && second.outcome.code == 0)
    }
}
