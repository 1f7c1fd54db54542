// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A word that a POSIX shell takes as it is, whatever its bytes.
package enum ShellWord {
    /// In single quotes, between which every byte stands for itself; a single quote itself is `'\''`.
    package static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        var word = [quote]
        for byte in bytes {
            if byte == quote { word += Array(#"'\''"#.utf8) } else { word.append(byte) }
        }
        return word + [quote]
    }

    /// The word as a person types it: quoted only where it must be.
    package static func shown(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && !text.isEmpty ? text : String(decoding: quoted(Array(text.utf8)), as: UTF8.self)
    }

    private static let quote = UInt8(ascii: "'")
}
