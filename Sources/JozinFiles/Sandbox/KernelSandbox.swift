// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLinux
import JozinCore

/// The promise that originals stay untouched, kept by the kernel (Landlock): from `enter` on this process and all its
/// children can change nothing outside the given folders, whatever the code says.
///
/// It binds the calling thread and the threads it starts later, so it is entered before any other thread exists.
/// What it does not cover (chmod, chown, times, extended attributes) no code of Jožin does; a test traces that.
public enum KernelSandbox {
    /// What the kernel could be made to forbid.
    public enum Enforcement: Hashable, Sendable {
        /// Writes and TCP (Landlock ABI 4 or later).
        case writesAndNetwork
        /// Writes; the kernel is too old to forbid TCP.
        case writes
        /// Nothing: the kernel has no Landlock, or it is switched off.
        case nothing
    }

    /// The version of Landlock's interface that this kernel has; 0 where it has none, or has it switched off.
    public static var landlockVersion: Int { Int(jozin_landlock_abi()) }

    /// Forbids every write outside the open folders for good. Below `emptied` empty folders may still be removed;
    /// at `port`, 0 for any that is free, this process may listen, and no other.
    public static func enter(
        allowingWritesIn folders: [Int32], removingEmptyFoldersBelow emptied: Int32? = nil, listeningAt port: Int? = nil
    ) throws(SystemError) -> Enforcement {
        let abi = jozin_landlock_abi()
        guard abi > 0 else { return .nothing }
        // The shim reads `count` descriptors from the array and keeps no pointer to it.
        let result = unsafe folders.withUnsafeBufferPointer {
            unsafe jozin_landlock_allow_writes($0.baseAddress, $0.count, emptied ?? -1, port.map(Int32.init) ?? -1)
        }
        guard result == 0 else { throw SystemError("landlock_restrict_self", -result) }
        return abi >= 4 ? .writesAndNetwork : .writes
    }
}
