// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A script that finds another library than it was planned for leaves it alone` {
    /// Three copies and a pixel-identical pair; `a.jpg` and `p.png` are kept.
    private func place() throws -> Place {
        let place = try Place()
        for name in ["a.jpg", "copy/b.jpg", "copy/c.jpg"] as [Word] { try place.put(try Sample.smallJPEG(1), at: name) }
        try place.put(Sample.png(2), at: "p.png")
        try place.put(Sample.bmp(2), at: "pixels.bmp")
        try place.scan()
        return place
    }

    /// What is done to the library between plan and run, what of it is left by the script, and the words that say why.
    private static let changes: [(deed: String, moved: Int, left: Int, says: String)] = [
        ("echo >> copy/b.jpg", 2, 1, "left: copy/b.jpg: it has changed since the plan was made"),
        ("touch copy/b.jpg", 3, 0, ""),
        ("echo >> a.jpg", 1, 2, "left: copy/c.jpg: the file to be kept for it has changed since the plan was made"),
        ("rm a.jpg", 1, 2, "left: copy/b.jpg: the file to be kept for it is not there"),
        ("rm copy/b.jpg", 2, 0, "1 are not there any more."),
        ("mv a.jpg a2.jpg", 1, 2, "the file to be kept for it is not there"),
        ("rm copy/b.jpg; ln -s ../a.jpg copy/b.jpg", 2, 1, "left: copy/b.jpg: it is no file any more"),
        ("rm copy/b.jpg; mkdir copy/b.jpg", 2, 1, "left: copy/b.jpg: it is no file any more"),
        ("rm a.jpg; ln -s copy/b.jpg a.jpg", 1, 2, "the file to be kept for it is not there"),
        ("ln -f a.jpg copy/b.jpg", 2, 1, "left: copy/b.jpg: it is the kept file itself by another name"),
        (
            "rm copy/b.jpg copy/c.jpg; rmdir copy; ln -s . copy; ln a.jpg b.jpg", 1, 1,
            "it is the kept file itself by another name"
        ),
    ]

    @Test func `a file is moved only if it and its keeper are two files, both as they were`() throws {
        for change in Self.changes {
            let place = try place()
            let plan = try place.plan()
            try place.shell(change.deed)
            let before = try TreeState(place)
            let check = try place.perform(plan, "--check")
            #expect(try check.code == (change.left > 0 ? 1 : 0) && TreeState(place) == before, "\(change.deed)")
            let run = try place.perform(plan)
            #expect(run.code == (change.left > 0 ? 1 : 0) && run.said == "", "\(change.deed): \(run.said)")
            #expect(run.text.contains("\(change.moved) of 3 files moved"), "\(change.deed): \(run.text)")
            #expect(run.text.contains("\(change.left) left where they are."), "\(change.deed): \(run.text)")
            #expect(change.says == "" || run.text.contains(change.says) && check.text.contains(change.says), "\(run.text)")
            #expect(try place.perform(place.undo).code == 0)
            #expect(try TreeState(place).differences(before) == [], "\(change.deed)")
        }
    }

    @Test func `another library in its place, or none, stops it`() throws {
        let place = try place()
        let plan = try place.plan()
        for deed in [
            "mv .jozin ../kept",
            "mkdir .jozin; cp ../kept/library.json .jozin; sed -i 's/\"id\": \"..../\"id\": \"zzzz/' .jozin/library.json",
        ] {
            try place.shell(deed)
            let before = try TreeState(place)
            let run = try place.perform(plan)
            #expect(
                run.code == 2 && run.output == [] && run.said.contains("This is not the library the plan was made for"),
                "\(run.said)")
            #expect(try TreeState(place) == before && !Disk.exists(place.undo))
        }
        try place.shell("rm -r .jozin; mv ../kept .jozin; cd ..; mv photos elsewhere")
        #expect(try place.perform(plan).code == 2 && !Disk.exists(place.photos))
        // A disk that is mounted elsewhere is a line to change.
        try Shell.run("sed -i \"s|^library='.*'|library='$2'|\" \"$1\"", [Word(plan), Word(place.base.appending("elsewhere"))])
        #expect(try place.perform(plan).text.contains("3 of 3 files moved"))
    }

    @Test func `lines may be removed; without its keeper's line nothing of a group is moved`() throws {
        let place = try place()
        let plan = try place.plan()
        let before = try TreeState(place)
        try Shell.run("sed -i \"/^ *keep '/d; /copy.c.jpg/d\" \"$1\"", [Word(plan)])
        let run = try place.perform(plan)
        #expect(run.code == 1 && run.text.contains("0 of 2 files moved") && run.text.contains("no file is kept for it"))
        #expect(try TreeState(place) == before)
    }

    @Test func `nothing in the trash is overwritten`() throws {
        let place = try place()
        let trash = place.base.appending("dropped")
        let plan = try place.plan("plan.sh", "--trash", Word(trash))
        try Shell.run("mkdir -p \"$1/copy\"; echo precious > \"$1/copy/b.jpg\"", [Word(trash)])
        let run = try place.perform(plan)
        #expect(run.code == 1 && run.text.contains("left: copy/b.jpg: the trash has a file of its name already"))
        #expect(
            Disk.read(trash.appending("copy/b.jpg")) == Array("precious\n".utf8)
                && Disk.exists(place.photos.appending("copy/b.jpg")))
        #expect(run.text.contains("2 of 3 files moved"))
    }

    @Test func `a name that the desktop's trash has already is passed over`() throws {
        let place = try place()
        let plan = try place.plan()
        _ = try place.perform(plan)
        // Copies come back by another way, and are dropped again.
        try place.shell("for file in copy/b.jpg copy/c.jpg; do cp a.jpg $file; done")
        let run = try place.perform(plan)
        #expect(run.code == 0 && run.text.contains("2 of 3 files moved"))
        let listed = try Shell.run(
            "ls \"$1/files\" \"$1/info\" | sort | uniq -c | wc -l; ls \"$1/files\" | wc -l", [Word(place.desktopTrash)])
        #expect(listed.text.hasSuffix("\n5\n"), "\(listed.text)")
        #expect(try place.perform(place.plans.appending("plan-undo-2.sh")).code == 0)
        #expect(try place.perform(place.undo).code == 1, "what came back by another way is not overwritten")
    }

    @Test func `the reverse overwrites nothing, and says what it cannot bring back`() throws {
        let place = try place()
        _ = try place.perform(try place.plan())
        try place.shell("echo new > copy/b.jpg; rm ../data/Trash/files/*-2.jpg")
        let back = try place.perform(place.undo)
        #expect(back.code == 1 && back.text.contains("left: copy/b.jpg: there is a file of its name now"))
        #expect(back.text.contains("left: copy/c.jpg: it is not in the trash any more"))
        #expect(
            Disk.read(place.photos.appending("copy/b.jpg")) == Array("new\n".utf8) && Disk.exists(place.photos.appending("p.png"))
        )
    }

    @Test func `the reverse leaves an unmounted disk's folder empty`() throws {
        let place = try place()
        _ = try place.perform(try place.plan())
        try Shell.run("mv \"$1\" \"$1.disk\"; mkdir \"$1\"", [Word(place.photos)])
        let back = try place.perform(place.undo)
        #expect(back.code == 2 && back.said.contains("The library is not there"))
        #expect(try Shell.run("ls -A \"$1\"", [Word(place.photos)]).text == "")
    }

    @Test func `a folder that was removed meanwhile is made again`() throws {
        let place = try place()
        _ = try place.perform(try place.plan())
        try place.shell("rmdir copy")
        #expect(try place.perform(place.undo).code == 0 && Disk.exists(place.photos.appending("copy/c.jpg")))
    }
}

