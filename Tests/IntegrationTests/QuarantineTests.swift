// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A photo that kills its decoder is left alone until it changes` {
    /// A decoder that writes down each start, and dies of every request as long as the file `deadly` is there.
    private func decoder(_ place: Place) throws -> Word {
        let path = place.base.appending("decoder")
        func text(_ path: SystemPath) -> String { String(decoding: path.bytes, as: UTF8.self) }
        let script = """
            #!/bin/sh
            PATH=/usr/bin:/bin
            echo >> '\(text(place.own.appending("starts")))'
            if [ -e '\(text(place.base.appending("deadly")))' ]; then
              dd bs=80 count=1 > /dev/null 2>&1
              kill -SEGV $$
            fi
            exec '\(text(BuiltPrograms.decoder))'
            """
        try Disk.write(Array(script.utf8), to: path)
        try Shell.run("chmod 700 \"$1\"", [Word(path)])
        return Word(Array("JOZIN_DECODE=".utf8) + path.bytes)
    }

    private func starts(_ place: Place) -> Int { Disk.read(place.own.appending("starts"))?.count ?? 0 }

    @Test func `three deaths are recorded, the next scans do not try, and a change is tried again`() throws {
        let place = try Place()
        try place.put(Sample.png(1), at: "deadly.png")
        let decoder = try decoder(place)
        try Disk.write([], to: place.base.appending("deadly"))
        let first = try place.scan(environment: [decoder])
        first.expectSums()
        #expect(first.verdict("deadly.png")?.action == "failed" && first.verdict("deadly.png")?.code == "damagedFile")
        #expect(first.verdict("deadly.png")?.message?.contains("the decoder died (signal 11)") == true)
        #expect(starts(place) == 3 && first.outcome.code == 1)
        // Not tried again: no decoder is started at all.
        for _ in 0..<2 {
            let again = try place.scan(environment: [decoder])
            again.expectSums()
            #expect(
                again.verdict("deadly.png")?.action == "failed"
                    && again.verdict("deadly.png")?.message == first.verdict("deadly.png")?.message)
            #expect(starts(place) == 3 && again.outcome.code == 1)
        }
        // Another photo is read, and this one still not.
        try place.put(Sample.png(2), at: "other.png")
        Disk.remove(place.base.appending("deadly"))
        let other = try place.scan(environment: [decoder])
        #expect(other.verdict("other.png")?.action == "new" && other.verdict("deadly.png")?.action == "failed")
        #expect(starts(place) == 4)
        // It changed.
        try place.shell("touch deadly.png")
        let changed = try place.scan(environment: [decoder])
        changed.expectSums()
        #expect(changed.verdict("deadly.png")?.action == "updated" && changed.outcome.code == 0 && starts(place) == 5)
    }

    @Test func `changed and still deadly, it is tried three times more`() throws {
        let place = try Place()
        try place.put(Sample.png(1), at: "deadly.png")
        let decoder = try decoder(place)
        try Disk.write([], to: place.base.appending("deadly"))
        try place.scan(environment: [decoder])
        try place.shell("touch deadly.png")
        let second = try place.scan(environment: [decoder])
        #expect(second.verdict("deadly.png")?.action == "failed" && starts(place) == 6)
        try place.scan(environment: [decoder])
        #expect(starts(place) == 6)
    }

    @Test func `in the deep pass too: its look stays, and it is not tried again`() throws {
        let place = try Place()
        try place.put(try Sample.jpeg(1), at: "photo.jpg")
        let decoder = try decoder(place)
        try place.scan("--depth", "quick", environment: [decoder])
        #expect(starts(place) == 0, "its look needs no decoder")
        try Disk.write([], to: place.base.appending("deadly"))
        let deep = try place.scan(environment: [decoder])
        deep.expectSums()
        #expect(deep.verdict("photo.jpg")?.action == "failed" && starts(place) == 3)
        let again = try place.scan(environment: [decoder])
        again.expectSums()
        #expect(again.verdict("photo.jpg")?.action == "failed" && starts(place) == 3)
    }

    @Test func `a decoder that hangs dies with the scan that is killed`() throws {
        let place = try Place()
        // Many, so that the scan is still at work when it is looked at.
        try place.put(Sample.png(1, width: 2000, height: 1500), at: "1.png")
        try place.shell("for n in $(seq 2 60); do ln 1.png $n.png; done")
        let running = try place.start(["scan", Word(place.photos), "--json-lines"])
        var stopped: Set<Int32> = []
        let isFound = Processes.wait(seconds: 60) {
            for process in Processes.ofSession(running.id) where process.name == "jozin-decode" && isCaged(process.id) {
                // Stopped, it answers nothing, reads nothing, and sees no closed channel.
                if kill(process.id, SIGSTOP) == 0 { stopped.insert(process.id) }
            }
            return !stopped.isEmpty
        }
        #expect(isFound)
        for process in Processes.ofSession(running.id) where process.name != "jozin-decode" { kill(process.id, SIGKILL) }
        let isEmpty = Processes.wait(seconds: 60) { Processes.ofSession(running.id).isEmpty }
        #expect(isEmpty, "nothing is left of it")
        #expect(try running.end().code == 128 + SIGKILL)
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.count("done") == 60)
    }

    /// Whether a decoder is past its start: it binds itself to its asker's life before it enters the cage.
    private func isCaged(_ process: Int32) -> Bool {
        guard let path = SystemPath(bytes: Array("/proc/\(process)/status".utf8)), let status = Disk.read(path) else {
            return false
        }
        let text = String(decoding: status, as: UTF8.self)
        return text.contains("Seccomp:\t2") || !text.contains("Seccomp:")
    }
}
