// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
import JozinCore

/// What the system says of a file system (statfs(2)).
public struct FileSystemFacts: Hashable, Sendable {
    /// Its name, or its magic number where that is not known here.
    public let name: String
    /// Whether another machine keeps it, or may.
    public let isNetwork: Bool
    /// Bytes that this user may still write.
    public let freeBytes: Int64
    /// Its size.
    public let totalBytes: Int64
    /// Files that may still be made; nil where it does not count them.
    public let freeFiles: Int?
    /// Whether it is mounted read-only.
    public let isReadOnly: Bool

    init(_ found: jozin_file_system) {
        let known = FileSystemFacts.known[found.kind & 0xFFFF_FFFF]
        name = known?.name ?? "0x" + String(found.kind, radix: 16)
        isNetwork = known?.isNetwork ?? false
        freeBytes = Int64(clamping: found.free_bytes)
        totalBytes = Int64(clamping: found.total_bytes)
        freeFiles = found.total_files > 0 ? Int(clamping: found.free_files) : nil
        isReadOnly = found.is_read_only != 0
    }

    /// Magic numbers of include/uapi/linux/magic.h and of the file systems' own sources.
    private static let known: [UInt64: (name: String, isNetwork: Bool)] = [
        0xEF53: ("ext4", false), 0x9123_683E: ("btrfs", false), 0x5846_5342: ("xfs", false), 0x0102_1994: ("tmpfs", false),
        0x2FC1_2FC1: ("zfs", false), 0xF2F5_2010: ("f2fs", false), 0x4D44: ("vfat", false), 0x2011_BAB0: ("exfat", false),
        0x5346_544E: ("ntfs", false), 0x7366_746E: ("ntfs3", false), 0x794C_7630: ("overlayfs", false),
        0x7371_7368: ("squashfs", false), 0xCA45_1A4E: ("bcachefs", false), 0x4244: ("hfs", false), 0x482B: ("hfsplus", false),
        0x6969: ("nfs", true), 0x517B: ("smb", true), 0xFF53_4D42: ("cifs", true), 0xFE53_4D42: ("smb", true),
        0x6573_5546: ("fuse", true), 0x0102_1997: ("9p", true), 0x00C3_6400: ("ceph", true), 0x5346_414F: ("afs", true),
    ]
}

extension Descriptor {
    /// Whether this folder takes `a` and `A` for one name; nil where none of its entries tells. Nothing is made to find out.
    public func ignoresCase() -> Bool? {
        guard let entries = try? entries() else { return nil }
        let names = Set(entries.map(\.name))
        for name in names.prefix(64) {
            let other = name.map { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) ? $0 ^ 0x20 : $0 }
            guard other != name, !names.contains(other) else { continue }
            return (try? status(of: other))?.stamp.inode == (try? status(of: name))?.stamp.inode
        }
        return nil
    }
}
