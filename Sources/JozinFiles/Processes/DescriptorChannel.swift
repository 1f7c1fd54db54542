// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinProcess
import Glibc

/// One end of a SOCK_SEQPACKET pair: whole packets, each with up to two open descriptors.
public struct DescriptorChannel: ~Copyable, Sendable {
    private let socket: Descriptor

    /// Takes over a socket of this kind, such as a child's standard input.
    public init(owning socket: consuming Descriptor) { self.socket = socket }

    /// The kernel's number, to hand to a child.
    public var number: Int32 { socket.number }

    /// Two connected ends: one to keep, one to hand to a child.
    public struct Pair: ~Copyable, Sendable {
        /// The end to keep.
        public let near: DescriptorChannel
        /// The end for the child.
        public let far: Descriptor

        /// Closes the far end here, once a child has it: from then on the child's death closes the channel.
        public consuming func keepNear() -> DescriptorChannel { near }
    }

    /// Two connected ends, both closed on exec; nil where the kernel has no descriptor left.
    public static func pair() -> Pair? {
        var ends: [Int32] = [-1, -1]
        // The shim writes two numbers into the array of two.
        guard unsafe jozin_packet_pair(&ends) == 0 else { return nil }
        return Pair(
            near: DescriptorChannel(owning: Descriptor(owning: ends[0])), far: Descriptor(owning: ends[1]))
    }

    /// Sends one packet, and duplicates of these descriptors with it; false where the other end is gone or takes none.
    public func send(_ packet: [UInt8], descriptor: Int32? = nil, second: Int32? = nil) -> Bool {
        // The shim reads `count` bytes of the array.
        unsafe jozin_packet_send(socket.number, packet, packet.count, descriptor ?? -1, second ?? -1) == 0
    }

    /// What arrived.
    public enum Arrival: ~Copyable {
        /// A packet, and the descriptors that came with it.
        case packet([UInt8], Descriptor?, second: Descriptor?)
        /// The other end is closed.
        case closed
        /// A packet too long, or a failure of the kernel.
        case failed
    }

    /// Waits for one packet of at most `capacity` bytes.
    public func receive(capacity: Int) -> Arrival {
        var (first, second): (Int32, Int32) = (-1, -1)
        var packet = [UInt8](repeating: 0, count: capacity)
        // The shim writes at most `capacity` bytes, and says how many.
        let size = unsafe jozin_packet_receive(socket.number, &packet, capacity, &first, &second)
        let error = errno
        packet.removeLast(capacity - max(size, 0))
        let owned = first >= 0 ? Descriptor(owning: first) : nil
        let alsoOwned = second >= 0 ? Descriptor(owning: second) : nil
        if size > 0 { return .packet(packet, owned, second: alsoOwned) }
        return size == 0 || error == ECONNRESET ? .closed : .failed
    }

    /// Whether a packet, or the other end's death, arrives before `limit` has passed.
    public func arrives(within limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        while true {
            let left = max(deadline - .now, .zero)
            // Rounded up, so that waiting ends after the deadline, not just before it.
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
            var entry = pollfd(fd: socket.number, events: Int16(POLLIN), revents: 0)
            // One entry, which lives for the call.
            let count = unsafe poll(&entry, 1, Int32(clamping: milliseconds))
            if count > 0 { return true }
            if count < 0 && errno != EINTR { return true }
            if deadline <= .now { return false }
        }
    }
}
