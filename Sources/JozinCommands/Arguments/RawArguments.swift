// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// The command line as text that loses no byte: a path need not be UTF-8, and the parser takes strings.
///
/// An argument that is not UTF-8 has each wrong byte as one scalar of plane 16's end (U+10FF80...U+10FFFF), which no
/// sane name holds; `SystemPath(argument:)` turns them back.
package enum RawArguments {
    /// The arguments behind the program's name.
    static var all: [String] { CommandLine.unsafeWords.dropFirst().map(text) }

    /// How the program was called: the last component of its name.
    static var calledAs: [UInt8] {
        let name = CommandLine.unsafeWords.first ?? []
        return name.lastIndex(of: UInt8(ascii: "/")).map { Array(name[($0 + 1)...]) } ?? name
    }

    package static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            let length = (1...4).first { $0 <= rest.count && String(validating: rest.prefix($0), as: UTF8.self) != nil }
            if let length {
                text += String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length)
            } else {
                text.unicodeScalars.append(Unicode.Scalar(base + UInt32(first)) ?? " ")
                rest = rest.dropFirst()
            }
        }
        return text
    }

    package static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            scalar.value >= base + 0x80 ? [UInt8(scalar.value - base)] : Array(String(scalar).utf8)
        }
    }

    private static let base: UInt32 = 0x10FF00
}

extension CommandLine {
    /// The words of the command line as bytes.
    fileprivate static var unsafeWords: [[UInt8]] {
        // argv holds argc NUL-terminated words that live as long as the process, and nothing here changes them.
        let words = unsafe UnsafeBufferPointer(start: unsafeArgv, count: Int(argc))
        return unsafe words.map { word in
            guard let word = unsafe word else { return [] }
            return unsafe UnsafeBufferPointer(start: word, count: strlen(word)).map { UInt8(bitPattern: $0) }
        }
    }
}
