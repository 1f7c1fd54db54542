// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
import Glibc
public import JozinCore

/// What the file system says of one entry.
public struct FileStatus: Hashable, Sendable {
    /// What an entry is.
    public enum Kind: String, Sendable {
        case file, folder, link, pipe, socket, device
    }

    /// What it is.
    public var kind: Kind
    /// Length, inode and times.
    public var stamp: FileStamp
    /// The number of its file system.
    public var device: UInt64
    /// How many names it has.
    public var links: Int

    init(_ status: jozin_status) {
        kind = Kind(mode: status.mode)
        stamp = FileStamp(
            bytes: status.size, inode: status.inode, modified: status.modified, changed: status.changed)
        device = status.device
        links = Int(status.links)
    }
}

extension FileStatus.Kind {
    init(mode: UInt32) {
        switch mode & UInt32(S_IFMT) {
        case UInt32(S_IFREG): self = .file
        case UInt32(S_IFDIR): self = .folder
        case UInt32(S_IFLNK): self = .link
        case UInt32(S_IFIFO): self = .pipe
        case UInt32(S_IFSOCK): self = .socket
        default: self = .device
        }
    }

    /// From the type of a directory record (readdir(3)); nil for DT_UNKNOWN, which asks for a statx.
    init?(recordType: UInt8) {
        switch Int(recordType) {
        case DT_REG: self = .file
        case DT_DIR: self = .folder
        case DT_LNK: self = .link
        case DT_FIFO: self = .pipe
        case DT_SOCK: self = .socket
        case DT_UNKNOWN: return nil
        default: self = .device
        }
    }
}
