// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
public import Glibc
public import JozinCore

/// An open file or folder, closed when its owner is gone. The one place of this target that hands pointers to the kernel.
///
/// Invariants: 1. `number` is open for as long as the value lives. 2. Every descriptor is close-on-exec.
/// 3. Nothing is opened through a symbolic link in its last component.
public struct Descriptor: ~Copyable, Sendable {
    /// The kernel's number.
    public let number: Int32

    /// Takes ownership of an open descriptor.
    public init(owning number: Int32) { self.number = number }

    deinit { close(number) }

    /// Gives the descriptor away, open.
    public consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    // MARK: Opening

    /// Opens a folder for listing, by any path; a link in its last component is followed, since the owner named it.
    public static func folder(_ path: SystemPath) throws(SystemError) -> Descriptor {
        try open(AT_FDCWD, path.bytes, O_RDONLY | O_DIRECTORY)
    }

    /// Opens the folder `name` inside this one.
    public func folder(_ name: [UInt8]) throws(SystemError) -> Descriptor {
        try Descriptor.open(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }

    /// Opens the folder at `path` below this one, folder by folder, through no link.
    public func folder(at path: LibraryPath) throws(SystemError) -> Descriptor {
        var folder = try duplicate()
        for component in path.components { folder = try folder.folder(component) }
        return folder
    }

    /// Opens the folder `name` inside this one, made first (0700) where it is not there.
    public func folder(making name: [UInt8]) throws(SystemError) -> Descriptor {
        let made = unsafe Descriptor.with(name) { unsafe mkdirat(number, $0, 0o700) }
        guard made == 0 || errno == EEXIST else { throw .last("mkdirat") }
        return try folder(name)
    }

    /// Opens the folder `name` inside this one, where no other file system, or part of one, is mounted on it (EXDEV).
    public func folderOfSameMount(_ name: [UInt8]) throws(SystemError) -> Descriptor {
        let opened = unsafe Descriptor.with(name) { unsafe jozin_open_folder_of_same_mount(number, $0) }
        guard opened >= 0 else { throw SystemError("openat2", -opened) }
        return Descriptor(owning: opened)
    }

    /// Opens the file `name` inside this folder with `flags` of open(2); where it is made, with the rights of `mode`.
    public func file(_ name: [UInt8], flags: Int32, mode: mode_t = 0o600) throws(SystemError) -> Descriptor {
        try Descriptor.open(number, name, flags | O_NOFOLLOW, mode)
    }

    private static func open(
        _ folder: Int32, _ path: [UInt8], _ flags: Int32, _ mode: mode_t = 0
    ) throws(SystemError) -> Descriptor {
        while true {
            let number = unsafe with(path) { unsafe openat(folder, $0, flags | O_CLOEXEC, mode) }
            if number >= 0 { return Descriptor(owning: number) }
            guard errno == EINTR else { throw .last("openat") }
        }
    }

    /// A second descriptor of the same open file; the two share their reading position.
    public func duplicate() throws(SystemError) -> Descriptor {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .last("fcntl") }
        return Descriptor(owning: copy)
    }

    /// This folder opened once more, with a reading position of its own.
    public func reopened() throws(SystemError) -> Descriptor {
        try Descriptor.open(number, Array(".".utf8), O_RDONLY | O_DIRECTORY)
    }

    // MARK: Looking

    /// The status of what is open.
    public func status() throws(SystemError) -> FileStatus {
        var status = jozin_status()
        let result = unsafe jozin_status_of(number, &status)
        guard result == 0 else { throw SystemError("statx", -result) }
        return FileStatus(status)
    }

    /// The status of the entry `name` of this folder; a link's own, not its target's.
    public func status(of name: [UInt8]) throws(SystemError) -> FileStatus {
        var status = jozin_status()
        let result = unsafe Descriptor.with(name) { unsafe jozin_status_at(number, $0, &status) }
        guard result == 0 else { throw SystemError("statx", -result) }
        return FileStatus(status)
    }

    /// What the file system is that this lies on.
    public func fileSystem() throws(SystemError) -> FileSystemFacts {
        var found = jozin_file_system()
        let result = unsafe jozin_file_system_of(number, &found)
        guard result == 0 else { throw SystemError("fstatfs", -result) }
        return FileSystemFacts(found)
    }

    /// Makes a file without a name in this folder and lets it go: throws where nothing can be written here, or not so.
    public func tryUnnamedFile() throws(SystemError) {
        let file = jozin_open_nameless(number)
        guard file >= 0 else { throw SystemError("openat", -file) }
        close(file)
    }

    /// Whether a file lies at `path` below this folder, reached through no link; false where that cannot be told.
    public func hasFile(at path: LibraryPath) -> Bool {
        guard let folder = try? folder(at: path.folder) else { return false }
        return (try? folder.status(of: path.name))?.kind == .file
    }

