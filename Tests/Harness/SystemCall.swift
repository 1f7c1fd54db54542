// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles

/// One system call as strace writes it.
package struct SystemCall {
    package let name: String
    /// Arguments as written, annotations of descriptors included.
    package let arguments: [[UInt8]]
    /// What stands behind the equals sign.
    package let result: [UInt8]

    /// Nil for lines that tell of signals and exits.
    package init?(line: ArraySlice<UInt8>) {
        guard let open = line.firstIndex(of: UInt8(ascii: "(")), open > line.startIndex,
            line[..<open].allSatisfy({ $0 == UInt8(ascii: "_") || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "z") })
        else { return nil }
        name = String(decoding: line[..<open], as: UTF8.self)
        var scanner = ArgumentScanner(line[(open + 1)...])
        arguments = scanner.arguments()
        result = Array(scanner.rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "=") })
    }

    package var failed: Bool { result.first == UInt8(ascii: "-") || result.first == UInt8(ascii: "?") }

    package func text(_ index: Int) -> String { index < arguments.count ? String(decoding: arguments[index], as: UTF8.self) : "" }

    /// The string that argument `index` is, its escapes undone; nil where it is none.
    package func string(_ index: Int) -> [UInt8]? {
        guard index < arguments.count, arguments[index].first == UInt8(ascii: "\"") else { return nil }
        let end = arguments[index].lastIndex(of: UInt8(ascii: "\"")) ?? arguments[index].endIndex
        return end > 0 ? SystemCall.unescaped(arguments[index][1..<end]) : nil
    }

    /// The path that strace -y puts behind a descriptor.
    package func descriptorPath(_ index: Int) -> [UInt8]? {
        index < arguments.count ? SystemCall.annotation(arguments[index]) : nil
    }

    /// The path of the descriptor that the call returned.
    package var resultPath: [UInt8]? { SystemCall.annotation(result) }

    private static func annotation(_ text: [UInt8]) -> [UInt8]? {
        guard let start = text.firstIndex(of: UInt8(ascii: "<")), let end = text.lastIndex(of: UInt8(ascii: ">")), start < end
        else { return nil }
        return unescaped(text[(start + 1)..<end])
    }

    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "v"): 0x0B,
        UInt8(ascii: "f"): 0x0C,
    ]

    /// C's escapes, octal numbers of up to three digits among them.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
            if digits.isEmpty {
                bytes.append(letters[next] ?? next)
                rest = rest.dropFirst()
            } else {
                bytes.append(digits.reduce(0) { $0 << 3 | $1 - UInt8(ascii: "0") })
                rest = rest.dropFirst(digits.count)
            }
        }
        return bytes
    }
}

/// Splits a call's arguments at its own commas.
private struct ArgumentScanner {
    private(set) var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) { rest = text }

    mutating func arguments() -> [[UInt8]] {
        var arguments: [[UInt8]] = []
        var current: [UInt8] = []
        var depth = 0
        var isQuoted = false
        while let byte = rest.popFirst() {
            if isQuoted {
                current.append(byte)
                if byte == UInt8(ascii: "\\"), let next = rest.popFirst() { current.append(next) }
                isQuoted = byte != UInt8(ascii: "\"")
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted = true
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"): depth = max(0, depth - 1)
            case UInt8(ascii: ")") where depth > 0: depth -= 1
            case UInt8(ascii: ")"): return arguments + (current.isEmpty ? [] : [current])
            case UInt8(ascii: ",") where depth == 0:
                arguments.append(current)
                current = []
                if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
                continue
            default: break
            }
            current.append(byte)
        }
        return arguments + [current]
    }
}
