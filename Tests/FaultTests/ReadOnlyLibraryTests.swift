// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A library that nobody can write to works fully` {
    @Test func `every verb works on a read-only disk, its files elsewhere`() throws {
        let place = try Place()
        try place.fillWithADozen()
        let undisturbed = try Place()
        try undisturbed.copy(place.photos)
        try undisturbed.scan()
        let before = try TreeDigest(place)
        guard let space = try MountNamespace(place, for: "a read-only disk") else { return }
        let mounted = try space.run("mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"", Word(place.photos))
        #expect(mounted.code == 0)
        #expect(try space.run(": > \"$1/x\"", Word(place.photos)).said.contains("Read-only"), "the disk is read-only indeed")
        let run = { (words: [Word]) in try place.start(words, through: space.through).end() }
        let photos = Word(place.photos)
        let answer = try ScanAnswer(run(["scan", photos, "--json-lines"]))
        answer.expectSums()
        #expect(answer.count("new") == 11 && answer.outcome.code == 1 && answer.outcome.said.contains("lie in"))
        let state = try #require(try stateFolder(place))
        #expect(try Sidecars(in: state).differences(Sidecars(undisturbed)) == [])
        let again = try ScanAnswer(run(["scan", photos, "--json-lines"]))
        #expect(again.count("unchanged") == 11 && again.count("decoded") == 0)
        for words in [["duplicates", photos, "--json"], ["duplicates", photos, "--json-lines", "--level", "loose"]] as [[Word]] {
            let shown = try run(words)
            let other = try undisturbed.start([words[0], Word(undisturbed.photos)] + words.dropFirst(2)).end()
            #expect(shown.code == 0 && shown.output == other.output && shown.output.count > 100, "\(words)")
        }
        #expect(try run(["inspect", photos, "--json-lines"]).code == 1)
        #expect(try run([photos]).code == 0)
        #expect(try run(["scan", photos, "--dry-run"]).code == 0)
        #expect(!Disk.exists(place.own))
        #expect(try TreeDigest(place).differences(before) == [])
    }

    private func stateFolder(_ place: Place) throws -> SystemPath? {
        let found = try Shell.run("find \"$1\" -name library.json -printf '%h'", [Word(place.state)])
        return SystemPath(bytes: found.output.filter { $0 != 0x0A })
    }
}

@Suite struct `A stranger's folder is told and does not stop a scan` {
    /// Runs what follows as a user who owns nothing of root's.
    private static let nobody: [Word] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    @Test func `an unreadable file and folder, as another user meets them`() throws {
        guard Tool.isRoot, Tool.find("setpriv") != nil, try Shell.run("exec \"$@\" true", Self.nobody).code == 0 else {
            return Tool.notRun("a stranger's folder", "this user cannot become another")
        }
        let place = try Place()
        try place.fillWithADozen()
        try place.put(try Sample.smallJPEG(20), at: "closed/inside.jpg")
        try place.put(try Sample.smallJPEG(21), at: "closed.jpg")
        try place.put(try Sample.smallJPEG(22), at: "no way in/inside.jpg")
        try place.shell(
            "chown -R 65534:65534 \"$1\"; chown root closed closed.jpg 'no way in'; chmod 700 closed; chmod 600 closed.jpg; chmod 744 'no way in'",
            Word(place.base))
        let program = try Shell.run("exec \"$@\" --version", Self.nobody + [Word(BuiltPrograms.jozin)])
        guard program.code == 0 else { return Tool.notRun("a stranger's folder", "the programs lie where nobody may go") }
        let before = try TreeDigest(place)
        for round in 1...2 {
            let answer = try place.scan(through: Self.nobody)
            answer.expectSums()
            #expect(answer.outcome.code == 1 && answer.count("done") == 11, "\(round): \(answer.outcome.said)")
            for name in ["closed", "closed.jpg"] as [Word] {
                let line = answer.verdict(name)
                #expect(line?.action == "failed" && line?.code == "environment", "\(name)")
                #expect(line?.message?.contains("permission denied") ?? false)
            }
            let blind = answer.verdicts.values.filter { $0.path.starts(with: "no way in".utf8) }
            #expect(!blind.isEmpty && blind.allSatisfy { $0.action == "failed" && $0.code == "environment" }, "\(blind)")
            #expect(answer.count("missing") == 0)
        }
        #expect(try TreeDigest(place).differences(before) == [])
    }
}
