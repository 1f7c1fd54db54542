// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// One value of a property.
struct XMPItem: Hashable {
    var text: String
    /// `xml:lang`.
    var language: String?
}

/// Reads the properties of an XMP packet out of its RDF (XMP specification, part 1, section 7): as elements, as attributes, as
/// lists of any kind, and as nodes that are named elsewhere. What is not known is passed over, however deep it is.
struct RDFReader {
    private(set) var properties: [XMPProperty: [XMPItem]] = [:]
    private var scanner: XMLScanner
    private var itemsLeft = 10_000
    /// Lists that have a name, and the properties that are one of them.
    private var nodes: [String: [XMPItem]] = [:]
    private var references: [(node: String, property: XMPProperty)] = []

    /// What ended the reading early.
    var failure: String? { scanner.failure }

    /// UTF-8.
    init(_ bytes: [UInt8]) {
        scanner = XMLScanner(bytes)
        while let token = scanner.next() {
            if case .open(let tag) = token, isRDF(tag, "RDF"), !tag.isEmpty { readNodes() }
        }
        for (node, property) in references { take(nodes[node] ?? [], of: property) }
    }

    private mutating func readNodes() {
        while case .open(let tag)? = nextTag() {
            take(attributesOf: tag)
            if let node = node(of: tag), isContainer(tag) {
                nodes[node] = tag.isEmpty ? [] : items()
            } else if !tag.isEmpty {
                readProperties()
            }
        }
    }

    private mutating func readProperties() {
        while case .open(let tag)? = nextTag() {
            guard let property = XMPProperty(tag.space, name(tag.name)) else {
                if !tag.isEmpty { skip() }
                continue
            }
            if let node = node(of: tag) { references.append((node, property)) }
            take(value(of: tag), of: property)
        }
    }

    // MARK: Values

    /// The value of a property, or of an item of a list: text, or what lies inside.
    private mutating func value(of tag: XMLTag) -> [XMPItem] {
        let language = attribute(.xml, "lang", of: tag)
        var found: [XMPItem] = []
        for key in ["resource", "value"] {
            if let text = attribute(.rdf, key, of: tag) { found.append(XMPItem(text: text, language: language)) }
        }
        guard !tag.isEmpty else { return found }
        var text = ""
        var hasElements = false
        loop: while let token = scanner.next() {
            switch token {
            case .text(let range, let isLiteral):
                guard !hasElements, text.utf8.count < WrittenText.textLimit else { continue }
                text += scanner.text(range, limit: WrittenText.textLimit, isLiteral: isLiteral)
            case .open(let inner):
                hasElements = true
                found += nested(inner)
            case .close: break loop
            }
        }
        if !hasElements { found.append(XMPItem(text: text, language: language)) }
        return found
    }

    private mutating func nested(_ tag: XMLTag) -> [XMPItem] {
        if isContainer(tag) { return tag.isEmpty ? [] : items() }
        // A value with qualifiers: section 7.8.
        if isRDF(tag, "value") { return value(of: tag) }
        if isRDF(tag, "Description") {
            if let text = attribute(.rdf, "value", of: tag) {
                if !tag.isEmpty { skip() }
                return [XMPItem(text: text)]
            }
            return tag.isEmpty ? [] : qualified()
        }
        if !tag.isEmpty { skip() }
        return []
    }

    /// Of an `rdf:Description` inside a value, `rdf:value` alone.
    private mutating func qualified() -> [XMPItem] {
        var found: [XMPItem] = []
        while case .open(let tag)? = nextTag() {
            if isRDF(tag, "value") { found += value(of: tag) } else if !tag.isEmpty { skip() }
        }
        return found
    }

    private mutating func items() -> [XMPItem] {
        var found: [XMPItem] = []
        while case .open(let tag)? = nextTag() {
            if itemsLeft > 0 {
                itemsLeft -= 1
                found += value(of: tag)
            } else if !tag.isEmpty {
                skip()
            }
        }
        return found
    }

    private mutating func take(attributesOf tag: XMLTag) {
        for attribute in tag.attributes where attribute.space != .none && attribute.space != .rdf {
            guard let property = XMPProperty(attribute.space, name(attribute.name)) else { continue }
            take([XMPItem(text: scanner.text(attribute.value, limit: WrittenText.textLimit, inAttribute: true))], of: property)
        }
    }

    private mutating func take(_ items: [XMPItem], of property: XMPProperty) {
        if !items.isEmpty { properties[property, default: []] += items }
    }

    // MARK: Tags

    /// The next opening tag inside the element at hand; nil behind its closing one.
    private mutating func nextTag() -> XMLScanner.Token? {
        while let token = scanner.next() {
            switch token {
            case .open: return token
            case .close: return nil
            case .text: continue
            }
        }
        return nil
    }

    /// Passes over the element whose opening tag was taken.
    private mutating func skip() {
        let depth = scanner.depth
        while scanner.depth >= depth, scanner.next() != nil {}
    }

    private func name(_ range: Range<Int>) -> String { String(decoding: scanner.bytes[range.prefix(64)], as: UTF8.self) }

    private func isRDF(_ tag: XMLTag, _ local: String) -> Bool { tag.space == .rdf && name(tag.name) == local }

    private func isContainer(_ tag: XMLTag) -> Bool {
        tag.space == .rdf && ["Bag", "Seq", "Alt"].contains(name(tag.name))
    }

    private func node(of tag: XMLTag) -> String? { attribute(.rdf, "nodeID", of: tag) }

    private func attribute(_ space: XMPSpace, _ local: String, of tag: XMLTag) -> String? {
        tag.attributes.first { $0.space == space && name($0.name) == local }
            .map { scanner.text($0.value, limit: WrittenText.textLimit, inAttribute: true) }
    }
}
