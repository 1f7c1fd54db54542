// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestHarness
import Testing

/// Row 44 of the plan: another site's page makes a browser ask with the owner's cookie.
@Suite struct `No other site's page can do anything here` {
    /// Fields of requests that pages elsewhere can make a browser send, and bodies; with the cookie, had SameSite failed.
    private static func forged(_ server: RunningServer) -> [(name: String, fields: [String], body: String)] {
        let own = "Origin: http://\(server.host)"
        let json = "Content-Type: application/json"
        return [
            ("a form", [own, "Content-Type: application/x-www-form-urlencoded"], "kind=scan"),
            ("a form with files", [own, "Content-Type: multipart/form-data; boundary=x"], "--x--"),
            ("text that is JSON", [own, "Content-Type: text/plain"], "{\"kind\":\"scan\"}"),
            ("text that calls itself JSON", [own, "Content-Type: text/plain; application/json"], "{\"kind\":\"scan\"}"),
            ("no type", [own], "{\"kind\":\"scan\"}"), ("an empty type", [own, "Content-Type: "], "{\"kind\":\"scan\"}"),
            ("a foreign origin", ["Origin: http://evil.com", json], "{\"kind\":\"scan\"}"),
            ("no origin's origin", ["Origin: null", json], "{\"kind\":\"scan\"}"),
            ("an empty origin", ["Origin: ", json], "{\"kind\":\"scan\"}"),
            ("another port's origin", ["Origin: http://127.0.0.1:1", json], "{\"kind\":\"scan\"}"),
            ("an origin that begins like ours", ["Origin: http://\(server.host).evil.com", json], "{\"kind\":\"scan\"}"),
            ("an origin in another scheme", ["Origin: file://\(server.host)", json], "{\"kind\":\"scan\"}"),
            ("another site", [own, json, "Sec-Fetch-Site: cross-site"], "{\"kind\":\"scan\"}"),
            ("another page of the site", [own, json, "Sec-Fetch-Site: same-site"], "{\"kind\":\"scan\"}"),
            ("two origins", [own, "Origin: http://evil.com", json], "{\"kind\":\"scan\"}"),
        ]
    }

    @Test func `every operation that may change something refuses what another page can send`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let cookie = "Cookie: jozin=\(server.token)"
        for asked in try AskedOperation.all(server) where asked.changesThings {
            for (name, fields, body) in Self.forged(server) {
                for key in [cookie, server.bearer] {
                    let request = server.request(asked.operation.method, asked.target, [key] + fields, body: body)
                    let answer = try server.answer(to: request)
                    #expect([403, 415].contains(answer?.status), "\(asked.operation.id): \(name)")
                    #expect(answer?.faults == [], "\(asked.operation.id): \(name)")
                }
            }
            let fields = [cookie, "Content-Type: application/json"]
            let withoutOrigin = try server.answer(
                to: server.request(asked.operation.method, asked.target, fields, body: asked.body))
            #expect(asked.operation.isOpen || withoutOrigin?.status == 403, "\(asked.operation.id): no origin, with the cookie")
            let own = fields + ["Origin: http://\(server.host)", "Sec-Fetch-Site: same-origin"]
            let good = try server.answer(to: server.request(asked.operation.method, asked.target, own, body: asked.body))
            #expect(good.map { ![401, 403, 415].contains($0.status) } == true, "\(asked.operation.id): our own page")
        }
        #expect(try server.get("/api/jobs").json?["jobs"]?.elements?.isEmpty == true)
    }

    @Test func `every operation that reads is closed to other origins and sites`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        for target in try AskedOperation.all(server).filter({ !$0.changesThings }).map(\.target) + ["/api/events"] {
            for field in [
                "Origin: http://evil.com", "Origin: null", "Origin: http://\(server.host).evil.com", "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
            ] {
                #expect(try server.get(target, field).status == 403, "\(target) \(field)")
            }
        }
        // What asks for a WebSocket gets none.
        let upgrade = try server.get("/api/events", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Origin: http://evil.com")
        #expect(upgrade.status == 403)
        let asImage = try server.get("/api/jobs/1/stop", "Sec-Fetch-Site: none", "Sec-Fetch-Dest: image")
        #expect(asImage.status == 405)
    }

    @Test func `asking changes nothing`() async throws {
        let place = try await ServedLibrary.scanned()
        let server = try RunningServer(place)
        let asked = try AskedOperation.all(server).filter { !$0.changesThings && $0.isThere }
        let before = try Self.kept(place)
        let tree = try TreeDigest(place)
        for method in ["GET", "HEAD"] {
            for target in asked.map(\.target) + ["/api/jobs/1/stop", "/"] {
                let request = server.request(method, target, [server.bearer, "X-HTTP-Method-Override: POST"])
                #expect(try server.answer(to: request, isHead: method == "HEAD") != nil)
            }
        }
        #expect(try Self.kept(place) == before)
        #expect(try TreeDigest(place).differences(tree) == [])
        #expect(try server.get("/api/jobs").json?["jobs"]?.elements?.isEmpty == true)
    }

    /// Everything in Jožin's folders but pictures drawn anew, which are made when they are asked for, and SQLite's shared memory.
    private static func kept(_ place: Place) throws -> String {
        try place.shell(
            """
            for folder in .jozin ../state; do
                find $folder -path .jozin/thumbs -prune -o -type f ! -name '*-shm' -print0 | sort -z | xargs -0 -r sha256sum
            done
            """
        ).text
    }
}
