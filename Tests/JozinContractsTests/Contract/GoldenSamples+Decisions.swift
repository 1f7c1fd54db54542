// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore

extension GoldenSamples {
    /// A decision, its undoing and redoing, and one that was found.
    static var entries: [LogEntry] {
        let photo = PhotoIdentity(imageID: .pixels(digest(402)), fileDigest: FileDigest(digest(401)))
        let cut = PhotoIdentity(imageID: .file(FileDigest(digest(403))), fileDigest: FileDigest(digest(403)))
        let edits = [
            DecisionEdit(photo: photo, key: .rating, from: .number("3"), to: .number("4")),
            DecisionEdit(photo: photo, key: .tag("Jožin/močál"), from: nil, to: .bool(true)),
            DecisionEdit(photo: photo, key: .verdict(cut.imageID), from: nil, to: .string("distinct")),
            DecisionEdit(photo: photo, key: .file(oddPath), from: nil, to: FileVerdict(.drop, on: photo.fileDigest).json),
        ]
        let found = DecisionEdit(photo: cut, key: .title, from: nil, to: .string("Two \"quotes\"\u{2028}"))
        return [
            LogEntry(number: 1, time: "2026-11-23T08:15:30Z", label: "rating 4", kind: .decision, edits: edits),
            LogEntry(
                number: 2, time: "2026-11-23T08:15:31Z", label: "undo: rating 4", kind: .undo(1),
                edits: edits.reversed().map(\.reversed)),
            LogEntry(number: 4, time: "2026-11-23T08:15:32Z", label: "redo: rating 4", kind: .redo(1), edits: edits),
            LogEntry(number: 5, time: "2026-11-23T08:15:33Z", label: "found in a sidecar", kind: .found, edits: [found]),
        ]
    }

    /// A path that is no text.
    static var oddPath: LibraryPath {
        LibraryPath.root.appending(Array("100 %".utf8)).appending(Array("latin ".utf8) + [0xE1] + Array(".jpg".utf8))
    }

    /// A photo of which everything was said that can be.
    static var decided: ImageSidecar {
        var sidecar = full
        let decisions: [DecisionKey: JSONValue] = [
            .rating: .number("5"), .favourite: .bool(true), .rejected: .bool(true), .title: .string("Dusk"),
            .description: .string("Two\nlines"), .tag("Sea/Baltic"): .bool(true), .tag("Jožin"): .bool(true),
            .album("Trip"): .bool(true), .adjustments: .object([JSONMember("exposure", .number("0.50"))]),
            .place: .object([JSONMember("latitude", .number("50.1")), JSONMember("longitude", .number("14.4"))]),
            .verdict(.pixels(digest(404))): .string("distinct"), .verdict(.pixels(digest(405))): .string("keeper"),
            .file(oddPath): FileVerdict(.drop, on: FileDigest(digest(406))).json,
            .file(LibraryPath.root.appending(Array("a.jpg".utf8))): FileVerdict(.keep, on: FileDigest(digest(407))).json,
        ]
        sidecar.user = UserPart(decisions: decisions, others: [JSONMember("x-other", .null)]).json
        sidecar.sync = ImageSidecar.Sync(written: 12, dirty: false, lastWrite: "2026-11-23T08:15:30Z")
        return sidecar
    }
}
