// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles

/// `jozin doctor`: whether this machine, and a library, are as Jožin needs them.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check this machine, and a library: what the kernel enforces, which formats are read.",
        discussion: """
            Changes nothing. Exit code 2 where Jožin cannot be used, 10 where the library is not there; warnings are exit code 0.

            Examples:
              jozin doctor
              jozin doctor ~/Pictures
              jozin doctor ~/Pictures --json | jq '.checks[] | select(.state != "ok")'
            """)

    @Argument(help: ArgumentHelp("A library.", valueName: "LIBRARY"))
    var path: SystemPath?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if path == nil, library.state != nil { throw ValidationError("--state belongs to a LIBRARY; name it.") }
    }

    func run() throws {
        let opener = library.opener()
        var checks = SystemChecks.all(opener)
        var exit = JozinContracts.ExitCode.done
        if let path {
            do throws(RunFailure) {
                checks += LibraryChecks(try opener.open(path, making: false)).all()
            } catch {
                let place = DisplayName.text(path.bytes)
                checks.append(Check("library", .problem, "\(place): \(error.problem.sentence).", remedy: error.problem.remedy))
                exit = error.exit
            }
        }
        print(checks)
        if exit == .done, checks.contains(where: { $0.state == .problem }) { exit = .failed }
        if exit != .done { throw Ending(exit) }
    }

    private func print(_ checks: [Check]) {
        var answer = StandardOutput()
        switch output.style {
        case .jsonLines: for check in checks { answer.jsonLine { check.write(to: &$0) } }
        case .json:
            var document = JSONWriter(.indented)
            document.object { writer in
                writer.key("checks")
                writer.array { writer in
                    for check in checks { writer.object { check.write(to: &$0) } }
                }
            }
            document.newline()
            answer.write(document.bytes)
        case .text:
            let isShown: (Check) -> Bool = { !output.quiet || $0.state == .warning || $0.state == .problem }
            for check in checks where isShown(check) { for line in check.lines { answer.line(line) } }
        }
        answer.flush()
    }
}
