// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles

/// `jozin reset`: removes what Jožin made, and nothing else.
struct ResetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Remove what Jožin made of a library, in parts or whole; never a photo.",
        discussion: """
            Thumbnails and the catalog can be made again at any time. Sidecars hold your decisions: those are lost. Without
            sidecars the catalog would take photos for read, so --sidecars removes it too. What Jožin did not make stays.

            Examples:
              jozin reset ~/Pictures --catalog           the next scan makes a new one
              jozin reset ~/Pictures --all --dry-run     what would be removed?
              jozin reset ~/Pictures --all --yes         the folder is no library any more
            """)

    @Argument(help: ArgumentHelp("The library.", valueName: "LIBRARY"))
    var path: SystemPath

    @Flag(name: .long, help: "Remove thumbnails.")
    var thumbs = false

    @Flag(name: .long, help: "Remove the catalog.")
    var catalog = false

    @Flag(name: .long, help: "Remove the sidecars, decisions included, and the catalog.")
    var sidecars = false

    @Flag(name: .long, help: "Remove everything, and forget that the folder was a library.")
    var all = false

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Flag(name: .long, help: "Say what would be removed, and remove nothing.")
    var dryRun = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard thumbs || catalog || sidecars || all else {
            throw ValidationError("Say what to remove: --thumbs, --catalog, --sidecars or --all.")
        }
    }

    func run() throws {
        let descriptors = try Surroundings.raiseDescriptorLimit()
        let opener = library.opener()
        if try all && finishOlderEnding(opener) { return }
        let opened = try opener.open(path, making: false)
        let lock = try opened.lock()
        let found = try orFailed(opened.statePath) { () throws(SystemError) in
            try StateReset.count(parts, in: opened.state, descriptors)
        }
        let report = ResetReport(output, found, isAll: all, place: opened.statePath)
        if dryRun { return report.finish(isRemoved: false) }
        try confirm(report)
        try remove(opened, opener, descriptors)
        _ = consume lock
    }

    private func remove(
        _ opened: borrowing Library, _ opener: LibraryOpener, _ descriptors: DescriptorAllowance
    ) throws(RunFailure) {
        let ending = try LibraryEnding(opened)
        let stateHome = try opener.openStateHome()
        try Surroundings.enterSandbox(
            allowingWritesIn: [ending.stateNumber] + [stateHome].compactMap { $0?.descriptor.number },
            removingEmptyFoldersBelow: all ? ending.parentNumber : nil)
        let place = opened.statePath
        let removed = try orFailed(place) { () throws(SystemError) in
            try StateReset.remove(parts, in: opened.state, descriptors)
        }
        var isGone = false
        if all {
            try opener.forget(opened.root)
            isGone = try ending.finish()
        }
        ResetReport(output, removed, isAll: all, place: place).finish(isRemoved: true, isGone: isGone)
    }

    private var parts: Set<StatePart> {
        if all { return Set(StatePart.allCases) }
        var parts: Set<StatePart> = []
        if thumbs { parts.insert(.thumbs) }
        if catalog || sidecars { parts.insert(.catalog) }
        if sidecars { parts.formUnion([.sidecars, .displaced, .log]) }
        return parts
    }

    /// A run that was killed behind the removal of the marker has left the lock and its folder.
    private func finishOlderEnding(_ opener: LibraryOpener) throws(RunFailure) -> Bool {
        guard let ending = try opener.unfinishedEnding(at: path) else { return false }
        if dryRun { return true }
        try Surroundings.enterSandbox(
            allowingWritesIn: [ending.stateNumber], removingEmptyFoldersBelow: ending.parentNumber)
        return try ending.finish()
    }

    private func confirm(_ report: borrowing ResetReport) throws {
        if yes { return }
        guard Question.isPossible else {
            throw RunFailure(
                .usage,
                Problem(
                    .misuse, "it removes nothing without being told to, and here is nobody to ask",
                    remedy: "Say --yes; --dry-run shows what would go."), at: path)
        }
        for line in report.question { StandardError.line(line) }
        guard Question("Remove it?").isAnsweredYes() else {
            StandardError.line("Nothing was removed.")
            throw Ending(.failed)
        }
    }

    private func orFailed<Value>(_ place: SystemPath, _ body: () throws(SystemError) -> Value) throws(RunFailure) -> Value {
        do throws(SystemError) { return try body() } catch { throw RunFailure(.failed, error.problem(), at: place) }
    }
}
