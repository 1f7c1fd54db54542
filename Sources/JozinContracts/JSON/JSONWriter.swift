// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Writes JSON (RFC 8259) as UTF-8 bytes: the same values always give the same bytes, since order is the caller's.
///
/// Invariant: calls nest as JSON does; an object's values are each preceded by `key`.
public struct JSONWriter {
    /// How the text is laid out.
    public enum Layout: Sendable {
        /// One line, for JSON Lines.
        case compact
        /// Two spaces a level, for files that people open.
        case indented
    }

    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private let layout: Layout
    private var depth = 0
    private var isFirst = true
    private var followsKey = false

    /// An empty document.
    public init(_ layout: Layout) {
        self.layout = layout
        bytes.reserveCapacity(2048)
    }

    /// An object around what `body` writes.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        nest(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), body)
    }

    /// An array around what `body` writes.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        nest(open: UInt8(ascii: "["), close: UInt8(ascii: "]"), body)
    }

    /// The key of the value that follows.
    public mutating func key(_ name: StaticString) {
        key(name.description)
    }

    /// The key of the value that follows, for names that are data.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if layout == .indented { bytes.append(UInt8(ascii: " ")) }
        followsKey = true
    }

    /// Writes a string.
    public mutating func string(_ text: String) {
        separate()
        quote(text)
    }

    /// Writes a whole number.
    public mutating func int(_ number: some BinaryInteger) { literal(String(number)) }

    /// The shortest text that reads back as the same number; what JSON cannot say (infinities, NaN) becomes null.
    public mutating func double(_ number: Double) { number.isFinite ? literal("\(number)") : null() }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { literal("null") }

    /// A number as it was written elsewhere, digit for digit.
    public mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// Ends the document or the line.
    public mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    /// Hands out what was written so far and goes on from there, so that a long document is never held whole.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func nest(open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { breakLine() }
        bytes.append(close)
        isFirst = false
    }

    private mutating func separate() {
        if followsKey {
            followsKey = false
            return
        }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        if depth > 0 { breakLine() }
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    /// Control characters of ASCII and of Latin-1 (C1) are escaped, so that no terminal obeys them.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var leadsC1 = false
        for byte in text.utf8 {
            let mayBeC1 = leadsC1
            leadsC1 = byte == 0xC2
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F: escape(byte)
            case 0x80..<0xA0 where mayBeC1:
                bytes.removeLast()
                escape(byte)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(contentsOf: Hexadecimal.text([byte]).utf8)
    }
}
