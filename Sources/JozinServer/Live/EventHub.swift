// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import Synchronization

/// Tells every open page what happens. A page that is slow to listen misses the oldest of what it did not hear; each event says
/// how things are now, so that the next one makes up for it.
final class EventHub: Sendable {
    /// One server-sent event.
    struct Event: Sendable {
        let name: String
        /// One line of JSON.
        let data: [UInt8]

        init(_ name: String, _ body: (inout JSONWriter) -> Void) {
            var writer = JSONWriter(.compact)
            body(&writer)
            self.name = name
            data = writer.take()
        }
    }

    private struct State {
        var listeners: [Int: AsyncStream<Event>.Continuation] = [:]
        var next = 0
        var isClosed = false
    }

    /// Pages that listen at once; more are refused, since each holds a connection.
    static let mostListeners = 64
    private static let mostUnheard = 64
    private let state = Mutex(State())

    /// What happens from now on; nil where too many listen.
    func listen() -> AsyncStream<Event>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Event.self, bufferingPolicy: .bufferingNewest(EventHub.mostUnheard))
        let id: Int? = state.withLock { state in
            guard !state.isClosed, state.listeners.count < EventHub.mostListeners else { return nil }
            defer { state.next += 1 }
            state.listeners[state.next] = continuation
            return state.next
        }
        guard let id else { return nil }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) }
        }
        return stream
    }

    /// Tells all that listen.
    func send(_ event: Event) {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield(event) }
    }

    /// Ends every stream; afterwards nobody can listen.
    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
