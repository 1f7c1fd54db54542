// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What EXIF has no other place for in older cameras: the two makers whose notes are plain directories.
struct MakerNote {
    var lens: String?
    var iso: Int?
}

extension ExifTags {
    mutating func makerNote(make: String?, in bytes: ByteRegion) -> MakerNote {
        guard let make, let note = entry(ExifTag.makerNote) else { return MakerNote() }
        if make.hasPrefix("Canon") { return canonNote(canonStructure(note.value, in: bytes), in: bytes) }
        // Nikon's note of type 3 carries a TIFF header of its own, its offsets counted from there.
        guard make.uppercased().hasPrefix("NIKON"), bytes.holds("Nikon\0\u{2}", at: note.value.lowerBound), note.value.count > 10
        else { return MakerNote() }
        return nikonNote(in: bytes.extracting(note.value.lowerBound + 10..<note.value.upperBound))
    }

    /// Canon's offsets count from the TIFF header. The last 8 bytes are often a TIFF header with the note's own order and
    /// where it first lay, which tells how far a program moved it.
    private func canonStructure(_ note: Range<Int>, in bytes: ByteRegion) -> TIFFStructure {
        let footer = TIFFStructure(bytes.extracting(max(note.lowerBound, note.upperBound - 8)..<note.upperBound))
        return TIFFStructure(
            isLittleEndian: footer?.isLittleEndian ?? structure.isLittleEndian, firstDirectory: note.lowerBound,
            displacement: footer.map { note.lowerBound - $0.firstDirectory } ?? 0)
    }

    /// 0x0095 is the lens as text, 0x0001 the settings, 0x0004 the shot.
    private mutating func canonNote(_ structure: TIFFStructure, in bytes: ByteRegion) -> MakerNote {
        let directory = read(at: structure.firstDirectory, called: "the maker note", of: structure, from: bytes)
        var note = MakerNote()
        var camera: Int?
        var automatic: Int?
        var base: Int?
        for entry in directory.entries {
            switch entry.tag {
            case 0x0095: note.lens = structure.text(of: entry, in: bytes)
            case 0x0001: camera = signedShort(16, of: entry, structure, in: bytes)
            case 0x0004:
                automatic = signedShort(1, of: entry, structure, in: bytes)
                base = signedShort(2, of: entry, structure, in: bytes)
            default: break
            }
        }
        if let iso = camera.flatMap(ExifTags.canonSensitivity) {
            note.iso = iso
        } else if let automatic, let base, base > 0 {
            // Both in 1/32 of a stop: automatic x base / 100, where base is counted from ISO 100 / 32.
            let iso = 100 * ExifTags.powerOfTwo(thirtySeconds: automatic + base - 160)
            note.iso = iso < 1e7 ? Int(iso.rounded()) : nil
        }
        return note
    }

    /// One of Canon's numbers of 16 bits; nil where there is none or it is wider.
    private func signedShort(_ index: Int, of entry: TIFFEntry, _ structure: TIFFStructure, in bytes: ByteRegion) -> Int? {
        structure.number(index, of: entry, as: .signed, in: bytes).flatMap { Int16(exactly: $0) }.map { Int($0) }
    }

    /// The chosen sensitivity: a code, or itself behind a flag; nil for automatic, and for 0x7FFF, "not set".
    private static func canonSensitivity(_ setting: Int) -> Int? {
        if setting != 0x7FFF, setting & 0xC000 == 0x4000 { return setting & 0x3FFF }
        return [16: 50, 17: 100, 18: 200, 19: 400, 20: 800][setting]
    }

    /// 0x0002 holds zero and the sensitivity.
    private mutating func nikonNote(in note: ByteRegion) -> MakerNote {
        guard let own = TIFFStructure(note) else { return MakerNote() }
        let directory = read(at: own.firstDirectory, called: "the maker note", of: own, from: note)
        guard let entry = directory.entries.first(where: { $0.tag == 0x0002 }), entry.type == .short,
            let iso = own.wholeNumber(1, of: entry, in: note), iso > 0
        else { return MakerNote() }
        return MakerNote(iso: iso)
    }

    /// 2 to the power of `exponent` / 32, from square roots alone.
    private static func powerOfTwo(thirtySeconds exponent: Int) -> Double {
        guard (-2048...2048).contains(exponent) else { return 0 }
        var result = Double(sign: .plus, exponent: exponent >> 5, significand: 1)
        var root = 2.0
        for bit in stride(from: 4, through: 0, by: -1) {
            root = root.squareRoot()
            if exponent >> bit & 1 == 1 { result *= root }
        }
        return result
    }
}
