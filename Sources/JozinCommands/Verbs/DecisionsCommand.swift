// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles
import JozinSync

struct DecisionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "Print every decision that stands, always in the same words and order.",
        discussion: """
            One JSON object a line: {"imageId", "key", "value"}, by image id and key. Two libraries with equal decisions print
            equal bytes.

            Examples:
              jozin decisions ~/Pictures > decisions.jsonl
              jozin decisions ~/Pictures | grep '"key":"rating"'
            """)

    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @Option(name: .long, help: ArgumentHelp("Print at most N decisions.", valueName: "N"))
    var limit: Int?

    @Option(name: .long, help: ArgumentHelp("Print what comes behind ID, or behind ID/KEY.", valueName: "ID"))
    var after: String?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() throws {
        let log = try DecisionLog.open(path, library)
        let start = try start()
        var left = limit ?? .max
        var last: (id: ImageID, key: DecisionKey)?
        var output = StandardOutput()
        let photos = log.state.photos.map { (id: $0.key, text: $0.key.text, photo: $0.value) }
            .filter { photo in start.map { start in photo.text > start.id || photo.text == start.id && start.key != nil } ?? true
            }
            .sorted { $0.text < $1.text }
        var isWhole = true
        listing: for (id, text, photo) in photos {
            for (key, value) in photo.decisions.sorted(by: { $0.key < $1.key }) {
                if let start, start.id == text, let after = start.key, !(after < key.text) { continue }
                guard left > 0 else {
                    isWhole = false
                    break listing
                }
                left -= 1
                last = (id, key)
                output.jsonLine { writer in
                    writer.key("imageId")
                    writer.string(text)
                    writer.key("key")
                    writer.string(key.text)
                    writer.key("value")
                    value.write(to: &writer)
                }
            }
        }
        output.flush()
        if !isWhole, let last, !self.output.quiet {
            StandardError.line("There are more: --after '\(last.id.text)/\(DisplayName.text(Array(last.key.text.utf8)))'")
        }
        DecisionLog.tellDamage(log)
    }

    private func start() throws(RunFailure) -> (id: String, key: String?)? {
        guard let after else { return nil }
        let parts = after.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let id = parts.first.flatMap(ImageID.init(text:)) else {
            throw DecisionOptions.refusal("--after takes the imageId of a line printed before, or it, a slash and the key")
        }
        return (id.text, parts.count == 2 ? parts[1] : nil)
    }
}

extension DecisionLog {
    /// The log of a library, for reading. From here on the process is in the sandbox.
    static func open(_ path: SystemPath, _ options: LibraryOptions) throws(RunFailure) -> DecisionLog {
        let opened = try options.opener().open(path, making: false)
        let state = try opened.reopenState()
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
        var log = try DecisionLog.open(state)
        if !log.exists {
            let lock = try log.lock()
            _ = consume lock
        }
        return log
    }

    static func tellDamage(_ log: borrowing DecisionLog) {
        guard log.damagedLines > 0 else { return }
        StandardError.line(
            "jozin: \(Wording.count(log.damagedLines, "line")) of the log of decisions cannot be read; what the sidecars have of it "
                + "is taken from them when they are next looked at (`jozin rebuild` looks at all).")
    }
}
