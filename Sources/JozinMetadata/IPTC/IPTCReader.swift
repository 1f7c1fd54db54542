// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Reads the words of an IPTC record (IPTC-NAA Information Interchange Model 4): keywords, object name, caption.
public enum IPTCReader {
    /// Reads the data sets of a record; what is cut short is left out.
    public static func read(_ bytes: [UInt8]) -> DescriptiveFacts {
        var facts = DescriptiveFacts()
        var isUTF8 = false
        var keywords: [String] = []
        func text(_ content: Range<Int>) -> String {
            let content = bytes[content.prefix(WrittenText.textLimit)].prefix { $0 != 0 }
            // Most who write UTF-8 do not say so, and nothing else looks like it.
            return isUTF8 ? String(decoding: content, as: UTF8.self) : WrittenText.decoded(content)
        }
        for set in dataSets(in: bytes) {
            switch (set.record, set.number) {
            // ISO 2022: ESC % G or ESC % / I.
            case (1, 90):
                isUTF8 =
                    bytes[set.content].starts(with: [0x1B, 0x25, 0x47]) || bytes[set.content].starts(with: [0x1B, 0x25, 0x2F])
            case (2, 5): facts.take(title: text(set.content))
            case (2, 25): keywords.append(text(set.content))
            case (2, 120): facts.take(description: text(set.content))
            default: break
            }
        }
        facts.take(keywords: keywords)
        return facts
    }

    private struct DataSet {
        let record: UInt8
        let number: UInt8
        let content: Range<Int>
    }

    /// Chapter 3, section 1.5: a tag marker, record and number, and a length of two bytes, or of as many as those say.
    private static func dataSets(in bytes: [UInt8]) -> [DataSet] {
        var found: [DataSet] = []
        var position = 0
        while position + 5 <= bytes.count, bytes[position] == 0x1C, found.count < MetadataReader.partLimit {
            var start = position + 5
            var length = Int(bytes[position + 3]) << 8 | Int(bytes[position + 4])
            if length & 0x8000 != 0 {
                let width = length & 0x7FFF
                guard width <= 4, start + width <= bytes.count else { break }
                length = bytes[start..<start + width].reduce(0) { $0 << 8 | Int($1) }
                start += width
            }
            guard length <= bytes.count - start else { break }
            found.append(DataSet(record: bytes[position + 1], number: bytes[position + 2], content: start..<start + length))
            position = start + length
        }
        return found
    }
}
