// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// One operation of the contract.
struct Route: Sendable {
    typealias Handler = @concurrent @Sendable (Request, BasicRequestContext) async throws -> Response

    let method: HTTPRequest.Method
    /// As the contract writes it: `/api/photos/{id}`.
    let path: String
    let handler: Handler

    static func get(_ path: String, _ handler: @escaping Handler) -> Route { Route(method: .get, path: path, handler: handler) }
    static func post(_ path: String, _ handler: @escaping Handler) -> Route { Route(method: .post, path: path, handler: handler) }
}

/// All operations there are.
struct RouteTable {
    private let routes: [Route]

    init(_ routes: [Route]) { self.routes = routes }

    /// Makes the router answer them, and every other method of their paths with 405. What remains is the page's.
    func enter(into router: Router<BasicRequestContext>, _ page: PageFiles) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            var methods = routes.map(\.method)
            for route in routes { router.on(RouterPath(path), method: route.method, use: route.handler) }
            if methods.contains(.get) { methods.append(.head) }
            refuse(other: methods, at: RouterPath(path), in: router)
        }
        for path in ["/", "/**"] as [RouterPath] {
            router.get(path) { request, _ in try page.answer(to: request) }
            refuse(other: [.get, .head], at: path, in: router)
        }
    }

    private func refuse(other methods: [HTTPRequest.Method], at path: RouterPath, in router: Router<BasicRequestContext>) {
        let allow = methods.map(\.rawValue).sorted().joined(separator: ", ")
        for method in RouteTable.known where !methods.contains(method) {
            router.on(path, method: method) { _, _ -> Response in
                var problem = ServerProblem(
                    .methodNotAllowed, "misuse", "this address does not take \(method.rawValue)", remedy: "Use \(allow).")
                problem.allow = allow
                throw problem
            }
        }
    }

    /// The methods of RFC 9110, of RFC 5789, and QUERY.
    static let known: [HTTPRequest.Method] =
        [.get, .head, .post, .put, .delete, .connect, .options, .trace, .patch] + [HTTPRequest.Method("QUERY")].compactMap(\.self)
}
