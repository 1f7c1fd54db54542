// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What tells that a file is the one that was read, without opening it. The device is left out: a library that is
/// mounted anew is the same library.
public struct FileStamp: Hashable, Sendable {
    /// The file's length.
    public var bytes: Int64
    /// The file's number on its file system.
    public var inode: UInt64
    /// Last change of the content, nanoseconds since 1970.
    public var modified: Int64
    /// Last change of content or attributes, nanoseconds since 1970.
    public var changed: Int64

    /// From its four parts.
    public init(bytes: Int64, inode: UInt64, modified: Int64, changed: Int64) {
        self.bytes = bytes
        self.inode = inode
        self.modified = modified
        self.changed = changed
    }
}
