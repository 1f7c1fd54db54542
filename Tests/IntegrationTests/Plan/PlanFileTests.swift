// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A plan is written whole, to a new file outside the library, or not at all` {
    private func place() throws -> Place {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        try Shell.run("mkdir -p \"$1\"", [Word(place.plans)])
        return place
    }

    private func entries(_ folder: SystemPath) throws -> [String] {
        try Shell.run("ls -A \"$1\"", [Word(folder)]).text.split(separator: "\n").map(String.init)
    }

    @Test func `the file holds what standard output would, for its owner alone`() throws {
        let place = try place()
        for (name, format, mode) in [("a plan.sh", "sh", "700"), ("plan.csv", "csv", "600"), ("plan.json", "json", "600")] {
            let path = place.plans.appending(name)
            let outcome = try place.run("duplicates", Word(place.photos), "--plan", Word(path))
            #expect(outcome.code == 0 && outcome.output == [] && outcome.controlBytes == [])
            let lines = outcome.said.split(separator: "\n")
            #expect(lines.first?.hasPrefix("2 groups: 2 files to drop, ") ?? false, "\(outcome.said)")
            #expect(outcome.said.contains("The plan is in \(DisplayName.text(path.bytes))."), "\(outcome.said)")
            #expect(outcome.said.contains("  sh '\(DisplayName.text(path.bytes))' --check") == (format == "sh"))
            let output = try place.run("duplicates", Word(place.photos), "--plan", "-", "--plan-format", "\(format)", "--quiet")
            #expect(output.code == 0 && output.said == "" && Disk.read(path) == output.output && !output.output.isEmpty)
            #expect(try Shell.run("stat -c %a \"$1\"", [Word(path)]).text == "\(mode)\n")
        }
        #expect(try entries(place.plans) == ["a plan.sh", "plan.csv", "plan.json"])
    }

    @Test func `an option outweighs the ending, and quiet is quiet`() throws {
        let place = try place()
        let path = place.plans.appending("plan.txt")
        let outcome = try place.run("duplicates", "-q", Word(place.photos), "--plan", Word(path), "--plan-format", "json")
        #expect(outcome.code == 0 && outcome.output == [] && outcome.said == "")
        #expect(try JSONReader.read(#require(Disk.read(path)))["schema"]?.text == "jozin.duplicate-plan/1")
    }

    @Test func `what is there is not overwritten, and one sentence says what to do`() throws {
        let place = try place()
        try Shell.run("cd \"$1\"; echo mine > plan.sh; mkdir folder.sh; ln -s nowhere link.sh", [Word(place.plans)])
        for name in ["plan.sh", "folder.sh", "link.sh"] {
            let outcome = try place.run("duplicates", Word(place.photos), "--plan", Word(place.plans.appending(name)))
            #expect(
                outcome.code == 64 && outcome.output == [] && outcome.said.split(separator: "\n").count == 1, "\(outcome.said)")
            #expect(outcome.said.contains("does not overwrite. Choose another name"), "\(outcome.said)")
        }
        #expect(try entries(place.plans) == ["folder.sh", "link.sh", "plan.sh"])
        #expect(Disk.read(place.plans.appending("plan.sh")) == Array("mine\n".utf8))
    }

    @Test func `it does not lie among the photos, by whatever way`() throws {
        let place = try place()
        let before = try TreeDigest(place)
        try Shell.run("ln -s \"$1\" \"$2/way\"", [Word(place.photos), Word(place.base)])
        for path in ["plan.sh", "2019/plan.csv", ".jozin/plan.json", "../way/2020/plan.sh", "2019/../plan.sh"] as [Word] {
            let outcome = try place.run("duplicates", Word(place.photos), "--plan", path)
            #expect(outcome.code == 64 && outcome.said.contains("the plan would lie among your photos"), "\(outcome.said)")
        }
        let trash = try place.run("duplicates", "2019", "--plan", "../plan.sh", "--trash", "dropped")
        #expect(trash.code == 64 && trash.said.contains("this trash would lie among your photos"), "\(trash.said)")
        #expect(try TreeDigest(place).differences(before) == [] && !Disk.exists(place.base.appending("plan.sh")))
    }

    @Test func `a trash on another disk is refused, since files are renamed into it`() throws {
        let place = try place()
        let devices = try Shell.run("stat -c %d /dev/shm \"$1\" | uniq", [Word(place.photos)]).text.split(separator: "\n")
        guard devices.count == 2 else { return Tool.notRun("a trash on another disk is refused", "/dev/shm is no other disk") }
        let outcome = try place.run(
            "duplicates", Word(place.photos), "--plan", "../plans/p.sh", "--trash", "/dev/shm/none/dropped")
        #expect(outcome.code == 64 && outcome.said.contains("lies on another disk than the library"), "\(outcome.said)")
        #expect(try entries(place.plans) == [] && !Disk.exists(SystemPath(literal: "/dev/shm/none")))
    }

    @Test func `asked for a folder inside a library, it says that the plan is for all of it`() throws {
        let place = try place()
        let outcome = try place.run("duplicates", "2019", "--plan", "../plans/p.sh")
        #expect(outcome.code == 0 && outcome.said.contains("this folder is part of the library at"), "\(outcome.said)")
        let whole = try place.run("duplicates", Word(place.photos), "--plan", "-", "--plan-format", "sh")
        #expect(Disk.read(place.plans.appending("p.sh")) == whole.output && !whole.said.contains("is part of"))
    }

    @Test func `a dry run says what would be planned, and writes nothing`() throws {
        let place = try place()
        let outcome = try place.run(
            "duplicates", Word(place.photos), "--plan", Word(place.plans.appending("plan.sh")), "--dry-run")
        #expect(
            outcome.code == 0 && outcome.text.hasPrefix("2 groups: 2 files to drop")
                && outcome.text.hasSuffix("Nothing was written.\n"))
        #expect(try entries(place.plans) == [])
        let refused = try place.run("duplicates", Word(place.photos), "--plan", "missing/plan.sh", "--dry-run")
        #expect(refused.code == 64 && refused.said.contains("there is no such folder"))
    }

    /// Words behind `duplicates LIBRARY`, with what is said.
    private static let nonsense: [(words: [Word], says: String)] = [
        (["--plan", "../plans/plan"], "Which form shall the plan have?"), (["--plan", "-"], "--plan-format"),
        (["--plan", "../plans/plan.txt"], ".sh, .csv or .json"),
        (["--plan", "../plans/p.sh", "--plan-format", "xml"], "--plan-format"),
        (["--dry-run"], "belong to --plan"), (["--trash", "../x"], "belong to --plan"),
        (["--plan-format", "sh"], "belong to --plan"),
        (["--plan", "../plans/p.csv", "--trash", "../x"], "--trash is for a plan that is a script"),
        (["--plan", "../plans/p.sh", "--json"], "--plan-format json"), (["--plan", "../plans/p.sh", "--limit", "3"], "--limit"),
        (["--plan", "../plans/p.sh", "--keep", "prettiest"], "shortest-path"),
        (["--plan", "../plans/p.sh", "--keep", "folder:"], "--keep"),
        (["--plan", "../plans/p.sh", "--reference", "2018"], "no photo of the library lies in such a folder"),
        (["--plan", "../plans/p.sh", "--keep", "folder:x*"], "no photo of the library lies in such a folder"),
        (["--plan", "../plans/p.sh", "--reference", "/etc"], "this folder is not in the library"),
        (["--plan", "../plans/p.sh", "--reference", "../photos2"], "this names no folder of the library"),
        (["--plan", "../plans/"], "Which form"), (["--plan", "../plans/..", "--plan-format", "sh"], "this is no file's name"),
    ]

    @Test func `64, a command line that makes no sense, leaves no file`() throws {
        let place = try place()
        for (words, says) in Self.nonsense {
            let outcome = try place.start(["duplicates", Word(place.photos)] + words).end()
            #expect(outcome.code == 64 && outcome.output == [] && outcome.said.contains(says), "\(outcome.code) \(outcome.said)")
            #expect(try entries(place.plans) == [])
        }
    }

    @Test func `a plan that cannot be finished leaves no file`() throws {
        let place = try place()
        // Files of this process may not grow beyond 2 blocks of 1024 bytes: the plan is longer.
        let words = Word("ulimit -f 2 && exec \"$@\"".utf8.map { $0 })
        let outcome = try place.run(
            "duplicates", Word(place.photos), "--plan", Word(place.plans.appending("plan.sh")),
            through: ["bash", "-c", words, "sh"])
        #expect(outcome.code != 0, "\(outcome.said)")
        #expect(try entries(place.plans) == [])
        try place.shell("rm -f .jozin/catalog.sqlite-*; head -c 5000 /dev/urandom > .jozin/catalog.sqlite")
        let damaged = try place.run("duplicates", Word(place.photos), "--plan", Word(place.plans.appending("plan.sh")))
        #expect(try damaged.code == 2 && entries(place.plans) == [], "\(damaged.said)")
    }

    @Test func `a full disk is exit code 12, and leaves no file`() throws {
        guard Tool.canMount else { return Tool.notRun("a plan on a full disk", "this user cannot mount") }
        let place = try place()
        let script = """
            mount -t tmpfs -o size=8k none "$1" && "$2" duplicates "$3" --plan "$1/plan.sh"
            echo $?; ls -A "$1"
            """
        let state = Word(Array("XDG_STATE_HOME=".utf8) + place.state.bytes)
        let words: [Word] = [
            "unshare", "-m", "env", state, "sh", "-c", "\(script)", "sh", Word(place.plans), Word(BuiltPrograms.jozin),
        ]
        let outcome = try Shell.run("exec \"$@\"", words + [Word(place.photos)], scratch: place.scratch)
        #expect(outcome.text == "12\n" && outcome.said.contains("the disk is full"), "\(outcome.text) \(outcome.said)")
    }

    @Test func `a library that was never scanned is scanned first`() throws {
        let place = try Place()
        try place.fillWithADozen()
        let outcome = try place.run("duplicates", Word(place.photos), "--plan", "../plan.csv")
        #expect(
            outcome.code == 0 && outcome.said.contains("scanning them first") && Disk.exists(place.base.appending("plan.csv")))
    }

    @Test func `the same library gives the same plan`() throws {
        let place = try place()
        for format in ["sh", "csv", "json"] as [Word] {
            let words: [Word] = [
                "duplicates", Word(place.photos), "--plan", "-", "--plan-format", format, "--kind", "near", "--kind", "exact",
            ]
            #expect(try place.start(words).end().output == place.start(words).end().output)
        }
    }
}

