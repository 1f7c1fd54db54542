// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Names and paths as a person or a terminal may see them: the one place where path bytes become text.
public enum DisplayName {
    /// Valid UTF-8 as it is, but for control and direction characters; everything else as `\xHH`.
    ///
    /// Not reversible (JSON carries `pathBytes` for that), and safe on a terminal: no byte of it can move the cursor,
    /// recolour the screen or reorder the text around it.
    public static func text(_ bytes: some Collection<UInt8>) -> String {
        var text = ""
        var decoder = UTF8()
        let bytes = Array(bytes)
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                let width = UTF8.width(scalar)
                if isHarmless(scalar) {
                    text.unicodeScalars.append(scalar)
                } else {
                    escape(bytes[position..<position + width], into: &text)
                }
                position += width
            case .emptyInput:
                return text
            case .error:
                escape(bytes[position...position], into: &text)
                position += 1
                decoder = UTF8()
                iterator = Array(bytes[position...]).makeIterator()
            }
        }
    }

    private static func escape(_ bytes: ArraySlice<UInt8>, into text: inout String) {
        for byte in bytes { text += "\\x" + Hexadecimal.text([byte]) }
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}

extension DisplayName {
    /// Whether the bytes are UTF-8, so that text alone carries them.
    public static func isUTF8(_ bytes: [UInt8]) -> Bool { exact(bytes) != nil }

    /// The bytes' text where they are UTF-8, control characters included: for JSON, which escapes them itself.
    public static func exact(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }
}
