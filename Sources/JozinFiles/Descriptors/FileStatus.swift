// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
import Glibc

/// What the file system says of one entry.
public struct FileStatus: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case file, folder, link, pipe, socket, device
    }

    public var kind: Kind
    public var bytes: Int64
    public var inode: UInt64
    public var device: UInt64
    public var links: Int
    /// Last change of the content, nanoseconds since 1970.
    public var modified: Int64
    /// Last change of content or attributes, nanoseconds since 1970.
    public var changed: Int64

    init(_ status: jozin_status) {
        kind = Kind(mode: status.mode)
        bytes = status.size
        inode = status.inode
        device = status.device
        links = Int(status.links)
        modified = status.modified
        changed = status.changed
    }

    /// Whether this is the same file with the same content, as far as the file system can tell. The device is left out:
    /// a library that is mounted anew is the same library.
    public func isSameContent(as other: FileStatus) -> Bool {
        inode == other.inode && bytes == other.bytes && modified == other.modified && changed == other.changed
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
