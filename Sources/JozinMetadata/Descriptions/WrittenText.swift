// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Text as people and programs put it into files, made fit to be kept: no control characters, no spaces around it, no more of
/// it than anybody writes.
enum WrittenText {
    /// The longest keyword and title, in bytes of UTF-8.
    static let lineLimit = 1024
    /// The longest description.
    static let textLimit = 65_536
    /// How many keywords are kept of one photo.
    static let keywordLimit = 1000

    /// UTF-8 where it is that, otherwise Latin-1, which any bytes are.
    static func decoded(_ bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? latin1(bytes)
    }

    static func latin1(_ bytes: some Collection<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// One line; nil where nothing is left.
    static func line(_ text: String) -> String? { tidied(text, limit: lineLimit) { _ in false } }

    /// Lines; nil where nothing is left.
    static func lines(_ text: String) -> String? { tidied(text, limit: textLimit) { $0 == "\n" || $0 == "\t" } }

    private static func tidied(_ text: String, limit: Int, keeping isKept: (Unicode.Scalar) -> Bool) -> String? {
        var scalars = String.UnicodeScalarView()
        var length = 0
        for scalar in text.replacingLineBreaks.unicodeScalars {
            let scalar = isControl(scalar) && !isKept(scalar) ? " " : scalar
            if scalars.isEmpty, scalar.properties.isWhitespace { continue }
            length += UTF8.width(scalar)
            guard length <= limit else { break }
            scalars.append(scalar)
        }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Whether a description is one that cameras write on their own.
    static func isBoilerplate(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        if words.isEmpty || phrases.contains(words) { return true }
        return words.hasSuffix("digital camera") && words.utf8.count < 40
    }

    /// Without what is no letter or digit.
    private static let phrases: Set<String> = [
        "sony dsc", "minolta dsc", "exif jpeg picture", "exif jpeg", "jpeg picture", "dcf 1 0", "dcim", "default", "ascii",
        "image description", "untitled", "samsung", "lead technologies inc v1 01", "created by dpe kodak", "ldc",
        "my beautiful picture",
    ]
}

extension String {
    /// With every line break as one line feed.
    fileprivate var replacingLineBreaks: String {
        // A carriage return and a line feed are one character.
        utf8.contains(0x0D) ? String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }) : self
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x80: 1
        case 0x80..<0x800: 2
        case 0x800..<0x1_0000: 3
        default: 4
        }
    }
}