@Suite struct `A run that is cut short can be taken back` {
    private func place() throws -> Place {
        let place = try Place()
        for number in 1...6 { try place.put(try Sample.smallJPEG(1), at: "folder \(number % 2)/\(number)'.jpg") }
        try place.scan()
        return place
    }

    /// Programs that kill the script that calls them, the nth time.
    private static let killers: [(program: String, when: String)] = [
        ("mv", "kill -9 $PPID; exit"), ("mv", "/bin/mv \"$@\"; kill -9 $PPID; exit"), ("sync", "kill -9 $PPID; exit"),
        ("sha256sum", "kill -9 $PPID; exit"), ("date", "kill -9 $PPID; exit"), ("mkdir", "kill -9 $PPID; exit"),
    ]

    @Test(arguments: [false, true])
    func `killed at any step, the reverse brings back what was moved, and a new run goes on`(_ toFolder: Bool) throws {
        let trash = Array("--trash=".utf8)
        for (program, deed) in Self.killers {
            for turn in toFolder ? [1, 4] : [3] {
                let place = try place()
                let before = try TreeState(place)
                let plan = try place.plan(
                    "plan.sh", toFolder ? Word(trash + place.base.bytes + Array("/dropped".utf8)) : "--keep=oldest")
                let count = "n=$(cat \"$0.n\" 2>/dev/null); n=$((${n:-0} + 1)); echo $n > \"$0.n\""
                let real = "PATH=/usr/bin:/bin exec \(program) \"$@\""
                let tools = try place.putProgram(program, "\(count); if [ $n = \(turn) ]; then \(deed); fi; \(real)")
                let run = try place.perform(plan, before: tools)
                if run.code == 0 { continue }
                if Disk.exists(place.undo) {
                    #expect(try place.perform(place.undo).said == "", "\(program) \(turn)")
                }
                #expect(try TreeState(place).differences(before) == [], "\(program) \(turn)")
                #expect(try place.perform(plan).text.contains("5 of 5 files moved"), "\(program) \(turn)")
            }
        }
    }

