// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore

/// Which part of a list is asked for: so many behind a key. Keys are opaque to clients: Base64 without padding, in the
/// alphabet for addresses (RFC 4648, section 5).
struct PageWindow {
    let limit: Int
    private let after: [UInt8]?

    init(_ parameters: Parameters) throws(ServerProblem) {
        limit = try parameters.integer("limit", in: 1...500) ?? 100
        guard let text = try parameters.text("after", most: 4096) else {
            after = nil
            return
        }
        let standard = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : String($0) }.joined()
        let padded = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        guard let bytes = Base64.bytes(padded), !bytes.isEmpty else { throw PageWindow.foreign }
        after = bytes
    }

    private static var foreign: ServerProblem {
        .misuse("`after` is not the `next` of a page of this list", remedy: "Begin with the first page.")
    }

    /// Behind this path; nil for the first page.
    func path() throws(ServerProblem) -> LibraryPath? {
        guard let after else { return nil }
        guard let path = LibraryPath(bytes: after), !path.bytes.isEmpty else { throw PageWindow.foreign }
        return path
    }

    /// Behind this name; nil for the first page.
    func name() throws(ServerProblem) -> String? {
        guard let after else { return nil }
        guard let text = String(validating: after, as: UTF8.self) else { throw PageWindow.foreign }
        return text
    }

    /// Behind this number; nil for the first page.
    func number() throws(ServerProblem) -> Int64? {
        guard let after else { return nil }
        guard after.count == 8 else { throw PageWindow.foreign }
        return Int64(bitPattern: after.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// Writes the key of the page that follows.
    func writeNext(_ key: [UInt8], to writer: inout JSONWriter) {
        writer.key("next")
        writer.string(PageWindow.text(key))
    }

    /// Writes the key of the page that follows a number.
    func writeNext(_ number: Int64, to writer: inout JSONWriter) {
        let bits = UInt64(bitPattern: number)
        writeNext((0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }, to: &writer)
    }

    private static func text(_ key: [UInt8]) -> String {
        Base64.text(key).filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
    }
}
