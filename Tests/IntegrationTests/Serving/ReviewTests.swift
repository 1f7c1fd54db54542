// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `Duplicates are reviewed, kept and undone over HTTP` {
    private let place: Place
    private let server: RunningServer

    /// Two equal files, three equal ones, and a smaller picture of the latter, which stands near them.
    init() async throws {
        place = try Place()
        for name in ["pair/a.jpg", "pair/b.jpg"] { try place.put(try Sample.jpeg(1), at: "\(name)") }
        for name in ["three/a.jpg", "three/b.jpg", "other/c.jpg"] { try place.put(try Sample.jpeg(2), at: "\(name)") }
        try place.put(try Sample.jpeg(2, width: 320, height: 256), at: "small/d.jpg")
        try place.put(try Sample.jpeg(3), at: "alone.jpg")
        try place.scan()
        server = try RunningServer(place)
        #expect(try server.post("/api/jobs", "{\"kind\":\"duplicates\"}").status == 201)
        #expect(Processes.wait(seconds: 60) { (try? self.list("state=all").count) == 3 })
    }

    // MARK: Asking

    private func page(_ query: String = "") throws -> JSONValue {
        let answer = try server.get("/api/duplicates?\(query)")
        #expect(answer.status == 200 && answer.faults == [], "\(query) \(answer.text)")
        return try #require(answer.json)
    }

    private func list(_ query: String = "") throws -> [JSONValue] { try #require(try page(query)["groups"]?.elements) }

    private func group(_ kind: String, members: Int) throws -> JSONValue {
        try #require(try list("state=all&kind=\(kind)").first { $0["members"]?.elements?.count == members })
    }

    private func name(_ group: JSONValue) -> String { group["group"]?.text ?? "" }

    /// The number of each file of a group, by its path.
    private func files(_ group: JSONValue) throws -> [String: Int] {
        let details = try #require(try server.get("/api/duplicates/\(name(group))").json)
        let files = (details["files"]?.elements ?? []).map { ($0["path"]?.text ?? "", $0["file"]?.integer ?? 0) }
        return Dictionary(files) { first, _ in first }
    }

    private func numbers(_ group: JSONValue, _ paths: [String]) throws -> String {
        let files = try files(group)
        return paths.map { "\(files[$0] ?? 0)" }.joined(separator: ",")
    }

    private func judge(_ group: JSONValue, keep: [String] = [], drop: [String]) throws -> HTTPAnswer {
        let body = "{\"keep\":[\(try numbers(group, keep))],\"drop\":[\(try numbers(group, drop))]}"
        return try server.post("/api/duplicates/\(name(group))/verdict", body)
    }

    private func plan(_ format: String = "json") throws -> HTTPAnswer { try server.get("/api/duplicates/plan?format=\(format)") }

    private func planned() throws -> Set<String> {
        let groups = try #require(try plan().json?["groups"]?.elements)
        let files = groups.flatMap { $0["files"]?.elements ?? [] }.filter { $0["action"]?.text == "drop" }
        return Set(files.compactMap { $0["path"]?.text })
    }

    // MARK: Promises

    @Test func `a verdict settles its group, is in the plan, and undo opens it again`() throws {
        let pair = try group("exact", members: 2)
        let said = try judge(pair, keep: ["pair/a.jpg"], drop: ["pair/b.jpg"])
        #expect(said.status == 200 && said.json?["label"]?.text == "dropped 1, kept 1 of 2 duplicates", "\(said.text)")
        #expect(try !list().contains { name($0) == name(pair) } && list("state=reviewed").map(name) == [name(pair)])
        let (open, reviewed) = (try page(), try page("state=reviewed"))
        #expect(open["total"]?.integer == 2 && open["dropped"]?.integer == 1 && reviewed["total"]?.integer == 1)
        let members = try #require(try list("state=reviewed").first?["members"]?.elements)
        #expect(
            members.map { $0["dropped"]?.boolean ?? false }.count { $0 } == 1
                && members.count { $0["kept"]?.boolean == true } == 1)
        #expect(try list("state=reviewed").first?["isReviewed"]?.boolean == true)
        #expect(try planned() == ["pair/b.jpg"])
        #expect(try server.get("/api/photos?q=in:pair").json?["photos"]?.elements?.count { $0["dropped"]?.boolean == true } == 1)
        #expect(try server.post("/api/history/undo", "{}").status == 200)
        #expect(try page()["total"]?.integer == 3 && page()["dropped"]?.integer == 0 && planned() == [])
        #expect(try server.post("/api/history/redo", "{}").status == 200)
        #expect(try page()["total"]?.integer == 2 && planned() == ["pair/b.jpg"])
    }

    @Test func `what is dropped hands over in the same entry`() throws {
        let small = try #require(place.facts("small/d.jpg")?.facts.imageID.text)
        let set = "{\"rating\":5,\"title\":\"Dusk\",\"addTags\":[\"Sea\"],\"addAlbums\":[\"Trip\"]}"
        #expect(try server.post("/api/decisions", "{\"photos\":[\"\(small)\"],\"set\":\(set)}").status == 200)
        let near = try group("near", members: 4)
        #expect(try judge(near, keep: ["three/a.jpg"], drop: ["small/d.jpg"]).status == 200)
        let large = try #require(place.facts("three/a.jpg")?.facts.imageID.text)
        func decided() throws -> JSONValue? { try server.get("/api/photos/\(large)").json?["decisions"] }
        let now = try #require(try decided())
        #expect(now["rating"]?.integer == 5 && now["title"]?.text == "Dusk")
        #expect(now["tags"]?.elements == [.string("Sea")] && now["albums"]?.elements == [.string("Trip")])
        #expect(try place.decisionLog().count == 2, "one step")
        #expect(try server.post("/api/history/undo", "{}").status == 200)
        #expect(try decided()?["rating"] == nil && decided()?["tags"]?.elements == [])
    }

    @Test func `of no group all can be dropped, at once or one by one`() throws {
        let three = try group("exact", members: 3)
        let all = try judge(three, drop: ["three/a.jpg", "three/b.jpg", "other/c.jpg"])
        #expect(all.status == 409 && all.faults == [], "\(all.text)")
        #expect(all.json?["error"]?["message"]?.text == "of these duplicates at least one file has to stay")
        #expect(try judge(three, drop: ["three/b.jpg", "other/c.jpg"]).status == 200)
        #expect(try judge(three, drop: ["three/a.jpg"]).status == 409)
        #expect(try judge(three, keep: ["other/c.jpg"], drop: ["three/a.jpg"]).status == 200, "another one is taken back")
        #expect(try planned() == ["three/a.jpg", "three/b.jpg"])
        // Seen as near duplicates, the small one may stay for all three; then it has to.
        let near = try group("near", members: 4)
        #expect(try judge(near, keep: ["small/d.jpg"], drop: ["other/c.jpg"]).status == 200)
        #expect(try judge(near, drop: ["small/d.jpg"]).status == 409)
        #expect(try planned() == ["three/a.jpg", "three/b.jpg", "other/c.jpg"])
    }

    @Test func `what is no verdict changes nothing`() throws {
        let pair = try group("exact", members: 2)
        let file = try #require(try files(pair)["pair/a.jpg"])
        for (body, status) in [
            ("{}", 400), ("{\"drop\":[]}", 400), ("{\"drop\":[999999]}", 400), ("{\"drop\":[\(file)],\"keep\":[\(file)]}", 400),
            ("{\"drop\":\(file)}", 400), ("{\"drop\":[\"\(file)\"]}", 400), ("{\"drop\":[-1]}", 400), ("{\"distinct\":1}", 400),
            ("{\"distinct\":true,\"drop\":[\(file)]}", 400), ("{\"distinct\":false}", 400), ("{\"remove\":[\(file)]}", 400),
        ] {
            let answer = try server.post("/api/duplicates/\(name(pair))/verdict", body)
            #expect(answer.status == status && answer.faults == [], "\(body) \(answer.text)")
        }
        #expect(try server.post("/api/duplicates/0123456789abcdef/verdict", "{\"drop\":[\(file)]}").status == 404)
        #expect(try server.get("/api/history").json?["entries"]?.elements == [])
        #expect(try server.get("/api/duplicates?state=shut").status == 400)
    }

    @Test func `keeping all settles equal files, too, and holds for every plan`() throws {
        let pair = try group("exact", members: 2)
        let answer = try server.post("/api/duplicates/\(name(pair))/verdict", "{\"distinct\":true}")
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try list("state=reviewed").map(name) == [name(pair)])
        let drops = try place.planned("drop")
        #expect(!drops.isEmpty && !drops.contains { $0.starts(with: Array("pair/".utf8)) })
        let near = try group("near", members: 4)
        #expect(try server.post("/api/duplicates/\(name(near))/verdict", "{\"distinct\":true}").status == 200)
        #expect(try page()["total"]?.integer == 0, "the exact group within it is settled by it")
        #expect(try server.post("/api/jobs", "{\"kind\":\"duplicates\"}").status == 201)
        #expect(Processes.wait(seconds: 60) { (try? list("state=all&kind=near").isEmpty) == true })
    }

    @Test func `groups are found by a query, and photos by their twins`() throws {
        for (query, count) in [
            ("q=in:pair", 1), ("q=in:three", 2), ("q=in:small", 1), ("q=in:small&kind=exact", 0), ("q=alone", 0),
            ("q=in:other", 2),
            ("q=", 3), ("q=in:pair%20or%20in:small", 2),
        ] {
            let page = try page(query)
            #expect(page["groups"]?.elements?.count == count && page["total"]?.integer == count, "\(query)")
        }
        let bad = try server.get("/api/duplicates?q=iso:x")
        #expect(bad.status == 400 && bad.json?["error"]?["position"] != nil)
        func count(_ query: String) throws -> Int? { try server.get("/api/timeline?q=\(query)").json?["total"]?.integer }
        #expect(Processes.wait(seconds: 20) { (try? count("duplicates:any")) == 6 })
        for (query, expected) in [("exact", 5), ("pixel", 0), ("near", 4)] {
            #expect(try count("duplicates:\(query)") == expected, "\(query)")
        }
        #expect(try count("-duplicates:any") == 1)
        // A photo that is decided on keeps its marks.
        #expect(try judge(try group("exact", members: 2), drop: ["pair/b.jpg"]).status == 200)
        #expect(try count("duplicates:exact") == 5)
        let found = try place.run("search", Word(place.photos), "duplicates:near")
        #expect(found.code == 0 && found.text.split(separator: "\n").count == 4, "\(found.said)")
    }

    @Test func `pages follow each other whatever the order`() throws {
        for sort in ["certainty", "bytes", "date"] {
            let all = try list("state=all&sort=\(sort)").map(name)
            var (paged, next) = ([String](), "")
            for _ in 0..<10 {
                let page = try page("state=all&sort=\(sort)&limit=1" + next)
                paged += (page["groups"]?.elements ?? []).map(name)
                guard let text = page["next"]?.text else { break }
                next = "&after=\(text)"
            }
            #expect(paged == all && all.count == 3, "\(sort)")
        }
        let gains = try list("state=all&sort=bytes").map { $0["gain"]?.integer ?? -1 }
        #expect(gains == gains.sorted(by: >) && gains.last != -1)
        #expect(try server.get("/api/duplicates?after=AAAA").status == 400)
    }

    @Test func `the plan is a file to be saved, as the command line makes it`() throws {
        #expect(try judge(try group("exact", members: 2), drop: ["pair/b.jpg"]).status == 200)
        for (format, type) in [("sh", "text/x-shellscript"), ("csv", "text/csv"), ("json", "application/json")] {
            let answer = try plan(format)
            #expect(answer.status == 200 && answer["content-type"] == type && answer["cache-control"] == "no-store")
            #expect(answer["content-disposition"] == "attachment; filename=\"jozin-plan.\(format)\"")
            let path = try place.plan("plan.\(format)", "--dropped")
            #expect(Disk.read(path) == answer.body, "\(format)")
        }
        #expect(try plan().body == server.get("/api/duplicates/plan?format=json").body)
        #expect(try server.get("/api/duplicates/plan").body == plan("sh").body && plan("exe").status == 400)
        let before = try TreeState(place)
        let run = try place.perform(place.plans.appending("plan.sh"))
        #expect(run.code == 0 && !Disk.exists(place.photos.appending("pair/b.jpg")), "\(run.said)")
        #expect(try place.perform(place.undo).code == 0 && TreeState(place) == before)
    }

    @Test func `what the command line decides is seen, and the other way round`() throws {
        let library = Word(place.photos)
        #expect(try place.run("decide", library, "pair/a.jpg", "--drop").code == 0)
        #expect(Processes.wait(seconds: 20) { (try? page("state=reviewed")["total"]?.integer) == 1 })
        #expect(try judge(try group("exact", members: 2), drop: ["pair/b.jpg"]).status == 409)
        #expect(try judge(try group("exact", members: 3), drop: ["three/b.jpg"]).status == 200)
        #expect(try Set(place.planned("drop", "--dropped")) == Set(["pair/a.jpg", "three/b.jpg"].map { Array($0.utf8) }))
    }

    @Test func `pictures that were told apart one by one are no duplicates from then on`() throws {
        let library = Word(place.photos)
        let near = try group("near", members: 4)
        #expect(try list().map(name).contains(name(near)))
        #expect(try place.run("decide", library, "small/d.jpg", "--distinct-from", "three/a.jpg").code == 0)
        #expect(Processes.wait(seconds: 20) { (try? list("state=reviewed").map(name)) == [name(near)] })
        #expect(
            try !list().map(name).contains(name(near))
                && server.get("/api/duplicates/\(name(near))").json?["isReviewed"]?.boolean == true)
        let found = try place.run("duplicates", library, "--kind", "near", "--json-lines")
        #expect(found.code == 0 && found.output.isEmpty, "\(found.said)")
        #expect(try server.post("/api/history/undo", "{}").status == 200)
        #expect(try list().map(name).contains(name(near)))
    }

    @Test func `what was dropped is found by a query, as long as it is so`() throws {
        func names(_ query: String) throws -> [String] {
            try #require(server.get("/api/photos?q=\(query)").json?["photos"]?.elements).compactMap { $0["name"]?.text }
        }
        #expect(try names("is:dropped") == [])
        #expect(try judge(try group("exact", members: 2), drop: ["pair/b.jpg"]).status == 200)
        #expect(try names("is:dropped") == ["b.jpg"] && names("in:pair+-is:dropped") == ["a.jpg"])
        let isFound = Processes.wait(seconds: 20) {
            (try? place.run("search", Word(place.photos), "is:dropped").text) == "pair/b.jpg\n"
        }
        #expect(isFound, "the catalog has it within a second")
        #expect(try server.post("/api/history/undo", "{}").status == 200)
        #expect(try names("is:dropped") == [])
    }

    @Test func `files that go or come change their groups, and nothing has to be read anew for it`() throws {
        func count(_ query: String) -> Int? { try? server.get("/api/timeline?q=\(query)").json?["total"]?.integer }
        #expect(Processes.wait(seconds: 20) { count("duplicates:exact") == 5 })
        try place.shell("rm pair/b.jpg && touch -d 2001-01-01 alone.jpg")
        try place.put(try Sample.jpeg(9), at: "new.jpg")
        try place.scan("--accept-missing")
        #expect(Processes.wait(seconds: 20) { count("") == 7 && count("duplicates:exact") == 3 })
        #expect(count("in:pair") == 1 && count("new") == 1)
        #expect(try list("state=all").count == 2, "one file alone is no group")
        try place.put(try Sample.jpeg(1), at: "pair/b.jpg")
        try place.scan()
        #expect(Processes.wait(seconds: 20) { count("duplicates:exact") == 5 && (try? list("state=all").count) == 3 })
    }
}
