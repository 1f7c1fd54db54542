// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Stands before every route, those that do not exist included: who does not belong here learns nothing.
///
/// Invariants: 1. A request for another host, or of a page of another origin, is refused before anything else is looked at.
/// 2. Only the page's own files and the start of a session are had without the token. 3. A GET changes nothing; a request that
/// may is JSON, which no form of another page can send. 4. The router drops empty parts of a path: a target that has any, or is
/// no path, is refused, so that the gate and the router never read two addresses in one.
struct Gate<Context: RequestContext>: RouterMiddleware {
    let hosts: HostList
    let token: AccessToken

    @concurrent func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            try admit(request)
            return try await next(request, context)
        } catch let problem as ServerProblem {
            return problem.answer
        } catch let error as any HTTPResponseError {
            return Gate.problem(error.status).answer
        } catch {
            return ServerProblem(
                .internalServerError, "bug", "the server failed at this", remedy: "Try again, and report it if it stays."
            ).answer
        }
    }

    private func admit(_ request: Request) throws(ServerProblem) {
        // The first Host is the authority; a second one stays among the fields.
        guard hosts.allows(host: request.head.authority), request.headers[.host] == nil else {
            throw .forbidden(
                "the address in the browser is none of this server's",
                remedy: "Open it as `jozin serve` prints it, or name the host with `--host`.")
        }
        if let origin = request.headers[.origin], !hosts.allows(origin: origin) { throw Gate.foreign }
        guard Gate.isPath(request.head.path) else {
            throw .misuse(
                "the address is no path on this server", remedy: "Begin it with one `/`, and write no two side by side.")
        }
        let isOfAPI = request.uri.path.split(separator: "/").first == "api"
        if isOfAPI, let site = request.headers[.secFetchSite], site == "cross-site" || site == "same-site" { throw Gate.foreign }
        guard isOfAPI else { return }
        let begins = request.uri.path == "/api/session" && request.method == .post
        if !begins { try authenticate(request) }
        guard request.method != .get, request.method != .head else { return }
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard type == "application/json" || Gate.hasNoBody(request) && !begins else {
            throw ServerProblem(
                .unsupportedMediaType, "misuse", "the request is not JSON",
                remedy: "Send it with `Content-Type: application/json`.")
        }
    }

    /// A cookie comes along with whatever a browser sends; SameSite and the origin keep that to our own pages.
    private func authenticate(_ request: Request) throws(ServerProblem) {
        if let header = request.headers[.authorization] {
            guard header.lowercased().hasPrefix("bearer "), token.matches(header.dropFirst(7)) else { throw .noToken }
            return
        }
        let cookies = (request.headers[.cookie] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        let prefix = AccessToken.cookieName + "="
        let isKnown = cookies.contains { $0.hasPrefix(prefix) && token.matches($0.dropFirst(prefix.count)) }
        guard isKnown else { throw .noToken }
        if request.method != .get, request.method != .head, request.headers[.origin] == nil { throw Gate.foreign }
    }

    /// The origin-form of RFC 9112, section 3.2.1, with no empty part.
    private static func isPath(_ target: String?) -> Bool {
        guard let target, target.hasPrefix("/") else { return false }
        return !target.prefix { $0 != "?" }.contains("//")
    }

    private static var foreign: ServerProblem {
        .forbidden("the request comes from another site's page", remedy: "Use Jožin's own page.")
    }

    private static func hasNoBody(_ request: Request) -> Bool {
        request.headers[.contentType] == nil && (request.headers[.contentLength].map { $0 == "0" } ?? true)
            && request.headers[.transferEncoding] == nil
    }

    /// What the library for HTTP has to say, in the contract's words.
    private static func problem(_ status: HTTPResponse.Status) -> ServerProblem {
        switch status {
        case .notFound: .absent("there is nothing at this address", remedy: "The contract lies at /api/contract.")
        case .contentTooLarge:
            ServerProblem(status, "limitExceeded", "the request is too large", remedy: "Send less at once.")
        default:
            ServerProblem(status, "misuse", "the request makes no sense", remedy: "The contract lies at /api/contract.")
        }
    }
}

extension HTTPField.Name {
    /// Who a browser says asks (Fetch Metadata).
    static var secFetchSite: HTTPField.Name { HTTPField.Name(parsed: "sec-fetch-site") ?? .origin }
    /// What remains of it is more than one (RFC 9112, section 3.2).
    static var host: HTTPField.Name { HTTPField.Name(parsed: "host") ?? .origin }
}
