// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The image resources that Photoshop brought into the world (Adobe Photoshop File Formats Specification, "Image Resources"):
/// in APP13 of a JPEG, in a tag of a TIFF, in a PSD.
struct PhotoshopResources {
    static let iptc = 0x0404
    static let exif = 0x0422
    static let xmp = 0x0424

    private var places: [Int: Range<Int>] = [:]
    private let bytes: [UInt8]

    /// What is cut short is left out.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var position = 0
        for _ in 0..<MetadataReader.partLimit {
            guard let found = resource(at: position) else { return }
            if found.isAdobe, places[found.kind] == nil { places[found.kind] = found.content }
            position = found.content.upperBound + found.content.count % 2
        }
    }

    /// The content of the first resource of a kind.
    subscript(kind: Int) -> [UInt8]? { places[kind].map { Array(bytes[$0]) } }

    /// Four letters, the kind, a name of even length, and the content with its length before it.
    private func resource(at position: Int) -> (kind: Int, isAdobe: Bool, content: Range<Int>)? {
        guard position + 12 <= bytes.count else { return nil }
        let name = Int(bytes[position + 6]) + 1
        let start = position + 6 + name + name % 2
        guard start + 4 <= bytes.count,
            let signature = PhotoshopResources.signatures.first(where: { bytes.holds($0, at: position) })
        else { return nil }
        let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - start - 4 else { return nil }
        let kind = Int(bytes[position + 4]) << 8 | Int(bytes[position + 5])
        return (kind, signature.description == "8BIM", start + 4..<start + 4 + length)
    }

    /// Other programs' resources are built alike.
    private static let signatures: [StaticString] = ["8BIM", "PHUT", "AgHg", "DCSR", "MeSa"]
}
