// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Text between quotation marks, as queries are printed. Within them `\"` and `\\` are the characters and `\xHH` is a byte.
enum Quotation {
    static func of(_ bytes: [UInt8]) -> String { enclosed(escaped(bytes)) }

    /// A folder, bare where it can be.
    static func ofFolder(_ path: LibraryPath) -> String {
        if path == .root { return "/" }
        if path.bytes.allSatisfy({ isPlain($0) }) { return String(decoding: path.bytes, as: UTF8.self) }
        var text = ""
        var rest = path.bytes[...]
        // UTF-8 as it is, other bytes by number.
        while let first = rest.first {
            let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let scalar = Array(rest.prefix(width))
            if DisplayName.isUTF8(scalar) {
                text += escaped(scalar)
                rest = rest.dropFirst(width)
            } else {
                text += "\\x" + Hexadecimal.text([first])
                rest = rest.dropFirst()
            }
        }
        return enclosed(text)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func escaped(_ bytes: [UInt8]) -> String {
        var escaped: [UInt8] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { escaped.append(UInt8(ascii: "\\")) }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func enclosed(_ text: String) -> String { "\"" + text + "\"" }
}