@Suite struct `The owner's keepers are kept, in the listing as in the plan` {
    private func place() throws -> Place {
        let place = try Place()
        for name in ["a.jpg", "Albums/best/z.jpg", "Albums/y.jpg", "new/c.jpg"] as [Word] {
            try place.put(try Sample.smallJPEG(1), at: name)
        }
        try place.shell("touch -d 2011-01-01 new/c.jpg; touch -d 2001-01-01 a.jpg; touch -d 2005-01-01 Albums/y.jpg")
        try place.scan()
        return place
    }

    /// Words of the command line, the keeper, its reason, and how many files are locked.
    private static let cases: [(words: [Word], keeper: String, reason: String, locked: Int)] = [
        ([], "a.jpg", "oldest", 0), (["--keep", "newest"], "Albums/best/z.jpg", "newest", 0),
        (["--keep", "folder:new"], "new/c.jpg", "folder", 0), (["--keep", "folder:be*"], "Albums/best/z.jpg", "folder", 0),
        (["--keep", "folder:new/", "--keep", "oldest"], "new/c.jpg", "folder", 0),
        (["--keep", "folder:Albums", "--keep", "oldest"], "Albums/y.jpg", "oldest", 0),
        (["--keep", "pixels", "--keep", "newest", "--keep", "oldest"], "Albums/best/z.jpg", "newest", 0),
        (["--reference", "new"], "new/c.jpg", "reference", 0), (["--reference", "Albums"], "Albums/y.jpg", "oldest", 1),
        (["--reference", "Albums", "--reference", "new", "--keep", "shortest-path"], "new/c.jpg", "shortest-path", 2),
        (["--reference", ".", "--keep", "newest"], "Albums/best/z.jpg", "newest", 3),
    ]

