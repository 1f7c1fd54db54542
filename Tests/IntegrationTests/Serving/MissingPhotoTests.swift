// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `What is gone or broken is not out of sight` {
    private func names(_ server: RunningServer, _ query: String = "") throws -> [String: JSONValue] {
        let photos = try #require(server.get("/api/photos?q=\(query)").json?["photos"]?.elements)
        return Dictionary(photos.map { ($0["name"]?.text ?? "", $0) }) { first, _ in first }
    }

    private func found(_ place: Place, _ words: Word...) throws -> Set<String> {
        let outcome = try place.start(["search", Word(place.photos)] + words).end()
        return Set(outcome.text.split(separator: "\n").map(String.init))
    }

    @Test func `missing photos stay in the timeline, marked, and are asked for by name`() throws {
        let place = try Place()
        for seed in 1...4 { try place.put(try Sample.smallJPEG(UInt64(seed)), at: "\(seed).jpg") }
        try place.put(try Sample.smallJPEG(1), at: "copy.jpg")
        try place.put([0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + [UInt8](repeating: 7, count: 200), at: "bad.jpg")
        try place.scan()
        do {
            let drawn = try RunningServer(place)
            let id = try #require(names(drawn)["2.jpg"]?["id"]?.text)
            #expect(try drawn.get("/api/photos/\(id)/thumbnail").status == 200)
            try drawn.stop()
        }
        // 1.jpg has a copy that stays: the photo is not missing.
        try place.shell("rm 1.jpg 2.jpg")
        try place.scan("--accept-missing")
        let server = try RunningServer(place)
        let all = try names(server)
        #expect(Set(all.keys) == ["2.jpg", "3.jpg", "4.jpg", "copy.jpg"])
        #expect(all.filter { $0.value["isMissing"] == .bool(true) }.map(\.key) == ["2.jpg"])
        #expect(try server.get("/api/library").json?["missing"]?.integer == 1)
        #expect(try Set(names(server, "missing").keys) == ["2.jpg"])
        #expect(try Set(names(server, "is:missing").keys) == ["2.jpg"])
        #expect(try Set(names(server, "-missing").keys) == ["3.jpg", "4.jpg", "copy.jpg"])
        #expect(try Set(names(server, "failed").keys) == ["bad.jpg"])
        #expect(try Set(names(server, "has:problem").keys) == ["2.jpg", "bad.jpg"])
        #expect(try Set(names(server, "has:problem+-missing").keys) == ["bad.jpg"])
        let id = try #require(all["2.jpg"]?["id"]?.text)
        #expect(all["2.jpg"]?["placeholder"]?.text?.utf8.count == 32)
        #expect(try server.get("/api/photos/\(id)/thumbnail").status == 200, "it was drawn before")
        let position = try server.get("/api/timeline/position?id=\(id)")
        #expect(position.status == 200)
        let large = try server.get("/api/photos/\(id)/thumbnail?size=1440")
        #expect([404, 503].contains(large.status) && large.code != "bug", "\(large.text)")
        #expect(try server.post("/api/decisions", "{\"photos\":[\"\(id)\"],\"set\":{\"rating\":4}}").status == 200)
        #expect(try names(server, "missing+rating:4").count == 1)

        #expect(try found(place) == ["3.jpg", "4.jpg", "copy.jpg"], "paths are for programs")
        #expect(try found(place, "missing") == ["2.jpg"] && found(place, "has:problem") == ["2.jpg", "bad.jpg"])
    }

    @Test func `a small library is there as soon as somebody may ask`() throws {
        let place = try Place()
        for seed in 1...3 { try place.put(try Sample.smallJPEG(UInt64(seed)), at: "\(seed).jpg") }
        try place.scan()
        for _ in 0..<5 {
            let server = try RunningServer(place)
            #expect(try server.get("/api/timeline").json?["total"]?.integer == 3)
            try server.stop()
        }
    }

    @Test func `a large one is never an empty one`() throws {
        let place = try Place()
        try place.scan()
        let maker = try #require(BuiltPrograms.jozin.folder).appending("jozin-bench")
        guard Disk.exists(maker) else { return Tool.notRun("a large library is never an empty one", "jozin-bench is not built") }
        let catalog = place.own.appending("catalog.sqlite")
        #expect(try place.start(["catalog", Word(catalog), "110000"], program: maker).end().code == 0)
        let server = try RunningServer(place)
        var refusals = 0
        let isThere = try Processes.wait(seconds: 60) {
            let answer = try server.get("/api/timeline")
            guard answer.status == 200 else {
                refusals += 1
                #expect(answer.status == 503 && answer["retry-after"] == "1" && answer.faults == [])
                #expect(answer.text.contains("the catalog is being read"))
                for target in ["/api/photos", "/api/folders", "/api/labels?kind=tag", "/api/map", "/api/completions"] {
                    #expect([200, 503].contains(try server.get(target).status))
                }
                #expect(try server.get("/api/library").status == 200)
                return false
            }
            #expect(answer.json?["total"]?.integer == 110_000)
            return true
        }
        #expect(isThere)
        print("a large library is never an empty one: \(refusals) times asked too early")
        #expect(try server.get("/api/library").json?["isReading"] == nil)
    }
}
