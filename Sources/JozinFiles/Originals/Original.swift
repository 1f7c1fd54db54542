// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// One of the owner's files, open for reading and nothing else. This type cannot open for writing, and it is the only
/// way to an original's bytes.
public struct Original: ~Copyable, Sendable {
    /// Open, at whatever offset the last read left.
    public let descriptor: Descriptor
    /// The status at the moment of opening, of the very file that is open.
    public let status: FileStatus

    /// Opens the regular file `name` of an open folder. A link, pipe, socket or device is refused: the type may have
    /// changed since the folder was listed, so opening must not block (O_NONBLOCK) and is checked afterwards.
    public init(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) {
        try self.init(Original.open(name, in: folder))
    }

    private init(_ descriptor: consuming Descriptor) throws(SystemError) {
        let status = try descriptor.status()
        guard status.kind == .file else { throw SystemError("openat", ELOOP) }
        self.status = status
        self.descriptor = descriptor
    }

    /// Reading must not move the access time where the system lets us say so: O_NOATIME is for a file's owner alone.
    private static func open(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> Descriptor {
        let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY
        do throws(SystemError) {
            return try folder.file(name, flags: flags | 0o1000000)  // O_NOATIME, a macro that Swift does not see
        } catch {
            guard error.number == EPERM else { throw error }
            return try folder.file(name, flags: flags)
        }
    }

    /// Whether the file is still what it was when it was opened: a camera may be copying into it.
    public func isUnchanged() throws(SystemError) -> Bool { try descriptor.status().stamp == status.stamp }
}
