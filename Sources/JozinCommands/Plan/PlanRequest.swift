// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles

/// A plan in a file of the owner's.
///
/// The process that reads the library may write nowhere else, so this one starts it with the open file for its standard output,
/// and gives the file its name only after a good end.
struct PlanRequest {
    /// Where the plan goes.
    let target: PlanTarget
    let format: PlanFormat
    /// What this program is called with for the plan alone.
    let arguments: [[UInt8]]

    func run(isQuiet: Bool) throws {
        let code: Int32
        do throws(SystemError) {
            let file = try NewFile(target.name, in: target.folder, mode: format.mode)
            code = try WorkerProcess.run(try OwnProcess.executable(), arguments: arguments, output: file.file)
            if code == ExitCode.done.rawValue { try file.publish() }
        } catch {
            throw target.failure(error)
        }
        guard code == ExitCode.done.rawValue else { throw Ending(code) }
        if !isQuiet { for line in notes { StandardError.line(line) } }
    }

    private var notes: [String] {
        let place = DisplayName.text(target.path.bytes)
        guard format == .sh else { return ["The plan is in \(place)."] }
        let word = ShellWord.shown(place)
        return [
            "The plan is in \(place). Read it; nothing was moved yet.",
            "  sh \(word) --check   says what would be moved",
            "  sh \(word)           moves it, and writes how to take it back",
        ]
    }
}

/// Where a plan goes: a name that is free, in a folder that is there, outside the library.
struct PlanTarget {
    let folder: SystemPath
    let name: [UInt8]
    var path: SystemPath { folder.appending(name) }

    /// `root` is the library's; `what` is what goes there, for messages.
    init(_ path: SystemPath, outside root: SystemPath, what: String = "the plan") throws(RunFailure) {
        do throws(SystemError) {
            folder = try Environment.canonical(path.folder ?? SystemPath(literal: "."))
        } catch {
            let problem = Problem(.misuse, "there is no such folder", remedy: "Make it first, or name another one.")
            throw RunFailure(.usage, error.isAbsence ? problem : error.problem(), at: path.folder)
        }
        name = path.name
        guard LibraryPath.isName(name[...]), path.bytes.last != UInt8(ascii: "/") else {
            throw RunFailure(
                .usage, Problem(.misuse, "this is no file's name", remedy: "Name a file, such as plan.sh."), at: path)
        }
        guard folder.relative(to: root) == nil else {
            let remedy =
                "Name a file outside \(DisplayName.text(root.bytes)): Jožin leaves the folders of your photos as they are."
            throw RunFailure(.usage, Problem(.misuse, "\(what) would lie among your photos", remedy: remedy), at: path)
        }
        guard (try? Descriptor.folder(folder).status(of: name)) == nil else { throw taken }
    }

    private var taken: RunFailure {
        let problem = Problem(
            .misuse, "there is a file of this name, which Jožin does not overwrite",
            remedy: "Choose another name, or remove that file.")
        return RunFailure(.usage, problem, at: path)
    }

    /// What it means that the file cannot be made.
    func failure(_ error: SystemError) -> RunFailure {
        if error.number == EEXIST { return taken }
        if error.isReadOnly {
            let problem = Problem(.environment, "this folder may not be written to", remedy: "Name a file in another folder.")
            return RunFailure(.failed, problem, at: folder)
        }
        return RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: path)
    }
}
