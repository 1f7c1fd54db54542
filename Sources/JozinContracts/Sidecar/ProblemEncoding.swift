// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The `error` member: code, sentence, remedy.
public enum ProblemEncoding {
    /// Writes the member.
    public static func write(_ problem: Problem, to writer: inout JSONWriter) {
        writer.key("error")
        writeValue(problem, to: &writer)
    }

    /// Writes the member's value alone.
    public static func writeValue(_ problem: Problem, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("code")
            writer.string(problem.code.rawValue)
            writer.key("message")
            writer.string(problem.sentence)
            writer.key("remedy")
            writer.string(problem.remedy)
        }
    }

    /// Reads the member's value back; nil where it is no problem of this contract.
    public static func read(_ value: JSONValue) -> Problem? {
        guard let code = value["code"]?.text.flatMap(Problem.Code.init(rawValue:)), let message = value["message"]?.text
        else { return nil }
        return Problem(code, message, remedy: value["remedy"]?.text ?? "")
    }
}
