// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles

/// The answer, on standard output, in blocks. A reader that has gone (a closed pipe) is success: it has what it wanted.
struct StandardOutput: ~Copyable {
    private var buffer: [UInt8] = []
    private static let blockSize = 1 << 16

    /// Adds bytes to the answer.
    mutating func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= StandardOutput.blockSize { flush() }
    }

    /// Adds a line of text.
    mutating func line(_ text: String) { write(Array((text + "\n").utf8)) }

    /// Adds a JSON object as one line.
    mutating func jsonLine(_ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(.compact)
        writer.object(body)
        writer.newline()
        write(writer.bytes)
    }

    /// Hands everything to the system.
    mutating func flush() {
        do throws(SystemError) {
            try StandardStream.output.write(buffer)
        } catch {
            if error.number == EPIPE { exit(0) }
            StandardError.line("jozin: the answer cannot be written: \(error.problem().sentence)")
            exit(error.isFullDisk ? ExitCode.noSpace.rawValue : ExitCode.failed.rawValue)
        }
        buffer = []
    }
}

/// Everything that is not the answer.
enum StandardError {
    static var isTerminal: Bool { StandardStream.error.isTerminal }

    static func line(_ text: String) { write(text + "\n") }

    static func write(_ text: String) {
        // There is nowhere left to say that standard error cannot be written.
        try? StandardStream.error.write(Array(text.utf8))
    }
}
