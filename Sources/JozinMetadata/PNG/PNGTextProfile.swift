// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// EXIF as ImageMagick and others put it into PNG before there was `eXIf`: hexadecimal digits in a text chunk named
/// `Raw profile type exif` or `Raw profile type APP1`, behind a line with the profile's name and one with its length.
struct PNGTextProfile {
    private let text: Range<Int>
    private let isCompressed: Bool

    /// Nil where the chunk is a text by another name.
    init?(_ kind: FourCC, _ content: Range<Int>, named names: [StaticString] = keywords, in bytes: ByteRegion) {
        guard let keyword = names.first(where: { bytes.extracting(content).holds($0) }) else { return nil }
        var start = content.lowerBound + keyword.utf8CodeUnitCount
        switch kind {
        case "zTXt":
            // One byte names the method of compression; 0 is the only one there is.
            guard bytes.byte(at: start) == 0 else { return nil }
            isCompressed = true
            start += 1
        case "iTXt":
            guard let flag = bytes.byte(at: start), bytes.byte(at: start + 1) == 0 else { return nil }
            isCompressed = flag == 1
            start += 2
            for _ in 0..<2 {  // the language and the keyword in it
                guard let end = PNGTextProfile.end(ofTextAt: start, in: bytes) else { return nil }
                start = end + 1
            }
        default: isCompressed = false
        }
        guard start <= content.upperBound, content.upperBound - start <= PNGTextProfile.limit else { return nil }
        text = start..<content.upperBound
    }

    /// The EXIF block; nil where the text is something else.
    func block(in bytes: ByteRegion) -> [UInt8]? { content(in: bytes).flatMap(PNGTextProfile.decode) }

    /// The text as it stands.
    func content(in bytes: ByteRegion) -> [UInt8]? {
        guard let text = bytes.bytes(text) else { return nil }
        return isCompressed ? Inflater.inflate(zlib: text, limit: PNGTextProfile.limit) : text
    }

    /// The text that is an XMP packet (XMP specification, part 3, section 1.1.5).
    static let packet: [StaticString] = ["XML:com.adobe.xmp\0"]
    /// IPTC among Photoshop's resources, as ImageMagick puts it.
    static let iptc: [StaticString] = ["Raw profile type iptc\0"]
    static let keywords: [StaticString] = ["Raw profile type exif\0", "Raw profile type APP1\0"]

    /// No profile's text is longer, compressed or not; EXIF in a JPEG has 64 kB at most.
    private static let limit = 8 << 20

    private static func end(ofTextAt start: Int, in bytes: ByteRegion) -> Int? {
        (start..<start + 256).first { bytes.byte(at: $0) == 0 }
    }

    private static func decode(_ text: [UInt8]) -> [UInt8]? {
        // An empty line, the name, the length, and the digits in lines.
        let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
        guard lines.count == 3, let length = Int(String(decoding: lines[1], as: UTF8.self).filter { $0 != " " }), length > 0
        else {
            return nil
        }
        var block: [UInt8] = []
        var high: UInt8?
        for letter in lines[2] {
            if letter == UInt8(ascii: "\n") || letter == UInt8(ascii: " ") || letter == UInt8(ascii: "\r") { continue }
            guard block.count < length, let digit = digit(letter) else { break }
            if let first = high { block.append(first << 4 | digit) }
            high = high == nil ? digit : nil
        }
        return block
    }

    private static func digit(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): letter - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
