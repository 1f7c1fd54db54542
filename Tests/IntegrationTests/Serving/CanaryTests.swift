// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

/// Row 50 of the plan.
@Suite struct `The key, places and names stay where they belong` {
    @Test func `neither what it says nor errors nor addresses have them in them`() async throws {
        let place = try await ServedLibrary.scanned()
        let server = try RunningServer(place, [])
        let canaries = [server.token, ServedLibrary.canary] + ServedLibrary.canaryDigits
        let map = try server.get("/api/map")
        #expect(map.text.contains("51.2"), "the place is known: \(map.text)")
        #expect(try server.get("/api/failures").text.contains(ServedLibrary.canary), "and the folder")
        let photo = try server.somePhoto()
        _ = try server.get("/api/photos/\(photo)/thumbnail")
        let asked = try AskedOperation.all(server)
        for target in asked.map(\.target) + ["/", "/index.html", "/api", "/nothing.js", "/token"] {
            for method in ["GET", "HEAD", "POST", "DELETE", "OPTIONS"] {
                for key in [server.bearer, "Cookie: jozin=\(server.token)", "Authorization: Bearer \(server.token)0", "X: 1"] {
                    let fields = [key, "Content-Type: application/json", "Origin: http://\(server.host)"]
                    guard !target.hasPrefix("/api/events"),
                        let answer = try server.answer(
                            to: server.request(method, target, fields, body: method == "POST" ? "{\"a\":1}" : nil),
                            isHead: method == "HEAD")
                    else { continue }
                    let head = answer.fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
                    #expect(canaries.allSatisfy { !head.contains($0) }, "\(method) \(target)")
                    if answer.status >= 300 {
                        #expect(canaries.allSatisfy { !answer.text.contains($0) }, "\(method) \(target): \(answer.text)")
                        #expect(answer["location"] == nil)
                    }
                }
            }
        }
        try await Self.fail(place, server, canaries)
        let outcome = try server.stop()
        #expect(canaries.allSatisfy { !outcome.said.contains($0) }, "\(outcome.said)")
        #expect(outcome.controlBytes == [] && outcome.output == [], "\(outcome.said)")
    }

    /// What goes wrong in the library is said without names, too.
    private static func fail(_ place: Place, _ server: RunningServer, _ canaries: [String]) async throws {
        _ = Processes.wait(seconds: 20) { (try? server.hasOpenJob()) == false }
        try place.shell("mv \(ServedLibrary.canary) ../hidden; truncate -s 100 \"$(find . -name '*.jpg' -size +1k | head -1)\"")
        #expect(try server.post("/api/jobs", "{\"kind\":\"scan\"}").status == 201)
        #expect(Processes.wait(seconds: 20) { (try? server.hasOpenJob()) == false })
        let photos = try server.get("/api/photos?q=").json?["photos"]?.elements ?? []
        for id in photos.compactMap({ $0["id"]?.text }) {
            let answer = try server.get("/api/photos/\(id)/thumbnail?size=1440")
            #expect(answer.status == 200 || canaries.allSatisfy { !answer.text.contains($0) }, "\(answer.text)")
        }
    }

    @Test func `the key is given to nobody, and is kept where its owner alone can read it`() async throws {
        let place = try await ServedLibrary.scanned()
        let server = try RunningServer(place)
        #expect(server.token.utf8.count == 64)
        #expect(try place.shell("stat -c %a .jozin/secret").text == "600\n")
        let command = try place.shell(
            "tr '\\0' ' ' < /proc/\(server.running.id)/cmdline; tr '\\0' ' ' < /proc/\(server.running.id)/environ"
        ).text
        #expect(!command.contains(server.token) && command.contains("serve"))
        let session = try server.answer(
            to: server.request(
                "POST", "/api/session", ["Content-Type: application/json"], body: "{\"token\":\"\(server.token)\"}"))
        let cookie = session?["set-cookie"] ?? ""
        #expect(session?.status == 204 && cookie.hasPrefix("jozin=\(server.token); "))
        for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Domain"))
        for wrong in ["", "a", String(server.token.dropLast()), server.token + "0", server.token.uppercased() + " "] {
            let fields = ["Content-Type: application/json"]
            let answer = try server.answer(to: server.request("POST", "/api/session", fields, body: "{\"token\":\"\(wrong)\"}"))
            #expect(answer?.status == 401 && answer?["set-cookie"] == nil && answer?.faults == [])
        }
        let again = try RunningServer(try await ServedLibrary.scanned())
        #expect(again.token != server.token)
    }
}

extension RunningServer {
    /// Whether a worker is at work or paused.
    func hasOpenJob() throws -> Bool {
        try get("/api/jobs").json?["jobs"]?.elements?.contains { ["running", "stopping", "paused"].contains($0["state"]?.text) }
            == true
    }
}
