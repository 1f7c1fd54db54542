// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinContracts
import JozinCore
package import Testing

/// The owner's decisions, made by the program and read from the sidecars.
extension Place {
    private func sidecar(_ photo: Word) -> SystemPath {
        own.appending("sidecars").appending(photo.bytes + Array(".json".utf8))
    }

    /// Gives a photo that was scanned a rating.
    package func rate(_ photo: Word, _ stars: Int) throws {
        let outcome = try run("decide", Word(photos), photo, "--rating", "\(stars)")
        #expect(outcome.code == 0, "\(outcome.said)")
    }

    /// Writes a user part into a photo's sidecar as another program would, with a check sum or without.
    package func writeUserPart(_ photo: Word, _ user: JSONValue, isIntact: Bool = false) throws {
        var sidecar = try #require(facts(photo))
        sidecar.user = user
        var bytes = sidecar.encoded()
        if !isIntact { bytes.insert(0x0A, at: bytes.count - 1) }
        try Disk.write(bytes, to: self.sidecar(photo))
    }

    /// What `jozin decisions` prints.
    package func decisions(_ words: Word..., location: SourceLocation = #_sourceLocation) throws -> String {
        let outcome = try start(["decisions", Word(photos)] + words).end()
        #expect(outcome.code == 0, "\(outcome.said)", sourceLocation: location)
        return outcome.text
    }

    /// The lines of the log of decisions, its header left out.
    package func decisionLog() throws -> [LogEntry] {
        let bytes = try #require(Disk.read(own.appending("log/decisions.jsonl")))
        return bytes.split(separator: 0x0A).compactMap { line in
            guard case .entry(let entry) = LogLine.read(Array(line) + [0x0A]) else { return nil }
            return entry
        }
    }

    /// The rating of a photo; nil where it has none, or no sidecar.
    package func rating(_ photo: Word) -> Int? { facts(photo)?.user["rating"]?.integer }

    /// The sidecar of a photo.
    package func facts(_ photo: Word) -> ImageSidecar? { Disk.read(sidecar(photo)).flatMap(ImageSidecar.init(decoding:)) }
}
