// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

/// Others lost their users' photos here: immich-app/immich#9460, #10039, #24354.
@Suite struct `A reset removes what Jožin made, and nothing else` {
    private let place: Place
    private let before: TreeDigest

    init() throws {
        place = try Place()
        try place.fillWithADozen()
        before = try TreeDigest(place)
        try place.scan()
    }

    private func own() throws -> [String] { try own(place) }

    private func own(_ place: Place) throws -> [String] {
        try place.shell("test ! -d .jozin || (cd .jozin && find . -mindepth 1 | sort)").text.split(separator: "\n").map(
            String.init)
    }

    private func reset(_ words: Word..., through: [Word] = []) throws -> Outcome {
        try place.start(["reset", Word(place.photos)] + words, through: through).end()
    }

    private func reset(_ place: Place, _ words: Word..., through: [Word] = []) throws -> Outcome {
        try place.start(["reset", Word(place.photos)] + words, through: through).end()
    }

    private func editSidecar() throws {
        try Shell.run(
            "sed -i 's/\"user\": {}/\"user\": {\"rating\": 3}/' \"$1\"",
            [Word(place.own.appending("sidecars/2020/small_5.jpg.json"))])
    }

    @Test func `each form leaves every photo as it was, and the next scan makes it anew`() throws {
        let marker = ["./library.json", "./lock", "./tmp"]
        let first = try Sidecars(place)
        let forms: [(flag: Word, left: (String) -> Bool, new: Int)] = [
            ("--thumbs", { _ in true }, 0), ("--catalog", { !$0.hasPrefix("./catalog") }, 11),
            ("--sidecars", { marker.contains($0) }, 11), ("--all", { _ in false }, 11),
        ]
        for (flag, isLeft, new) in forms {
            let listed = try own()
            #expect(try reset(flag, "--dry-run").code == 0)
            #expect(try own() == listed, "a dry run removes nothing")
            let outcome = try reset(flag, "--yes")
            #expect(outcome.code == 0 && outcome.said == "", "\(outcome.said)")
            #expect(try own() == listed.filter(isLeft), "\(flag)")
            #expect(try TreeDigest(place).differences(before) == [], "\(flag)")
            #expect(try place.scan().count("new") == new, "\(flag)")
            #expect(try first.differences(Sidecars(place)) == [], "\(flag)")
            #expect(try place.verify("--read-data").lines == [])
        }
    }

    @Test func `nobody is asked where nobody listens, and nothing is removed`() throws {
        let digest = try place.stateDigest()
        for words in [["--all"], ["--sidecars"], ["--catalog", "--json"], []] as [[Word]] {
            let outcome = try place.start(["reset", Word(place.photos)] + words).end()
            #expect(outcome.code == 64 && outcome.output == [], "\(outcome.said)")
            if !words.isEmpty { #expect(outcome.said.contains("Say --yes")) }
        }
        #expect(try place.stateDigest() == digest)
    }

    @Test func `at a terminal it says what is lost, and takes no answer for no`() throws {
        guard Tool.find("script") != nil else { return Tool.notRun("at a terminal it asks", "there is no script(1)") }
        try editSidecar()
        let program = String(decoding: BuiltPrograms.jozin.bytes, as: UTF8.self)
        func ask(_ answer: String) throws -> Outcome {
            try place.shell(
                "printf '\(answer)' | XDG_STATE_HOME=../state script -qec '\"\(program)\" reset . --sidecars' /dev/null")
        }
        for answer in ["n\\n", "\\n", "nein\\n"] {
            let outcome = try ask(answer)
            #expect(
                outcome.text.contains("sidecars: 11 files") && outcome.text.contains("1 sidecar holds decisions"),
                "\(outcome.text)")
            #expect(outcome.text.contains("Your photos are not touched.") && outcome.text.contains("Nothing was removed."))
            #expect(outcome.code == 2 && Disk.exists(place.own.appending("catalog.sqlite")))
        }
        #expect(try ask("y\\n").code == 0)
        #expect(try own() == ["./library.json", "./lock", "./tmp"])
    }

