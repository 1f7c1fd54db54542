// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport

/// The values behind contracts/golden/: one photo seen quickly, one read whole, one damaged, and a run's events.
enum GoldenSamples {
    static func digest(_ seed: UInt64) -> Digest256 {
        var random = SeededGenerator(seed: seed)
        return random.digest()
    }

    private static var fingerprint: Fingerprint {
        var random = SeededGenerator(seed: 400)
        return random.fingerprint()
    }

    static var quick: ImageSidecar {
        var exif = ExifFacts()
        exif.make = "Canon"
        exif.model = "EOS R5"
        exif.captured = CaptureTime(local: "2024-06-02T14:03:21", subsecond: "07", offset: "+02:00")
        let facts = PhotoFacts(
            imageID: .file(FileDigest(digest(401))), format: .jpeg, size: PixelSize(width: 5464, height: 8192),
            orientation: .turnedRight, averageColor: nil, exif: exif, fingerprint: fingerprint,
            placeholder: Placeholder(bytes: Array(114...137)), problem: nil)
        return ImageSidecar(
            file: ImageSidecar.File(name: Array("IMG_0001.JPG".utf8), bytes: 6_291_457, digest: FileDigest(digest(401))),
            facts: facts, pipeline: ImageSidecar.Pipeline(version: 1, depth: .quick))
    }

    static var full: ImageSidecar {
        var sidecar = quick
        sidecar.facts.imageID = .pixels(digest(402))
        sidecar.facts.averageColor = [93, 107, 124]
        sidecar.facts.exif.lens = "RF24-105mm F4 L IS USM"
        sidecar.facts.exif.iso = 200
        sidecar.facts.exif.fNumber = 5.6
        sidecar.facts.exif.exposureSeconds = 0.004
        sidecar.facts.exif.focalLengthMM = 50
        sidecar.facts.exif.exposureBiasEV = -0.3333333333333333
        sidecar.facts.exif.gps = GPSPosition(latitude: 50.0755, longitude: 14.4378, altitude: 235.5)
        sidecar.facts.warnings = ["2 bytes of padding before a marker"]
        sidecar.sync = ImageSidecar.Sync(written: 3, dirty: false, lastWrite: "2026-11-23T08:15:30Z")
        sidecar.user = .object([
            JSONMember("rating", .number("4")), JSONMember("tags", .array([.string("Jožin"), .string("močál")])),
            JSONMember("x-other", .object([JSONMember("weight", .number("1.50"))])),
        ])
        sidecar.pipeline.depth = .full
        return sidecar
    }

    /// A name that is no UTF-8 and holds what a terminal would obey.
    static var damaged: ImageSidecar {
        let facts = PhotoFacts(
            imageID: .file(FileDigest(digest(403))), format: .png, size: nil, orientation: .upright, averageColor: nil,
            exif: ExifFacts(), fingerprint: nil,
            problem: Problem(.damagedFile, "the file ends inside its header", remedy: "Restore it from a copy."))
        return ImageSidecar(
            file: ImageSidecar.File(
                name: Array("x\u{1B}[2J ".utf8) + [0xFF] + Array(".png".utf8), bytes: 1, digest: FileDigest(digest(403))),
            facts: facts, pipeline: ImageSidecar.Pipeline(version: 1, depth: .full))
    }

    static var events: [WorkerEvent] {
        let path = LibraryPath.root.appending(Array("2024".utf8))
        let odd = path.appending([0x78, 0xFF, 0x0A])
        var summary = ScanSummary(decoded: 2, missing: 1, held: 7)
        for action in ScanItem.Action.allCases { summary.count(action) }
        summary.count(.unchanged, 41)
        let damaged = Problem(.damagedFile, "the file ends inside its header", remedy: "Restore it from a copy.")
        let unreadable = Problem(
            .environment, "it may not be read (openat: permission denied)", remedy: "Give your user the right to read it.",
            path: odd)
        return [
            .started(worker: "jozan", stages: ["quick", "deep"]), .progress(stage: "quick", done: 1, total: nil),
            .progress(stage: "quick", done: 2, total: 48),
            .item(ScanItem(path: path.appending(Array("café.jpg".utf8)), action: .new)),
            .item(ScanItem(path: path.appending(Array("b.jpg".utf8)), action: .moved, from: odd)),
            .item(ScanItem(path: odd, action: .failed, problem: damaged)), .warning(unreadable),
            .warning(Problem(.bug, "a count was wrong", remedy: "Please report it.")), .finished(summary, .problemsFound),
        ]
    }
}