    @Test func `rules and reference folders choose the same keeper in both`() throws {
        let place = try place()
        for (words, keeper, reason, locked) in Self.cases {
            let listing = try place.start(["duplicates", Word(place.photos), "--json-lines", "--kind", "exact"] + words).end()
            let group = try JSONReader.read(listing.output.split(separator: 0x0A).map(Array.init).first ?? [])
            #expect(group["keeper"]?.text == keeper && group["keeperReason"]?.text == reason, "\(words)")
            let words = ["duplicates", Word(place.photos), "--plan", "-", "--plan-format", "json", "-q"] + words
            let plan = try JSONReader.read(try place.start(words).end().output)
            let files = plan["groups"]?.elements?.first?["files"]?.elements ?? []
            #expect(files.first?["path"]?.text == keeper && files.first?["reason"]?.text == reason, "\(words)")
            #expect(files.count == 4 && plan["totals"]?["locked"]?.integer == locked, "\(words)")
            #expect(plan["totals"]?["drops"]?.integer == 3 - locked)
        }
    }

    @Test func `a folder may be named as the file system has it`() throws {
        let place = try place()
        let album = Word(Array("--reference=".utf8) + place.photos.appending("Albums/").bytes)
        let outcome = try place.run("duplicates", Word(place.photos), album)
        #expect(outcome.text.contains("keep  Albums/y.jpg") && outcome.text.contains("(oldest)"))
        let prefix = Word(Array("--keep=folder:".utf8) + place.photos.appending("new").bytes)
        #expect(try place.run("duplicates", Word(place.photos), prefix).text.contains("(in new)"))
    }

    @Test func `near-duplicates are planned only where they are asked for`() throws {
        let place = try Place()
        try place.put(try Sample.jpeg(1), at: "large.jpg")
        try place.put(try Sample.jpeg(1, width: 320, height: 256), at: "small.jpg")
        try place.scan()
        let without = try place.run("duplicates", Word(place.photos), "--plan", "-", "--plan-format", "csv")
        #expect(
            without.said.contains("Nothing to drop.")
                && without.said.contains("1 group of near-duplicates, which are different pictures"))
        #expect(without.output.filter { $0 == 0x0A }.count == 1)
        let with = try place.run("duplicates", Word(place.photos), "--plan", "-", "--plan-format", "csv", "--kind", "near")
        #expect(with.text.contains(",near,drop,small.jpg,") && with.text.contains(",near,keep,large.jpg,"))
        #expect(with.said.hasPrefix("1 group: 1 file to drop") && !with.said.contains("Not planned"))
    }
}
