// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A library that was tagged elsewhere is found by its words` {
    private static let packet = """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
         xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmp:Rating="4">
        <dc:subject><rdf:Bag><rdf:li>Moře</rdf:li><rdf:li>Praha</rdf:li></rdf:Bag></dc:subject>
        <lr:hierarchicalSubject><rdf:Bag><rdf:li>cesty|Praha</rdf:li></rdf:Bag></lr:hierarchicalSubject>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">&lt;b&gt;Soumrak</rdf:li></rdf:Alt></dc:title>
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Racek na molu</rdf:li></rdf:Alt></dc:description>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        """

    private func library() throws -> Place {
        let place = try Place()
        let jpeg = try Sample.smallJPEG(1)
        let payload = Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(Self.packet.utf8)
        let length = payload.count + 2
        try place.put(
            Array(jpeg.prefix(2)) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + payload + jpeg.dropFirst(2),
            at: "a.jpg")
        try place.put(try Sample.smallJPEG(2), at: "b.jpg")
        try place.scan()
        return place
    }

    private func found(_ place: Place, _ query: String) throws -> String {
        let outcome = try place.run("search", Word(place.photos), "--", "\(query)")
        #expect(outcome.code == 0, "\(outcome.said)")
        return outcome.text
    }

    @Test func `by tags, stars, titles and descriptions`() throws {
        let place = try library()
        for query in [
            "tag:more", "tag:cesty/praha", "tag:praha", "praha", "soumrak", "title:soumrak", "description:racek", "rating:>=4",
            "has:tag",
            "has:title", "has:description", "has:rating",
        ] { #expect(try found(place, query) == "a.jpg\n", "\(query)") }
        #expect(try found(place, "-has:tag") == "b.jpg\n")
        #expect(try place.run("rebuild", Word(place.photos)).code == 0)
        #expect(try found(place, "tag:more rating:4") == "a.jpg\n")
        #expect(try place.run("verify", Word(place.photos)).code == 0)
        let inspected = try JSONReader.read(try place.run("inspect", "a.jpg", "--metadata-only", "--json-lines").output)
        #expect(inspected["descriptive"]?["keywords"]?.elements == [.string("Moře"), .string("Praha"), .string("cesty/Praha")])
        #expect(inspected["descriptive"]?["rating"]?.integer == 4)
    }

    @Test func `what is decided counts before it, and can be taken back`() throws {
        let place = try library()
        let decided = try place.run(
            "decide", Word(place.photos), "a.jpg", "--rating", "0", "--untag", "Moře", "--title", "Úsvit", "--description", "")
        #expect(decided.code == 0, "\(decided.said)")
        for query in ["tag:more", "rating:>0", "soumrak", "racek", "has:description"] {
            #expect(try found(place, query) == "", "\(query)")
        }
        #expect(try found(place, "title:usvit tag:praha") == "a.jpg\n")
        #expect(try place.run("rebuild", Word(place.photos)).code == 0)
        #expect(try found(place, "tag:more") == "" && found(place, "title:usvit") == "a.jpg\n")
        #expect(try place.run("undo", Word(place.photos)).code == 0)
        #expect(try found(place, "tag:more rating:4 soumrak racek") == "a.jpg\n")
    }

    @Test func `in lists, details and completion`() throws {
        let place = try library()
        let server = try RunningServer(place)
        _ = try server.somePhoto()
        let photo = try #require(try server.get("/api/photos?q=tag:more").json?["photos"]?.elements?.first)
        #expect(photo["rating"]?.integer == 4 && photo["title"]?.text == "<b>Soumrak")
        let id = photo["id"]?.text ?? ""
        let details = try #require(try server.get("/api/photos/\(id)").json)
        #expect(details["tags"]?.elements == [.string("Moře"), .string("cesty/Praha")])
        #expect(details["description"]?.text == "Racek na molu" && details["descriptive"]?["rating"]?.integer == 4)
        #expect(details["decisions"]?["tags"]?.elements == [])
        let labels = try server.get("/api/labels?kind=tag").json?["labels"]?.elements ?? []
        #expect(Set(labels.compactMap { $0["name"]?.text }) == ["Moře", "cesty/Praha"])
    }

    @Test func `a file beside a photo is shown where it is asked for`() throws {
        let place = try library()
        try place.put(Array(Self.packet.utf8), at: "a.jpg.xmp")
        let outcome = try place.run("inspect", "a.jpg.xmp", "--json-lines")
        let json = try JSONReader.read(outcome.output)
        #expect(outcome.code == 0 && json["format"]?.text == "xmp" && json["descriptive"]?["title"]?.text == "<b>Soumrak")
        try place.scan()
        #expect(try found(place, "tag:more") == "a.jpg\n")
    }
}
