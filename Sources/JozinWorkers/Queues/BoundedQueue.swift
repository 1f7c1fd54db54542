// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// A queue between threads that holds a bounded number of elements: who fills it faster than it is emptied waits.
///
/// Invariant: `room` counts free places, `filled` elements plus one token once the queue is closed.
package final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        /// nil where the element was taken: what it holds (an open folder) must not wait for the places to be reused.
        var elements: [Element?] = []
        var head = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    // Both begin at zero: Dispatch traps when a semaphore goes with less than it began with.
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)

    package init(capacity: Int) {
        for _ in 0..<capacity { room.signal() }
    }

    /// Adds an element, waiting for room.
    package func add(_ element: Element) {
        room.wait()
        state.withLock { $0.elements.append(element) }
        filled.signal()
    }

    /// No element will follow; those in the queue are still handed out.
    package func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { filled.signal() }
    }

    /// The oldest element, waiting for one; nil when the queue is closed and empty.
    package func next() -> Element? {
        filled.wait()
        return take()
    }

    /// The oldest element if there is one within `milliseconds`.
    package func next(waiting milliseconds: Int) -> Waited {
        guard filled.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return .nothingYet }
        return take().map(Waited.element) ?? .closed
    }

    /// The oldest element, for a token of `filled`; nil where it is the closing one.
    private func take() -> Element? {
        let element: Element? = state.withLock { state in
            guard state.head < state.elements.count else { return nil }
            let element = state.elements[state.head].take()
            state.head += 1
            if state.head == state.elements.count || state.head >= 1024 {
                state.elements.removeFirst(state.head)
                state.head = 0
            }
            return element
        }
        if element == nil {
            filled.signal()  // the closing token stays for the other threads
        } else {
            room.signal()
        }
        return element
    }

    /// What a wait for an element came to.
    package enum Waited {
        case element(Element)
        case nothingYet
        case closed
    }
}
