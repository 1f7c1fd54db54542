// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
package import JozinCore
import JozinDemo

/// A library to serve: ordinary photos, a few that hold what must not get out, a damaged one, and a name that is not UTF-8.
package enum ServedLibrary {
    /// A folder's name that no log, no error and no address may have in it.
    package static let canary = "Canary-7f3a91"
    /// A place that none may have in it, by the first digits of its latitude and longitude.
    package static let canaryPlace = GPSPosition(latitude: 51.239871, longitude: 17.654387)
    package static let canaryDigits = ["51.2398", "17.6543"]

    private static let files = Task<Place, any Error> {
        let place = try Place()
        place.removeAtExit()
        let options = DemoLibrary.Options(photos: 24, duplicatesShare: 0.2, series: false, oddities: false, cheap: true)
        _ = try await DemoLibrary.plan(seed: 5, options: options).write(to: place.photos.bytes)
        return place
    }

    /// A library that was scanned, for one test alone.
    package static func scanned() async throws -> Place {
        let place = try await unscanned()
        try place.scan()
        return place
    }

    /// The same before its first scan.
    package static func unscanned() async throws -> Place {
        let place = try Place()
        try place.copy(try await files.value.photos)
        var facts = ExifFacts()
        facts.gps = canaryPlace
        for seed in 1...3 as ClosedRange<UInt64> {
            let picture = DemoPicture(seed: 900 + seed, size: PixelSize(width: 200, height: 160)).drawn()
            let bytes = try JPEGWriter().bytes(of: picture, app1: ExifWriter(facts: facts).app1)
            try place.put(bytes, at: "\(canary)/photo \(seed).jpg")
        }
        try place.put([], at: "\(canary)/empty.jpg")
        try place.put(try Sample.smallJPEG(950), at: Word(Array("odd \u{1B}[31m".utf8) + [0xFF, 0x2E] + Array("jpg".utf8)))
        return place
    }
}

extension RunningServer {
    /// The `id` of a photo that is there, once the catalog has been read.
    package func somePhoto() throws -> String {
        var id: String?
        _ = try Processes.wait(seconds: 20) {
            id = try get("/api/photos?limit=1").json?["photos"]?.elements?.first?["id"]?.text
            return id != nil
        }
        return id ?? ""
    }

    /// The number of the present state of the library.
    package func snapshot() throws -> String { try get("/api/timeline").json?["snapshot"]?.text ?? "" }
}
