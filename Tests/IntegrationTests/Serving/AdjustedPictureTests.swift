// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A photo is shown as it was decided` {
    private struct Served {
        let place: Place
        let server: RunningServer

        init() throws {
            place = try Place()
            try place.put(try Sample.jpeg(1, width: 1600, height: 1200), at: "a/1.jpg")
            try place.put(try Sample.jpeg(2), at: "a/2.jpg")
            try place.scan()
            server = try RunningServer(place)
        }

        func listed(_ name: String) throws -> JSONValue {
            let photos = try #require(server.get("/api/photos").json?["photos"]?.elements)
            return try #require(photos.first { $0["name"]?.text == name })
        }

        func id(_ name: String) throws -> String { try #require(listed(name)["id"]?.text) }

        func picture(_ id: String, _ rest: String = "/thumbnail?size=320") throws -> (
            size: PixelSize?, tag: String, answer: HTTPAnswer
        ) {
            let answer = try server.get("/api/photos/\(id)\(rest)")
            return (JPEGHead.size(answer.body), answer["etag"] ?? "", answer)
        }

        func adjust(_ id: String, _ recipe: String) throws {
            let answer = try server.post("/api/decisions", "{\"photos\":[\"\(id)\"],\"set\":{\"adjustments\":\(recipe)}}")
            #expect(answer.status == 200, "\(answer.text)")
        }

        func stored() throws -> Set<String> {
            Set(try place.shell("cd .jozin && find thumbs -type f | sort").text.split(separator: "\n").map(String.init))
        }
    }

    @Test func `thumbnails, sizes and shapes follow the recipe, and undo brings back what was drawn before`() throws {
        let served = try Served()
        let id = try served.id("1.jpg")
        let before = try served.picture(id)
        #expect(before.size == PixelSize(width: 320, height: 240) && before.answer.status == 200)
        #expect(try served.listed("1.jpg")["recipe"] == nil)
        let shapes = try served.server.get("/api/timeline/shapes?snapshot=\(served.server.snapshot())").body

        try served.adjust(id, "{\"turn\":6,\"exposure\":0.5}")
        let turned = try served.listed("1.jpg")
        #expect(turned["width"]?.integer == 1200 && turned["height"]?.integer == 1600)
        let recipe = try #require(turned["recipe"]?.text)
        let after = try served.picture(id)
        #expect(after.size == PixelSize(width: 240, height: 320) && after.tag != before.tag)
        #expect(try served.picture(id, "/thumbnail?size=320&recipe=\(recipe)").answer.body == after.answer.body)
        #expect(try served.server.get("/api/photos/\(id)/thumbnail", "If-None-Match: \(before.tag)").status == 200)
        #expect(try served.server.get("/api/photos/\(id)/thumbnail", "If-None-Match: \(after.tag)").status == 304)
        let unadjusted = try served.picture(id, "/thumbnail?size=320&recipe=none")
        #expect(unadjusted.answer.body == before.answer.body && unadjusted.tag == before.tag)
        let turnedShapes = try served.server.get("/api/timeline/shapes?snapshot=\(served.server.snapshot())").body
        #expect(shapes.count == 2 && turnedShapes.count == 2 && shapes != turnedShapes)
        // 4:3 and 3:4 lie on either side of a square, which is 128.
        #expect(turnedShapes.min().map { 256 - Int($0) } == shapes.max().map { Int($0) })
        #expect(try served.listed("2.jpg")["recipe"] == nil)

        let stored = try served.stored()
        #expect(stored.contains { $0.contains(".\(recipe)-320") })
        try served.place.shell("mv a/1.jpg a/aside")
        #expect(try served.server.post("/api/history/undo", "{}").status == 200)
        let back = try served.picture(id)
        #expect(back.answer.body == before.answer.body && back.tag == before.tag, "from the store: there is nothing to draw from")
        #expect(try served.server.post("/api/history/redo", "{}").status == 200)
        #expect(try served.picture(id).answer.body == after.answer.body)
        #expect(try served.stored() == stored)
    }

    @Test func `tiles are parts of the adjusted picture`() throws {
        let served = try Served()
        let id = try served.id("1.jpg")
        // 1200 x 1600 when it stands, of which 600 x 1200 are kept.
        try served.adjust(id, "{\"turn\":6,\"crop\":{\"x\":0.25,\"y\":0.25,\"w\":0.5,\"h\":0.75}}")
        let details = try #require(served.server.get("/api/photos/\(id)").json)
        #expect(details["width"]?.integer == 600 && details["height"]?.integer == 1200)
        #expect(details["tiles"]?["levels"]?.integer == 3)
        for (tile, size) in [
            ("level=0&column=0&row=0", PixelSize(width: 512, height: 512)),
            ("level=0&column=1&row=2", PixelSize(width: 88, height: 176)),
            ("level=1&column=0&row=1", PixelSize(width: 300, height: 88)),
            ("level=2&column=0&row=0", PixelSize(width: 150, height: 300)),
        ] {
            let picture = try served.picture(id, "/tile?\(tile)")
            #expect(picture.size == size, "\(tile): \(picture.answer.text.prefix(200))")
        }
        #expect(try served.picture(id, "/tile?level=0&column=2&row=0").answer.status == 404)
        #expect(try served.picture(id, "/tile?level=0&column=2&row=0&recipe=none").answer.status == 200)
        for wrong in ["", "None", "0", "0123456789ABCDEF", "0123456789abcde", "../0123456789abc"] {
            #expect(try served.picture(id, "/thumbnail?recipe=\(wrong)").answer.status == 400, "\(wrong)")
        }
    }

    @Test func `what no Jožin of this version understands is shown as it was taken`() throws {
        let served = try Served()
        let id = try served.id("1.jpg")
        let before = try served.picture(id)
        try served.adjust(id, "{\"sparkle\":3}")
        #expect(try served.picture(id).tag == before.tag)
        #expect(try served.listed("1.jpg")["width"]?.integer == 1600)
    }

    @Test func `the thumbnails that are made ahead are those to be shown`() throws {
        let served = try Served()
        let id = try served.id("1.jpg")
        try served.adjust(id, "{\"warmth\":0.25}")
        let recipe = try #require(served.listed("1.jpg")["recipe"]?.text)
        // The catalog follows a decision within a second.
        let isThere = try Processes.wait(seconds: 30) {
            _ = try served.place.run("thumbs", Word(served.place.photos), "--size", "64")
            return try served.stored().contains { $0.hasSuffix(".\(recipe)-64.jpg") }
        }
        #expect(isThere)
    }

    @Test func `a file that changed since it was scanned is not drawn, and a copy that is known is not drawn again`() throws {
        let served = try Served()
        let id = try served.id("1.jpg")
        let known = try served.picture(id)
        try served.place.shell("touch -d 2001-01-01 a/1.jpg; find .jozin/thumbs -type f -delete")
        for part in ["thumbnail?size=1440", "tile?level=0&column=0&row=0"] {
            let answer = try served.server.get("/api/photos/\(id)/\(part)")
            #expect(answer.status == 409 && answer.code == "changed" && answer.faults == [], "\(answer.text)")
            #expect(answer.json?["error"]?["message"]?.text == "the file has changed since it was scanned")
        }
        #expect(try served.server.get("/api/photos/\(id)/thumbnail", "If-None-Match: \(known.tag)").status == 304)
        #expect(try served.stored() == [], "to say so nothing was drawn")
        try served.place.scan()
        #expect(try served.server.get("/api/photos/\(id)/tile?level=0&column=0&row=0").status == 200)
    }
}
