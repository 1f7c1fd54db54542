// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinContracts
import JozinCore
import Testing

/// The owner's decisions as sidecars carry them, written and read by hand.
extension Place {
    private func sidecar(_ photo: Word) -> SystemPath {
        own.appending("sidecars").appending(photo.bytes + Array(".json".utf8))
    }

    /// Gives a photo that was scanned a rating.
    package func rate(_ photo: Word, _ stars: Int) throws {
        var sidecar = try #require(facts(photo))
        sidecar.user = .object([JSONMember("rating", .number("\(stars)"))])
        try Disk.write(sidecar.encoded(), to: self.sidecar(photo))
    }

    /// The rating of a photo; nil where it has none, or no sidecar.
    package func rating(_ photo: Word) -> Int? { facts(photo)?.user["rating"]?.integer }

    /// The sidecar of a photo.
    package func facts(_ photo: Word) -> ImageSidecar? { Disk.read(sidecar(photo)).flatMap(ImageSidecar.init(decoding:)) }
}
