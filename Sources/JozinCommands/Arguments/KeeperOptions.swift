// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity

/// Which photo of a group is to be kept.
struct KeeperOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What makes a keeper (repeatable, the weightiest first); a folder by its path in the library, or by a glob.",
            valueName: "RULE"))
    var keep: [KeeperChoice] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Files in this folder of the library stay, and are keepers before all others (repeatable).", valueName: "FOLDER"))
    var reference: [SystemPath] = []

    var wishes: KeeperWishes { KeeperWishes(keep: keep, reference: reference) }
}

/// What the owner said of keepers, before the library is known.
struct KeeperWishes {
    var keep: [KeeperChoice] = []
    var reference: [SystemPath] = []

    /// The rules with their folders found in the library, and the reference folders; `files` has one of each folder with photos.
    func resolved(in root: SystemPath, _ files: [LibraryPath]) throws(RunFailure) -> KeeperOrder {
        var rules: [KeeperRule] = []
        for choice in keep {
            switch choice {
            case .rule(let rule): rules.append(rule)
            case .folder(let folder): rules.append(.folder(try pattern(folder, in: root, files)))
            }
        }
        var references: [FolderPattern] = []
        for folder in reference { references.append(try pattern(folder, in: root, files)) }
        return KeeperOrder(rules: KeeperRule.order(rules), references: references)
    }

    /// A folder in which no photo lies is a slip of the pen, and would leave unprotected what the owner wants protected.
    private func pattern(_ folder: SystemPath, in root: SystemPath, _ files: [LibraryPath]) throws(RunFailure) -> FolderPattern {
        var name = folder.bytes
        if folder.isAbsolute {
            let inside = ((try? Environment.canonical(folder)) ?? folder).relative(to: root)
            guard let inside else { throw refusal("this folder is not in the library", folder, root) }
            name = inside.isEmpty ? [UInt8(ascii: ".")] : inside
        }
        guard let pattern = FolderPattern(name) else { throw refusal("this names no folder of the library", folder, root) }
        guard files.contains(where: pattern.holds) else {
            throw refusal("no photo of the library lies in such a folder", folder, root)
        }
        return pattern
    }

    private func refusal(_ sentence: String, _ folder: SystemPath, _ root: SystemPath) -> RunFailure {
        let remedy = "Name it as seen from \(DisplayName.text(root.bytes)), or by a glob as for --exclude."
        return RunFailure(.usage, Problem(.misuse, sentence, remedy: remedy), at: folder)
    }
}

/// What makes a keeper, with the owner's folders found.
struct KeeperOrder {
    let rules: [KeeperRule]
    let references: [FolderPattern]

    /// Whether a file lies in a reference folder.
    func locks(_ path: LibraryPath) -> Bool { references.contains { $0.holds(path) } }
}

/// A word behind `--keep`.
enum KeeperChoice: ExpressibleByArgument {
    case rule(KeeperRule)
    case folder(SystemPath)

    init?(argument: String) {
        if let rule = KeeperRule(name: argument) {
            self = .rule(rule)
            return
        }
        guard argument.hasPrefix(KeeperRule.folderPrefix) else { return nil }
        guard let folder = SystemPath(argument: String(argument.dropFirst(KeeperRule.folderPrefix.count))) else { return nil }
        self = .folder(folder)
    }

    /// As the command line has it.
    var bytes: [UInt8] {
        switch self {
        case .rule(let rule): Array(rule.name.utf8)
        case .folder(let folder): Array(KeeperRule.folderPrefix.utf8) + folder.bytes
        }
    }

    static var allValueStrings: [String] { KeeperRule.choosable.map(\.name) + [KeeperRule.folderPrefix + "PATH"] }
}
