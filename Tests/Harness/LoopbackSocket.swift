// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
package import JozinFiles

/// A connection to a port of this machine, over which a test sends whatever bytes it likes.
package final class LoopbackSocket: Sendable {
    private let number: Int32

    /// Connects; nothing waits for longer than so many seconds.
    package init(port: Int, seconds: Int = 20) throws(SystemError) {
        number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw SystemError("socket", errno) }
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            // It reads the value during the call.
            _ = unsafe setsockopt(number, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // An address of IPv4 is one of the kinds that a sockaddr stands for; it lives for the call.
        let result = unsafe withUnsafePointer(to: &address) { address in
            // As above.
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(number, $0, length) }
        }
        guard result == 0 else { throw SystemError("connect", errno) }
    }

    deinit { close(number) }

    /// Sends all of it; false where the other side does not take it.
    package func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            // It reads at most as many bytes as the slice has, during the call.
            let count = unsafe bytes[sent...].withUnsafeBytes { bytes in
                // As above.
                unsafe Glibc.send(number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The next bytes; none at the end of the connection, nil where nothing comes in time.
    package func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // It writes at most as many bytes as the buffer has, during the call.
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            // As above.
            unsafe recv(number, buffer.baseAddress, buffer.count, 0)
        }
        if count < 0 { return errno == EAGAIN ? nil : [] }
        return Array(buffer.prefix(count))
    }

    /// Says that nothing more will be sent.
    package func endSending() { shutdown(number, Int32(SHUT_WR)) }
}
