// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinFiles
import JozinTestHarness
import Testing

/// Row 52 of the plan: many clients, slow ones, and large requests.
@Suite(.serialized) struct `Nobody keeps the server from answering others` {
    private let server: RunningServer
    private static let mostMemory = 300 << 20

    init() async throws { server = try RunningServer(await ServedLibrary.scanned()) }

    /// Another client is answered, and the server's memory has not been more than allowed.
    private func expectWell(_ when: String, _ location: SourceLocation = #_sourceLocation) throws {
        #expect(try server.get("/api/library").status == 200, "\(when)", sourceLocation: location)
        let peak = server.memory("VmHWM")
        #expect(peak < Self.mostMemory, "\(when): \(peak >> 20) MB", sourceLocation: location)
    }

    @Test func `a hundred requests that are never finished`() throws {
        let half = Array("POST /api/jobs HTTP/1.1\r\nHost: \(server.host)\r\n\(server.bearer)\r\nContent-Len".utf8)
        let waiting = try (0..<100).map { number in
            let connection = try server.connection()
            connection.send(Array(half.prefix(1 + number)))
            return connection
        }
        try expectWell("half requests")
        let withoutBody = try (0..<100).map { _ in
            let connection = try server.connection()
            connection.send(
                server.request("POST", "/api/jobs", [server.bearer, "Content-Type: application/json", "Content-Length: 100"]))
            connection.send(Array("{".utf8))
            return connection
        }
        try expectWell("half bodies")
        #expect(waiting.count + withoutBody.count == 200)
    }

    @Test func `two thousand connections`() throws {
        let most = (try Shell.run("ulimit -n").text.split(separator: "\n").first).flatMap { Int($0) } ?? .max
        guard most > 2200 else { return Tool.notRun("two thousand connections", "this user may open \(most) files") }
        let open = try (0..<2000).map { _ in try server.connection() }
        try expectWell("idle connections")
        for connection in open.prefix(500) { connection.send(server.request("GET", "/api/timeline", [server.bearer])) }
        try expectWell("busy connections")
        let answered = open.prefix(500).count { $0.answer()?.status == 200 }
        #expect(answered == 500)
    }

    @Test func `a body of a gigabyte, announced or not`() throws {
        let fields = [server.bearer, "Content-Type: application/json"]
        let announced = server.request("POST", "/api/jobs", fields + ["Content-Length: \(1 << 30)"], isLast: false)
        let connection = try server.connection()
        connection.send(announced)
        let answer = connection.answer()
        #expect(answer?.status == 413 && answer?.code == "limitExceeded" && answer?.faults == [])
        let megabyte = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
        for _ in 0..<1024 where !connection.send(megabyte) { break }
        try expectWell("a gigabyte that was announced")
        let streaming = try server.connection()
        streaming.send(server.request("POST", "/api/jobs", fields + ["Transfer-Encoding: chunked"], isLast: false))
        let chunk = Array("100000\r\n".utf8) + megabyte + Array("\r\n".utf8)
        for _ in 0..<256 { guard streaming.send(chunk) else { break } }
        streaming.endSending()
        #expect(streaming.answer().map { $0.status == 413 && $0.faults == [] } ?? true)
        try expectWell("a quarter of a gigabyte that was not")
        let unasked = try server.connection()
        unasked.send(server.request("GET", "/api/library", [server.bearer, "Content-Length: \(1 << 30)"], isLast: false))
        #expect(unasked.answer()?.status == 200)
        for _ in 0..<256 { guard unasked.send(megabyte) else { break } }
        try expectWell("a GET with a body")
    }

    @Test func `heads of a megabyte, a million fields, and an endless address`() throws {
        let heads = [
            "X: " + String(repeating: "a", count: 1 << 20) + "\r\n", String(repeating: "X: a\r\n", count: 200_000),
            "Cookie: " + String(repeating: "jozin=a; ", count: 100_000) + "\r\n",
        ]
        for head in heads {
            let bytes = Array("GET /api/library HTTP/1.1\r\nHost: \(server.host)\r\n\(server.bearer)\r\n\(head)\r\n".utf8)
            #expect(try server.answer(to: bytes).map { (400..<500).contains($0.status) } ?? true)
        }
        let address = Array("GET /api/photos?q=".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 4 << 20)
        #expect(try server.answer(to: address).map { (400..<500).contains($0.status) } ?? true)
        try expectWell("large heads")
    }

    @Test func `JSON that is deep, long, or of many members`() throws {
        let bodies = [
            String(repeating: "[", count: 1 << 20), String(repeating: "{\"a\":", count: 200_000),
            "{\"kind\":\"" + String(repeating: "a", count: 3 << 20) + "\"}",
            "{\"kind\":" + String(repeating: "9", count: 3 << 20) + "}",
            "{" + (0..<150_000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}",
            "{" + Array(repeating: "\"kind\":\"no\"", count: 150_000).joined(separator: ",") + "}",
            "[" + Array(repeating: "1", count: 1 << 20).joined(separator: ",") + "]", "{\"kind\":\"\\ud800\"}",
            "{\"kind\":\"a\u{0}\"}", "",
            " ", "null", "1", "\"a\"", "{", "{\"kind\":\"scan\"}x", "\u{FEFF}{\"kind\":\"scan\"}",
        ]
        for body in bodies {
            let answer = try server.post("/api/jobs", body)
            #expect(answer.status == 400 && answer.faults == [], "\(body.prefix(20)): \(answer.status)")
        }
        #expect(try server.get("/api/jobs").json?["jobs"]?.elements?.isEmpty == true)
        try expectWell("strange JSON")
    }

    @Test func `queries that are costly`() throws {
        for query in [
            String(repeating: "a OR ", count: 1900), String(repeating: "(", count: 9900), String(repeating: "-", count: 9900),
            String(repeating: "name:*a*", count: 1200), String(repeating: "\"", count: 9999),
            String(repeating: "a ", count: 4900),
        ] {
            let encoded = query.replacing(" ", with: "%20").replacing("\"", with: "%22")
            for path in ["/api/timeline", "/api/photos", "/api/map", "/api/completions", "/api/timeline/shapes"] {
                let answer = try server.get("\(path)?q=\(encoded)")
                #expect([200, 400].contains(answer.status) && answer.faults == [], "\(path) \(query.prefix(10))")
            }
        }
        try expectWell("costly queries")
    }

    @Test func `pages that listen, too many of them, and ones that hang up`() throws {
        for _ in 0..<3 {
            let listening = try (0..<80).map { _ in
                let connection = try server.connection()
                connection.send(server.request("GET", "/api/events", [server.bearer]))
                return connection
            }
            let lines = listening.map { $0.line() ?? "" }
            #expect(lines.allSatisfy { $0.contains(" 200 ") || $0.contains(" 503 ") })
            #expect(lines.count { $0.contains(" 200 ") } <= 64)
            try expectWell("listeners")
        }
        #expect(
            Processes.wait(seconds: 20) {
                guard let connection = try? server.connection() else { return false }
                connection.send(server.request("GET", "/api/events", [server.bearer]))
                return connection.line()?.contains("200") == true
            }, "who hung up makes room")
    }
}
