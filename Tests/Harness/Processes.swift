// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles

/// The processes of a session: a program and all that it started, whatever group they are in.
package enum Processes {
    /// Their numbers and names, those that ended and were not waited for left out.
    package static func ofSession(_ session: Int32) -> [(id: Int32, name: String)] {
        guard let entries = try? Descriptor.folder(SystemPath(literal: "/proc")).entries() else { return [] }
        return entries.compactMap { entry in
            guard let id = Int32(String(decoding: entry.name, as: UTF8.self)) else { return nil }
            // proc_pid_stat(5): number, name in brackets, state, parent, group, session.
            guard let path = SystemPath(bytes: Array("/proc/\(id)/stat".utf8)), let bytes = Disk.read(path),
                let open = bytes.firstIndex(of: UInt8(ascii: "(")), let close = bytes.lastIndex(of: UInt8(ascii: ")"))
            else { return nil }
            let rest = String(decoding: bytes[(close + 1)...], as: UTF8.self).split(separator: " ")
            guard rest.count > 3, rest[3] == "\(session)", rest[0] != "Z", rest[0] != "X" else { return nil }
            return (id, String(decoding: bytes[(open + 1)..<close], as: UTF8.self))
        }
    }

    /// Waits until `condition` holds; false where it does not within `seconds`.
    package static func wait(seconds: Int, until condition: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while try !condition() {
            if ContinuousClock.now > deadline { return false }
            pause(milliseconds: 5)
        }
        return true
    }

    package static func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
