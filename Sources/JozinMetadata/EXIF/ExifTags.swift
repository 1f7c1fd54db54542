// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The entries of one EXIF block, found by tag.
///
/// IFD0 and the Exif IFD are one space, since programs put tags of one into the other; the first entry of a tag wins.
struct ExifTags {
    let structure: TIFFStructure
    private(set) var visited = 0
    private(set) var warnings: [String] = []
    private var main: [UInt16: TIFFEntry] = [:]
    private var gps: [UInt16: TIFFEntry] = [:]
    private var seen: Set<Int> = []

    init(_ structure: TIFFStructure) { self.structure = structure }

    private enum Space: String {
        case main = "an EXIF directory", gps = "the GPS directory"
    }

    /// Collects IFD0, the Exif IFD and the GPS IFD; a directory is entered once, so cycles end.
    mutating func collect(from bytes: ByteRegion) {
        collect(.main, at: structure.firstDirectory, depth: 1, from: bytes)
    }

    /// Collects IFD0 as the GPS IFD.
    mutating func collectPosition(from bytes: ByteRegion) {
        collect(.gps, at: structure.firstDirectory, depth: 1, from: bytes)
    }

    private mutating func collect(_ space: Space, at offset: Int, depth: Int, from bytes: ByteRegion) {
        guard depth <= ExifReader.nestingLimit else { return warn("EXIF directories lie too deep in one another") }
        guard seen.insert(offset).inserted else { return warn("EXIF directories point at one another in a circle") }
        let directory = read(at: offset, called: space.rawValue, from: bytes)
        for entry in directory.entries {
            if space == .gps {
                if gps[entry.tag] == nil { gps[entry.tag] = entry }
            } else if main[entry.tag] == nil {
                main[entry.tag] = entry
            }
        }
        guard space == .main else { return }
        for entry in directory.entries where entry.tag == ExifTag.exifIFDPointer || entry.tag == ExifTag.gpsInfoIFDPointer {
            guard let target = pointer(entry, in: bytes) else {
                warn("a pointer to an EXIF directory is no number")
                continue
            }
            collect(entry.tag == ExifTag.gpsInfoIFDPointer ? .gps : .main, at: target, depth: depth + 1, from: bytes)
        }
    }

    /// One directory within the limit on entries, its faults put into words.
    mutating func read(
        at offset: Int, called name: String, of structure: TIFFStructure? = nil, from bytes: ByteRegion
    ) -> TIFFDirectory {
        let directory = (structure ?? self.structure).directory(
            at: offset, limit: ExifReader.entryLimit - visited, in: bytes)
        visited += directory.visited
        for fault in directory.faults.sorted() {
            switch fault {
            case .outside: warn("\(name) would begin past the end of the data")
            case .cut: warn("\(name) is cut short")
            case .type: warn("a value in \(name) is of unknown type")
            case .value: warn("a value in \(name) reaches past the end of the data")
            case .limit: warn("EXIF holds more than \(ExifReader.entryLimit) entries; the rest was not read")
            }
        }
        return directory
    }

    /// A pointer is a number; where it is given another type, its four bytes are one all the same.
    private func pointer(_ entry: TIFFEntry, in bytes: ByteRegion) -> Int? {
        if entry.type.size >= 4 { return structure.wholeNumber(of: entry, in: bytes) }
        if entry.value.count > 4 { return entry.value.lowerBound }
        return entry.value.isEmpty ? nil : structure.unsigned(4, at: entry.value.lowerBound, in: bytes).map { Int($0) }
    }

    mutating func warn(_ sentence: String) { warnings.appendWarning(sentence) }

    func entry(_ tag: UInt16) -> TIFFEntry? { main[tag] }

    func gpsEntry(_ tag: UInt16) -> TIFFEntry? { gps[tag] }

    func text(_ tag: UInt16, in bytes: ByteRegion) -> String? {
        entry(tag).flatMap { structure.text(of: $0, in: bytes) }
    }

    /// The tag's first value; nil where it is absent or not a number.
    func number(_ tag: UInt16, as signedness: TIFFStructure.Signedness = .asTyped, in bytes: ByteRegion) -> Double? {
        entry(tag).flatMap { structure.number(of: $0, as: signedness, in: bytes) }
    }

    /// The tag's first value as a size or a count; nil where it is absent or none.
    func wholeNumber(_ tag: UInt16, in bytes: ByteRegion) -> UInt64? {
        entry(tag).flatMap { structure.wholeNumber(of: $0, in: bytes) }.flatMap { UInt64(exactly: $0) }
    }
}
