// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What each part of one file says of its picture, until all were read.
struct Descriptions: Hashable, Sendable {
    /// The first XMP packet that was met.
    var xmp: XMPReading?
    var iptc: DescriptiveFacts?
    var exif: DescriptiveFacts?

    /// XMP counts before IPTC, and both before EXIF; keywords are those of all.
    var merged: DescriptiveFacts {
        let parts = [xmp?.descriptive, iptc, exif].compactMap { $0 }
        var merged = DescriptiveFacts()
        merged.rating = parts.lazy.compactMap(\.rating).first
        merged.title = parts.lazy.compactMap(\.title).first
        merged.description = parts.lazy.compactMap(\.description).first
        merged.take(keywords: parts.flatMap(\.keywords))
        return merged
    }
}

extension DescriptiveFacts {
    /// Adds keywords that are not there yet; those that darktable keeps for itself are no words of the owner.
    mutating func take(keywords words: some Sequence<String>) {
        var seen = Set(keywords)
        for word in words where keywords.count < WrittenText.keywordLimit {
            guard let word = WrittenText.line(word), word != "darktable", !word.hasPrefix("darktable/"),
                !word.hasPrefix("darktable|"), seen.insert(word).inserted
            else { continue }
            keywords.append(word)
        }
    }

    mutating func take(title text: String) { title = title ?? WrittenText.line(text) }

    mutating func take(description text: String) {
        guard description == nil, let text = WrittenText.lines(text), !WrittenText.isBoilerplate(text) else { return }
        description = text
    }
}
