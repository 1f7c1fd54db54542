// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `The doctor says what it finds, and what helps` {
    private func checks(_ place: Place, _ words: Word..., environment: [Word] = [], code: Int32 = 0) throws -> [JSONValue] {
        let outcome = try place.start(["doctor"] + words + ["--json"], environment: environment).end()
        #expect(outcome.code == code && outcome.said == "", "\(outcome.said)")
        let checks = try JSONReader.read(outcome.output)["checks"]?.elements ?? []
        for check in checks {
            let state = check["state"]?.text ?? ""
            #expect(
                ["ok", "note", "warning", "problem"].contains(state) && check["message"]?.text?.hasSuffix(".") == true, "\(check)"
            )
            if state == "warning" || state == "problem" { #expect(check["remedy"]?.text?.isEmpty == false, "\(check)") }
        }
        return checks
    }

    private func check(_ name: String, _ checks: [JSONValue]) -> JSONValue? { checks.first { $0["name"]?.text == name } }

    @Test func `of this machine`() throws {
        let place = try Place()
        let checks = try checks(place)
        let abi = check("landlock", checks)?["values"]?["abi"]?.integer ?? -1
        #expect(check("landlock", checks)?["state"]?.text == (abi < 3 ? "warning" : "ok"))
        if abi > 0 { Tool.notRun("a kernel without Landlock", "this one has it") }
        #expect(check("cage", checks)?["values"]?["landlock"]?.text == "\(abi)")
        let formats = check("formats", checks)?["values"]
        for (format, library) in [
            ("jpeg", "libjpeg-turbo"), ("png", "libpng"), ("bmp", "jozin"), ("raw", "the camera's preview"), ("psd", "-"),
        ] {
            #expect(formats?[format]?.text == library)
        }
        for library in ["libjpeg-turbo", "libvips", "lcms2", "libpng", "libtiff", "libwebp"] {
            let version = check("libraries", checks)?["values"]?[library]?.text ?? ""
            #expect(version.split(separator: ".").count >= 2 && version.first?.isNumber == true, "\(library) \(version)")
        }
        for name in ["descriptors", "processors", "clock", "stateHome"] { #expect(check(name, checks) != nil, "\(name)") }
        #expect(check("stateHome", checks)?["values"]?["libraries"]?.integer == 0)
        #expect(try place.shell("ls -A ../state").output == [], "nothing is made to look")
    }

    @Test func `a decoder that is missing, or is none, is a problem`() throws {
        let place = try Place()
        for path in ["/nowhere/jozin-decode", "/bin/true", "/bin/false"] {
            let checks = try checks(place, environment: ["JOZIN_DECODE=\(path)"], code: 2)
            #expect(check("decoder", checks)?["state"]?.text == "problem" && check("formats", checks) == nil, "\(path)")
        }
        let text = try place.run("doctor", environment: ["JOZIN_DECODE=/nowhere"]).text
        #expect(text.contains("PROBLEM  /nowhere: ") && text.contains("         Without it nothing can be scanned."))
    }

    @Test func `of a library, and that it changes nothing`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let before = (try TreeDigest(place), try place.stateDigest())
        let checks = try checks(place, Word(place.photos))
        for name in ["library", "rootFileSystem", "space", "writable", "lock", "catalog", "leftovers"] {
            #expect(check(name, checks) != nil, "\(name)")
        }
        #expect(check("catalog", checks)?["values"]?["files"]?.integer == 13)
        #expect(checks.allSatisfy { $0["state"]?.text != "problem" })
        #expect(try TreeDigest(place).differences(before.0) == [])
        #expect(try place.run("doctor", Word(place.photos), "-q").code == 0)
        let after = try place.stateDigest()
        #expect(after == before.1)
    }

    @Test func `who holds the lock, what is left over, a library that is away`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        try place.scan()
        try place.shell("touch .jozin/tmp/sidecar-3")
        let holder = try Running(
            ["flock", "--no-fork", Word(place.own.appending("lock")), "sh", "-c", "echo held; exec sleep 100"],
            environment: ["PATH=/usr/bin:/bin"], in: place.photos, scratch: place.scratch)
        #expect(try holder.nextLine() == Array("held".utf8))
        let checks = try checks(place, Word(place.photos))
        #expect(check("lock", checks)?["values"]?["process"]?.integer == Int(holder.id))
        #expect(check("leftovers", checks)?["values"]?["count"]?.integer == 1)
        holder.signal(SIGKILL)
        _ = try holder.end()
        try place.shell("mv .jozin ../kept")
        let away = try self.checks(place, Word(place.photos), code: 10)
        #expect(check("library", away)?["state"]?.text == "problem")
        #expect(check("knownLibrary", away)?["values"]?["condition"]?.text == "unreachable")
        #expect(check("knownLibrary", try self.checks(place))?["state"]?.text == "warning", "a disk that is away is no failure")
        #expect(try place.run("doctor", "--state", "x").code == 64)
    }

    @Test func `a folder that cannot be written to, and a catalog that is none`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        try place.scan()
        try Disk.write(
            Array("no catalog, and long enough to be looked at as if it were one, as the first page is.".utf8),
            to: place.own.appending("catalog.sqlite"))
        #expect(check("catalog", try checks(place, Word(place.photos)))?["state"]?.text == "warning")
        guard Tool.canMount else { return Tool.notRun("a folder that cannot be written to", "this user cannot mount") }
        let script: Word = "mount --bind \"$PWD\" \"$PWD\" && mount -o remount,ro,bind \"$PWD\" && cd \"$PWD\" && exec \"$@\""
        let outcome = try place.start(
            ["doctor", Word(place.photos), "--json"], through: ["unshare", "-m", "sh", "-c", script, "sh"]
        ).end()
        let found = try JSONReader.read(outcome.output)["checks"]?.elements ?? []
        #expect(outcome.code == 2 && check("writable", found)?["state"]?.text == "problem", "\(outcome.said)")
    }
}

