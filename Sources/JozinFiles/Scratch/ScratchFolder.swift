// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
import Glibc

/// Where files without a name are made, for frames too large for memory: `tmp/` of a state folder.
///
/// Invariants: 1. A scratch file has no name, so that no kill leaves it behind. 2. All its bytes are on the disk before anyone maps it:
/// writing to a mapping of a full disk would be a signal.
public struct ScratchFolder: ~Copyable, Sendable {
    private let temporary: Descriptor

    /// In this state folder.
    public init(_ state: consuming StateFolder) { temporary = state.temporary }

    /// An open file of `bytes` zeros, gone when its last descriptor is closed. A full disk is ENOSPC.
    public func file(bytes: Int) throws(SystemError) -> Descriptor {
        let file = try nameless()
        let result = jozin_allocate(file.number, Int64(clamping: bytes))
        guard result == 0 else { throw SystemError("fallocate", -result) }
        return file
    }

    private func nameless() throws(SystemError) -> Descriptor {
        let number = jozin_open_nameless(temporary.number)
        if number >= 0 { return Descriptor(owning: number) }
        // ENOSPC, EDQUOT and EMFILE would be the same with a name; the others say that there are no such files here.
        guard ![ENOSPC, EDQUOT, EMFILE, ENFILE].contains(-number) else { throw SystemError("openat", -number) }
        return try unlinked()
    }

    /// A file that loses its name at once; killed before that it leaves what the next run clears away as a leftover.
    package func unlinked() throws(SystemError) -> Descriptor {
        let name = StateFolder.sidecarPrefix + Array("\(UInt64.random(in: 1 << 63 ... .max))".utf8)
        let file = try temporary.file(name, flags: O_RDWR | O_CREAT | O_EXCL)
        try? temporary.remove(name)
        return file
    }
}
