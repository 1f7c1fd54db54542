// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `A hostile packet costs itself alone` {
    @Test func `a document type, with whatever entities, is refused`() {
        var bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">"
        for level in 1...20 {
            bomb += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level == 1 ? "" : "\(level - 1)");", count: 10))\">"
        }
        for start in [
            bomb + "]>", "<!DOCTYPE r SYSTEM 'file:///etc/passwd'>", "<!DOCTYPE r PUBLIC 'x' 'http://198.51.100.1/x.dtd'>",
            "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://198.51.100.1/p'>%p;]>", "<!ENTITY a 'b'>",
        ] {
            let reading = XMPReader.read(packet("dc:title='&a20;'", before: start))
            #expect(reading.descriptive.isEmpty && !reading.isPacket)
            #expect(reading.warnings == ["XMP was not read to its end: it declares a document type, which is refused"])
        }
    }

    @Test func `entities that nobody declared stay as they stand`() {
        let reading = XMPReader.read(packet("dc:title='&a;&nbsp;&#xD800;&#x110000;&#0;&;x&'"))
        #expect(reading.descriptive.title == "&a;&nbsp;\u{FFFD}\u{FFFD} &;x&")
    }

    @Test func `what points elsewhere is text, or nothing`() {
        let reading = XMPReader.read(
            packet("dc:title='file:///etc/passwd'", "<dc:subject rdf:resource='http://198.51.100.1/'/><xi:include href='x'/>"))
        #expect(reading.descriptive.title == "file:///etc/passwd" && reading.descriptive.keywords == ["http://198.51.100.1/"])
    }

    @Test func `depth, tags, attributes, namespaces and items are limited`() {
        func says(_ bytes: [UInt8], _ sentence: String) -> Bool {
            let warnings = XMPReader.read(bytes).warnings
            return warnings == ["XMP was not read to its end: " + sentence]
        }
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(says(packet("", deep), "its elements lie too deep in one another"))
        #expect(
            says(
                packet("", "<dc:title>" + String(repeating: "<rdf:Description><rdf:value>", count: 40)),
                "its elements lie too deep in one another"))
        #expect(says(packet("", String(repeating: "<a/>", count: 110_000)), "it has too many elements"))
        #expect(says(packet(String(repeating: "a='' ", count: 110_000)), "it has too many elements"))
        #expect(says(packet((0..<200).map { "xmlns:p\($0)='x'" }.joined(separator: " ")), "it has too many namespaces"))
        let items = String(repeating: "<rdf:li>x</rdf:li>", count: 20_000)
        #expect(XMPReader.read(packet("", "<dc:subject><rdf:Bag>\(items)</rdf:Bag></dc:subject>")).descriptive.keywords == ["x"])
        let words = (0..<3000).map { "<rdf:li>w\($0)</rdf:li>" }.joined()
        #expect(
            XMPReader.read(packet("", "<dc:subject><rdf:Bag>\(words)</rdf:Bag></dc:subject>")).descriptive.keywords.count == 1000)
        let long = String(repeating: "ž", count: 200_000)
        let reading = XMPReader.read(packet("dc:title='\(long)' dc:description='\(long)'"))
        #expect(reading.descriptive.title?.utf8.count == 1024 && reading.descriptive.description?.utf8.count == 65_536)
    }

    @Test func `a packet longer than is read gives its beginning`() {
        let reading = XMPReader.read(packet("dc:title='sea'", "<x>" + String(repeating: "A", count: 3 << 20) + "</x>"))
        #expect(reading.descriptive.title == "sea" && reading.warnings == ["XMP was not read to its end: it is cut short"])
    }

    @Test func `texts that would act are text`() {
        for text in [
            "<script>alert(1)</script>", "\" onload=\"x", "'); DROP TABLE photo; --", "\u{202E}gnp", "=HYPERLINK(1)", "../../etc",
            "${x}",
        ] {
            let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("'", with: "&apos;")
            #expect(XMPReader.read(packet("dc:title='\(escaped)'")).descriptive.title == text)
        }
        let title = XMPReader.read(packet("dc:title='a&#13;&#10;Set-Cookie: x&#27;[2J&#0;b&#x85;&#x2028;c'")).descriptive.title
        #expect(title?.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x85 && $0.value != 0x2028 } == true)
    }

    @Test func `cut at every byte, it says less and nothing else`() {
        var random = SeededGenerator(seed: 73)
        for _ in 0..<30 {
            let packet = RandomPacket(using: &random)
            let keywords = Set(packet.facts.keywords)
            for end in packet.bytes.indices {
                let facts = XMPReader.read(Array(packet.bytes[..<end])).descriptive
                #expect(facts.keywords.count { !keywords.contains($0) } <= 1, "at \(end): \(packet.text)")
            }
        }
    }

    @Test func `flipped at random, it never traps and stays within its limits`() {
        var random = SeededGenerator(seed: 74)
        for round in 0..<20_000 {
            var bytes = RandomPacket(using: &random).bytes
            for _ in 0...random.number(0...5) { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
            let reading = XMPReader.read(bytes)
            #expect(reading.warnings.count <= 1 && reading.descriptive.keywords.count <= 20, "round \(round)")
        }
    }
}
