// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The most memory that this process has had resident so far.
enum PeakMemory {
    /// In bytes.
    static var bytes: Int {
        var usage = rusage()
        // Fills the structure in; it cannot fail for the calling process. Linux counts in KiB.
        return unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 ? usage.ru_maxrss * 1024 : 0
    }
}
