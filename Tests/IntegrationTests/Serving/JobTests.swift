// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinTestHarness
import Testing

@Suite struct `Jobs are started, paused, resumed and stopped` {
    private let server: RunningServer

    init() async throws {
        let place = try await ServedLibrary.scanned()
        server = try RunningServer(place)
        try `A server begins, lives and ends cleanly`.manyPhotos(place)
    }

    private func start() throws -> Int {
        let answer = try server.post("/api/jobs", "{\"kind\":\"scan\"}")
        #expect(answer.status == 201 && answer.json?["state"]?.text == "running")
        return try #require(answer.json?["job"]?.integer)
    }

    private func state(_ job: Int) -> String? {
        let jobs = try? server.get("/api/jobs").json?["jobs"]?.elements
        return jobs?.first { $0["job"]?.integer == job }?["state"]?.text
    }

    private func steer(_ job: Int, _ action: String) throws -> HTTPAnswer { try server.post("/api/jobs/\(job)/\(action)") }

    /// Holds the worker still, so that nothing depends on how fast it is.
    private func hold() { for worker in waitForWorker() { kill(worker, SIGSTOP) } }

    private func waitForWorker() -> [Int32] {
        #expect(Processes.wait(seconds: 20) { server.workers.count == 1 })
        return server.workers
    }

    private func letGo() { for worker in server.workers { kill(worker, SIGCONT) } }

    @Test func `one scan is made at a time; it is paused without a process, goes on, and is stopped`() throws {
        let job = try start()
        hold()
        #expect(try server.post("/api/jobs", "{\"kind\":\"scan\"}").status == 409)
        #expect(try steer(job, "resume").status == 409)
        #expect(try steer(job, "pause").json?["state"]?.text == "paused")
        letGo()
        #expect(Processes.wait(seconds: 20) { server.workers.isEmpty })
        #expect(state(job) == "paused")
        #expect(try server.post("/api/jobs", "{\"kind\":\"scan\"}").status == 409, "it is the scan that there is")
        #expect(try steer(job, "pause").status == 409)
        #expect(try steer(job, "resume").json?["state"]?.text == "running")
        hold()
        #expect(try steer(job, "stop").json?["state"]?.text == "stopping")
        letGo()
        #expect(Processes.wait(seconds: 20) { state(job) == "stopped" })
        for action in ["pause", "resume", "stop"] { #expect(try steer(job, action).status == 409) }
        let next = try start()
        #expect(next == job + 1 && Processes.wait(seconds: 60) { state(next) == "done" })
        // Another job may follow by itself.
        let numbers = try server.get("/api/jobs").json?["jobs"]?.elements?.compactMap { $0["job"]?.integer } ?? []
        #expect(numbers.suffix(2) == [next, job] && numbers == numbers.sorted(by: >), "newest first")
    }

    @Test func `resumed before its worker has ended, it goes on after that`() throws {
        let job = try start()
        hold()
        #expect(try steer(job, "pause").status == 200)
        #expect(try steer(job, "resume").json?["state"]?.text == "running")
        #expect(server.workers.count == 1, "not two workers at once")
        letGo()
        #expect(Processes.wait(seconds: 60) { state(job) == "done" }, "\(state(job) ?? "none")")
        #expect(Processes.wait(seconds: 60) { server.workers.isEmpty })
    }

    @Test func `paused and stopped before its worker is there, it has none`() throws {
        for _ in 0..<5 {
            let job = try start()
            var end = "stopped"
            for action in ["pause", "resume", "pause", "stop"] where end == "stopped" {
                // On a busy machine the scan may be over by then.
                if try steer(job, action).status != 200 { end = "done" }
            }
            #expect(Processes.wait(seconds: 60) { server.workers.isEmpty && state(job) == end }, "\(state(job) ?? "none")")
        }
    }

    @Test func `pages hear of it in order`() throws {
        let events = try server.connection()
        events.send(server.request("GET", "/api/events", [server.bearer]))
        #expect(events.line()?.contains("200") == true)
        let job = try start()
        var heard: [JSONValue] = []
        while let event = events.nextEvent("job") {
            heard.append(event)
            if event["state"]?.text != "running" { break }
        }
        #expect(heard.count > 1 && heard.allSatisfy { $0["job"]?.integer == job && $0["kind"]?.text == "scan" })
        #expect(heard.last?["state"]?.text == "done" && heard.last?["total"]?.integer == heard.last?["done"]?.integer)
        for (earlier, later) in zip(heard, heard.dropFirst())
        where earlier["stage"] == later["stage"] && later["state"]?.text == "running" {
            #expect(earlier["done"]?.integer ?? 0 <= later["done"]?.integer ?? 0)
        }
        // The library's new state follows, unless it was read while the scan was at its end.
        #expect(Processes.wait(seconds: 20) { (try? server.get("/api/timeline").json?["total"]?.integer) ?? 0 > 300 })
    }

    @Test func `what is no job is said so`() throws {
        for (target, body, status) in [
            ("/api/jobs/1/pause", nil, 404), ("/api/jobs/0/stop", nil, 404), ("/api/jobs/x/stop", nil, 404),
            ("/api/jobs/1/start", nil, 404),
            ("/api/jobs", "{}", 400), ("/api/jobs", "{\"kind\":\"walk\"}", 400), ("/api/jobs", "{\"kind\":1}", 400),
            ("/api/jobs", "{\"kind\":\"scan\",\"acceptMissing\":1}", 400),
            ("/api/jobs", "{\"kind\":\"scan\",\"root\":\"/\"}", 400),
            ("/api/jobs", nil, 400),
        ] as [(String, String?, Int)] {
            let answer = try server.post(target, body)
            #expect(answer.status == status && answer.faults == [], "\(target) \(body ?? ""): \(answer.status)")
        }
        #expect(server.workers.isEmpty)
    }
}
