// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// JSON as far as the manifests of the corpora need it; read without Foundation.
enum JSONValue {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes: bytes)
        guard let value = reader.value() else { return nil }
        self = value
    }

    var object: [String: JSONValue]? { if case .object(let object) = self { object } else { nil } }

    subscript(key: String) -> JSONValue? { object?[key] }

    /// The text, numbers as exiftool prints them.
    var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        default: nil
        }
    }

    /// The number, also out of text such as "+0.8"; of several, as "0 200", the largest.
    var number: Double? {
        switch self {
        case .number(let number): number
        case .string(let text):
            text.split(separator: " ").map { Double($0.hasPrefix("+") ? $0.dropFirst() : $0) }.reduce(nil) { largest, number in
                number.map { max($0, largest ?? $0) }
            }
        default: nil
        }
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    mutating func value() -> JSONValue? {
        switch peek() {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "\""): return string().map { .string($0) }
        default: return literal()
        }
    }

    private mutating func peek() -> UInt8? {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func object() -> JSONValue? {
        var object: [String: JSONValue] = [:]
        guard take("{") else { return nil }
        if take("}") { return .object(object) }
        repeat {
            guard peek() != nil, let key = string(), take(":"), let value = value() else { return nil }
            object[key] = value
        } while take(",")
        return take("}") ? .object(object) : nil
    }

    private mutating func array() -> JSONValue? {
        var array: [JSONValue] = []
        guard take("[") else { return nil }
        if take("]") { return .array(array) }
        repeat {
            guard let value = value() else { return nil }
            array.append(value)
        } while take(",")
        return take("]") ? .array(array) : nil
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
                position += 1
                if bytes[position] == UInt8(ascii: "u"), position + 4 < bytes.count {
                    let digits = String(decoding: bytes[(position + 1)...(position + 4)], as: UTF8.self)
                    let scalar = UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}"
                    text += Array(String(scalar).utf8)
                    position += 4
                } else {
                    let escapes: [UInt8: UInt8] = [UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13]
                    text.append(escapes[bytes[position]] ?? bytes[position])
                }
            } else {
                text.append(bytes[position])
            }
            position += 1
        }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func literal() -> JSONValue? {
        let start = position
        while position < bytes.count, !",]} \n\r\t".utf8.contains(bytes[position]) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return Double(word).map { .number($0) }
        }
    }
}
