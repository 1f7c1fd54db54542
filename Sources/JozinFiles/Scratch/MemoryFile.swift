// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinProcess
import Glibc

/// A file in memory without a name, for bytes that another process hands over.
///
/// Whoever has a descriptor can write to all of it at any time: what is read is copied first, and looked at afterwards.
public enum MemoryFile {
    /// An open file of `bytes` zeros, which take memory once they are written to.
    public static func make(bytes: Int) throws(SystemError) -> Descriptor {
        let number = jozin_make_memory_file()
        guard number >= 0 else { throw .last("memfd_create") }
        let file = Descriptor(owning: number)
        guard ftruncate(file.number, off_t(bytes)) == 0 else { throw .last("ftruncate") }
        return file
    }
}