    @Test func `Ctrl-C ends it between two files, with the way back`() throws {
        let place = try place()
        let before = try TreeState(place)
        let plan = try place.plan()
        let tools = try place.putProgram("sync", "kill -INT $PPID; exec /bin/sync \"$@\"")
        let run = try place.perform(plan, before: tools)
        #expect(run.code == 130 && run.said == "Stopped.\n", "\(run.code) \(run.said)")
        if Disk.exists(place.undo) { #expect(try place.perform(place.undo).code == 0) }
        #expect(try TreeState(place).differences(before) == [])
    }

    @Test func `without a durable reverse nothing is moved`() throws {
        let place = try place()
        let before = try TreeState(place)
        let tools = try place.putProgram("sync", "exit 1")
        let run = try place.perform(try place.plan(), before: tools)
        #expect(run.code == 2 && run.said.contains("cannot be written"), "\(run.code) \(run.said)")
        #expect(try TreeState(place) == before)
    }

    @Test func `a plan that lost its end does nothing`() throws {
        let place = try place()
        let before = try TreeState(place)
        let whole = try #require(Disk.read(try place.plan()))
        let end = try #require(whole.lastIndex { $0 == UInt8(ascii: "m") })
        for cut in stride(from: 1, to: end, by: max(1, end / 150)) + [end - 1, end] {
            let path = place.plans.appending("cut.sh")
            try Disk.write(Array(whole[..<cut]), to: path)
            _ = try place.perform(path)
            #expect(try TreeState(place) == before, "cut at \(cut)")
        }
    }

    @Test func `what cannot be said stops nothing that is safe, and moves nothing that is not`() throws {
        let place = try place()
        let plan = try place.plan()
        try place.shell("for file in */*; do echo >> \"$file\"; done")
        let before = try TreeState(place)
        // Standard output is closed.
        let run = try Shell.run("HOME=$2 sh \"$1\" >&- 2>/dev/null", [Word(plan), Word(place.base)])
        #expect(try run.code != 0 && TreeState(place) == before)
    }
}
