// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `A GPS position is on Earth or nil` {
    private let north: (UInt16, ExifValue) = (1, .text("N"))
    private let east: (UInt16, ExifValue) = (3, .text("E"))
    private let latitude: (UInt16, ExifValue) = (2, .rationals([(49, 1), (30, 1), (0, 1)]))
    private let longitude: (UInt16, ExifValue) = (4, .rationals([(16, 1), (15, 1), (36, 1)]))

    @Test func `degrees, minutes and seconds add up, the references give the signs`() {
        #expect(position([north, latitude, east, longitude]) == GPSPosition(latitude: 49.5, longitude: 16.26))
        let opposite = position([(1, .text("S")), latitude, (3, .text("W")), longitude])
        #expect(opposite == GPSPosition(latitude: -49.5, longitude: -16.26))
        #expect(position([(1, .text("south")), latitude, east, longitude])?.latitude == -49.5)
    }

    @Test func `without references the numbers stand as they are, signed or not`() {
        #expect(position([latitude, longitude]) == GPSPosition(latitude: 49.5, longitude: 16.26))
        let signed: (UInt16, ExifValue) = (2, .signedRationals([(-49, 1), (30, 1), (0, 1)]))
        #expect(position([signed, longitude])?.latitude == -49.5)
        #expect(position([(1, .text("S")), signed, longitude])?.latitude == -49.5)
    }

    @Test func `one coordinate alone is no position`() {
        #expect(position([north, latitude]) == nil)
        #expect(position([east, longitude]) == nil)
    }

    @Test func `a zero denominator makes degrees nil, minutes and seconds zero`() {
        #expect(position([north, (2, .rationals([(49, 0), (30, 1), (0, 1)])), east, longitude]) == nil)
        #expect(position([north, (2, .rationals([(49, 1), (30, 1), (0, 0)])), east, longitude])?.latitude == 49.5)
        #expect(position([north, (2, .rationals([(49, 1)])), east, longitude])?.latitude == 49)
    }

    @Test func `what lies outside the globe is nil and leaves a warning`() {
        let far: (UInt16, ExifValue) = (2, .rationals([(91, 1), (0, 1), (0, 1)]))
        #expect(position([north, far, east, longitude]) == nil)
        #expect(reading([north, far, east, longitude]).warnings == ["the GPS position is not on Earth"])
        #expect(position([north, latitude, east, (4, .rationals([(180, 1), (1, 1)]))]) == nil)
    }

    @Test func `zeros without references are a camera without a fix, with them a place in the Gulf of Guinea`() {
        let zero: ExifValue = .rationals([(0, 1), (0, 1), (0, 1)])
        #expect(position([(2, zero), (4, zero)]) == nil)
        #expect(position([north, (2, zero), east, (4, zero)]) == GPSPosition(latitude: 0, longitude: 0))
        let south = position([(1, .text("S")), (2, zero), east, (4, zero)])
        #expect(south?.latitude.sign == .plus)
    }

    @Test func `altitude is negative below the sea, nil where senseless`() {
        func altitude(_ fields: [(UInt16, ExifValue)]) -> Double? {
            position([north, latitude, east, longitude] + fields)?.altitude
        }
        let metres: (UInt16, ExifValue) = (6, .rationals([(125, 10)]))
        #expect(altitude([metres]) == 12.5)
        #expect(altitude([metres, (5, .raw(type: 1, count: 1, bytes: [0]))]) == 12.5)
        #expect(altitude([metres, (5, .raw(type: 1, count: 1, bytes: [1]))]) == -12.5)
        #expect(altitude([metres, (5, .raw(type: 1, count: 1, bytes: [3]))]) == -12.5)
        #expect(altitude([metres, (5, .text("1"))]) == -12.5)
        #expect(altitude([(6, .signedRationals([(-125, 10)])), (5, .raw(type: 1, count: 1, bytes: [1]))]) == -12.5)
        #expect(altitude([(6, .rationals([(125, 0)]))]) == nil)
        #expect(altitude([(6, .rationals([(0xFFFF_FF83, 10)]))]) == -12.5)
        #expect(altitude([(6, .rationals([(2_000_000_000, 1)]))]) == nil)
        #expect(altitude([]) == nil)
    }

    @Test func `degrees written as text are read, decimal commas too`() {
        let text: [(UInt16, ExifValue)] = [north, (2, .text("49,00000,30,00000,00,00000")), east, (4, .text("16 15 36"))]
        #expect(position(text) == GPSPosition(latitude: 49.5, longitude: 16.26))
        #expect(position([north, (2, .text("49.5")), east, longitude])?.latitude == 49.5)
        for senseless in ["", "north", "1 2 3 4", "nan", "49,x"] {
            #expect(position([north, (2, .text(senseless)), east, longitude]) == nil)
        }
    }

    private func position(_ fields: [(UInt16, ExifValue)]) -> GPSPosition? { reading(fields).facts.gps }

    private func reading(_ fields: [(UInt16, ExifValue)]) -> ExifReading {
        var builder = ExifBuilder(littleEndian: false)
        builder.gps = fields
        return ExifReader.read(tiff: builder.bytes.span)
    }
}
