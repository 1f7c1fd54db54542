// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
public import JozinFiles
public import JozinImaging
import Synchronization

/// The bytes that all decoders of a scan may hold of their pictures at once.
///
/// Invariants: 1. What is out is never more than the budget. 2. Requests are served in the order in which they came: none waits for
/// ever behind smaller ones. 3. Nobody waits who holds something, so that what is out comes back.
public final class FrameBudget: Sendable {
    private struct State {
        var free: Int
        /// The oldest first; the first one does not fit yet.
        var waiting: [Ticket] = []
    }

    private final class Ticket: Sendable {
        let bytes: Int
        let isServed = DispatchSemaphore(value: 0)

        init(_ bytes: Int) { self.bytes = bytes }
    }

    /// How many bytes there are in all.
    public let bytes: Int
    /// A larger frame goes to a scratch file, even if it would fit.
    public let largestInMemory: Int
    private let scratch: ScratchFolder?
    private let state: Mutex<State>
    /// How often it is looked whether the work is to be stopped.
    private static let look = DispatchTimeInterval.milliseconds(100)

    /// A quarter of a gigabyte: a turned photo of 89 megapixels.
    public static let usualLargestInMemory = 256 << 20

    /// Of so many bytes. Without a folder for scratch files, what does not fit into memory cannot be read.
    public init(
        bytes: Int, largestInMemory: Int = FrameBudget.usualLargestInMemory, scratch: consuming ScratchFolder? = nil
    ) {
        self.bytes = bytes
        self.largestInMemory = largestInMemory
        self.scratch = scratch
        state = Mutex(State(free: bytes))
    }

    /// A quarter of this machine's memory and 4 GiB at most, but never less than one photo may take.
    public convenience init(for limits: DecodeLimits, scratch: consuming ScratchFolder? = nil) {
        let share = min(SystemMemory.bytes / 4, 4 << 30)
        self.init(bytes: max(share, limits.mostHeld), scratch: scratch)
    }

    /// Bytes that were taken and will be given back by letting go.
    public struct Grant: ~Copyable, Sendable {
        /// How many.
        public let bytes: Int
        fileprivate let budget: FrameBudget

        deinit { budget.giveBack(bytes) }
    }

    /// Waits for `bytes`, or for the whole budget where they are more. Nil once `isStopped` says that the work is to be stopped.
    public func take(_ wanted: Int, isStopped: () -> Bool) -> Grant? {
        let wanted = min(max(wanted, 0), bytes)
        let ticket: Ticket? = state.withLock { state in
            if wanted == 0 || state.waiting.isEmpty && state.free >= wanted {
                state.free -= wanted
                return nil
            }
            let ticket = Ticket(wanted)
            state.waiting.append(ticket)
            return ticket
        }
        while let ticket, ticket.isServed.wait(timeout: .now() + FrameBudget.look) == .timedOut {
            if isStopped(), leave(ticket) { return nil }
        }
        return Grant(bytes: wanted, budget: self)
    }

    private func giveBack(_ bytes: Int) {
        state.withLock { state in
            state.free += bytes
            FrameBudget.serve(&state)
        }
    }

    /// How many wait.
    package var waiting: Int { state.withLock { $0.waiting.count } }

    /// Gives up a place in the line; false where its turn has come meanwhile.
    private func leave(_ ticket: Ticket) -> Bool {
        state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0 === ticket }) else { return false }
            state.waiting.remove(at: place)
            // Whoever stood behind it may fit.
            FrameBudget.serve(&state)
            return true
        }
    }

    private static func serve(_ state: inout State) {
        while let first = state.waiting.first, first.bytes <= state.free {
            state.free -= first.bytes
            state.waiting.removeFirst()
            first.isServed.signal()
        }
    }

    // MARK: Where a frame is held

    /// Where a frame is held.
    package enum Place: Equatable {
        case memory
        /// The frame in a scratch file of so many bytes; what the codec holds in memory.
        case scratch(Int)
        /// More than one photo may take.
        case nowhere
    }

    /// Decides where a frame is held.
    package func place(for held: HeldMemory, _ limits: DecodeLimits) -> Place {
        let fits = held.total <= min(limits.mostHeld, bytes)
        if fits, held.frame <= largestInMemory || scratch == nil { return .memory }
        // The decoder that says so may be anybody's by now.
        guard held.frame <= limits.longestFrame else { return .nowhere }
        guard scratch != nil, held.frame > 0, held.codec <= limits.mostHeld else { return fits ? .memory : .nowhere }
        return .scratch(held.frame)
    }

    /// A scratch file of so many bytes.
    func scratchFile(bytes: Int) throws(SystemError) -> Descriptor {
        guard let file = try scratch?.file(bytes: bytes) else { throw SystemError("openat", ENOENT) }
        return file
    }
}
