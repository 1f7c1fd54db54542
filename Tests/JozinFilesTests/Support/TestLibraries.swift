// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

/// A place with photos, and a home for the registry beside it.
struct TestLibraries {
    let scratch: Scratch

    init(_ scratch: Scratch = Scratch()) {
        self.scratch = scratch
        if !scratch.exists("home") { scratch.folder("home") }
    }

    /// The same place, seen by a child process.
    init(sharing path: String) { scratch = Scratch(sharing: path) }

    var home: SystemPath { scratch.at("home") }

    func opener(state: String? = nil, startAnew: Bool = false) -> LibraryOpener {
        LibraryOpener(state: state.map { scratch.at($0) }, mayStartAnew: startAnew, stateHome: home)
    }

    /// What is remembered of an opened library once it is closed again.
    struct Opened: Equatable {
        var root: String
        var id: String
        var isNew: Bool
        var state: String
        var isElsewhere: Bool
    }

    private func text(_ path: SystemPath) -> String { DisplayName.text(path.relative(to: scratch.path) ?? path.bytes) }

    func open(_ relative: String, making: Bool = true, state: String? = nil, startAnew: Bool = false) throws(RunFailure) -> Opened
    {
        let library = try opener(state: state, startAnew: startAnew).open(scratch.at(relative), making: making)
        return Opened(
            root: text(library.root), id: library.identity.id, isNew: library.isNew, state: text(library.statePath),
            isElsewhere: library.stateIsElsewhere)
    }

    /// How opening fails; nil where it does not.
    func failure(_ relative: String, making: Bool = true, state: String? = nil, startAnew: Bool = false) -> RunFailure? {
        do throws(RunFailure) {
            _ = try open(relative, making: making, state: state, startAnew: startAnew)
            return nil
        } catch {
            return error
        }
    }
}
