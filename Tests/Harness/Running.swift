// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
package import JozinCore
import JozinFiles
import Synchronization

/// How a program ended, and all that it said.
package struct Outcome: Sendable {
    /// The exit code, or 128 and the signal that ended it.
    package let code: Int32
    package let output: [UInt8]
    package let errors: [UInt8]

    package init(code: Int32, output: [UInt8], errors: [UInt8]) {
        self.code = code
        self.output = output
        self.errors = errors
    }

    package var text: String { String(decoding: output, as: UTF8.self) }
    package var said: String { String(decoding: errors, as: UTF8.self) }
    /// Bytes that could move a cursor or recolour a screen: control characters other than the newline, and C1 ones.
    package var controlBytes: [UInt8] {
        let bytes = output + errors
        let c1 = zip(bytes, bytes.dropFirst()).filter { $0 == 0xC2 && (0x80..<0xA0).contains($1) }.map(\.1)
        return bytes.filter { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F } + c1
    }
}

/// A program under way: it leads a session of its own, and is killed with all of it after its time is over.
package final class Running: Sendable {
    /// Process and process group.
    package let id: Int32
    private let worker: Mutex<WorkerProcess?>
    private let errorsPath: SystemPath
    private let hasEnded = Atomic(false)

    /// Starts `words[0]` with exactly this environment in `folder`, its standard error going to a file in `scratch`.
    package init(
        _ words: [Word], environment: [Word], in folder: SystemPath, scratch: SystemPath, seconds: Int = 120
    ) throws {
        let number = Running.count.add(1, ordering: .relaxed).newValue
        errorsPath = scratch.appending("jozin-test-errors-\(getpid())-\(number)")
        // The shell tells its number, which is that of everything it turns into.
        let script = "echo $$; errors=$1; cd \"$2\" || exit 125; shift 2; exec \"$@\" 2>\"$errors\""
        let shell: [Word] = ["sh", "-c", "\(script)", "sh", Word(errorsPath), Word(folder), "env", "-i"]
        var worker = try WorkerProcess(
            SystemPath(literal: "/usr/bin/setsid"),
            arguments: (["setsid"] + shell + environment + words).map(\.bytes))
        id = try worker.nextLine().flatMap { Int32(String(decoding: $0, as: UTF8.self)) } ?? -1
        self.worker = Mutex(worker)
        guard id > 1 else { throw SystemError("setsid", ESRCH) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in self?.signal(SIGKILL) }
    }

    private static let count = Atomic(0)

    deinit {
        signal(SIGKILL)
        // A child that nobody waits for is in the way of tests that wait for theirs.
        _ = worker.withLock { $0.take()?.wait() }
        Disk.remove(errorsPath)
    }

    /// The next line of its standard output; nil at the end.
    package func nextLine() throws -> [UInt8]? { try worker.withLock { try $0?.nextLine() } }

    /// Sends a signal to the program and everything that it started in its group.
    package func signal(_ number: Int32) { if !hasEnded.load(ordering: .acquiring) { kill(-id, number) } }

    /// Sends a signal to the program alone.
    package func signalAlone(_ number: Int32) { if !hasEnded.load(ordering: .acquiring) { kill(id, number) } }

    /// Reads what is left, and waits for the end.
    package func end() throws -> Outcome {
        var output: [UInt8] = []
        while let line = try nextLine() { output += line + [0x0A] }
        let code = worker.withLock { $0.take()?.wait() ?? -1 }
        hasEnded.store(true, ordering: .releasing)
        defer { Disk.remove(errorsPath) }
        return Outcome(code: code, output: output, errors: Disk.read(errorsPath) ?? [])
    }
}
