// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// One entry of a folder, by name.
public struct FolderEntry: Hashable, Sendable {
    /// The last component of its path.
    public let name: [UInt8]
    /// What it is; a link's own kind, not its target's.
    public let kind: FileStatus.Kind
}

extension Descriptor {
    /// The entries of this folder but `.` and `..`, in the order of their bytes whatever order the kernel gave them in.
    public func entries() throws(SystemError) -> [FolderEntry] {
        // The reading position is at the end where the folder was listed before.
        guard lseek(number, 0, SEEK_SET) == 0 else { throw .last("lseek") }
        var entries: [FolderEntry] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 15)
        while true {
            let used = try readRecords(into: &buffer)
            if used == 0 { break }
            var record = 0
            while record < used {
                // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name with its NUL.
                let length = Int(buffer[record + 16]) | Int(buffer[record + 17]) << 8
                let name = Array(buffer[(record + 19)..<(record + length)].prefix { $0 != 0 })
                let type = buffer[record + 18]
                record += length
                guard LibraryPath.isName(name[...]) else { continue }
                entries.append(FolderEntry(name: name, kind: try kind(of: name, type)))
            }
        }
        return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    private func kind(of name: [UInt8], _ recordType: UInt8) throws(SystemError) -> FileStatus.Kind {
        if let kind = FileStatus.Kind(recordType: recordType) { return kind }
        return try status(of: name).kind
    }
}
