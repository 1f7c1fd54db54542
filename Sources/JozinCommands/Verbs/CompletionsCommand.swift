// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `jozin completions`: a script that teaches a shell Jožin's verbs and options.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell: bash, zsh or fish.",
        discussion: """
            Examples:
              jozin completions bash > ~/.local/share/bash-completion/completions/jozin
              jozin completions zsh  > ~/.zfunc/_jozin      (a folder of $fpath, before compinit)
              jozin completions fish > ~/.config/fish/completions/jozin.fish
            """)

    @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "SHELL"), completion: .list(["bash", "zsh", "fish"]))
    var shell: String

    func validate() throws {
        guard CompletionShell.allCases.map(\.rawValue).contains(shell) else {
            throw ValidationError("No completions for '\(shell)'; choose bash, zsh or fish.")
        }
    }

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else { return }
        var output = StandardOutput()
        output.line(Jozin.completionScript(for: shell))
        output.flush()
    }
}
