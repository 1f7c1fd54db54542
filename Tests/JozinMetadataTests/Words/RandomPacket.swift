// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport

/// An XMP packet of random words, in one of the many ways in which RDF says the same, with things around it that mean nothing.
struct RandomPacket {
    var facts = DescriptiveFacts()
    private(set) var text = ""
    private var attributes: [String] = []
    private var elements: [String] = []
    private var prefixes: [String: String] = [:]

    private static let spaces = [
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/", "lr": "http://ns.adobe.com/lightroom/1.0/",
        "digiKam": "http://www.digikam.org/ns/1.0/", "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    ]

    var bytes: [UInt8] { Array(text.utf8) }

    init(using random: inout SeededGenerator) {
        for space in RandomPacket.spaces.keys.sorted() {
            prefixes[space] = random.coin() ? space : space + "-\(random.number(0...9))"
        }
        if random.coin() {
            let rating = random.number(-1...5)
            facts.rating = rating
            say("xmp:Rating", "\(rating)", &random)
        }
        if random.coin() { facts.title = translated("dc:title", lines: false, &random) }
        if random.coin() { facts.description = translated("dc:description", lines: true, &random) }
        let flat = list("dc:subject", levels: nil, &random)
        let paths = list("lr:hierarchicalSubject", levels: "|", &random)
        let tags = list("digiKam:TagsList", levels: "/", &random)
        for word in flat + paths + tags where !facts.keywords.contains(word) { facts.keywords.append(word) }
        close(&random)
    }

    // MARK: Values

    private mutating func say(_ name: String, _ value: String, _ random: inout SeededGenerator) {
        if random.coin() {
            attributes.append("\(named(name))=\(quoted(value, &random))")
        } else {
            elements.append(element(name, simple(value, &random)))
        }
    }

    /// An element's content that is this text, plainly or with a qualifier.
    private func simple(_ value: String, _ random: inout SeededGenerator) -> String {
        switch random.number(0...3) {
        case 0:
            return
                "<\(named("rdf:Description"))><\(named("rdf:value"))>\(escaped(value, &random))</\(named("rdf:value"))></\(named("rdf:Description"))>"
        case 1 where !value.contains("]]>"): return "<![CDATA[\(value)]]>"
        default: return escaped(value, &random) + (random.coin() ? "<!-- <dc:x> & -->" : "")
        }
    }

    private mutating func translated(_ name: String, lines: Bool, _ random: inout SeededGenerator) -> String {
        let value = words(lines: lines, &random)
        switch random.number(0...2) {
        case 0: say(name, value, &random)
        case 1:
            var items = [("x-default", value), ("cs", words(lines: lines, &random)), ("de-DE", words(lines: lines, &random))]
            items.shuffle(using: &random)
            let content = items.map { "<\(named("rdf:li")) xml:lang='\($0.0)'>\(escaped($0.1, &random))</\(named("rdf:li"))>" }
            elements.append(element(name, wrapped("rdf:Alt", content.joined(separator: "\n"))))
        default: elements.append(element(name, wrapped("rdf:Alt", item(value, &random) + item("second", &random))))
        }
        return value
    }

    private mutating func list(_ name: String, levels: String?, _ random: inout SeededGenerator) -> [String] {
        let count = random.number(0...3)
        let paths = (0..<count).map { _ in
            (0..<(levels == nil ? 1 : random.number(1...3))).map { _ in words(lines: false, &random) }
        }
        let values = paths.map { $0.joined(separator: levels ?? "") }
        if count == 1, random.coin() {
            say(name, values[0], &random)
        } else if count > 0 {
            let kind = ["rdf:Bag", "rdf:Seq", "rdf:Alt"][random.number(0...2)]
            elements.append(element(name, wrapped(kind, values.map { item($0, &random) }.joined())))
        }
        return paths.map { $0.joined(separator: "/") }
    }

    private func item(_ value: String, _ random: inout SeededGenerator) -> String {
        "<\(named("rdf:li"))>\(simple(value, &random))</\(named("rdf:li"))>"
    }

    private func words(lines: Bool, _ random: inout SeededGenerator) -> String {
        let pool = ["Žižkov", "sea & sand", "<b>", "\"old\" town", "it's", "東京", "📷", "a]b", "&amp;", "C++", "x=y;"]
        return (0...random.number(0...2)).map { _ in pool[random.number(0...pool.count - 1)] }.joined(
            separator: lines ? "\n" : " ")
    }

    // MARK: Writing

    private func named(_ name: String) -> String {
        let parts = name.split(separator: ":")
        return "\(prefixes[String(parts[0])] ?? "")\(":")\(parts[1])"
    }

    private func element(_ name: String, _ content: String) -> String { "<\(named(name))>\(content)</\(named(name))>" }

    private func wrapped(_ name: String, _ content: String) -> String { "\n <\(named(name))>\n\(content)\n</\(named(name)) > " }

    private func escaped(_ text: String, _ random: inout SeededGenerator) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "&": return "&amp;"
            case "<": return random.coin() ? "&lt;" : "&#60;"
            case ">": return "&gt;"
            default: return random.number(0...9) == 0 ? "&#x\(String(scalar.value, radix: 16));" : String(scalar)
            }
        }.joined()
    }

    private func quoted(_ text: String, _ random: inout SeededGenerator) -> String {
        let escaped = escaped(text, &random).replacing("\n", with: "&#10;")
        return random.coin()
            ? "\"\(escaped.replacing("\"", with: "&quot;"))\"" : "'\(escaped.replacing("'", with: "&apos;"))'"
    }

    private mutating func close(_ random: inout SeededGenerator) {
        elements.append(
            "<\(named("crs:Look"))><\(named("rdf:Description")) \(named("crs:Name"))='x'>\(element("dc:title", "inner"))</\(named("rdf:Description"))></\(named("crs:Look"))>"
        )
        let all = elements.shuffled(using: &random)
        let cut = random.number(0...all.count)
        func node(_ attributes: [String], _ content: ArraySlice<String>) -> String {
            "<\(named("rdf:Description")) \(named("rdf:about"))='' \(attributes.joined(separator: "\n  "))>\(content.joined(separator: "\n"))</\(named("rdf:Description"))>"
        }
        let declarations = prefixes.sorted { $0.key < $1.key }.map { "xmlns:\($0.value)='\(RandomPacket.spaces[$0.key] ?? "")'" }
        let nodes = node(attributes, all[..<cut]) + "<!-- two nodes -->" + node([], all[cut...])
        let rdf = "<\(named("rdf:RDF")) \(declarations.joined(separator: " "))>\(nodes)</\(named("rdf:RDF"))>"
        let begin = "<?xpacket begin='\u{FEFF}' id='W5M0MpCehiHzreSzNTczkc9d'?>"
        text = random.coin() ? rdf : "\(begin)<x:xmpmeta xmlns:x='adobe:ns:meta/'>\(rdf)</x:xmpmeta>  <?xpacket end='w'?>"
    }
}
