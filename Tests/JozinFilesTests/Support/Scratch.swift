// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport

/// A folder of one test's own, removed with the value. It makes and reads files by plain system calls and no code of Jožin's.
final class Scratch: Sendable {
    let path: SystemPath
    private let isOwned: Bool

    /// Memory where there is a file system in it: syncing a disk that others work on takes seconds.
    private static let place = unsafe access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"

    init() {
        var template = Array("\(Self.place)/jozin-files-XXXXXX".utf8.map(CChar.init(bitPattern:))) + [0]
        // mkdtemp writes the name into the template, which holds its NUL and lives for the call.
        let made = unsafe template.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil }
        guard made, let path = SystemPath(bytes: template.dropLast().map(UInt8.init(bitPattern:))) else {
            preconditionFailure("no folder for tests could be made")
        }
        self.path = path
        isOwned = true
        // Tests that run as another user come through here.
        _ = unsafe chmod(Self.text(path), 0o755)
    }

    /// The folder of a test as its child process sees it; the child's value removes nothing.
    init(sharing path: String) {
        self.path = Scratch.systemPath(Array(path.utf8))
        isOwned = false
    }

    deinit {
        guard isOwned else { return }
        let folder = text
        // The folder's own name is mkdtemp's: nothing in it needs quoting.
        _ = unsafe system("chmod -R u+rwx \(folder) 2>/dev/null; rm -rf \(folder)")
    }

    var text: String { String(decoding: path.bytes, as: UTF8.self) }

    /// The path of something inside.
    func at(_ relative: String) -> SystemPath { at(Array(relative.utf8)) }
    func at(_ relative: [UInt8]) -> SystemPath { path.appending(relative) }

    /// A path as a C string; what it is passed to keeps no pointer.
    static func text(_ path: SystemPath) -> [CChar] { path.bytes.map { CChar(bitPattern: $0) } + [0] }

    static func systemPath(_ bytes: [UInt8]) -> SystemPath {
        guard let path = SystemPath(bytes: bytes) else { preconditionFailure("a path has bytes and no NUL") }
        return path
    }

    private func done(_ result: Int32, _ call: StaticString, at path: SystemPath) {
        precondition(result >= 0, "\(call) \(DisplayName.text(path.bytes)): error \(errno)")
    }

    func folder(_ relative: String) { folder(Array(relative.utf8)) }
    func folder(_ relative: [UInt8]) { done(unsafe mkdir(Self.text(at(relative)), 0o755), "mkdir", at: at(relative)) }

    func file(_ relative: String, _ content: [UInt8] = []) { file(Array(relative.utf8), content) }

    func file(_ relative: [UInt8], _ content: [UInt8] = []) {
        write(content, relative, O_CREAT | O_TRUNC)
    }

    func append(_ content: [UInt8], to relative: String) { write(content, Array(relative.utf8), O_APPEND) }

    private func write(_ content: [UInt8], _ relative: [UInt8], _ flags: Int32) {
        precondition(
            WholeFile.write(content, to: at(relative).bytes, flags), "a test's file could not be written: error \(errno)")
    }

    func link(_ relative: String, to target: String) {
        done(unsafe symlink(target, Self.text(at(relative))), "symlink", at: at(relative))
    }

    func hardLink(_ relative: String, to original: String) {
        done(unsafe Glibc.link(Self.text(at(original)), Self.text(at(relative))), "link", at: at(relative))
    }

    func pipe(_ relative: String) { done(unsafe mkfifo(Self.text(at(relative)), 0o644), "mkfifo", at: at(relative)) }
    func socket(_ relative: String) {
        done(unsafe mknod(Self.text(at(relative)), S_IFSOCK | 0o644, 0), "mknod", at: at(relative))
    }

    /// A device of the kind of /dev/null; only root can make one.
    func device(_ relative: String) -> Bool { unsafe mknod(Self.text(at(relative)), S_IFCHR | 0o644, 0x103) == 0 }

    func mode(_ relative: String, _ mode: mode_t) { done(unsafe chmod(Self.text(at(relative)), mode), "chmod", at: at(relative)) }
    func move(_ relative: String, to target: String) {
        done(unsafe rename(Self.text(at(relative)), Self.text(at(target))), "rename", at: at(relative))
    }

    func remove(_ relative: String) { _ = unsafe system("rm -rf \(text)/\(relative)") }

    /// A file's content; nil where there is none.
    func read(_ relative: String) -> [UInt8]? { WholeFile.read(at(relative).bytes) }

    /// Whether the name is there, whatever it is.
    func exists(_ relative: String) -> Bool { status(relative) != nil }

    func status(_ relative: String) -> stat? {
        var status = stat()
        return unsafe lstat(Self.text(at(relative)), &status) == 0 ? status : nil
    }

    /// The permission bits.
    func mode(of relative: String) -> mode_t? { status(relative).map { $0.st_mode & 0o7777 } }

    /// Every path below with its kind, rights, size, times and content: what must be equal where nothing was changed.
    func picture(_ relative: String = ".") -> String {
        // find and sha256sum are no code of Jožin's. Access times may move.
        let command =
            "cd \(text)/\(relative) && find . -printf '%p %y %m %s %T@ %C@ %i %l\\n' | LC_ALL=C sort; "
            + "cd \(text)/\(relative) && find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum"
        return Shell.output(of: command, in: self)
    }
}

/// Programs that look from outside.
enum Shell {
    /// Makes a folder the process's working folder; for child processes.
    static func enter(_ folder: String) -> Bool { unsafe chdir(folder) == 0 }

    /// The exit code of a command.
    static func run(_ command: String) -> Int32 {
        let status = unsafe system(command)
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128
    }

    static func output(of command: String, in scratch: Scratch) -> String {
        let place = scratch.text + ".output"
        _ = run("{ \(command); } > \(place) 2>&1")
        let text = scratch.read("../" + place.split(separator: "/").suffix(1).joined())
        _ = run("rm -f \(place)")
        return String(decoding: text ?? [], as: UTF8.self)
    }
}
