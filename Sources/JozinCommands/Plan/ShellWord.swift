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

    private static let quote = UInt8(ascii: "'")
}
