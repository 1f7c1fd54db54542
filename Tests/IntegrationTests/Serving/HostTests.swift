// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinTestHarness
import Testing

/// Row 43 of the plan: a name of somebody else's that leads here (DNS rebinding) is none of ours.
@Suite struct `Only this machine's own names are answered` {
    private static func right(_ port: Int) -> [String] {
        [
            "127.0.0.1:\(port)", "localhost:\(port)", "LOCALHOST:\(port)", "LocalHost:\(port)", "[::1]:\(port)",
            "127.0.0.1:\(port) ",
        ]
    }

    private static func wrong(_ port: Int) -> [String] {
        [
            "evil.com", "evil.com:\(port)", "", ":\(port)", "localhost.evil.com:\(port)", "127.0.0.1.evil.com:\(port)",
            "127.0.0.1",
            "localhost", "127.0.0.1:1", "127.0.0.1:\(port)0", "127.0.0.1:0\(port)", "127.0.0.1:-\(port)", "0.0.0.0:\(port)",
            "[::]:\(port)", "[::1]", "::1:\(port)", "[::ffff:127.0.0.1]:\(port)", "[0:0:0:0:0:0:0:1]:\(port)",
            "[::1%25lo]:\(port)",
            "127.1:\(port)", "2130706433:\(port)", "0x7f.0.0.1:\(port)", "0177.0.0.1:\(port)", "127.0.0.2:\(port)",
            "127.0.0.1.:\(port)", "localhost.:\(port)", "localhost.localdomain:\(port)", "user@127.0.0.1:\(port)",
            "evil.com@127.0.0.1:\(port)", "127.0.0.1:\(port)@evil.com", "127.0.0.1:\(port), evil.com",
            "127.0.0.1:\(port) evil.com",
            "http://127.0.0.1:\(port)", "localhost:\(port).evil.com", "127.0.0.1:\(port)/", "127.0.0.1:\(port)#", "*", "null",
            "localhost%00:\(port)", "ⓛocalhost:\(port)", "lоcalhost:\(port)",
        ]
    }

    @Test func `the right ones are answered, and more than thirty wrong ones refused before anything is looked at`() async throws
    {
        let server = try RunningServer(await ServedLibrary.scanned())
        for host in Self.right(server.port) {
            #expect(
                try server.answer(to: server.request("GET", "/api/library", host: host, [server.bearer]))?.status == 200,
                "\(host)")
        }
        #expect(Self.wrong(server.port).count > 30)
        for host in Self.wrong(server.port) {
            for target in ["/api/library", "/", "/app.js", "/api/nothing", "/api/session", "/api/events"] {
                let answer = try server.answer(to: server.request("GET", target, host: host, [server.bearer]))
                #expect(answer.map { [400, 403].contains($0.status) && !$0.text.contains("html") } == true, "\(host) \(target)")
            }
        }
        #expect(try server.stop().code == 0)
    }

    @Test func `no host, two hosts, and hosts in other places are refused`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let (own, bearer) = (server.host, server.bearer)
        let heads = [
            "GET /api/library HTTP/1.1\r\n\(bearer)", "GET /api/library HTTP/1.0\r\n\(bearer)",
            "GET /api/library HTTP/1.1\r\nHost: \(own)\r\nHost: evil.com\r\n\(bearer)",
            "GET /api/library HTTP/1.1\r\nHost: evil.com\r\nHost: \(own)\r\n\(bearer)",
            "GET /api/library HTTP/1.1\r\nHost: \(own)\r\nhost: \(own)\r\n\(bearer)",
            "GET /api/library HTTP/1.1\r\nHost: \(own)\r\n\(bearer)\r\nX: 1\r\nHOST: evil.com",
            "GET /api/library HTTP/1.1\r\nHost: evil.com\r\nX-Forwarded-Host: \(own)\r\n\(bearer)",
            "GET /api/library HTTP/1.1\r\nHost : \(own)\r\n\(bearer)",
            "GET /api/library HTTP/1.1\r\nHost: evil.com\r\n Host: \(own)\r\n\(bearer)",
            "GET http://evil.com/api/library HTTP/1.1\r\nHost: \(own)\r\n\(bearer)",
            "GET http://user@\(own)/api/library HTTP/1.1\r\nHost: \(own)\r\n\(bearer)",
            "GET //evil.com/api/library HTTP/1.1\r\nHost: \(own)\r\n\(bearer)", "GET * HTTP/1.1\r\nHost: \(own)\r\n\(bearer)",
            "GET api/library HTTP/1.1\r\nHost: \(own)\r\n\(bearer)", "CONNECT evil.com:80 HTTP/1.1\r\nHost: \(own)\r\n\(bearer)",
            "GET \\\\evil.com\\api HTTP/1.1\r\nHost: \(own)\r\n\(bearer)",
        ]
        for head in heads {
            let answer = try server.answer(to: Array("\(head)\r\nConnection: close\r\n\r\n".utf8))
            #expect(answer.map { [400, 403].contains($0.status) } == true, "\(head): \(answer?.status ?? 0)")
        }
        #expect(try server.get("/api/library").status == 200)
    }

    @Test func `a name that the owner gives is answered, with its port alone`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned(), ["--no-scan", "--host", "Photos.home:7707"])
        for (host, status) in [
            ("photos.home:7707", 200), ("PHOTOS.HOME:7707", 200), ("photos.home", 403), ("photos.home:1", 403),
        ] {
            let answer = try server.answer(to: server.request("GET", "/api/library", host: host, [server.bearer]))
            #expect(answer?.status == status, "\(host)")
        }
    }
}
