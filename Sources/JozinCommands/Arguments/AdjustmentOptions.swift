// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCore

/// What is done to a picture.
struct AdjustmentOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Turn clockwise by 90, 180 or 270 degrees.", valueName: "DEGREES"))
    var rotate: Int?

    @Flag(name: .long, help: "Mirror left and right, before it is turned.")
    var mirror = false

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Turn clockwise by -45 to 45 degrees, and keep the largest rectangle.", valueName: "DEGREES"))
    var straighten: Double?

    @Option(
        name: .long, help: ArgumentHelp("Keep a part, in fractions of what is seen then: 0.1,0.1,0.8,0.8.", valueName: "X,Y,W,H"))
    var crop: CropArgument?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("Lighten or darken by -5 to 5 stops.", valueName: "EV"))
    var exposure: Double?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("From -1 (bluer) to 1 (redder).", valueName: "W"))
    var warmth: Double?

    func validate() throws {
        guard rotate.map({ $0.isMultiple(of: 90) }) ?? true else { throw ValidationError("--rotate takes 90, 180 or 270.") }
        func check(_ value: Double?, _ range: ClosedRange<Double>, _ name: String) throws {
            if let value, !range.contains(value) {
                throw ValidationError("\(name) takes \(range.lowerBound) to \(range.upperBound).")
            }
        }
        try check(straighten, -45...45, "--straighten")
        try check(exposure, -5...5, "--exposure")
        try check(warmth, -1...1, "--warmth")
    }

    var adjustments: Adjustments {
        let quarters: [Orientation] = [.upright, .turnedRight, .turned180, .turnedLeft]
        let turn = (mirror ? Orientation.mirrored : .upright).then(quarters[((rotate ?? 0) / 90 % 4 + 4) % 4])
        return Adjustments(
            turn: turn, straighten: straighten ?? 0, crop: crop?.crop ?? .whole, exposure: exposure ?? 0, warmth: warmth ?? 0)
    }
}

/// Four fractions with commas between them.
struct CropArgument: ExpressibleByArgument {
    let crop: Crop

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2], let height = numbers[3],
            let crop = Crop(x: x, y: y, width: width, height: height)
        else { return nil }
        self.crop = crop
    }
}
