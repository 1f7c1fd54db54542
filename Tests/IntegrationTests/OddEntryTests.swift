// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `What is no file is left alone` {
    /// Links in circles, a pipe, a folder with a photo's name, a device where the system lets us make one.
    private func strangePlace() throws -> Place {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        try place.put(try Sample.smallJPEG(2), at: "folder.jpg/inside.jpg")
        try place.shell(
            """
            mkfifo pipe.jpg
            ln -s self.jpg self.jpg; ln -s there.jpg here.jpg; ln -s here.jpg there.jpg
            mkdir deep; ln -s .. deep/up; ln -s nowhere.jpg dangling.jpg; ln -s /etc/hostname out.jpg; ln -s / out
            ln photo.jpg twin.jpg
            mknod device.jpg c 1 3 2>/dev/null || mkfifo device.jpg
            """)
        return place
    }

    @Test func `links, pipes and devices are left out with the reason, and folders walked`() throws {
        let place = try strangePlace()
        let before = try TreeDigest(place)
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.paths("new") == ["folder.jpg/inside.jpg", "photo.jpg", "twin.jpg"])
        let links = ["dangling.jpg", "deep/up", "here.jpg", "out", "out.jpg", "self.jpg", "there.jpg"]
        #expect(answer.paths("excluded") == (["device.jpg", "pipe.jpg"] + links).sorted())
        for link in links { #expect(answer.verdict("\(link)")?.message?.contains("symbolic link") ?? false) }
        #expect(answer.verdict("pipe.jpg")?.message?.contains("pipe") ?? false)
        #expect(answer.outcome.code == 0)
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `nothing but files is opened, and nothing outside the library`() throws {
        let place = try strangePlace()
        guard let trace = SystemCallTrace.command(into: place.scratch) else {
            return Tool.notRun("nothing but files is opened", "there is no strace")
        }
        #expect(try place.scan(through: trace).outcome.code == 0)
        let opened = Set(try SystemCallTrace(place.scratch, library: place.photos).openedOriginals)
        let names = ["folder.jpg/inside.jpg", "photo.jpg", "twin.jpg"]
        #expect(opened == Set(names.map { place.photos.appending($0).bytes }))
    }

    @Test func `inspect tells what they are`() throws {
        let place = try strangePlace()
        for (name, says) in [
            ("pipe.jpg", "it is a pipe, not a file"), ("self.jpg", "symbolic link"), ("dangling.jpg", "not there"),
        ] {
            let outcome = try place.run("inspect", "\(name)")
            #expect(outcome.code != 0 && outcome.code < 3, "\(name)")
            #expect((outcome.text + outcome.said).contains(says), "\(name): \(outcome.text + outcome.said)")
        }
        #expect(try place.run("inspect", "out.jpg").text.contains("/etc/hostname"), "a link that is named is followed")
    }

    @Test func `a folder is no photo, and an empty one no fault`() throws {
        let place = try Place()
        try place.shell("mkdir -p empty.jpg/nothing")
        let answer = try place.scan()
        #expect(answer.outcome.code == 0 && answer.count("seen") == 0)
        #expect(try place.run("inspect", "empty.jpg").code == 0)
    }
}

@Suite struct `What may not be read is told and does not stop a scan` {
    /// Runs what follows without the right to read everything, which root has.
    private static let unprivileged: [Word]? = {
        guard Tool.isRoot else { return [] }
        guard let setpriv = Tool.find("setpriv") else { return nil }
        return [Word(setpriv), "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]
    }()

    @Test func `an unreadable file and an unreadable folder`() throws {
        guard let unprivileged = Self.unprivileged else { return Tool.notRun("an unreadable file", "there is no setpriv") }
        let place = try Place()
        try place.fillWithADozen()
        try place.put(try Sample.smallJPEG(20), at: "closed.jpg")
        try place.put(try Sample.smallJPEG(21), at: "closed/inside.jpg")
        try place.shell("chmod 000 closed.jpg closed")
        let answer = try place.scan(through: unprivileged)
        answer.expectSums()
        #expect(answer.outcome.code == 1 && answer.count("new") == 11)
        for name in ["closed.jpg", "closed"] {
            let line = answer.verdict("\(name)")
            #expect(line?.action == "failed" && line?.code == "environment")
            #expect(line?.message?.contains("permission denied") ?? false)
            #expect(line?.remedy == "Give your user the right to read it.")
        }
        try place.shell("chmod 600 closed.jpg; chmod 700 closed")
        let second = try place.scan(through: unprivileged)
        second.expectSums()
        #expect(second.verdict("closed/inside.jpg")?.action == "new")
        #expect(["new", "updated"].contains(second.verdict("closed.jpg")?.action))
    }

    @Test func `what lies in a folder that cannot be read is not taken for gone`() throws {
        guard let unprivileged = Self.unprivileged else { return Tool.notRun("a folder that closes", "there is no setpriv") }
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        try place.shell("chmod 000 2019")
        let answer = try place.scan(through: unprivileged)
        #expect(answer.count("missing") == 0 && answer.verdict("2019")?.action == "failed")
        try place.shell("chmod 700 2019")
        let third = try place.scan(through: unprivileged)
        #expect(third.count("unchanged") == 11 && third.count("decoded") == 0)
    }

    @Test func `a read-only folder keeps its state elsewhere, and is scanned all the same`() throws {
        guard let unprivileged = Self.unprivileged else { return Tool.notRun("a read-only folder", "there is no setpriv") }
        let place = try Place()
        try place.fillWithADozen()
        try place.shell("chmod -R a-w .")
        let before = try TreeDigest(place)
        let answer = try place.scan(through: unprivileged)
        answer.expectSums()
        #expect(
            answer.count("new") == 11
                && answer.outcome.said.contains("lie in \(String(decoding: place.state.bytes, as: UTF8.self))"))
        #expect(!Disk.exists(place.own))
        #expect(try place.scan(through: unprivileged).count("unchanged") == 11)
        #expect(try place.run("duplicates", Word(place.photos), "--json-lines", through: unprivileged).output.count > 0)
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `a folder of the owner's choice holds the state where --state names it`() throws {
        let place = try Place()
        try place.fillWithADozen()
        let elsewhere = place.base.appending("elsewhere")
        let answer = try place.scan("--state", Word(elsewhere))
        #expect(answer.count("new") == 11 && !Disk.exists(place.own) && Disk.exists(elsewhere.appending("catalog.sqlite")))
        let outcome = try place.run("duplicates", Word(place.photos), "--state", Word(elsewhere), "--json-lines")
        #expect(outcome.code == 0 && outcome.output.count > 0 && !Disk.exists(place.own))
        #expect(try place.scan().count("unchanged") == 11, "the list of known libraries remembers the folder")
    }

    @Test func `a disk mounted read-only is scanned like any other`() throws {
        guard Tool.canMount else { return Tool.notRun("a read-only disk", "this user cannot mount") }
        let place = try Place()
        try place.fillWithADozen()
        let script = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && shift && cd \"$1\" && shift && exec \"$@\""
        let readOnly: [Word] = ["unshare", "-m", "sh", "-c", "\(script)", "sh", Word(place.photos), Word(place.photos)]
        let answer = try place.scan(through: readOnly)
        answer.expectSums()
        #expect(answer.count("new") == 11 && answer.outcome.code == 1 && !Disk.exists(place.own))
        #expect(try place.scan(through: readOnly).count("unchanged") == 11)
    }
}
