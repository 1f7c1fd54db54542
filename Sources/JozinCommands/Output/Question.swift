// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinFiles

/// A question to the person at the terminal; anything but a clear yes is a no.
struct Question {
    private let text: String

    init(_ text: String) { self.text = text }

    /// Whether there is a person to be asked.
    static var isPossible: Bool { StandardStream.input.isTerminal && StandardError.isTerminal }

    /// Asks, and waits for the answer.
    func isAnsweredYes() -> Bool {
        StandardError.write("\(text) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
