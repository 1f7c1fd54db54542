// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
package import JozinCore
import JozinFiles
import Synchronization

/// Files as the tests read and write them.
package enum Disk {
    package static func read(_ path: SystemPath) -> [UInt8]? {
        do throws(SystemError) {
            return try folder(of: path).file(path.name, flags: O_RDONLY).readAll(limit: 1 << 28)
        } catch {
            return nil
        }
    }

    package static func write(_ bytes: [UInt8], to path: SystemPath) throws {
        let file = try folder(of: path).file(path.name, flags: O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes)
    }

    package static func exists(_ path: SystemPath) -> Bool {
        do throws(SystemError) {
            _ = try folder(of: path).status(of: path.name)
            return true
        } catch {
            return false
        }
    }

    /// Removes a file of the tests' own.
    package static func remove(_ path: SystemPath) {
        let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
        // unlink reads the terminated path.
        _ = unsafe unlink(text)
    }

    private static func folder(of path: SystemPath) throws(SystemError) -> Descriptor {
        try Descriptor.folder(path.folder ?? SystemPath(literal: "."))
    }
}

/// Short scripts, for what a test needs of the system around Jožin.
package enum Shell {
    /// Runs a script with these arguments as $1 and on; its own folder is `folder`.
    @discardableResult
    package static func run(
        _ script: String, _ arguments: [Word] = [], in folder: SystemPath = SystemPath(literal: "/"),
        scratch: SystemPath = SystemPath(literal: "/tmp")
    ) throws -> Outcome {
        let searchPath = Word(Array("PATH=".utf8) + Array(Tool.path.joined(separator: [UInt8(ascii: ":")])))
        let words: [Word] = ["sh", "-c", "\(script)", "sh"]
        return try Running(words + arguments, environment: [searchPath, "LC_ALL=C"], in: folder, scratch: scratch).end()
    }
}

/// A fresh folder with an empty library in it, and a state folder of its own; removed with the value.
package final class Place: Sendable {
    package let base: SystemPath
    /// The library.
    package let photos: SystemPath
    /// What XDG_STATE_HOME names.
    package let state: SystemPath

    package init() throws {
        let temporary = Environment.value("TMPDIR").flatMap(SystemPath.init(bytes:)) ?? SystemPath(literal: "/tmp")
        let name = "jozin-test-\(Hexadecimal.text(Environment.randomBytes()))"
        let folder = try Descriptor.folder(temporary).folder(making: Array(name.utf8))
        base = try Environment.canonical(temporary.appending(name))
        photos = base.appending("photos")
        state = base.appending("state")
        for part in ["photos", "state", "scratch"] { _ = try folder.folder(making: Array(part.utf8)) }
    }

    /// For a place that no test owns.
    package func removeAtExit() {
        Place.shared.withLock { $0.append(base) }
        atexit { Place.shared.withLock { for base in $0 { _ = try? Shell.run("rm -rf \"$1\"", [Word(base)]) } } }
    }

    private static let shared = Mutex<[SystemPath]>([])

    deinit {
        _ = try? Shell.run("chmod -R u+rwX \"$1\" 2>/dev/null; rm -rf \"$1\"", [Word(base)])
    }

    package var scratch: SystemPath { base.appending("scratch") }
    /// `.jozin/` of the library.
    package var own: SystemPath { photos.appending(".jozin") }

    // MARK: The owner's files

    /// Writes a file of the library, its folders made first.
    package func put(_ bytes: [UInt8], at path: Word) throws {
        var folder = try Descriptor.folder(photos)
        let parts = path.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
        for part in parts.dropLast() { folder = try folder.folder(making: part) }
        let file = try folder.file(parts.last ?? [], flags: O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes)
    }

    /// Runs a script in the library's folder.
    @discardableResult
    package func shell(_ script: String, _ arguments: Word...) throws -> Outcome {
        try Shell.run(script, arguments, in: photos, scratch: scratch)
    }

    /// Copies everything of another folder here, times and links included.
    package func copy(_ other: SystemPath) throws { try shell("cp -a \"$1/.\" .", Word(other)) }

    // MARK: Programs

    /// Starts jozin with these words; `through` comes before it (strace, setpriv, unshare).
    package func start(
        _ words: [Word], through: [Word] = [], environment: [Word] = [], program: SystemPath = BuiltPrograms.jozin,
        seconds: Int = 120
    ) throws -> Running {
        let searchPath = Word(Array("PATH=".utf8) + Array(Tool.path.joined(separator: [UInt8(ascii: ":")])))
        let state = Word(Array("XDG_STATE_HOME=".utf8) + state.bytes)
        let home = Word(Array("HOME=".utf8) + base.bytes)
        return try Running(
            through + [Word(program)] + words, environment: [searchPath, state, home] + environment, in: photos,
            scratch: scratch, seconds: seconds)
    }

    /// Runs jozin to its end.
    package func run(_ words: Word..., through: [Word] = [], environment: [Word] = []) throws -> Outcome {
        try start(words, through: through, environment: environment).end()
    }

    /// Scans this library, and reads the answer.
    @discardableResult
    package func scan(_ words: Word..., through: [Word] = [], environment: [Word] = []) throws -> ScanAnswer {
        let words = ["scan", Word(photos), "--json-lines"] + words
        return try ScanAnswer(start(words, through: through, environment: environment).end())
    }
}
