// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
import Glibc

/// The memory of the machine.
public enum SystemMemory {
    /// Hands back what was freed: worth its milliseconds after work that took much for a while.
    public static func giveBack() { jozin_give_back_memory() }

    /// From now on every freed block of 1 MiB or more goes back at once, and all threads share two heaps, each of which would keep what
    /// was freed in it: worth it where large blocks are made anew now and then, and kept.
    public static func giveBackLargeBlocks() { jozin_give_back_large_blocks() }

    /// In bytes; 1 GiB where the system does not tell.
    public static var bytes: Int {
        let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        return pages > 0 && size > 0 ? pages * size : 1 << 30
    }
}
