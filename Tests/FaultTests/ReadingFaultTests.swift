// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A disk that cannot read one thing costs that thing` {
    private func damaged(_ place: Place, _ call: String, _ error: String, _ path: SystemPath, when: String = "1+") throws
        -> ScanAnswer?
    {
        let log = place.scratch.appending("strace.log")
        let injection = Injection(call: call, effect: .error(error), when: when, paths: [path])
        guard let command = injection.command(log: log) else {
            Tool.notRun("\(call) fails", "there is no strace")
            return nil
        }
        let answer = try place.scan(through: command)
        answer.expectSums()
        #expect(!Injection.injected(log).isEmpty, "\(call) \(error)")
        return answer
    }

    @Test(arguments: ["2019/sea/IMG_0001.jpg", "2020/small_5.jpg", "copies/drawing.png", "copies/drawing.bmp"])
    func `one file, from its first byte, or from the middle`(_ name: String) throws {
        for when in Extent.of(short: ["1+"], full: ["1", "2", "3", "1+", "2+"]) {
            let place = try Place()
            try place.fillWithADozen()
            let before = try TreeDigest(place)
            let path = place.photos.appending(name)
            guard let answer = try damaged(place, "read", "EIO", path, when: when) else { return }
            #expect(answer.outcome.code == 1 && answer.count("new") == 10 && answer.count("failed") == 2, "\(when)")
            let line = answer.verdict("\(name)")
            #expect(
                line?.action == "failed" && line?.code == "environment" && line?.message?.contains("input/output error") ?? false)
            #expect(line?.remedy?.contains("copy the file now") ?? false)
            let second = try place.scan()
            second.expectSums()
            #expect(second.count("done") == 11 && second.count("unchanged") == 10, "\(when): what failed is read again")
            #expect(try TreeDigest(place).differences(before) == [])
        }
    }

    @Test func `one file that only the decoder cannot read`() throws {
        let place = try Place()
        try place.fillWithADozen()
        for call in ["pread64", "mmap"] {
            let path = place.photos.appending("copies/drawing.png")
            let log = place.scratch.appending("strace.log")
            let injection = Injection(call: call, effect: .error(call == "mmap" ? "ENOMEM" : "EIO"), when: "1+", paths: [path])
            guard let command = injection.command(log: log) else { return Tool.notRun("pread64 fails", "there is no strace") }
            try place.shell("touch copies/drawing.png")
            let answer = try place.scan(through: command)
            answer.expectSums()
            #expect(answer.count("seen") == 13 && answer.outcome.code == 1, "\(call)")
        }
        #expect(try place.scan().count("done") == 11)
    }

    @Test(arguments: [("getdents64", "EIO"), ("openat", "EIO"), ("openat", "EACCES")])
    func `one folder`(_ call: String, _ error: String) throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let rows = try CatalogRows(place)
        let folder = place.photos.appending("2019/sea")
        // A folder is opened by its name in its parent.
        let path = call == "openat" ? SystemPath(literal: "sea") : folder
        let answer: ScanAnswer?
        if call == "openat" {
            let log = place.scratch.appending("strace.log")
            let strace = Injection(call: call, effect: .error(error), when: "1+", paths: [path]).command(log: log)
            guard let strace else { return Tool.notRun("one folder", "there is no strace") }
            answer = try place.scan(through: strace)
            guard !Injection.injected(log).isEmpty else { return Tool.notRun("one folder, \(call)", "strace matched no name") }
        } else {
            answer = try damaged(place, call, error, path)
        }
        guard let answer else { return }
        answer.expectSums()
        let line = answer.verdict("2019/sea")
        #expect(line?.action == "failed" && line?.code == "environment", "\(answer.outcome.text)")
        #expect(answer.outcome.code == 1 && answer.count("unchanged") == 7 && answer.count("missing") == 0)
        #expect(try CatalogRows(place).differences(rows) == [], "what cannot be seen is not gone")
        #expect(try place.scan().count("unchanged") == 11)
    }

    @Test func `the library's own folder, and then nothing is said of any photo`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let rows = try CatalogRows(place)
        guard let answer = try? damaged(place, "getdents64", "EIO", place.photos) else { return }
        #expect(answer.outcome.code != 0 && answer.count("missing") <= 0)
        #expect(try CatalogRows(place).differences(rows) == [])
    }
}

@Suite struct `Scarcity slows a scan and spoils nothing` {
    @Test func `a thread or a process that cannot be had at once`() throws {
        guard let strace = Tool.find("strace") else { return Tool.notRun("a thread that cannot be had", "there is no strace") }
        let place = try Place()
        try place.fillWithADozen()
        for call in ["clone3", "clone", "vfork"] {
            for when in Extent.of(short: ["1", "3"], full: ["1", "2", "3", "4", "5", "6", "8", "1..2", "2..4"]) {
                try place.shell("rm -rf .jozin ../state; mkdir ../state")
                let log = place.scratch.appending("strace.log")
                let words: [Word] = [
                    "-f", "--seccomp-bpf", "-qq", "-o", Word(log), "-e", "trace=\(call)", "-e",
                    "inject=\(call):error=EAGAIN:when=\(when)",
                ]
                let outcome = try place.run("jozan", "--events", Word(place.photos), through: [Word(strace)] + words)
                guard !Injection.injected(log).isEmpty else { break }
                #expect([1, 2].contains(outcome.code), "\(call) \(when): \(outcome.code) \(outcome.said)")
                let healed = try place.scan()
                healed.expectSums()
                #expect(healed.outcome.code == 1 && healed.count("done") == 11, "\(call) \(when)")
            }
        }
    }
}
