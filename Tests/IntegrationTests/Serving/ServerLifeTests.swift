// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A server begins, lives and ends cleanly` {
    /// More than any of them needs; what hangs is found by it.
    private static let patience = 20

    /// Copies of one photo enough that a scan is under way for a while.
    static func manyPhotos(_ place: Place) throws {
        try place.put(try Sample.jpeg(77), at: "many/first.jpg")
        try place.shell("for n in $(seq 1 600); do { cat many/first.jpg; echo $n; } > many/$n.jpg; done")
    }

    @Test func `SIGTERM and SIGINT end it with pages listening, a scan at work and clients hanging`() async throws {
        for signal in [SIGTERM, SIGINT] {
            let place = try await ServedLibrary.unscanned()
            try Self.manyPhotos(place)
            let server = try RunningServer(place, [])
            let listening = try (0..<5).map { _ in try server.connection() }
            for connection in listening { connection.send(server.request("GET", "/api/events", [server.bearer])) }
            #expect(listening.allSatisfy { $0.line()?.contains("200") == true })
            let hanging = try (0..<5).map { _ in try server.connection() }
            for connection in hanging { connection.send(Array("GET /api/library HTTP/1.1\r\nHos".utf8)) }
            let idle = try server.connection()
            idle.send(server.request("GET", "/api/library", [server.bearer], isLast: false))
            #expect(idle.answer()?.status == 200)
            #expect(Processes.wait(seconds: Self.patience) { server.workers.count == 1 }, "a scan is at work")
            let start = ContinuousClock.now
            let outcome = try server.stop(signal)
            #expect(ContinuousClock.now - start < .seconds(Self.patience / 2))
            #expect(outcome.code == 0 && outcome.output == [], "\(outcome.code) \(outcome.said)")
            #expect(Processes.ofSession(server.running.id).isEmpty, "nothing is left")
            for connection in listening { #expect(connection.rest() != nil, "the streams end") }
            #expect(try place.run("scan", Word(place.photos), "--depth", "quick").code == 1, "the lock is free")
        }
    }

    @Test func `killed, it leaves no worker behind, and the next one goes on`() async throws {
        let place = try await ServedLibrary.unscanned()
        try Self.manyPhotos(place)
        let server = try RunningServer(place, [])
        #expect(Processes.wait(seconds: Self.patience) { server.workers.count == 1 })
        server.running.signalAlone(SIGKILL)
        _ = try server.running.end()
        #expect(Processes.wait(seconds: Self.patience) { Processes.ofSession(server.running.id).isEmpty })
        let next = try RunningServer(place, [])
        #expect(next.token == server.token, "pages that are open stay so")
        #expect(Processes.wait(seconds: 60) { (try? next.hasOpenJob()) == false })
        #expect(try next.get("/api/timeline").json?["total"]?.integer ?? 0 > 300)
    }

    @Test func `two servers show one library, and one scan is made at a time`() async throws {
        let place = try await ServedLibrary.scanned()
        let (first, second) = (try RunningServer(place), try RunningServer(place))
        #expect(first.port != second.port && first.token == second.token)
        try Self.manyPhotos(place)
        #expect(try first.post("/api/jobs", "{\"kind\":\"scan\"}").status == 201)
        // A worker that has told of a stage has the lock.
        #expect(
            Processes.wait(seconds: Self.patience) {
                (try? first.get("/api/jobs").json?["jobs"]?.elements?.first?["stage"]?.text) != nil && first.workers.count == 1
            })
        for worker in first.workers { kill(worker, SIGSTOP) }
        #expect(try second.post("/api/jobs", "{\"kind\":\"scan\"}").status == 201)
        #expect(Processes.wait(seconds: Self.patience) { (try? second.hasOpenJob()) == false })
        let refused = try second.get("/api/jobs").json?["jobs"]?.elements?.first
        #expect(refused?["state"]?.text == "failed" && refused?["exit"]?.integer == 11)
        for worker in first.workers { kill(worker, SIGCONT) }
        #expect(Processes.wait(seconds: 60) { (try? first.hasOpenJob()) == false })
        #expect(Processes.wait(seconds: Self.patience) { (try? second.get("/api/timeline").json?["total"]?.integer) ?? 0 > 300 })
        for server in [first, second] { #expect(try server.stop().code == 0) }
    }

    @Test func `a port that is taken is said in one sentence`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let place = try await ServedLibrary.scanned()
        let outcome = try place.run("serve", Word(place.photos), "--port", "\(server.port)")
        #expect(outcome.code == 2 && outcome.output == [], "\(outcome.code)")
        let lines = outcome.said.split(separator: "\n")
        #expect(lines.count <= 2 && outcome.said.contains("\(server.port)") && outcome.said.contains("--port"), "\(outcome.said)")
        #expect(!outcome.said.contains("errno") && !outcome.said.contains("NIO"), "\(outcome.said)")
        #expect(try server.get("/api/library").status == 200)
    }

    @Test func `a folder that goes away is told, loses nothing, and comes back`() async throws {
        let place = try await ServedLibrary.scanned()
        let server = try RunningServer(place)
        let total = try server.get("/api/timeline").json?["total"]?.integer
        let rows = try CatalogRows(place)
        let events = try server.connection()
        events.send(server.request("GET", "/api/events", [server.bearer]))
        #expect(events.line()?.contains("200") == true)
        let away = place.base.appending("away")
        try Shell.run("mv \"$1\" \"$2\"", [Word(place.photos), Word(away)])
        #expect(try server.get("/api/library").json?["isReachable"]?.boolean == false)
        #expect(try server.get("/api/timeline").json?["total"]?.integer == total)
        #expect(events.nextEvent("library")?["isReachable"]?.boolean == false)
        #expect(try server.post("/api/jobs", "{\"kind\":\"scan\"}").status == 201)
        #expect(Processes.wait(seconds: Self.patience) { (try? server.hasOpenJob()) == false })
        #expect(try server.get("/api/jobs").json?["jobs"]?.elements?.first?["exit"]?.integer == 10)
        try Shell.run("mkdir \"$1\"", [Word(place.photos)])
        #expect(try server.post("/api/jobs", "{\"kind\":\"scan\"}").status == 201)
        #expect(Processes.wait(seconds: Self.patience) { (try? server.hasOpenJob()) == false })
        #expect(
            try server.get("/api/jobs").json?["jobs"]?.elements?.first?["exit"]?.integer == 10, "an empty folder in its place")
        try Shell.run("rmdir \"$1\" && mv \"$2\" \"$1\"", [Word(place.photos), Word(away)])
        #expect(try server.get("/api/library").json?["isReachable"]?.boolean == true)
        #expect(events.nextEvent("library")?["isReachable"]?.boolean == true)
        #expect(try server.get("/api/timeline").json?["total"]?.integer == total)
        #expect(try CatalogRows(place).differences(rows) == [])
        #expect(try server.stop().code == 0)
    }

    @Test func `a library on a read-only disk is served whole, its files elsewhere`() async throws {
        guard Tool.canMount else { return Tool.notRun("a read-only library is served", "this user cannot mount") }
        let place = try await ServedLibrary.unscanned()
        let before = try TreeDigest(place)
        let script = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\""
        let server = try RunningServer(place, [], through: ["unshare", "-m", "sh", "-c", "\(script)", Word(place.photos)])
        let isSeen = Processes.wait(seconds: 60) {
            guard (try? server.hasOpenJob()) == false else { return false }
            let photos = (try? server.get("/api/library").json?["photos"]?.integer) ?? 0
            return photos > 20 && (try? server.get("/api/timeline").json?["total"]?.integer) == photos
        }
        #expect(isSeen, "it was scanned, and the catalog is followed")
        let library = try server.get("/api/library").json
        #expect(library?["state"]?["isElsewhere"]?.boolean == true)
        for asked in try AskedOperation.all(server) where asked.isThere && !asked.changesThings {
            let status = try server.get(asked.target).status
            // Jobs that follow a scan change the state that the target names.
            #expect(
                asked.good.contains(status) || asked.operation.id == "timelineShapes" && status == 409, "\(asked.operation.id)")
        }
        #expect(try server.stop().code == 0)
        #expect(!Disk.exists(place.own) && Disk.exists(place.state))
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `what cannot be served is said before anything listens`() async throws {
        let place = try await ServedLibrary.scanned()
        for (words, code) in [
            (["serve", "missing"], 10), (["serve"], 64), (["serve", "--port", "65536", "."], 64),
            (["serve", "--port", "x", "."], 64),
            (["serve", "--address", "999.1.1.1", "--port", "0", "."], 2),
        ] as [([Word], Int32)] {
            let outcome = try place.start(words).end()
            #expect(outcome.code == code && outcome.output == [], "\(words): \(outcome.code) \(outcome.said)")
            #expect(!outcome.said.isEmpty && outcome.controlBytes == [])
        }
    }
}

extension RunningServer {
    /// The workers that it started.
    var workers: [Int32] {
        Processes.ofSession(running.id).filter { $0.name == "jozin" && $0.id != running.id }.map(\.id)
    }
}

extension HTTPConnection {
    /// The data of the next server-sent event of this name; nil where the stream ends, or is silent.
    func nextEvent(_ name: String) -> JSONValue? {
        var isIt = false
        while let line = line() {
            let text = line.last == "\r" ? String(line.dropLast()) : line
            if text.hasPrefix("event: ") { isIt = text == "event: \(name)" }
            if isIt, text.hasPrefix("data: ") { return try? JSONReader.read(Array(text.dropFirst(6).utf8)) }
        }
        return nil
    }
}
