// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A thread that was started just now, by the one that asks, and by no pool.
enum OwnThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a new thread, and returns when it is done.
    static func run(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        // The retained body is released by the thread, which is joined before this returns.
        let retained = unsafe Unmanaged.passRetained(Body(body)).toOpaque()
        let result = unsafe pthread_create(
            &thread, nil,
            { pointer in
                // What was retained for this thread alone.
                guard let pointer = unsafe pointer else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, retained)
        precondition(result == 0, "no thread could be started")
        pthread_join(thread, nil)
    }
}
