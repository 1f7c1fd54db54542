// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The last member of a sidecar, `"check": "crc32:xxxxxxxx"`: the CRC-32 of every byte of the file before the comma, the
/// line break and the two spaces that stand before the member.
///
/// The member is written in one way alone, so that each flipped bit of the file is found, those of the check among them.
enum SidecarCheck {
    /// Appends the member to an object whose other members are written.
    static func write(to writer: inout JSONWriter) {
        let text = value(writer.bytes.span)
        writer.key("check")
        writer.string(text)
    }

    /// The end of a sidecar whose other members are `head`.
    static func tail(_ head: Span<UInt8>) -> [UInt8] { Array(",\n  \"check\": \"\(value(head))\"\n}\n".utf8) }

    private static func value(_ head: Span<UInt8>) -> String {
        let sum = CRC32.of(head)
        let bytes = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) }
        return "crc32:" + Hexadecimal.text(bytes)
    }
}

extension ImageSidecar {
    /// Whether the bytes are a sidecar's as Jožin wrote them: its check sum is there and right. One that somebody edited
    /// is not intact; its user part is theirs to change, and its facts are made anew.
    public static func isIntact(_ bytes: [UInt8]) -> Bool {
        let length = bytes.count - SidecarCheck.tail([UInt8]().span).count
        guard length > 0 else { return false }
        return SidecarCheck.tail(bytes.span.extracting(0..<length)).elementsEqual(bytes[length...])
    }
}
