// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport

/// Facts as a camera might write them, beside the block that says so.
struct RandomFacts {
    var facts = ExifFacts()
    var orientation: Orientation?
    var builder: ExifBuilder

    init(using generator: inout SeededGenerator) {
        builder = ExifBuilder(littleEndian: .random(using: &generator))
        if Bool.random(using: &generator) { addCamera(using: &generator) }
        if Bool.random(using: &generator) { addExposure(using: &generator) }
        if Bool.random(using: &generator) { addTime(using: &generator) }
        if Bool.random(using: &generator) { addPosition(using: &generator) }
    }

    private mutating func addCamera(using generator: inout SeededGenerator) {
        let words = ["Canon", "Škoda 110 R", "X", "DSC-RX100M7", "a b  c", "ÀÉÎ", "日本光学"]
        let make = words[Int.random(in: 0..<words.count, using: &generator)]
        let model = words[Int.random(in: 0..<words.count, using: &generator)]
        let lens = words[Int.random(in: 0..<words.count, using: &generator)]
        let turn = Orientation.allCases[Int.random(in: 0..<8, using: &generator)]
        builder.image += [(0x010F, .text(make)), (0x0110, .text(model)), (0x0112, .shorts([UInt16(turn.rawValue)]))]
        builder.exif.append((0xA434, .text(lens)))
        facts.make = make
        facts.model = model
        facts.lens = lens
        orientation = turn
    }

    private mutating func addExposure(using generator: inout SeededGenerator) {
        func ratio() -> (UInt32, UInt32) {
            (UInt32.random(in: 1...UInt32.max, using: &generator), UInt32.random(in: 1...UInt32.max, using: &generator))
        }
        let (aperture, time, length) = (ratio(), ratio(), ratio())
        let bias = (Int32.random(in: -3000...3000, using: &generator), Int32.random(in: 1...1000, using: &generator))
        let iso = UInt16.random(in: 1...65_534, using: &generator)
        builder.exif += [
            (0x829A, .rationals([time])), (0x829D, .rationals([aperture])), (0x8827, .shorts([iso])),
            (0x9204, .signedRationals([bias])), (0x920A, .rationals([length])),
        ]
        facts.iso = Int(iso)
        facts.fNumber = Double(aperture.0) / Double(aperture.1)
        facts.exposureSeconds = Double(time.0) / Double(time.1)
        facts.focalLengthMM = Double(length.0) / Double(length.1)
        facts.exposureBiasEV = Double(bias.0) / Double(bias.1)
    }

    private mutating func addTime(using generator: inout SeededGenerator) {
        func two(_ range: ClosedRange<Int>) -> String {
            let value = Int.random(in: range, using: &generator)
            return value < 10 ? "0\(value)" : "\(value)"
        }
        let year = Int.random(in: 1826...2099, using: &generator)
        let (month, day, hour, minute, second) = (two(1...12), two(1...28), two(0...23), two(0...59), two(0...59))
        let subsecond = Bool.random(using: &generator) ? two(0...99) : nil
        let offset =
            Bool.random(using: &generator) ? "\(Bool.random(using: &generator) ? "+" : "-")\(two(0...14)):\(two(0...59))" : nil
        builder.exif.append((0x9003, .text("\(year):\(month):\(day) \(hour):\(minute):\(second)")))
        if let subsecond { builder.exif.append((0x9291, .text(subsecond))) }
        if let offset { builder.exif.append((0x9011, .text(offset))) }
        facts.captured = CaptureTime(
            local: "\(year)-\(month)-\(day)T\(hour):\(minute):\(second)", subsecond: subsecond, offset: offset)
    }

    private mutating func addPosition(using generator: inout SeededGenerator) {
        let (latitude, longitude) = (UInt32.random(in: 1...89, using: &generator), UInt32.random(in: 1...179, using: &generator))
        let (minutes, seconds) = (UInt32.random(in: 0...59, using: &generator), UInt32.random(in: 0...5999, using: &generator))
        let (south, west, below) = (
            Bool.random(using: &generator), Bool.random(using: &generator), Bool.random(using: &generator)
        )
        let metres = UInt32.random(in: 1...80_000, using: &generator)
        let rest = [(minutes, UInt32(1)), (seconds, UInt32(100))]
        builder.gps += [
            (1, .text(south ? "S" : "N")), (2, .rationals([(latitude, UInt32(1))] + rest)), (3, .text(west ? "W" : "E")),
            (4, .rationals([(longitude, UInt32(1))] + rest)), (5, .raw(type: 1, count: 1, bytes: [below ? 1 : 0])),
            (6, .rationals([(metres, UInt32(10))])),
        ]
        func degrees(_ whole: UInt32) -> Double { Double(whole) + Double(minutes) / 60 + Double(seconds) / 100 / 3600 }
        facts.gps = GPSPosition(
            latitude: south ? -degrees(latitude) : degrees(latitude), longitude: west ? -degrees(longitude) : degrees(longitude),
            altitude: Double(metres) / (below ? -10 : 10))
    }
}
