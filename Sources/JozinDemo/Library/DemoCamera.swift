// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A camera of the demo's family: how it names its files, and what it writes into them.
struct DemoCamera: Hashable, Sendable {
    let make: String
    let model: String
    let lens: String?
    /// Before the file number; nil names files by time, as some phones do.
    let prefix: String?
    let suffix: String
    let byteOrder: ByteOrder
    let apertures: [Double]
    let focalLengths: [Double]
    let writesOffset: Bool

    static let all: [DemoCamera] = [
        DemoCamera(
            make: "Canon", model: "Canon EOS 6D", lens: "EF24-70mm f/4L IS USM", prefix: "IMG_", suffix: ".JPG",
            byteOrder: .little,
            apertures: [4, 5.6, 8, 11], focalLengths: [24, 35, 50, 70], writesOffset: false),
        DemoCamera(
            make: "Apple", model: "iPhone 11", lens: "iPhone 11 back dual wide camera 4.25mm f/1.8", prefix: "IMG_",
            suffix: ".jpg",
            byteOrder: .big, apertures: [1.8], focalLengths: [4.2], writesOffset: true),
        DemoCamera(
            make: "NIKON CORPORATION", model: "NIKON D750", lens: "24.0-120.0 mm f/4.0", prefix: "DSC_", suffix: ".JPG",
            byteOrder: .big,
            apertures: [4, 6.3, 9], focalLengths: [24, 50, 85, 120], writesOffset: false),
        DemoCamera(
            make: "samsung", model: "SM-G973F", lens: nil, prefix: nil, suffix: ".jpg", byteOrder: .little,
            apertures: [1.5, 2.4],
            focalLengths: [4.3], writesOffset: true),
        DemoCamera(
            make: "FUJIFILM", model: "X-T30", lens: "XF18-55mmF2.8-4 R LM OIS", prefix: "DSCF", suffix: ".JPG",
            byteOrder: .little,
            apertures: [2.8, 4, 5.6], focalLengths: [18, 23, 35, 55], writesOffset: true),
    ]

    /// The file's name.
    func name(number: Int, at moment: DemoMoment) -> String {
        guard let prefix else { return moment.compactDay + "_" + moment.compactTime + suffix }
        return prefix + DemoMoment.padded(number, 4) + suffix
    }

    /// What an ordinary shot says of itself.
    func facts(at moment: DemoMoment, hundredths: Int, offset: String, place: GPSPosition?, random: inout DemoRandom) -> ExifFacts
    {
        var facts = ExifFacts()
        facts.make = make
        facts.model = model
        facts.lens = lens
        facts.captured = CaptureTime(
            local: moment.text, subsecond: DemoMoment.padded(hundredths, 2), offset: writesOffset ? offset : nil)
        facts.iso = random.pick([100, 200, 400, 800, 1600])
        facts.fNumber = random.pick(apertures)
        facts.exposureSeconds = 1 / Double(random.pick([30, 60, 125, 250, 500, 1000]))
        facts.focalLengthMM = random.pick(focalLengths)
        facts.exposureBiasEV = 0
        facts.gps = place
        return facts
    }
}
