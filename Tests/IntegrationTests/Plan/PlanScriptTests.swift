// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A plan's script moves what it says, and its reverse brings all of it back` {
    /// Ten pictures under eighty odd names, and a dozen ordinary photos in folders.
    private func oddLibrary() throws -> Place {
        let place = try Place()
        let pictures = try (1...10).map { try Sample.smallJPEG(UInt64(20 + $0)) }
        for (index, name) in OddNames.make(80).enumerated() {
            try place.put(pictures[index % 10], at: Word((index % 3 == 0 ? Array("-odd\n'folder/".utf8) : []) + name.bytes))
        }
        try place.fillWithADozen()
        try place.shell(
            "find . -type f -exec touch -d '2019-03-04 05:06:07.123456789' {} +; touch -d '2018-01-01 00:00:00.5' 2019/sea")
        try place.scan()
        return place
    }

    @Test(arguments: PlanShell.all, [false, true])
    func `every name to the byte, and every time to the nanosecond`(_ shell: PlanShell, _ toFolder: Bool) throws {
        let place = try oddLibrary()
        let before = try TreeState(place)
        let trash = place.base.appending("dropped")
        let options: [Word] = toFolder ? ["--trash", Word(trash)] : []
        try Shell.run("mkdir -p \"$1\"", [Word(place.plans)])
        let plan = place.plans.appending("plan.sh")
        #expect(try place.start(["duplicates", Word(place.photos), "--plan", Word(plan)] + options).end().code == 0)
        let drops = try place.planned("drop")
        #expect(drops.count == 72)

        let check = try place.perform(plan, "--check", shell: shell)
        #expect(check.text.hasPrefix("72 of 72 files would be moved to the trash ("), "\(check.text) \(check.said)")
        #expect(try check.code == 0 && TreeState(place) == before && !Disk.exists(place.undo) && !Disk.exists(trash))

        let run = try place.perform(plan, shell: shell)
        #expect(run.code == 0 && run.said == "" && run.controlBytes == [], "\(run.said)")
        #expect(run.text.hasPrefix("72 of 72 files moved to the trash ("), "\(run.text)")
        for path in drops { #expect(!Disk.exists(place.photos.appending(path))) }
        let rest = try place.shell("find . -path ./.jozin -prune -o -type f -print0 | tr -dc '\\0' | wc -c").text
        #expect(rest == "\(93 - 72)\n", "nothing else is gone")
        let moved = toFolder ? trash : place.desktopTrash.appending("files")
        #expect(try Shell.run("find \"$1\" -type f -printf x | wc -c", [Word(moved)]).text == "72\n")
        if toFolder { for path in drops { #expect(Disk.exists(trash.appending(path))) } }

        let back = try place.perform(place.undo, shell: shell)
        #expect(back.code == 0 && back.said == "", "\(back.said)")
        #expect(back.text == "72 files moved back, 0 were there already, 0 left in the trash.\n")
        #expect(try TreeState(place).differences(before) == [])
        #expect(
            try Shell.run("find \"$1\" -type f; ls -A \"$2\" 2>/dev/null", [Word(moved), Word(trash)]).text == "",
            "the trash is empty")
    }

    @Test func `it may be run again, undone again, and run after that`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let before = try TreeState(place)
        let plan = try place.plan()
        let first = try place.perform(plan)
        let moved = try TreeState(place)
        let second = try place.perform(plan)
        #expect(first.code == 0 && second.code == 0 && second.text.contains("are not there any more"))
        #expect(try TreeState(place) == moved && !Disk.exists(place.plans.appending("plan-undo-2.sh")), "nothing to undo")
        #expect(try place.perform(place.undo).code == 0 && TreeState(place) == before)
        let again = try place.perform(place.undo)
        #expect(
            try again.code == 0 && again.text.hasPrefix("0 files moved back, 2 were there already") && TreeState(place) == before)
        #expect(try place.perform(plan).code == 0 && TreeState(place).differences(moved).allSatisfy { $0.hasPrefix(".") })
        #expect(try place.perform(place.plans.appending("plan-undo-2.sh")).code == 0 && TreeState(place) == before)
        #expect(try place.perform(place.undo).code == 0 && TreeState(place) == before)
    }

    @Test func `shells find nothing to complain of`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let plan = try place.plan()
        _ = try place.perform(plan)
        for script in [plan, place.undo] {
            for shell in PlanShell.all {
                let outcome = try Shell.run("exec \"$@\"", shell.words + ["-n", Word(script)])
                #expect(outcome.code == 0 && outcome.said == "", "\(shell): \(outcome.said)")
            }
            guard let check = Tool.find("shellcheck") else {
                return Tool.notRun("shellcheck reads a plan", "it is not installed")
            }
            let outcome = try Shell.run("exec \"$@\"", [Word(check), "-s", "sh", "-S", "warning", "-e", "SC3013", Word(script)])
            #expect(outcome.code == 0, "\(outcome.text)")
        }
    }

    @Test func `the desktop finds in its trash where each file was, and when it went`() throws {
        let place = try Place()
        let picture = try Sample.smallJPEG(1)
        for name in ["plain.jpg", "sub folder/a b%.jpg", "\u{E1}\n.jpeg", "no ending"] as [Word] {
            try place.put(picture, at: name)
        }
        try place.put(picture, at: Word([0xFF] + Array(".jpg".utf8)))
        try place.scan()
        let drops = Set(try place.planned("drop"))
        #expect(try place.perform(try place.plan()).code == 0)
        var told: Set<[UInt8]> = []
        let list = try Shell.run("cd \"$1/info\" && cat *.trashinfo && ls ../files | wc -l", [Word(place.desktopTrash)]).text
        for line in list.split(separator: "\n") {
            if line.hasPrefix("Path=") {
                told.insert(try #require(SystemPath(bytes: decoded(line.dropFirst(5)))?.relative(to: place.photos)))
            }
        }
        #expect(told == drops && list.hasSuffix("4\n"))
        #expect(list.split(separator: "\n").filter { $0 == "[Trash Info]" }.count == 4)
        #expect(try list.contains(Regex("\nDeletionDate=20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\n")))
    }

    private func decoded(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    @Test func `on another disk than the home's, the trash is that disk's own`() throws {
        guard Tool.canMount else { return Tool.notRun("the trash of another disk", "this user cannot mount") }
        let place = try Place()
        try place.fillWithADozen()
        // .Trash of the disk, sticky, holds a folder for each user; without it there is .Trash-UID.
        let script = """
            set -e
            mkdir "$1/disk" "$1/plans"
            mount -t tmpfs none "$1/disk"
            mkdir "$1/disk/pictures"; cp -a "$2/." "$1/disk/pictures"; cd "$1/disk/pictures"
            "$3" scan -q . || test $? = 1; "$3" duplicates . -q --plan "$1/plans/plan.sh"
            before=$(find . -path ./.jozin -prune -o -printf '%p %s %T@ %i\\n' | sort)
            sh "$1/plans/plan.sh"
            ls "$1/disk/.Trash-$(id -u)/files" | wc -l; head -n 2 "$1/disk/.Trash-$(id -u)/info/"*-1.jpg.trashinfo
            sh "$1/plans/plan-undo.sh"
            test "$before" = "$(find . -path ./.jozin -prune -o -printf '%p %s %T@ %i\\n' | sort)"
            mkdir "$1/disk/.Trash"; chmod 1777 "$1/disk/.Trash"
            sh "$1/plans/plan.sh"
            ls "$1/disk/.Trash/$(id -u)/files" | wc -l
            """
        let unshared: [Word] = [
            "unshare", "-m", "env", Word(Array("XDG_STATE_HOME=".utf8) + place.state.bytes), "sh", "-c", "\(script)", "sh",
        ]
        let outcome = try Shell.run(
            "exec \"$@\"", unshared + [Word(place.base), Word(place.photos), Word(BuiltPrograms.jozin)], scratch: place.scratch)
        #expect(outcome.code == 0, "\(outcome.text) \(outcome.said)")
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.filter { $0 == "2" }.count == 2 && lines.contains("[Trash Info]"), "\(outcome.text)")
        #expect(lines.contains { $0.hasPrefix("Path=pictures/") }, "relative to the disk: \(outcome.text)")
    }
}
