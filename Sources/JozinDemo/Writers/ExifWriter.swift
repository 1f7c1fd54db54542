// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Writes EXIF as a camera does (Exif 2.32, sections 4.5 to 4.6): IFD0, the Exif IFD and the GPS IFD.
public struct ExifWriter: Hashable, Sendable {
    /// What the photo says of itself; a `captured.local` that is not `YYYY-MM-DDThh:mm:ss` is written as it is.
    public var facts: ExifFacts
    /// Nil leaves the tag out.
    public var orientation: Orientation?
    /// Both orders are allowed, and cameras use both.
    public var byteOrder: ByteOrder
    /// The program that wrote the file last.
    public var software: String?

    /// A writer of these facts.
    public init(facts: ExifFacts, orientation: Orientation? = nil, byteOrder: ByteOrder = .little, software: String? = nil) {
        self.facts = facts
        self.orientation = orientation
        self.byteOrder = byteOrder
        self.software = software
    }

    /// The body of an APP1 segment: `Exif`, two zero bytes, and the TIFF structure.
    public var app1: [UInt8] { Array("Exif\0\0".utf8) + tiff }

    /// The TIFF structure alone, as PNG's eXIf chunk takes it.
    public var tiff: [UInt8] {
        var first = TIFFDirectory(order: byteOrder)
        first.ascii(0x010f, facts.make)
        first.ascii(0x0110, facts.model)
        if let orientation { first.short(0x0112, orientation.rawValue) }
        first.ascii(0x0131, software)
        first.ascii(0x0132, facts.captured.map { ExifWriter.exifTime($0.local) })
        let exif = exifDirectory
        let gps = facts.gps.map(gpsDirectory)
        // The pointers have the same size whatever they hold, so a first layout tells where the others start.
        first.long(0x8769, 0)
        if gps != nil { first.long(0x8825, 0) }
        let exifStart = 8 + first.byteCount
        first.long(0x8769, exifStart)
        if gps != nil { first.long(0x8825, exifStart + exif.byteCount) }
        var file = ByteBuffer(order: byteOrder)
        file.text(byteOrder.rawValue)
        file.u16(42)
        file.u32(8)
        file.bytes += first.bytes(at: 8) + exif.bytes(at: exifStart)
        if let gps { file.bytes += gps.bytes(at: exifStart + exif.byteCount) }
        return file.bytes
    }

    private var exifDirectory: TIFFDirectory {
        var exif = TIFFDirectory(order: byteOrder)
        if let seconds = facts.exposureSeconds { exif.rationals(0x829a, [ExifWriter.exposure(seconds)]) }
        if let number = facts.fNumber { exif.rationals(0x829d, [ExifWriter.scaled(number, by: 10)]) }
        if let iso = facts.iso { exif.short(0x8827, iso) }
        exif.undefined(0x9000, Array("0232".utf8))
        if let captured = facts.captured {
            exif.ascii(0x9003, ExifWriter.exifTime(captured.local))
            exif.ascii(0x9004, ExifWriter.exifTime(captured.local))
            exif.ascii(0x9011, captured.offset)
            exif.ascii(0x9291, captured.subsecond)
        }
        if let bias = facts.exposureBiasEV { exif.rationals(0x9204, [ExifWriter.scaled(bias, by: 6)], signed: true) }
        if let length = facts.focalLengthMM { exif.rationals(0x920a, [ExifWriter.scaled(length, by: 10)]) }
        exif.ascii(0xa434, facts.lens)
        return exif
    }

    private func gpsDirectory(_ place: GPSPosition) -> TIFFDirectory {
        var gps = TIFFDirectory(order: byteOrder)
        gps.bytes(0x0000, [2, 3, 0, 0])
        gps.ascii(0x0001, place.latitude < 0 ? "S" : "N")
        gps.rationals(0x0002, ExifWriter.sexagesimal(place.latitude))
        gps.ascii(0x0003, place.longitude < 0 ? "W" : "E")
        gps.rationals(0x0004, ExifWriter.sexagesimal(place.longitude))
        if let altitude = place.altitude {
            gps.bytes(0x0005, [altitude < 0 ? 1 : 0])
            gps.rationals(0x0006, [ExifWriter.scaled(altitude.magnitude, by: 100)])
        }
        return gps
    }

    /// `YYYY:MM:DD hh:mm:ss`, as EXIF spells a time.
    private static func exifTime(_ local: String) -> String {
        let bytes = Array(local.utf8)
        guard bytes.count == 19, bytes[4] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T") else { return local }
        return String(
            decoding: bytes.enumerated().map { index, byte in
                index == 4 || index == 7 ? UInt8(ascii: ":") : index == 10 ? UInt8(ascii: " ") : byte
            }, as: UTF8.self)
    }

    /// 1/n where the time is one, as cameras write it.
    private static func exposure(_ seconds: Double) -> (Int, Int) {
        guard seconds > 0, seconds < 1 else { return scaled(seconds, by: 10) }
        let inverse = (1 / seconds).rounded()
        return (1 / inverse - seconds).magnitude < 1e-9 ? (1, Int(inverse)) : scaled(seconds, by: 1_000_000)
    }

    private static func scaled(_ value: Double, by denominator: Int) -> (Int, Int) {
        (Int((value * Double(denominator)).rounded()), denominator)
    }

    /// Degrees, minutes and ten-thousandths of a second.
    private static func sexagesimal(_ degrees: Double) -> [(Int, Int)] {
        let parts = Int((degrees.magnitude * 36_000_000).rounded())
        return [(parts / 36_000_000, 1), (parts / 600_000 % 60, 1), (parts % 600_000, 10_000)]
    }
}
