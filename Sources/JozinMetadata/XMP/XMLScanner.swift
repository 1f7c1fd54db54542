// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// An opening tag, its parts as places in the document.
struct XMLTag {
    let space: XMPSpace
    let name: Range<Int>
    var attributes: [XMLAttribute] = []
    /// Whether the element has no content and no closing tag (`<a/>`).
    var isEmpty = false
}

/// An attribute; declarations of namespaces are none.
struct XMLAttribute {
    let space: XMPSpace
    let name: Range<Int>
    /// Undecoded.
    let value: Range<Int>
}

/// Takes an XML document apart (XML 1.0, Namespaces in XML 1.0), in as much memory as its tags are deep.
///
/// Invariants: 1. Documents that declare a type or entities are refused: no entity is known but the five that XML brings
/// and numbers of characters, so that nothing grows and nothing is fetched. 2. Each byte is passed a bounded number of times,
/// and depth, tags, attributes and namespaces are limited.
struct XMLScanner {
    enum Token {
        case open(XMLTag)
        case close
        /// Characters between tags; literal ones hold no entities.
        case text(Range<Int>, isLiteral: Bool)
    }

    /// Elements in one another.
    static let depthLimit = 64
    /// Tags and attributes of a document.
    static let countLimit = 100_000
    /// Namespaces declared at one place.
    static let namespaceLimit = 128

    let bytes: [UInt8]
    /// What ended the reading early.
    private(set) var failure: String?
    private var position = 0
    private var count = 0
    private var open: [(name: Range<Int>, namespaces: Int)] = []
    private var namespaces: [(prefix: Range<Int>, space: XMPSpace)] = []

    /// UTF-8.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many elements are open.
    var depth: Int { open.count }

