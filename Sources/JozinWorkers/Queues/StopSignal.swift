// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and SIGTERM as a question that long work asks: what is begun is finished and made durable, nothing new begun.
///
/// @unchecked Sendable because `sources` is written by `init` alone and only keeps the sources alive.
public final class StopSignal: @unchecked Sendable {
    private let caught = Atomic<Int32>(0)
    private var sources: [any DispatchSourceSignal] = []

    /// Takes SIGINT and SIGTERM over from the system, for good. To be made after the sandbox: it starts a thread.
    public init() {
        for number in [SIGINT, SIGTERM] {
            // The default handler would end the process at once.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in self?.caught.store(number, ordering: .relaxed) }
            source.activate()
            sources.append(source)
        }
    }

    /// The signal that came; nil while none has.
    public var number: Int32? {
        let number = caught.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Whether a signal came.
    public var isRaised: Bool { number != nil }
}
