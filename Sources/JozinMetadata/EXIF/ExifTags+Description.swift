// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ExifTags {
    /// What EXIF says in words: ImageDescription, and the tags that Windows adds.
    func descriptive(in bytes: ByteRegion) -> DescriptiveFacts {
        var facts = DescriptiveFacts()
        facts.rating = wholeNumber(ExifTag.rating, in: bytes).flatMap { $0 <= 5 ? Int($0) : nil }
        if let title = wideText(ExifTag.xpTitle, in: bytes) { facts.take(title: title) }
        let description = text(ExifTag.imageDescription, in: bytes)
        for text in [description, wideText(ExifTag.xpComment, in: bytes)].compactMap({ $0 }) { facts.take(description: text) }
        if let keywords = wideText(ExifTag.xpKeywords, in: bytes) {
            facts.take(keywords: keywords.split(separator: ";").map(String.init))
        }
        return facts
    }

    /// XMP of a TIFF, and of what is built as one.
    func xmp(in bytes: ByteRegion) -> XMPReading? {
        content(ExifTag.xmp, limit: XMPReader.packetLimit, in: bytes).map(XMPReader.read)
    }

    /// IPTC of a TIFF: in a tag of its own, or among the resources of Photoshop.
    func iptc(in bytes: ByteRegion) -> DescriptiveFacts? {
        let record =
            content(ExifTag.iptc, limit: XMPReader.packetLimit, in: bytes)
            ?? content(ExifTag.photoshop, limit: XMPReader.packetLimit, in: bytes)
            .flatMap { PhotoshopResources($0)[PhotoshopResources.iptc] }
        return record.map(IPTCReader.read)
    }

    private func content(_ tag: UInt16, limit: Int, in bytes: ByteRegion) -> [UInt8]? {
        entry(tag).flatMap { bytes.bytes($0.value.prefix(limit)) }
    }

    /// UTF-16, the lowest byte first whatever the byte order of the rest.
    private func wideText(_ tag: UInt16, in bytes: ByteRegion) -> String? {
        guard let content = content(tag, limit: 2 * WrittenText.textLimit, in: bytes) else { return nil }
        let units = stride(from: 0, to: content.count - content.count % 2, by: 2).map {
            UInt16(content[$0]) | UInt16(content[$0 + 1]) << 8
        }
        return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self)
    }
}
