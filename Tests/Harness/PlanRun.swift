// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
package import JozinCore
import JozinFiles
import Testing

/// What a library's owner sees of it, times of content included and those of status not: a file that was moved away and back
/// has a new one.
package struct TreeState: Hashable {
    private let lines: Set<[UInt8]>

    package init(_ place: Place, _ folder: SystemPath? = nil) throws {
        let script = """
            cd "$1" && find . -path ./.jozin -prune -o -printf '%p %y %m %U %G %n %i %s %T@ %l\\0'
            find . -path ./.jozin -prune -o -type f -print0 | sort -z | xargs -0 -r sha256sum -z
            """
        let outcome = try Shell.run(script, [Word(folder ?? place.photos)], scratch: place.scratch)
        lines = Set(outcome.output.split(separator: 0).map(Array.init))
        #expect(outcome.code == 0 && outcome.said == "" && !lines.isEmpty)
    }

    /// Entries that differ, as text.
    package func differences(_ other: TreeState) -> [String] {
        lines.symmetricDifference(other.lines).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
}

/// A shell that plans are run with.
package struct PlanShell: Sendable, CustomStringConvertible {
    package let words: [Word]
    package var description: String { words.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ") }

    /// Those that are here; dash first.
    package static let all: [PlanShell] = ([("dash", []), ("bash", ["--posix"]), ("busybox", ["sh"])] as [(String, [Word])])
        .compactMap {
            name, rest in
            guard let program = Tool.find(name) else {
                Tool.notRun("plans in \(name)", "it is not installed")
                return nil
            }
            return PlanShell(words: [Word(program)] + rest)
        }
}

extension Place {
    /// Where the tests' plans lie.
    package var plans: SystemPath { base.appending("plans") }
    /// The desktop's trash of the tests' owner.
    package var desktopTrash: SystemPath { base.appending("data/Trash") }

    /// Writes a plan; the library is scanned first.
    @discardableResult
    package func plan(_ name: String = "plan.sh", _ words: Word...) throws -> SystemPath {
        try Shell.run("mkdir -p \"$1\"", [Word(plans)])
        let path = plans.appending(name)
        let outcome = try start(["duplicates", Word(photos), "--plan", Word(path)] + words).end()
        #expect(outcome.code == 0 && outcome.output == [] && outcome.controlBytes == [], "\(outcome.said)")
        return path
    }

    /// Runs a plan, or its reverse, as the owner does; programs in `before` come first on the search path.
    package func perform(
        _ script: SystemPath, _ words: Word..., shell: PlanShell? = nil, before: SystemPath? = nil
    ) throws -> Outcome {
        let tools = (before.map { [$0.bytes] } ?? []) + Tool.path
        let environment = [
            Word(Array("PATH=".utf8) + Array(tools.joined(separator: [UInt8(ascii: ":")]))),
            Word(Array("HOME=".utf8) + base.bytes), Word(Array("XDG_DATA_HOME=".utf8) + base.appending("data").bytes),
        ]
        return try Running(
            (shell?.words ?? ["sh"]) + [Word(script)] + words, environment: environment, in: base, scratch: scratch
        ).end()
    }

    /// The reverse that the first run of a plan wrote.
    package var undo: SystemPath { plans.appending("plan-undo.sh") }

    /// The paths of a plan's files with this action.
    package func planned(_ action: String, _ words: Word...) throws -> [[UInt8]] {
        let outcome = try start(["duplicates", Word(photos), "--plan", "-", "--plan-format", "json"] + words).end()
        let files = try #require(try JSONReader.read(outcome.output)["groups"]?.elements).flatMap { $0["files"]?.elements ?? [] }
        return try files.filter { $0["action"]?.text == action }.map {
            try #require($0.nameBytes("path", bytesKey: "pathBytes"))
        }
    }

    /// Puts a program in a folder of its own, to come before the system's.
    package func putProgram(_ name: String, _ script: String) throws -> SystemPath {
        let folder = base.appending("programs")
        try Shell.run("mkdir -p \"$1\"", [Word(folder)])
        try Disk.write(Array("#!/bin/sh\n\(script)\n".utf8), to: folder.appending(name))
        try Shell.run("chmod 700 \"$1\"", [Word(folder.appending(name))])
        return folder
    }
}
