// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JozinContracts
import JozinCore

/// Why a request is not answered, as `ErrorBody` of the contract has it.
struct ServerProblem: Error {
    let status: HTTPResponse.Status
    let code: String
    let sentence: String
    let remedy: String
    /// Where in the query, in UTF-16 code units.
    var position: Range<Int>?
    /// What may be asked instead, where the method is wrong.
    var allow: String?
    /// In how many seconds to ask again, where that will help.
    var secondsLeft: Int?

    init(_ status: HTTPResponse.Status, _ code: String, _ sentence: String, remedy: String) {
        self.status = status
        self.code = code
        self.sentence = sentence
        self.remedy = remedy
    }

    static func misuse(_ sentence: String, remedy: String) -> ServerProblem {
        ServerProblem(.badRequest, "misuse", sentence, remedy: remedy)
    }

    static func forbidden(_ sentence: String, remedy: String) -> ServerProblem {
        ServerProblem(.forbidden, "forbidden", sentence, remedy: remedy)
    }

    static func absent(_ sentence: String, remedy: String = "It may have been removed; look at the library again.")
        -> ServerProblem
    {
        ServerProblem(.notFound, "absent", sentence, remedy: remedy)
    }

    static let noToken = ServerProblem(
        .unauthorized, "forbidden", "this page has no key to the library",
        remedy: "Open it with the address that `jozin serve` prints.")

    /// Right after the start of a server for a large library.
    static let reading: ServerProblem = {
        var problem = ServerProblem(
            .serviceUnavailable, "environment", "the catalog is being read", remedy: "Ask again in a moment.")
        problem.secondsLeft = 1
        return problem
    }()

    static let changed = ServerProblem(
        .conflict, "changed", "the library has changed since", remedy: "Ask for the timeline again.")

    /// A failure of the library's own.
    init(_ failure: RunFailure) {
        let (status, code): (HTTPResponse.Status, String) =
            switch failure.exit {
            case .noSpace: (.init(code: 507), "noSpace")
            case .locked: (.conflict, "locked")
            case .libraryMissing: (.serviceUnavailable, "environment")
            default: (.internalServerError, failure.problem.code.rawValue)
            }
        self.init(status, code, failure.problem.sentence, remedy: failure.problem.remedy)
    }

    var answer: Response {
        var answer = Response.json(status: status) { writer in
            writer.object { writer in
                writer.key("error")
                write(to: &writer)
            }
        }
        if let allow { answer.headers[.allow] = allow }
        if let secondsLeft { answer.headers[.retryAfter] = "\(secondsLeft)" }
        if status == .unauthorized { answer.headers[.wwwAuthenticate] = "Bearer" }
        return answer
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("code")
            writer.string(code)
            writer.key("message")
            writer.string(sentence)
            writer.key("remedy")
            writer.string(remedy)
            guard let position else { return }
            writer.key("position")
            writer.object { writer in
                writer.key("start")
                writer.int(position.lowerBound)
                writer.key("end")
                writer.int(position.upperBound)
            }
        }
    }
}
