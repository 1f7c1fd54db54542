// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestHarness
import Testing

@Suite struct `Every answer is as the contract has it` {
    private static let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]

    @Test func `the routes are the operations of the contract`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let contract = try server.get("/api/contract")
        #expect(contract.body == APIContract.bytes && contract["content-type"] == "application/yaml")
        let asked = try AskedOperation.all(server)
        #expect(asked.count > 20)
        for asked in asked {
            // A path that is not there says so whatever the method; one that is there tells its methods.
            let path = String(asked.target.prefix { $0 != "?" })
            let answer = try server.answer(to: server.request("OPTIONS", path, [server.bearer]))
            let allowed = answer?["allow"].map { Set($0.split(separator: ",").map { $0.filter { $0 != " " } }) } ?? []
            let isThere = answer?.status == 405 && allowed.contains(asked.operation.method)
            #expect(isThere || !asked.isThere, "\(asked.operation.id)")
            guard !asked.isThere else { continue }
            let good = try server.answer(to: server.request(asked.operation.method, asked.target, [server.bearer]))
            #expect(good?.status == 404, "\(asked.operation.id) is answered now: take it off the list")
        }
        // `/api/events` is described in words alone.
        let described = Set(APIContract().operations.map { "\($0.method) \($0.path)" }).union(["GET /api/events"])
        #expect(try Self.routesInCode().subtracting(described) == [], "not in the contract")
        #expect(try Self.routesInCode().count >= described.count - AskedOperation.notYetThere.count)
    }

    /// `METHOD path` of each route that the server's sources name.
    private static func routesInCode() throws -> Set<String> {
        let script = "cat \"$1\"/Sources/JozinServer/Routes/*.swift"
        let text = try Shell.run(script, [Word(Corpora.packageRoot)]).text
        return Set(
            ["get", "post", "put", "delete", "patch"].flatMap { method in
                text.split(separator: ".\(method)(\"/api").dropFirst().map { rest in
                    "\(method.uppercased()) /api\(rest.prefix { $0 != "\"" })"
                }
            })
    }

    @Test func `another method is refused with those that there are, everywhere`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let methods = APIContract().methods.merging(["/api/events": ["GET", "HEAD"]]) { first, _ in first }
        let asked = try AskedOperation.all(server).filter(\.isThere)
        let paths = Dictionary(asked.map { ($0.operation.path, String($0.target.prefix { $0 != "?" })) }) { first, _ in first }
        let all = paths.merging(["/api/events": "/api/events"]) { first, _ in first }
        for (path, target) in all {
            for method in Self.methods where !(methods[path] ?? []).contains(method) {
                let fields = [server.bearer] + (method == "POST" ? ["Content-Type: application/json"] : [])
                let body = method == "POST" ? "{}" : nil
                let answer = try server.answer(to: server.request(method, target, fields, body: body), isHead: method == "HEAD")
                // CONNECT's target is no path (RFC 9112, section 3.2.3).
                guard method != "CONNECT" else {
                    #expect(answer.map { $0.status >= 400 } ?? true)
                    continue
                }
                #expect(answer?.status == 405, "\(method) \(path): \(answer?.status ?? 0)")
                #expect(answer?["allow"] == methods[path]?.sorted().joined(separator: ", "), "\(method) \(path)")
                #expect(method == "HEAD" || answer?.faults == [], "\(method) \(path)")
            }
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let answer = try server.answer(to: server.request(method, "/app.js"))
            #expect(answer?.status == 405 && answer?["allow"] == "GET, HEAD" && answer?.faults == [])
        }
    }

    @Test func `HEAD is GET without the body, and a tag saves sending what is known`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let asked = try AskedOperation.all(server).filter { $0.isThere && !$0.changesThings }
        for target in asked.map(\.target) + ["/", "/app.js", "/album/x", "/api/nothing", "/nothing.js", "/api/photos?limit=0"] {
            let get = try server.get(target)
            let head = try server.answer(to: server.request("HEAD", target, [server.bearer]), isHead: true)
            #expect(get.faults == [], "\(target)")
            #expect(head?.status == get.status && head?["content-type"] == get["content-type"], "\(target)")
            #expect(head?["content-length"] == "\(get.body.count)", "\(target): \(head?["content-length"] ?? "none")")
            #expect(head?["etag"] == get["etag"] && head?["cache-control"] == get["cache-control"], "\(target)")
            guard let tag = get["etag"] else {
                #expect(get["cache-control"] == "no-store", "\(target)")
                continue
            }
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let again = try server.get(target, "If-None-Match: \(known)")
                #expect(
                    again.status == 304 && again.body.isEmpty && again["etag"] == tag && again.faults == [], "\(target) \(known)")
            }
            #expect(try server.get(target, "If-None-Match: \"other\"").body == get.body)
        }
        let raw = try server.connection()
        raw.send(server.request("HEAD", "/api/contract", [server.bearer]))
        let all = raw.rest().map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(all.hasSuffix("\r\n\r\n"), "nothing stands behind the head")
    }

    @Test func `without the key there is the page, and nothing else`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let keys = [
            "X: 1", "Authorization: Bearer ", "Authorization: Bearer x", "Authorization: \(server.token)",
            "Authorization: Basic \(server.token)",
            "Authorization: Bearer \(server.token.dropLast())", "Cookie: jozin=", "Cookie: other=\(server.token)",
            "Cookie: xjozin=\(server.token)", "X-Api-Key: \(server.token)",
        ]
        let asked = try AskedOperation.all(server)
        let targets = asked.filter { !$0.operation.isOpen }.map { ($0.operation.method, $0.target) }
        let strange =
            [
                "/api", "/api/", "/api/nothing", "/api/events", "//api/library", "/api//library", "///api/library",
                "//api//library",
                "/api/library/", "/./api/library", "/x/../api/library", "/api/../api/library", "/api;x/library",
                "/%2fapi/library",
                "/%61pi/library", "/API/library", "/api%2flibrary", "/api\\library", "/?/api/library",
            ].map { ("GET", $0) } + [("POST", "//api/jobs"), ("POST", "/api//jobs"), ("HEAD", "//api/library")]
        for key in keys {
            for (method, target) in targets + strange {
                let fields = [key, "Content-Type: application/json"]
                let body = method == "POST" ? "{\"kind\":\"scan\"}" : nil
                let answer = try server.answer(to: server.request(method, target, fields, body: body), isHead: method == "HEAD")
                let isPage = answer?.text.hasPrefix("<!doctype html>") == true
                #expect(answer.map { $0.status >= 400 || isPage } == true, "\(method) \(target) \(key)")
                #expect(method == "HEAD" || answer?.faults == [], "\(method) \(target)")
            }
            for target in targets.map(\.1) {
                #expect(try server.answer(to: server.request("GET", target, [key]))?.status == 401, "\(target)")
            }
        }
        #expect(try server.answer(to: server.request("GET", "/"))?.status == 200)
        #expect(
            try server.answer(to: server.request("GET", "/api/library", ["Cookie: a=b; jozin=\(server.token); c=d"]))?.status
                == 200)
        #expect(
            try server.answer(to: server.request("GET", "/api/library", ["Authorization: bearer \(server.token)"]))?.status == 200
        )
        #expect(try server.get("/api/jobs").json?["jobs"]?.elements?.isEmpty == true)
    }

    @Test func `extremes are answered`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        for target in [
            "/api/map?west=0&east=0&south=0&north=0", "/api/map?west=180&east=-180", "/api/map?west=170&east=-170&cells=64",
            "/api/map?south=90&north=90&cells=1", "/api/photos?from=4294967295", "/api/photos?limit=500&from=1",
            "/api/completions?q=%F0%9F%98%80&cursor=1", "/api/completions?q=%F0%9F%98%80a&cursor=3",
            "/api/completions?cursor=10000",
            "/api/completions?q=e%CC%81&cursor=1", "/api/photos?after=gAAAAAAAAAA", "/api/photos?after=f_________8",
            "/api/folders?in=nowhere", "/api/labels?kind=album&after=AA",
        ] {
            let answer = try server.get(target)
            #expect([200, 400].contains(answer.status) && answer.faults == [], "\(target): \(answer.status)")
        }
        #expect(try server.get("/api/library").status == 200)
    }

    @Test func `one connection serves many requests, and many at once`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let connection = try server.connection()
        let targets = ["/api/library", "/api/nothing", "/", "/api/timeline", "/api/photos?limit=0", "/api/jobs"]
        for target in targets { connection.send(server.request("GET", target, [server.bearer], isLast: false)) }
        #expect(targets.map { _ in connection.answer()?.status ?? 0 } == [200, 404, 200, 200, 400, 200])
    }
}
