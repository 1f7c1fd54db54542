// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The names that this server is called by. A name of somebody else's that leads here (DNS rebinding) is none of them.
final class HostList: Sendable {
    private let hosts: Mutex<Set<String>>

    /// Those that the owner gave, with their ports; the machine's own come with the port.
    init(_ given: [String]) { hosts = Mutex(Set(given.map { $0.lowercased() })) }

    /// Adds the machine's own names at the port where it listens.
    func listens(at port: Int) {
        let own = ["127.0.0.1", "localhost", "[::1]"]
        let names = own.map { "\($0):\(port)" } + (port == 80 ? own : [])
        hosts.withLock { $0.formUnion(names) }
    }

    /// Whether a `Host` names this server.
    func allows(host: String?) -> Bool {
        guard let host else { return false }
        return hosts.withLock { $0.contains(host.lowercased()) }
    }

    /// Whether an `Origin` is a page of this server; behind a proxy of the owner's it may be one over TLS.
    func allows(origin: String) -> Bool {
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            return allows(host: String(origin.dropFirst(scheme.count)))
        }
        return false
    }
}
