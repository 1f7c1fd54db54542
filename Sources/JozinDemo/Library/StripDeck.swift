// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Base pictures of a cheap library, cut into strips between restart markers, from which each file is put together.
///
/// Every base has the same tables and a restart marker behind each row of MCUs, so that the strips of any base fit any file
/// without coding anew. File i takes its six strips from the bases p(0)...p(5), where p is the polynomial over the field of 61
/// elements whose coefficients are i's digits to base 61. Two polynomials of degree 2 agree in at most two places, hence:
/// - any two of the first 226,981 files share at most two of six strips (of the first 13,845,841: three);
/// - every file is a valid baseline 4:2:0 JPEG, and its bytes and its pixels are its own.
/// Not promised: that a file looks like one photo, or that no two are near each other for some hash.
struct StripDeck: Sendable {
    static let usualSize = PixelSize(width: 1024, height: 768)
    /// Six rows of 16 pixels.
    static let leastHeight = 96
    private static let bases = 61
    private static let strips = 6

    /// SOI and APP0; EXIF goes behind it.
    private let opening: [UInt8]
    /// The tables, frame and scan headers.
    private let tables: [UInt8]
    /// For each base its six strips, restart markers included.
    private let cuts: [[[UInt8]]]
    private let degree: Int

    init(seed: UInt64, size: PixelSize, count: Int) throws(Problem) {
        let writer = JPEGWriter(quality: 80, restartInterval: (size.width + 15) / 16)
        var opening: [UInt8] = []
        var tables: [UInt8] = []
        var cuts: [[[UInt8]]] = []
        for index in 0..<StripDeck.bases {
            let file = try writer.bytes(of: DemoPicture(seed: DemoRandom.seed(seed, index + 1), size: size).drawn())
            let scan = StripDeck.scanStart(file)
            opening = Array(file[..<20])
            tables = Array(file[20..<scan])
            cuts.append(StripDeck.cut(file[scan..<file.count - 2]))
        }
        self.opening = opening
        self.tables = tables
        self.cuts = cuts
        degree = count <= StripDeck.bases * StripDeck.bases * StripDeck.bases ? 3 : 4
    }

    /// The `index`th file.
    func bytes(index: Int, app1: [UInt8]) -> [UInt8] {
        var file = opening
        if !app1.isEmpty {
            file += [0xff, 0xe1, UInt8((app1.count + 2) >> 8), UInt8((app1.count + 2) & 255)]
            file += app1
        }
        file += tables
        for strip in 0..<StripDeck.strips { file += cuts[base(index, strip)][strip] }
        return file + [0xff, 0xd9]
    }

    private func base(_ index: Int, _ strip: Int) -> Int {
        var digits = index
        var value = 0
        var power = 1
        for _ in 0..<degree {
            value += digits % StripDeck.bases * power
            digits /= StripDeck.bases
            power = power * strip % StripDeck.bases
        }
        return value % StripDeck.bases
    }

    /// Where the entropy-coded data starts: behind SOS (ITU T.81, annex B).
    private static func scanStart(_ file: [UInt8]) -> Int {
        var place = 2
        while true {
            let length = Int(file[place + 2]) << 8 | Int(file[place + 3])
            let marker = file[place + 1]
            place += 2 + length
            if marker == 0xda { return place }
        }
    }

    /// Six pieces of about as many MCU rows each, cut behind restart markers.
    private static func cut(_ scan: ArraySlice<UInt8>) -> [[UInt8]] {
        var ends: [Int] = []
        for place in scan.indices.dropLast() where scan[place] == 0xff && (0xd0...0xd7).contains(scan[place + 1]) {
            ends.append(place + 2)
        }
        ends.append(scan.endIndex)
        var start = scan.startIndex
        return (1...strips).map { strip in
            let end = ends[ends.count * strip / strips - 1]
            defer { start = end }
            return Array(scan[start..<end])
        }
    }
}
