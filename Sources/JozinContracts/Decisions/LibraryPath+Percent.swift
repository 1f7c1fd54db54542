// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Paths in keys: their bytes percent-encoded (RFC 3986, section 2.1), all but letters, digits, `-._~` and `/`. Text in ASCII
/// tells NFC and NFD twins apart, and names that are no UTF-8; every path has one such text.
extension LibraryPath {
    /// The path, percent-encoded.
    public var percentText: String {
        var text: [UInt8] = []
        for byte in bytes {
            if LibraryPath.isPlain(byte) {
                text.append(byte)
            } else {
                text.append(UInt8(ascii: "%"))
                text += [byte >> 4, byte & 15].map { LibraryPath.digits[Int($0)] }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads `percentText` back; nil for every other text, also one that means the same.
    public init?(percentText: String) {
        var bytes: [UInt8] = []
        var rest = Array(percentText.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(LibraryPath.value), let low = rest.popFirst().flatMap(LibraryPath.value)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
        guard !bytes.isEmpty, self.percentText.utf8.elementsEqual(percentText.utf8) else { return nil }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func value(_ digit: UInt8) -> UInt8? { digits.firstIndex(of: digit).map { UInt8($0) } }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
        default: false
        }
    }
}
