// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore

/// One thing that the doctor looked at.
struct Check {
    /// How it is.
    enum State: String {
        case ok
        /// Worth knowing.
        case note
        /// Works, but not as well or as safely as it could.
        case warning
        /// Jožin cannot be used like this.
        case problem
    }

    /// A word for programs.
    let name: String
    let state: State
    let sentence: String
    let remedy: String
    /// What was found, for programs.
    let values: [(key: String, value: JSONValue)]

    init(
        _ name: String, _ state: State, _ sentence: String, remedy: String = "", _ values: [(key: String, value: JSONValue)] = []
    ) {
        self.name = name
        self.state = state
        self.sentence = sentence
        self.remedy = remedy
        self.values = values
    }

    var lines: [String] {
        let mark = state == .problem ? "PROBLEM" : state.rawValue
        let indent = String(repeating: " ", count: 9)
        let head = mark + String(repeating: " ", count: 9 - mark.count) + DisplayName.text(Array(sentence.utf8))
        return remedy.isEmpty ? [head] : [head, indent + DisplayName.text(Array(remedy.utf8))]
    }

    func write(to writer: inout JSONWriter) {
        for (key, text) in [("name", name), ("state", state.rawValue), ("message", sentence), ("remedy", remedy)] {
            writer.key(key)
            writer.string(text)
        }
        writer.key("values")
        JSONValue.object(values.map { JSONMember($0.key, $0.value) }).write(to: &writer)
    }
}

extension JSONValue {
    static func int(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }
}
