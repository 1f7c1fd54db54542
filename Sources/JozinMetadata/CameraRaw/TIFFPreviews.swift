// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Where the directories of a camera's TIFF say that a JPEG lies; whether one does is for others to see.
enum TIFFPreviews {
    static func places(_ structure: TIFFStructure, _ bytes: ByteRegion) -> [Range<Int>] {
        var places: [Range<Int>] = []
        // SubIFDs, the Exif IFD.
        structure.eachDirectory(following: [0x014A, ExifTag.exifIFDPointer], in: bytes) { directory, _ in
            let fields = Fields(structure, directory, bytes)
            // JPEGInterchangeFormat and its length (TIFF 6.0, section 22).
            places.append(fields.place(0x0201, 0x0202))
            places.append(fields.strip)
            // JpgFromRaw and JpgFromRaw2 of Panasonic's: the values are the files.
            for tag: UInt16 in [0x002E, 0x0127] { places.append(fields.entry(tag)?.value ?? 0..<0) }
            if let note = fields.entry(ExifTag.makerNote)?.value { places.append(olympus(note, structure, bytes)) }
        }
        return places.filter { !$0.isEmpty }
    }

    /// One directory's entries by tag.
    private struct Fields {
        private let structure: TIFFStructure
        private let directory: TIFFDirectory
        private let bytes: ByteRegion

        init(_ structure: TIFFStructure, _ directory: TIFFDirectory, _ bytes: ByteRegion) {
            self.structure = structure
            self.directory = directory
            self.bytes = bytes
        }

        func entry(_ tag: UInt16) -> TIFFEntry? { directory.entries.first { $0.tag == tag } }

        func value(_ tag: UInt16) -> Int? { entry(tag).flatMap { structure.wholeNumber(of: $0, in: bytes) } }

        func place(_ start: UInt16, _ length: UInt16) -> Range<Int> {
            guard let start = value(start), let length = value(length), start > 0, length > 0,
                case let (end, overflow) = start.addingReportingOverflow(length), !overflow
            else { return 0..<0 }
            return start..<end
        }

        /// The only strip of a picture that is compressed as JPEG (6 in old files, 7 in DNG) and not a sensor's (colour filter array,
        /// linear raw).
        var strip: Range<Int> {
            guard [6, 7].contains(value(0x0103)), ![32_803, 34_892].contains(value(0x0106)), entry(0x0111)?.count == 1 else {
                return 0..<0
            }
            return place(0x0111, 0x0117)
        }
    }

    /// Olympus keeps its preview in its note: CameraSettings 0x2020, in that PreviewImageStart 0x0101 and its length.
    private static func olympus(_ note: Range<Int>, _ structure: TIFFStructure, _ bytes: ByteRegion) -> Range<Int> {
        var base = note.lowerBound
        let own: TIFFStructure
        // Notes with a header of their own count their offsets from their first byte, the oldest from the file's.
        if bytes.holds("OLYMPUS\0", at: base) {
            own = TIFFStructure(isLittleEndian: bytes.byte(at: base + 8) == 0x49, firstDirectory: 12, displacement: 0)
        } else if bytes.holds("OM SYSTEM\0\0\0", at: base) {
            own = TIFFStructure(isLittleEndian: bytes.byte(at: base + 12) == 0x49, firstDirectory: 16, displacement: 0)
        } else if bytes.holds("OLYMP\0", at: base) {
            own = TIFFStructure(isLittleEndian: structure.isLittleEndian, firstDirectory: base + 8, displacement: 0)
            base = 0
        } else {
            return 0..<0
        }
        let region = bytes.extracting(base..<bytes.count)
        let main = own.directory(at: own.firstDirectory, limit: ExifReader.entryLimit, in: region)
        guard let pointer = main.entries.first(where: { $0.tag == 0x2020 }) else { return 0..<0 }
        // A pointer, or the directory itself as a value.
        let start = pointer.count == 1 ? own.wholeNumber(of: pointer, in: region) : pointer.value.lowerBound
        guard let start else { return 0..<0 }
        let settings = own.directory(at: start, limit: ExifReader.entryLimit, in: region)
        let place = Fields(own, settings, region).place(0x0101, 0x0102)
        guard place.upperBound <= region.count else { return 0..<0 }
        return place.lowerBound + base..<place.upperBound + base
    }
}
