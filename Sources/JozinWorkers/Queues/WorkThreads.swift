// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc

/// A fixed number of threads, each running one function to its end. They block on files and queues, which the
/// threads of Swift's concurrency must not.
struct WorkThreads {
    private let group = DispatchGroup()

    /// Processors this process may use.
    static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Starts a thread.
    func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: name).async(group: group, execute: DispatchWorkItem(block: body))
    }

    /// Waits until all functions have returned.
    func join() { group.wait() }
}
