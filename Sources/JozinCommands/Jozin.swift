// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Glibc
import JozinContracts
import JozinCore
import JozinFiles

/// The command line: `jozin <verb>`, or a worker's name for the worker alone.
public struct Jozin: ParsableCommand {
    /// Verbs and help.
    public static let configuration = CommandConfiguration(
        commandName: "jozin",
        abstract: "The friendly monster that organises your photo swamp, and never touches an original.",
        discussion: """
            Examples:
              jozin ~/Pictures                   look at every photo, and show the duplicates
              jozin scan ~/Pictures              only look (the next time only at what is new)
              jozin duplicates ~/Pictures        show the duplicates, with the reasons
              jozin duplicates ~/Pictures --plan plan.sh    write a script that moves them to the trash
              jozin inspect photo.jpg            all that can be known of one photo

            Jožin writes to LIBRARY/.jozin/ and nowhere else, but for a plan where you ask for one; the system's kernel \
            holds it to that.
            """,
        version: "0.1.0",
        subcommands: [
            OpenCommand.self, ScanCommand.self, DuplicatesCommand.self, InspectCommand.self, FailuresCommand.self,
            DecideCommand.self, DecisionsCommand.self, HistoryCommand.self, UndoCommand.self, RedoCommand.self,
            SearchCommand.self, ThumbsCommand.self, RenderCommand.self, ServeCommand.self, VerifyCommand.self,
            RebuildCommand.self,
            ResetCommand.self, PlacesCommand.self, DoctorCommand.self, CompletionsCommand.self, JozanCommand.self,
            JozimgCommand.self,
            GroupCommand.self,
        ],
        defaultSubcommand: OpenCommand.self)

    /// As the parser makes it.
    public init() {}

    /// Runs what the command line asks for, and ends the process with the contract's exit code.
    public static func runFromCommandLine() -> Never {
        OwnProcess.ignoreBrokenPipes()
        OwnProcess.keepFilesPrivate()
        // A worker is its own root: to go by way of the verbs would double what its arguments cost.
        let workers: [String: any ParsableCommand.Type] = ["jozan": JozanCommand.self, "jozimg": JozimgCommand.self]
        let root = workers[String(decoding: RawArguments.calledAs, as: UTF8.self)] ?? Jozin.self
        do {
            var command = try root.parseAsRoot(RawArguments.all)
            try command.run()
            Glibc.exit(JozinContracts.ExitCode.done.rawValue)
        } catch let failure as RunFailure {
            StandardError.line("jozin: " + failure.text)
            Glibc.exit(failure.exit.rawValue)
        } catch let ending as Ending {
            if ending.code > 128 { OwnProcess.end(bySignal: ending.code - 128) }
            Glibc.exit(ending.code)
        } catch {
            root.exit(withError: error)
        }
    }
}

/// A command's end by an exit code, everything having been said.
struct Ending: Error {
    let code: Int32

    init(_ code: Int32) { self.code = code }
    init(_ code: JozinContracts.ExitCode) { self.code = code.rawValue }
}