    /// The next part; nil at the end, and where the document cannot be read on.
    mutating func next() -> Token? {
        while failure == nil, position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                let start = position
                skip { $0 != UInt8(ascii: "<") }
                return .text(start..<position, isLiteral: false)
            }
            guard position + 1 < bytes.count else { break }
            switch bytes[position + 1] {
            case UInt8(ascii: "?"): guard pass("?>") else { return fail(XMLScanner.isCut) }
            case UInt8(ascii: "!"):
                if holds("<!--") {
                    position += 4
                    guard pass("-->") else { return fail(XMLScanner.isCut) }
                } else if holds("<![CDATA[") {
                    let start = position + 9
                    position = start
                    guard pass("]]>") else { return fail(XMLScanner.isCut) }
                    return .text(start..<position - 3, isLiteral: true)
                } else {
                    return fail("it declares a document type, which is refused")
                }
            case UInt8(ascii: "/"): return close()
            default: return opened()
            }
        }
        return open.isEmpty ? nil : fail(XMLScanner.isCut)
    }

    private static let isCut = "it is cut short"
    private static let isNoXML = "it is no XML"

    private mutating func fail(_ sentence: String) -> Token? {
        failure = failure ?? sentence
        return nil
    }

    // MARK: Tags

    private mutating func opened() -> Token? {
        position += 1
        guard let name = name() else { return fail(XMLScanner.isNoXML) }
        guard open.count < XMLScanner.depthLimit else { return fail("its elements lie too deep in one another") }
        let outer = namespaces.count
        var raw: [(name: Range<Int>, value: Range<Int>)] = []
        while true {
            count += 1
            guard count <= XMLScanner.countLimit else { return fail("it has too many elements") }
            skip { XMLScanner.isSpace($0) }
            guard position < bytes.count else { return fail(XMLScanner.isCut) }
            if bytes[position] == UInt8(ascii: ">") || bytes[position] == UInt8(ascii: "/") { break }
            guard let attribute = attribute() else { return fail(XMLScanner.isNoXML) }
            if isNamespace(attribute.name) {
                guard namespaces.count < XMLScanner.namespaceLimit else { return fail("it has too many namespaces") }
                declare(attribute)
            } else {
                raw.append(attribute)
            }
        }
        // What a tag declares holds for its own name and attributes, wherever it stands among them.
        var tag = XMLTag(space: space(of: name, isAttribute: false), name: local(name))
        tag.attributes = raw.map {
            XMLAttribute(space: space(of: $0.name, isAttribute: true), name: local($0.name), value: $0.value)
        }
        if bytes[position] == UInt8(ascii: "/") {
            position += 1
            tag.isEmpty = true
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return fail(XMLScanner.isNoXML) }
        position += 1
        if tag.isEmpty { namespaces.removeLast(namespaces.count - outer) } else { open.append((name, outer)) }
        return .open(tag)
    }

    private mutating func close() -> Token? {
        position += 2
        guard let name = name(), let last = open.popLast(), bytes[name] == bytes[last.name] else {
            return fail(XMLScanner.isNoXML)
        }
        namespaces.removeLast(namespaces.count - last.namespaces)
        skip { XMLScanner.isSpace($0) }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return fail(XMLScanner.isNoXML) }
        position += 1
        return .close
    }

    private mutating func attribute() -> (name: Range<Int>, value: Range<Int>)? {
        guard let name = name() else { return nil }
        skip { XMLScanner.isSpace($0) }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
        position += 1
        skip { XMLScanner.isSpace($0) }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
            return nil
        }
        let quote = bytes[position]
        position += 1
        let start = position
        skip { $0 != quote }
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return (name, start..<position)
    }

    private mutating func name() -> Range<Int>? {
        let start = position
        skip { !XMLScanner.isSpace($0) && !XMLScanner.endsName($0) }
        return position > start ? start..<position : nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }

    // MARK: Namespaces

    private func isNamespace(_ name: Range<Int>) -> Bool {
        guard bytes.holds("xmlns", at: name.lowerBound), name.count >= 5 else { return false }
        return name.count == 5 || bytes[name.lowerBound + 5] == UInt8(ascii: ":")
    }

    private mutating func declare(_ attribute: (name: Range<Int>, value: Range<Int>)) {
        let prefix = min(attribute.name.lowerBound + 6, attribute.name.upperBound)..<attribute.name.upperBound
        namespaces.append((prefix, XMPSpace(uri: text(attribute.value, limit: 256, inAttribute: true))))
    }

    private func colon(in name: Range<Int>) -> Int? { bytes[name].firstIndex(of: UInt8(ascii: ":")) }

    private func local(_ name: Range<Int>) -> Range<Int> { (colon(in: name).map { $0 + 1 } ?? name.lowerBound)..<name.upperBound }

    private func space(of name: Range<Int>, isAttribute: Bool) -> XMPSpace {
        guard let colon = colon(in: name) else { return isAttribute ? .none : known(name.lowerBound..<name.lowerBound) ?? .none }
        let prefix = name.lowerBound..<colon
        // `xml` needs no declaration.
        if prefix.count == 3, bytes.holds("xml", at: prefix.lowerBound) { return .xml }
        return known(prefix) ?? .none
    }

    private func known(_ prefix: Range<Int>) -> XMPSpace? {
        namespaces.last { $0.prefix.count == prefix.count && bytes[$0.prefix] == bytes[prefix] }?.space
    }

    // MARK: Bytes

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while position < bytes.count, isSkipped(bytes[position]) { position &+= 1 }  // below an array's count
    }

    /// Steps behind the next such bytes; false where there are none.
    private mutating func pass(_ end: StaticString) -> Bool {
        guard let first = end.description.utf8.first else { return false }
        while true {
            skip { $0 != first }
            guard position < bytes.count else { return false }
            if holds(end) {
                position += end.utf8CodeUnitCount
                return true
            }
            position += 1
        }
    }

    private func holds(_ expected: StaticString) -> Bool { bytes.holds(expected, at: position) }
}

extension [UInt8] {
    /// Whether these bytes lie at `offset`; false where they reach past the end.
    func holds(_ expected: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, expected.utf8CodeUnitCount <= count - offset else { return false }
        return self[offset..<offset + expected.utf8CodeUnitCount].elementsEqual(expected.description.utf8)
    }
}
