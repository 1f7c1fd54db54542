// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
public import JozinCore

extension LibraryOpener {
    /// What a folder is that no scan has made a library.
    public static let noLibrary = Problem(
        .environment, "this is not a Jožin library", remedy: "Make it one with `jozin scan PATH`.")

    /// Throws where no library may be made at `root`, which has none where it is looked for.
    func refuse(_ root: SystemPath, known: RootRegistry.Entry?, making: Bool) throws(RunFailure) {
        if !mayStartAnew {
            if state != nil, StatePlace(inside: root).hasMarker {
                throw RunFailure(.usage, LibraryOpener.hasState, at: root)
            }
            if let known { throw RunFailure(.libraryMissing, LibraryOpener.lostMarker(known), at: root) }
        }
        guard making else { throw RunFailure(.libraryMissing, LibraryOpener.noLibrary, at: root) }
    }

    /// Throws where a library at `root` would share photos with one there is.
    func refuseOverlap(_ root: SystemPath, _ registry: RootRegistry) throws(RunFailure) {
        if let inside = registry.root(inside: root) { throw RunFailure(.usage, LibraryOpener.overlap(inside), at: root) }
        var candidate = mayStartAnew ? nil : root.folder
        while let folder = candidate {
            if StatePlace(inside: folder).hasMarker || registry[folder] != nil {
                throw RunFailure(.usage, LibraryOpener.overlap(around: folder), at: root)
            }
            candidate = folder.folder
        }
    }

    /// What is said of a path that leads nowhere.
    public static let noFolder = Problem(
        .environment, "there is no such folder", remedy: "Check the name. If its disk is not mounted, mount it.")

    static func newer(_ identity: LibraryIdentity) -> Problem {
        Problem(
            .environment, "a newer Jožin wrote this library (version \(identity.schemaVersion))",
            remedy: "Install a newer Jožin; nothing was changed.")
    }

    private static let hasState = Problem(
        .misuse, "this is a library already, with Jožin's files in .jozin/", remedy: "Leave out --state.")

    private static func lostMarker(_ known: RootRegistry.Entry) -> Problem {
        let state = known.state.map { DisplayName.text($0.bytes) } ?? ".jozin/"
        return Problem(
            .environment, "this was a Jožin library, and its \(state) is not here now",
            remedy: "If its disk is not mounted, mount it. To start a new library here, scan with --start-anew.")
    }

    private static func overlap(_ inside: SystemPath) -> Problem {
        Problem(
            .misuse, "a library lies inside this folder, at \(DisplayName.text(inside.bytes))",
            remedy: "Scan that one, or another folder; overlapping libraries are not supported.")
    }

    private static func overlap(around outside: SystemPath) -> Problem {
        Problem(
            .misuse, "this folder lies inside a library, at \(DisplayName.text(outside.bytes))",
            remedy: "Scan that one without --state; overlapping libraries are not supported.")
    }
}
