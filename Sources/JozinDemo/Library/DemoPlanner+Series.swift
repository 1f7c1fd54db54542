// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension DemoPlanner {
    /// Three bursts and an exposure bracket; their frames are alike and no duplicates of each other.
    mutating func planSeries() {
        for number in 1...3 { planBurst(number) }
        planBracket()
    }

    /// Frames of a hand-held camera, 0.1 to 0.3 s apart.
    private mutating func planBurst(_ number: Int) {
        let camera = DemoCamera.all[0]
        let size = options.size ?? PixelSize(width: 960, height: 640)
        let margin = PixelSize(width: size.width / 24, height: size.height / 24)
        let picture = newPicture(
            PixelSize(width: min(16_384, size.width + margin.width), height: min(16_384, size.height + margin.height)))
        let moment = DemoMoment(year: 2019, month: 7, day: 10 + number, hour: 15)
        let facts = camera.facts(at: moment, hundredths: 0, offset: "+02:00", place: nil, random: &random)
        var hundredths = random.below(100)
        for frame in 0..<random.int(4...6) {
            var own = facts
            let second = DemoMoment(seconds: moment.seconds + hundredths / 100)
            own.captured = CaptureTime(local: second.text, subsecond: DemoMoment.padded(hundredths % 100, 2))
            hundredths += random.int(10...30)
            let room = PixelSize(width: picture.size.width - size.width, height: picture.size.height - size.height)
            let frameSize = PixelSize(width: min(size.width, picture.size.width), height: min(size.height, picture.size.height))
            let edits: [PictureEdit] = [
                .cropped(x: random.int(0...max(0, room.width)), y: random.int(0...max(0, room.height)), size: frameSize),
                .noisy(amplitude: 4, seed: random.next()),
            ]
            let name = camera.name(number: numbers[0] % 10_000, at: second)
            numbers[0] += 1
            add(
                "2019/Dog in the garden \(number)/\(name)",
                .jpeg(DemoDrawing(picture, edits: edits), JPEGWriter(quality: 86), ExifWriter(facts: own, orientation: .upright)),
                DemoTruth(group: "burst\(number)", transform: "frame_\(frame)", tier: .frame))
        }
    }

    /// Five frames on a tripod, two stops apart, a second between them.
    private mutating func planBracket() {
        let camera = DemoCamera.all[2]
        let picture = newPicture(options.size ?? PixelSize(width: 960, height: 640))
        let start = DemoMoment(year: 2018, month: 9, day: 3, hour: 18)
        let facts = camera.facts(at: start, hundredths: 0, offset: "+02:00", place: nil, random: &random)
        // 2^(ev/2.2) in thousandths, the gain of gamma-coded levels; exposures from 1/1000 s by factors of four.
        let steps: [(ev: Double, gain: Int, seconds: Double)] = [
            (-4, 284, 1.0 / 1000), (-2, 533, 1.0 / 250), (0, 1000, 1.0 / 60), (2, 1878, 1.0 / 15), (4, 3526, 1.0 / 4),
        ]
        for (frame, step) in steps.enumerated() {
            var own = facts
            let moment = DemoMoment(seconds: start.seconds + frame)
            own.captured = CaptureTime(local: moment.text, subsecond: "40")
            own.exposureSeconds = step.seconds
            own.exposureBiasEV = step.ev
            let edits: [PictureEdit] = [
                .gained(red: step.gain, green: step.gain, blue: step.gain), .noisy(amplitude: 3, seed: random.next()),
            ]
            let name = camera.name(number: numbers[2] % 10_000, at: moment)
            numbers[2] += 1
            let exif = ExifWriter(facts: own, orientation: .upright, byteOrder: camera.byteOrder)
            add(
                "2018/HDR tries/\(name)", .jpeg(DemoDrawing(picture, edits: edits), JPEGWriter(quality: 90), exif),
                DemoTruth(group: "bracket1", transform: "frame_\(frame)", tier: .frame))
        }
    }
}
