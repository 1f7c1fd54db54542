// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestHarness
import Testing

/// A disk of its own that can lose its power: ext4 on a file, told to forget what is not on the disk (EXT4_IOC_SHUTDOWN).
struct CutDisk {
    let space: MountNamespace
    /// Where the library lies on it.
    let vantage: Vantage
    let folder: SystemPath
    private let image: SystemPath
    private let options: Word

    /// Nil, said aloud, where this user may not mount it.
    init?(_ place: Place, _ options: Word, for test: String) throws {
        guard let space = try MountNamespace(place, for: test) else { return nil }
        guard Tool.find("python3") != nil else {
            Tool.notRun(test, "there is no python3")
            return nil
        }
        self.space = space
        self.options = options
        image = place.base.appending("image")
        folder = place.base.appending("disk")
        vantage = Vantage(folder.appending("photos"), in: space)
        let made = try space.run(
            "truncate -s 24M \"$1\" && mkfs.ext4 -q -F \"$1\" && mkdir \"$2\" && mount -o \"loop,$3\" \"$1\" \"$2\"",
            Word(image), Word(folder), options)
        guard made.code == 0 else {
            Tool.notRun(test, "a file cannot be mounted: \(made.said)")
            return nil
        }
    }

    /// Puts the place's library there, durable; the registry knows it where it lies now.
    func refill(from place: Place) throws {
        let outcome = try space.run(
            "rm -rf \"$2/photos\" && cp -a \"$1\" \"$2/photos\" && sync", Word(place.photos), Word(folder))
        #expect(outcome.code == 0, "\(outcome.said)")
        try place.shell("rm -rf ../state; mkdir ../state")
    }

    func cut() throws {
        let script = "import fcntl, os, struct, sys; fcntl.ioctl(os.open(sys.argv[1], 0), 0x8004587D, struct.pack('I', 2))"
        let outcome = try space.run("python3 -c \"$1\" \"$2\"", "\(script)", Word(folder))
        #expect(outcome.code == 0, "\(outcome.said)")
    }

    /// Takes the disk away and gives it back as the power cut left it.
    func restore() throws {
        let outcome = try space.run(
            "for n in $(seq 100); do umount \"$2\" && break; sleep 0.05; done; mount -o \"loop,$3\" \"$1\" \"$2\"",
            Word(image), Word(folder), options)
        #expect(outcome.code == 0, "\(outcome.said)")
    }
}
