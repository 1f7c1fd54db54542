// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// The command line as text that loses no byte: a path need not be UTF-8, and the parser takes strings.
///
/// Each byte that is not UTF-8 is one scalar of plane 16's end (U+10FF80...U+10FFFF), and so is each byte of such a
/// scalar itself; `SystemPath(argument:)` turns them back.
package enum RawArguments {
    /// The arguments behind the program's name.
    static var all: [String] { CommandLine.unsafeWords.dropFirst().map(text) }

    /// How the program was called: the last component of its name.
    static var calledAs: [UInt8] {
        let name = CommandLine.unsafeWords.first ?? []
        return name.lastIndex(of: UInt8(ascii: "/")).map { Array(name[($0 + 1)...]) } ?? name
    }

    package static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: isReserved) { return text }
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            if let (scalar, length) = scalar(rest), !isReserved(scalar) {
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                text.unicodeScalars.append(Unicode.Scalar(base + UInt32(first)) ?? " ")
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The scalar that the bytes begin with, and how many it takes.
    private static func scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        for length in 1...4 where length <= bytes.count {
            if let scalar = String(validating: bytes.prefix(length), as: UTF8.self)?.unicodeScalars.first {
                return (scalar, length)
            }
        }
        return nil
    }

    private static func isReserved(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= base + 0x80 }

    package static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            isReserved(scalar) ? [UInt8(scalar.value - base)] : Array(String(scalar).utf8)
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
