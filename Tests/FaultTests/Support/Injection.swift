// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestHarness

/// A system call made to fail, or to be its program's last, by strace: only where it touches one of `paths`.
struct Injection: CustomStringConvertible {
    /// What becomes of the call.
    enum Effect: Hashable, CustomStringConvertible {
        /// It is not made, and reports this error (errno(3)'s name).
        case error(String)
        /// It is not made, and the process is killed.
        case kill

        var description: String {
            switch self {
            case .error(let name): "error=\(name)"
            case .kill: "signal=KILL"
            }
        }
    }

    let call: String
    let effect: Effect
    /// Which of each thread's calls, as strace counts: `3`, `3+`, `1..5`.
    let when: String
    let paths: [SystemPath]

    var description: String { "\(call):\(effect):when=\(when)" }

    /// The command that injects into what follows it; nil where there is no strace. The log tells what was injected.
    func command(log: SystemPath) -> [Word]? {
        guard let strace = Tool.find("strace") else { return nil }
        let filter: [Word] = paths.flatMap { ["-P", Word($0)] as [Word] }
        // Behind a filter of the kernel's, which is faster, strace 6.1 sends no signals.
        let filtering: [Word] = effect == .kill ? [] : ["--seccomp-bpf"]
        return [Word(strace), "-f"] + filtering + ["-y", "-qq", "-o", Word(log), "-e", "trace=\(call)", "-e", "inject=\(self)"]
            + filter
    }

    /// The lines of the log that tell of a call that failed by injection.
    static func injected(_ log: SystemPath) -> [String] {
        String(decoding: Disk.read(log) ?? [], as: UTF8.self).split(separator: "\n").map(String.init).filter {
            $0.contains("(INJECTED")
        }
    }
}
