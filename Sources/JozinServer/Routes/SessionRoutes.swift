// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JozinContracts

/// How a browser comes to know the token for good.
struct SessionRoutes {
    private let token: AccessToken

    init(_ token: AccessToken) { self.token = token }

    var all: [Route] {
        [
            .post("/api/session") { [token] request, _ in
                let body = try await RequestBody.object(of: request, allowing: ["token"])
                guard let given = body["token"]?.text else {
                    throw ServerProblem.misuse("`token` is missing", remedy: "Send `{\"token\": …}`.")
                }
                guard token.matches(given) else { throw ServerProblem.noToken }
                let cookie = "\(AccessToken.cookieName)=\(token.text); Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
                return Response(status: .noContent, headers: [.setCookie: cookie, .cacheControl: "no-store"])
            }
        ]
    }
}

/// A request's JSON.
enum RequestBody {
    private static let most = 4 << 20

    /// An object that has no other members than those allowed.
    static func object(of request: Request, allowing names: Set<String>) async throws -> JSONValue {
        // What says beforehand that it is too large is not waited for.
        if let length = request.headers[.contentLength].flatMap(Int.init), length > most { throw HTTPError(.contentTooLarge) }
        let buffer = try await request.body.collect(upTo: most)
        let bytes = Array(buffer.readableBytesView)
        let value: JSONValue
        do throws(JSONReader.Failure) {
            value = try JSONReader.read(bytes)
        } catch {
            throw ServerProblem.misuse("the request is no JSON: \(error.message) at byte \(error.offset)", remedy: "Send JSON.")
        }
        guard case .object(let members) = value else {
            throw ServerProblem.misuse("the request is no JSON object", remedy: "Send an object.")
        }
        if let stranger = members.first(where: { !names.contains($0.name) }) {
            throw ServerProblem.misuse(
                "the request has a member that means nothing here: `\(stranger.name.prefix(64))`", remedy: "Leave it out.")
        }
        return value
    }
}
