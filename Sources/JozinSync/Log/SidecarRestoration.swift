// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

/// What the sidecars say of decisions, for a log that was lost.
enum SidecarRestoration {
    private struct Found {
        var written: Int
        var digest: FileDigest
        var decisions: [DecisionKey: JSONValue]
    }

    /// As many edits share an entry.
    private static let editsPerEntry = 2000

    /// The entries that a new log begins with. Their numbers are larger than `mark` and all that the sidecars know.
    static func entries(_ state: borrowing StateFolder, after mark: Int) throws(SystemError) -> [LogEntry] {
        var (found, last) = ([ImageID: Found](), mark)
        var walker = try SidecarWalker(state)
        while let listing = try walker.next() {
            for name in listing.names {
                if let bytes = listing.read(name) { take(bytes, &found, &last) }
            }
        }
        if let displaced = try SidecarTree.openDisplaced(in: state.descriptor) {
            for entry in try displaced.entries() where entry.kind == .file {
                if let bytes = try? SidecarTree.read(entry.name, in: displaced) { take(bytes, &found, &last) }
            }
        }
        let edits = found.sorted { $0.key.text < $1.key.text }.flatMap { id, found in
            found.decisions.sorted { $0.key < $1.key }.map { key, value in
                DecisionEdit(photo: PhotoIdentity(imageID: id, fileDigest: found.digest), key: key, from: nil, to: value)
            }
        }
        let time = UTCTime.text(secondsSince1970: Environment.secondsSince1970)
        return stride(from: 0, to: edits.count, by: editsPerEntry).enumerated().map { place, start in
            LogEntry(
                number: last + 1 + place, time: time, label: "restored from sidecars", kind: .found,
                edits: Array(edits[start..<min(start + editsPerEntry, edits.count)]))
        }
    }

    /// Of sidecars of one photo the one that was written last counts, then the first that is met.
    private static func take(_ bytes: [UInt8], _ found: inout [ImageID: Found], _ last: inout Int) {
        guard let sidecar = ImageSidecar(decoding: bytes) else { return }
        let written = max(0, min(sidecar.sync.written, Int(Int32.max)))
        last = max(last, written)
        let decisions = UserPart(sidecar.user).decisions
        guard !decisions.isEmpty else { return }
        let own = Found(written: written, digest: sidecar.file.digest, decisions: decisions)
        if let other = found[sidecar.facts.imageID], other.written >= own.written { return }
        found[sidecar.facts.imageID] = own
    }
}
