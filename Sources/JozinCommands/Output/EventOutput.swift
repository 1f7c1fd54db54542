// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinFiles
import Synchronization

/// A worker's events on standard output, whole lines from any thread. Without a listener the worker ends: what is
/// durable stays, and the next run goes on from there.
enum EventOutput {
    private static let turn = Mutex(())

    static func send(_ events: [WorkerEvent]) {
        let bytes = events.flatMap { $0.line() }
        turn.withLock { _ in
            do throws(SystemError) {
                try StandardStream.output.write(bytes)
            } catch {
                exit(error.number == EPIPE ? ExitCode.done.rawValue : ExitCode.failed.rawValue)
            }
        }
    }
}
