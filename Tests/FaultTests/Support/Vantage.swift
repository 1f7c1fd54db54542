// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness

/// Where the test and the programs that it starts see a library, which need not be the same place.
struct Vantage: Sendable {
    /// The photos, and Jožin's files on them, as the test sees them.
    let photos: SystemPath
    let own: SystemPath
    /// The library as the programs see it, and what comes before their own words.
    let library: Word
    let through: [Word]

    /// The place as everybody sees it.
    init(_ place: Place) {
        photos = place.photos
        own = place.own
        library = Word(place.photos)
        through = []
    }

    /// A folder inside a mount namespace.
    init(_ folder: SystemPath, in space: MountNamespace) {
        photos = space.outside(folder)
        own = photos.appending(".jozin")
        library = Word(folder)
        through = space.through
    }

    func start(_ words: [Word], in place: Place) throws -> Running { try place.start(words, through: through) }
}

/// A mount namespace kept by a process that does nothing else: what is mounted in it goes with it.
final class MountNamespace: Sendable {
    private let keeper: Running
    private let scratch: SystemPath

    /// Nil, said aloud, where this user may not mount.
    init?(_ place: Place, for test: String) throws {
        guard Tool.canMount, Tool.find("nsenter") != nil else {
            Tool.notRun(test, "this user cannot mount")
            return nil
        }
        scratch = place.scratch
        keeper = try Running(
            ["unshare", "-m", "sh", "-c", "echo ready; exec sleep 10000"], environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"],
            in: place.base, scratch: scratch, seconds: 3000)
        _ = try keeper.nextLine()
    }

    /// What comes before the words of a program that shall run inside.
    var through: [Word] { ["nsenter", "--target", "\(keeper.id)", "--mount", "--"] }

    /// Runs a script inside.
    @discardableResult
    func run(_ script: String, _ arguments: Word...) throws -> Outcome {
        let words: [Word] = through + ["sh", "-c", "\(script)", "sh"] + arguments
        let path: Word = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"
        return try Running(words, environment: [path, "LC_ALL=C"], in: SystemPath(literal: "/"), scratch: scratch).end()
    }

    /// Where a folder of the inside is seen from the outside.
    func outside(_ folder: SystemPath) -> SystemPath {
        SystemPath(bytes: Array("/proc/\(keeper.id)/root".utf8) + folder.bytes) ?? folder
    }
}
