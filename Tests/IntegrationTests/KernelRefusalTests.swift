// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestHarness
import Testing

@Suite struct `The kernel refuses what the code must not do` {
    /// A decoder that tries to change the library, and writes down what it was told. It is started by a thread of the scan,
    /// and inherits what that thread may not do.
    private static func culprit(_ photos: SystemPath) -> String {
        """
        #!/bin/sh
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        cd "\(String(decoding: photos.bytes, as: UTF8.self))" || exit 1
        try() { if error=$(sh -c "$2" 2>&1); then echo "$1: ALLOWED"; else echo "$1: $error"; fi >> .jozin/attempts; }
        try append 'echo x >> photo.jpg'
        try empty ': > photo.jpg'
        try shorten 'truncate -s 1 photo.jpg'
        try make ': > new.jpg'
        try folder 'mkdir folder'
        try remove 'rm -f photo.jpg'
        try removeFolder 'rmdir empty'
        try rename 'mv photo.jpg other.jpg'
        try moveOut 'mv photo.jpg .jozin/photo.jpg'
        try moveIn 'mv .jozin/bait photo.jpg'
        try link 'ln photo.jpg twin.jpg'
        try symlink 'ln -s photo.jpg link.jpg'
        try pipe 'mkfifo pipe.jpg'
        try device 'mknod device c 1 3'
        try elsewhere ': > ../elsewhere'
        test -e .jozin/tmp/own || { echo own > .jozin/tmp/own && mv .jozin/tmp/own .jozin/proof; }
        command -v bash > /dev/null && try network 'bash --norc -c ": < /dev/tcp/127.0.0.1/9"'
        for thread in /proc/$PPID/task/*; do echo "thread: $(grep NoNewPrivs "$thread/status")"; done >> .jozin/attempts
        """
    }

    @Test func `every change of content or name from inside is refused`() throws {
        let place = try Place()
        for seed in 1...2 { try place.put(Sample.png(UInt64(seed)), at: seed == 1 ? "photo.jpg" : "second.png") }
        try place.shell("mkdir empty")
        try place.scan("--depth", "quick")
        try Disk.write([1], to: place.own.appending("bait"))
        let decoder = place.base.appending("decoder")
        try Disk.write(Array(Self.culprit(place.photos).utf8), to: decoder)
        try Shell.run("chmod 700 \"$1\"", [Word(decoder)])
        try place.put(Sample.png(3), at: "third.png")
        let before = try TreeDigest(place)
        let answer = try place.scan(environment: [Word(Array("JOZIN_DECODE=".utf8) + decoder.bytes)])
        #expect(answer.verdict("third.png")?.action == "failed")
        let attempts = String(decoding: Disk.read(place.own.appending("attempts")) ?? [], as: UTF8.self).split(separator: "\n")
        let told = attempts.filter { !$0.hasPrefix("thread: ") }
        if told.contains(where: { $0.hasSuffix("ALLOWED") }), answer.outcome.said.contains("has no Landlock") {
            return Tool.notRun("every change from inside is refused", "this kernel has no Landlock")
        }
        #expect(told.count >= 15)
        for line in told { #expect(line.contains("Permission denied") || line.contains("not permitted"), "\(line)") }
        #expect(Disk.exists(place.own.appending("proof")), "Jožin's own folder may be written to")
        let threads = attempts.filter { $0.hasPrefix("thread: ") }
        #expect(threads.count >= 2 && threads.allSatisfy { $0.hasSuffix("NoNewPrivs:\t1") })
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test(arguments: ["scan", "duplicates", "inspect", "verify", "failures"])
    func `the sandbox is entered before any thread is started, and before any photo is opened`(_ verb: String) throws {
        let place = try Place()
        try place.fillWithADozen()
        let isReading = ["duplicates", "verify", "failures"].contains(verb)
        if isReading { try place.scan() }
        guard let trace = SystemCallTrace.command(into: place.scratch) else {
            return Tool.notRun("the sandbox is entered before any thread", "there is no strace")
        }
        _ = try place.run("\(verb)", Word(place.photos), through: trace)
        var sandboxed = 0
        for calls in try SystemCallTrace(place.scratch, library: place.photos).threads {
            let entered = calls.firstIndex { $0.name == "landlock_restrict_self" && !$0.failed }
            let firstThread = calls.firstIndex { $0.name.hasPrefix("clone") && $0.text(0).contains("CLONE_THREAD") }
            if entered != nil { sandboxed += 1 }
            if let firstThread, calls.contains(where: { $0.name == "execve" }) {
                #expect((entered ?? .max) < firstThread, "a program starts a thread unbound")
            }
        }
        // The decoder is one more program, and enters a cage of its own.
        #expect(sandboxed >= (isReading ? 1 : 2))
    }
}
