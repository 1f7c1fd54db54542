// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCore
import JozinWorkers

/// Which thumbnails are made.
struct ThumbnailOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("The longest side in pixels, one or several (usually 320 1440).", valueName: "N"))
    var size: [Int] = Jozimg.usualSides

    @Option(name: .long, help: "jpeg or webp.")
    var format: PictureEncoding = .jpeg

    @Flag(name: .long, help: "So little of each photo that nobody is recognised.")
    var blur = false

    func validate() throws {
        guard size.allSatisfy({ (16...16_383).contains($0) }), (1...8).contains(Set(size).count) else {
            throw ValidationError("--size takes one to eight numbers from 16 to 16383.")
        }
    }

    /// The largest first, each once.
    var sides: [Int] { Set(size).sorted(by: >) }

    var words: [String] {
        ["--format", format.rawValue] + (blur ? ["--blur"] : []) + ["--size"] + sides.map { "\($0)" }
    }
}