    @Test func `what Jožin did not make stays, and is named`() throws {
        try place.shell(
            """
            cd .jozin && echo notes > sidecars/notes.txt && echo '{"title": "IMG.jpg"}' > sidecars/2020/IMG.jpg.json
            ln -s ../../2019 sidecars/link; mkdir -p mine/sidecars sidecars/2020/empty.json~ && echo x > mine/sidecars/a.json
            echo x > tmp/paper; ln ../2020/small_5.jpg sidecars/2020/small_5.jpg; mkfifo sidecars/pipe.json
            mkdir displaced; cp sidecars/2020/small_5.jpg.json displaced/00ff.json; echo x > displaced/letter
            echo x > sidecar-1; mkdir thumbs; echo x > thumbs/holiday.jpg; echo x > thumbs/0123456789abcdef-256.jpg
            """)
        try editSidecar()
        try Shell.run("truncate -s 100 \"$1\"", [Word(place.own.appending("sidecars/2020/small_6.jpg.json"))])
        let before = try TreeDigest(place)
        let answer = try JSONReader.read(try reset("--all", "--yes", "--json").output)
        let stays = [
            "./displaced", "./displaced/letter", "./mine", "./mine/sidecars", "./mine/sidecars/a.json", "./sidecar-1",
            "./sidecars", "./sidecars/2020",
            "./sidecars/2020/IMG.jpg.json",
            "./sidecars/2020/small_5.jpg", "./sidecars/link", "./sidecars/notes.txt", "./sidecars/pipe.json", "./thumbs",
            "./thumbs/holiday.jpg", "./tmp", "./tmp/paper",
        ]
        #expect(try own() == stays)
        let named = answer["kept"]?.elements?.compactMap { $0["file"]?.text }.sorted()
        let files = [
            "sidecars/notes.txt", "sidecars/2020/IMG.jpg.json", "sidecars/link", "sidecars/2020/small_5.jpg",
            "sidecars/pipe.json",
            "mine/", "tmp/paper", "displaced/letter", "sidecar-1", "thumbs/holiday.jpg",
        ]
        #expect(named == files.sorted())
        #expect(
            answer["sidecarsWithDecisions"]?.integer == 1 && answer["parts"]?["displaced"]?["files"]?.integer == 1
                && answer["unreadableSidecars"]?.integer == 1)
        #expect(answer["parts"]?["sidecars"]?["files"]?.integer == 11 && answer["isGone"]?.boolean == false)
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `a link in the place of .jozin or of a folder in it is not followed`() throws {
        try place.shell(
            "mv .jozin/sidecars ../kept; ln -s \"$PWD/2020\" .jozin/sidecars; echo '{}' > 2020/a.json; echo x > 2020/b.json")
        let now = try TreeDigest(place)
        let outcome = try reset("--all", "--yes")
        #expect(outcome.code == 0 && outcome.text.contains("\n  sidecars\n"), "\(outcome.text)")
        #expect(try own() == ["./sidecars"] && TreeDigest(place).differences(now) == [])
        try place.shell("rm .jozin/sidecars; rmdir .jozin")
        try place.scan()
        try place.shell("mv .jozin ../real; ln -s \"$PWD/../real\" .jozin")
        let linked = try reset("--all", "--yes")
        #expect(linked.code == 10, "\(linked.said)")
        #expect(
            try place.shell("find ../real/sidecars -name '*.json' | wc -l").text != "0\n"
                && TreeDigest(place).differences(now) == [])
    }

    @Test func `what is mounted in .jozin is not entered`() throws {
        guard Tool.canMount else { return Tool.notRun("what is mounted is not entered", "this user cannot mount") }
        try place.shell("mkdir .jozin/sidecars/2020/mount; echo x > 2020/a.json")
        let now = try TreeDigest(place)
        let mount: [Word] = ["unshare", "-m", "sh", "-c", "mount --bind 2020 .jozin/sidecars/2020/mount && exec \"$@\"", "sh"]
        let outcome = try reset("--all", "--yes", through: mount)
        #expect(outcome.code == 0 && outcome.text.contains("sidecars/2020/mount/"), "\(outcome.text) \(outcome.said)")
        #expect(try TreeDigest(place).differences(now) == [])
        #expect(try own() == ["./sidecars", "./sidecars/2020", "./sidecars/2020/mount"])
    }

    @Test func `killed at each removal, the same command finishes it`() throws {
        guard let strace = Tool.find("strace") else { return Tool.notRun("killed at each removal", "there is no strace") }
        let place = try Place()
        for name in ["a/1.jpg", "a/2.jpg", "3.jpg"] { try place.put(try Sample.smallJPEG(1), at: "\(name)") }
        let before = try TreeDigest(place)
        var deaths = 0
        for form in ["--sidecars", "--all"] {
            for moment in 1...60 {
                try place.scan()
                let inject: Word = "inject=unlinkat:signal=KILL:when=\(moment)"
                let killed = try reset(
                    place, "\(form)", "--yes", through: [Word(strace), "-f", "-qq", "-o", "/dev/null", "-e", "\(inject)"])
                #expect(try TreeDigest(place).differences(before) == [], "\(form) at \(moment)")
                if killed.code == 0 { break }
                deaths += 1
                // One in three goes on with a scan instead.
                if moment % 3 == 0 {
                    let scan = try place.scan()
                    #expect(scan.outcome.code == 0 && scan.count("done") == 3, "\(scan.outcome.said)")
                }
                let again = try reset(place, "\(form)", "--yes")
                let isFinished = try own(place) == (form == "--all" ? [] : ["./library.json", "./lock", "./tmp"])
                #expect(again.code == 0 && isFinished, "\(form) at \(moment): \(again.code) \(again.said)")
            }
        }
        #expect(deaths > 12)
    }

    @Test func `11 while another works on it, and 10 for what is no library`() throws {
        let holder = try Running(
            ["flock", "--no-fork", Word(place.own.appending("lock")), "sh", "-c", "echo held; sleep 100"],
            environment: ["PATH=/usr/bin:/bin"], in: place.photos, scratch: place.scratch)
        #expect(try holder.nextLine() == Array("held".utf8))
        #expect(try reset("--all", "--yes").code == 11)
        holder.signal(SIGKILL)
        _ = try holder.end()
        let other = try Place()
        try other.put([1], at: "photo.jpg")
        #expect(try place.run("reset", Word(other.photos), "--all", "--yes").code == 10)
        try place.shell("mv .jozin ../kept; mkdir .jozin; echo x > .jozin/x")
        #expect(try reset("--all", "--yes").code == 10 && Disk.exists(place.own.appending("x")))
    }

    @Test func `a library with its state elsewhere`() throws {
        _ = try reset("--all", "--yes")
        let state = Word(place.base.appending("elsewhere"))
        _ = try place.scan("--state", state)
        #expect(try reset("--catalog", "--yes").code == 0 && place.scan().count("new") == 11)
        #expect(try reset("--all", "--yes").code == 0)
        #expect(!Disk.exists(place.base.appending("elsewhere")))
        #expect(try TreeDigest(place).differences(before) == [])
        #expect(try place.scan().count("new") == 11 && Disk.exists(place.own))
    }
}