    /// Fills `buffer` with directory records of getdents64(2) and says how many bytes are used; 0 at the end.
    func readRecords(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        let used = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
            unsafe jozin_getdents(number, bytes.baseAddress, bytes.count)
        }
        guard used >= 0 else { throw SystemError("getdents64", Int32(-used)) }
        return used
    }

    // MARK: Reading and writing

    /// Reads into `buffer` from index `start` up to `end` (its end where nil); how many bytes came, 0 at the end of the file.
    public func read(into buffer: inout [UInt8], from start: Int, upTo end: Int? = nil) throws(SystemError) -> Int {
        let end = end ?? buffer.count
        precondition(start >= 0 && start <= end && end <= buffer.count, "the range lies inside the buffer")
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(number, bytes.baseAddress.map { unsafe $0 + start }, end - start)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last("read") }
        }
    }

    /// Reads from `offset` of the file until `buffer` is full or the file ends, and says how many bytes that were. The reading
    /// position stays: it is shared with the process that opened the file.
    public func read(into buffer: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                let start = unsafe bytes.baseAddress.map { unsafe $0 + filled }
                return unsafe pread(number, start, bytes.count - filled, off_t(offset + filled))
            }
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                throw .last("pread")
            }
        }
        return filled
    }

    /// Reads the whole of a small file of Jožin's own; more than `limit` bytes is an error.
    public func readAll(limit: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var filled = 0
        while true {
            if bytes.count - filled < 4096 { bytes.append(contentsOf: repeatElement(0, count: max(4096, filled))) }
            let count = try read(into: &bytes, from: filled)
            if count == 0 { return Array(bytes[..<filled]) }
            filled += count
            guard filled <= limit else { throw SystemError("read", EFBIG) }
        }
    }

    /// Writes all of `bytes`.
    public func write(_ bytes: [UInt8]) throws(SystemError) { try Descriptor.write(bytes, to: number) }

    static func write(_ bytes: [UInt8], to number: Int32) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(number, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw .last("write")
            }
        }
    }

    // MARK: Durability and names

    /// Makes the content, or a folder's names, durable.
    public func synchronise() throws(SystemError) {
        guard fsync(number) == 0 else { throw .last("fsync") }
    }

    /// Cuts the file off behind `length` bytes.
    func truncate(to length: Int) throws(SystemError) {
        while ftruncate(number, off_t(length)) != 0 {
            guard errno == EINTR else { throw .last("ftruncate") }
        }
    }

    /// Makes everything of this file system durable.
    public func synchroniseFileSystem() throws(SystemError) {
        let result = jozin_syncfs(number)
        guard result == 0 else { throw SystemError("syncfs", -result) }
    }

    /// Gives the entry `name` of this folder the place `target` in `folder`, replacing what is there.
    public func rename(_ name: [UInt8], to target: [UInt8], in folder: borrowing Descriptor) throws(SystemError) {
        let destination = folder.number
        let result = unsafe Descriptor.with(name) { old in
            unsafe Descriptor.with(target) { unsafe renameat(number, old, destination, $0) }
        }
        guard result == 0 else { throw .last("renameat") }
    }

    /// Removes the file `name` of this folder, where there is one.
    func removeIfThere(_ name: [UInt8]) throws(SystemError) {
        do throws(SystemError) {
            try remove(name)
        } catch {
            if !error.isAbsence { throw error }
        }
    }

    /// Removes the file `name` of this folder.
    func remove(_ name: [UInt8]) throws(SystemError) {
        guard unsafe Descriptor.with(name, { unsafe unlinkat(number, $0, 0) }) == 0 else { throw .last("unlinkat") }
    }

    /// Removes the empty folder `name` of this folder.
    func removeFolder(_ name: [UInt8]) throws(SystemError) {
        guard unsafe Descriptor.with(name, { unsafe unlinkat(number, $0, AT_REMOVEDIR) }) == 0 else { throw .last("unlinkat") }
    }

    /// Takes a part in the lock of this file, which others may share and nobody may have alone; EWOULDBLOCK where one has.
    func lockShared() throws(SystemError) {
        while flock(number, LOCK_SH | LOCK_NB) != 0 {
            guard errno == EINTR else { throw .last("flock") }
        }
    }

    /// Takes the lock of this file for as long as it is open. Where another process has it: waits, or EWOULDBLOCK.
    func lockExclusively(waiting: Bool = false) throws(SystemError) {
        while flock(number, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            guard errno == EINTR else { throw .last("flock") }
        }
    }

    /// Calls `body` with the bytes as a C string, valid for the call; `bytes` hold no NUL.
    private static func with<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let text = bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe text.withUnsafeBufferPointer { buffer in
            // The array holds at least the final NUL, so it has an address.
            guard let address = buffer.baseAddress else { preconditionFailure("an array with elements has an address") }
            return unsafe body(address)
        }
    }
}
