// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// The decision log's file, and what lies beside it in `log/` of the state folder.
///
/// Invariants: 1. Whole lines are only ever appended, by the holder of the journal's lock; what an append that failed or was
/// killed left behind the last whole line is cut off, and kept aside where it was no failure of this process. 2. What
/// `append` returned from is durable. 3. The file appears whole under its name, with all that it begins with.
public struct Journal: ~Copyable, Sendable {
    private let folder: Descriptor
    private var file: Descriptor?
    private var inode: UInt64 = 0

    /// The name of the journal's folder in the state folder.
    static let folderName = Array("log".utf8)
    static let fileName = Array("decisions.jsonl".utf8)
    static let lockName = Array("lock".utf8)
    static let markName = Array("written".utf8)
    /// What the name of a torn end begins with.
    static let tornPrefix = Array("torn-".utf8)
    static let newSuffix = Array(".new".utf8)

    /// The journal of a state folder.
    public init(_ state: borrowing StateFolder) throws(SystemError) {
        folder = try state.descriptor.folder(making: Journal.folderName)
    }

    /// The state folder that it lies in.
    public func state() throws(SystemError) -> StateFolder { try StateFolder(try folder.folder(Array("..".utf8))) }

    /// Waits for its turn to write; nobody takes longer than a moment.
    public func lock() throws(SystemError) -> JournalLock {
        let file = try folder.file(Journal.lockName, flags: O_RDWR | O_CREAT)
        try file.lockExclusively(waiting: true)
        return JournalLock(file)
    }

    /// What lies under the journal's name.
    public enum Condition: Hashable, Sendable {
        /// Nothing.
        case absent
        /// The file that was open already, of this length.
        case same(length: Int)
        /// Another file, open from now on, of this length.
        case another(length: Int)
    }

    /// Looks at the file, and opens it where it is not the one that is open.
    public mutating func look() throws(SystemError) -> Condition {
        do throws(SystemError) {
            let status = try folder.status(of: Journal.fileName)
            let length = Int(clamping: status.stamp.bytes)
            if file != nil, status.stamp.inode == inode { return .same(length: length) }
        } catch {
            guard error.number == ENOENT else { throw error }
            file = nil
            return .absent
        }
        let opened = try folder.file(Journal.fileName, flags: O_RDWR | O_APPEND | O_NONBLOCK)
        let status = try opened.status()
        guard status.kind == .file else { throw SystemError("openat", ELOOP) }
        inode = status.stamp.inode
        file = consume opened
        return .another(length: Int(clamping: status.stamp.bytes))
    }

    /// The bytes from `start` on, `count` of them or as many as there are. Nothing where no file is open.
    public func read(from start: Int, count: Int) throws(SystemError) -> [UInt8] {
        guard count > 0, file != nil else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        let came = try file?.read(into: &bytes, at: start) ?? 0
        if came < count { bytes.removeSubrange(came...) }
        return bytes
    }

    /// Makes the journal, with all that it begins with.
    public mutating func make(_ bytes: [UInt8], holding lock: borrowing JournalLock) throws(SystemError) {
        try put(bytes, as: Journal.fileName, durably: true)
    }

    /// Appends lines to a file whose whole lines end at `length`, and makes them durable. After a failure they are not there.
    public mutating func append(
        _ bytes: [UInt8], at length: Int, holding lock: borrowing JournalLock
    ) throws(SystemError) {
        guard file != nil else { throw SystemError("write", EBADF) }
        do throws(SystemError) {
            try file?.write(bytes)
            try file?.synchronise()
        } catch {
            // What the system kept of it counts for nothing: the next look finds the end torn, or as it was.
            try? file?.truncate(to: length)
            try? file?.synchronise()
            file = nil
            throw error
        }
    }

    /// Cuts off what stands behind the last whole line, once it is kept under a name of its own.
    public mutating func putTornEndAside(
        from length: Int, _ bytes: [UInt8], holding lock: borrowing JournalLock
    ) throws(SystemError) {
        var hasher = SHA256Hasher()
        hasher.update(bytes.span)
        try put(bytes, as: Journal.tornPrefix + Array(hasher.finish().hex.prefix(16).utf8), durably: true)
        try file?.truncate(to: length)
        try file?.synchronise()
    }

    private func put(_ bytes: [UInt8], as name: [UInt8], durably: Bool) throws(SystemError) {
        let temporaryName = name + Journal.newSuffix
        try folder.removeIfThere(temporaryName)
        do throws(SystemError) {
            let file = try folder.file(temporaryName, flags: O_WRONLY | O_CREAT | O_EXCL)
            try file.write(bytes)
            if durably { try file.synchronise() }
            try folder.rename(temporaryName, to: name, in: folder)
            if durably { try folder.synchronise() }
        } catch {
            try? folder.removeIfThere(temporaryName)
            throw error
        }
    }

    // MARK: The mark

    /// The number of the last entry that all sidecars carry; 0 where that is not known, and they have to be looked at.
    public func mark() throws(SystemError) -> Int {
        let bytes = try StateFolder.content(of: Journal.markName, in: folder) ?? []
        return Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)) ?? 0
    }

    /// Moves the mark. Where a power cut takes that back, the sidecars are looked at once more.
    public func setMark(_ number: Int, holding lock: borrowing JournalLock) throws(SystemError) {
        try put(Array("\(number)\n".utf8), as: Journal.markName, durably: false)
    }

    /// The names that Jožin gives in the folder.
    static func isOwn(_ name: [UInt8]) -> Bool {
        var stem = name[...]
        if stem.suffix(newSuffix.count).elementsEqual(newSuffix) { stem = stem.dropLast(newSuffix.count) }
        return [fileName, lockName, markName].contains(Array(stem)) || stem.starts(with: tornPrefix)
    }
}

/// The right to write to a journal, until the value is gone. The kernel gives it back when the holder dies.
public struct JournalLock: ~Copyable, Sendable {
    private let file: Descriptor

    fileprivate init(_ file: consuming Descriptor) { self.file = file }
}
