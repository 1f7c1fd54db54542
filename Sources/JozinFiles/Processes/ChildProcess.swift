// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinProcess
import Glibc

/// A process that this one started and that never outlives its owner: letting go kills and reaps it.
public struct ChildProcess: ~Copyable, Sendable {
    /// The kernel's number of the process, valid until it was reaped.
    public let id: Int32
    private var isReaped = false

    /// How a process ended.
    public struct Ending: Hashable, Sendable {
        /// The exit code, or nil where a signal ended it.
        public let code: Int32?
        /// The signal that ended it, or nil.
        public let signal: Int32?

        /// "signal 9" or "exit 0".
        public var text: String {
            if let signal { "signal \(signal)" } else { "exit \(code ?? -1)" }
        }
    }

    /// Starts the program at `executable`; nil (and errno says why) where that fails.
    ///
    /// It inherits `standardInput`, and `standardOutput` where one is given: no other descriptor, and no environment.
    public init?(executable: [UInt8], arguments: [String] = [], standardInput: Int32, standardOutput: Int32? = nil) {
        let words = [executable] + arguments.map { Array($0.utf8) }
        // One buffer of NUL-terminated words, and a pointer to each, NULL last: the argument vector of exec(2).
        var text: [CChar] = []
        var starts: [Int] = []
        for word in words {
            guard !word.contains(0) else { return nil }
            starts.append(text.count)
            text += word.map { CChar(bitPattern: $0) } + [0]
        }
        var child: pid_t = -1
        let done = unsafe text.withUnsafeBufferPointer { text in
            // `text` outlives the call, and every start lies inside it.
            let pointers = unsafe starts.map { unsafe text.baseAddress?.advanced(by: $0) } + [nil]
            return unsafe jozin_spawn(text.baseAddress, pointers, standardInput, standardOutput ?? -1, &child)
        }
        guard done == 0 else { return nil }
        id = child
    }

    deinit { if !isReaped { _ = ChildProcess.end(id) } }

    /// Kills the process where it still runs, reaps it, and says how it ended.
    public consuming func end() -> Ending {
        isReaped = true
        return ChildProcess.end(id)
    }

    /// Waits until the process ends by itself, and says how.
    public consuming func wait() -> Ending {
        isReaped = true
        return ChildProcess.reap(id)
    }

    private static func end(_ id: Int32) -> Ending {
        // A process that has ended already keeps its own ending: it is a zombie until it is reaped below.
        _ = kill(id, SIGKILL)
        return reap(id)
    }

    private static func reap(_ id: Int32) -> Ending {
        var status: Int32 = 0
        // The status lives for the call.
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F  // WTERMSIG of wait(2)
        return Ending(code: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal)
    }
}
