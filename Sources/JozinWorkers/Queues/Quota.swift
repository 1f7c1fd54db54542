// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// So many of a thing at once: who wants one more waits until another is let go.
package final class Quota: Sendable {
    // It begins at zero: Dispatch traps when a semaphore goes with less than it began with.
    private let free = DispatchSemaphore(value: 0)

    package init(_ count: Int) {
        for _ in 0..<count { free.signal() }
    }

    /// The right to one, until it is let go.
    package struct Share: ~Copyable, Sendable {
        fileprivate let quota: Quota

        deinit { quota.free.signal() }
    }

    /// Waits for one.
    package func take() -> Share {
        free.wait()
        return Share(quota: self)
    }
}