@Suite struct `Shells complete Jožin's verbs` {
    @Test func `each script is a script of its shell, and offers every verb that help shows`() throws {
        let place = try Place()
        for shell in ["bash", "zsh", "fish"] {
            let script = try place.run("completions", "\(shell)")
            #expect(script.code == 0 && script.said == "")
            for verb in ["scan", "duplicates", "inspect", "failures", "verify", "reset", "doctor", "completions"] {
                #expect(script.text.contains(verb), "\(shell) \(verb)")
            }
            #expect(!script.text.contains("jozan"), "a worker is no verb for people")
            try Disk.write(script.output, to: place.base.appending(shell))
            guard Tool.find(shell) != nil else {
                Tool.notRun("the script of \(shell) parses", "there is no \(shell)")
                continue
            }
            let check: Word = "\(shell) \(shell == "fish" ? "--no-execute" : "-n") \"$1\""
            #expect(
                try Shell.run("\(String(decoding: check.bytes, as: UTF8.self))", [Word(place.base.appending(shell))]).code == 0)
        }
        #expect(try place.run("completions", "tcsh").code == 64)
    }

    @Test func `bash offers verbs, options and files`() throws {
        guard let bash = Tool.find("bash") else { return Tool.notRun("bash offers verbs", "there is no bash") }
        let place = try Place()
        try place.put([1], at: "photo of a duck.jpg")
        try Disk.write(try place.run("completions", "bash").output, to: place.base.appending("script"))
        func offers(_ words: String...) throws -> [String] {
            let list = words.map { "'\($0)'" }.joined(separator: " ")
            let script = """
                source "$1"; COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
                _jozin jozin "${COMP_WORDS[COMP_CWORD]}" jozin; printf '%s\\n' "${COMPREPLY[@]}"
                """
            let outcome = try place.shell(
                "exec \"$1\" -c \"$2\" bash \"$3\"", Word(bash), "\(script)", Word(place.base.appending("script")))
            return outcome.text.split(separator: "\n").map(String.init)
        }
        #expect(try offers("jozin", "ver").contains("verify") && offers("jozin", "du").contains("duplicates"))
        #expect(try offers("jozin", "verify", "--re").contains("--read-data"))
        #expect(try offers("jozin", "inspect", "photo").contains("photo of a duck.jpg"))
        #expect(try offers("jozin", "completions", "f").contains("fish"))
    }
}
