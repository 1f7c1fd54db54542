// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore
import JozinFiles

/// One word of a command line, as bytes: names of files need not be UTF-8.
package struct Word: ExpressibleByStringInterpolation, Hashable, Sendable {
    package let bytes: [UInt8]

    package init(stringLiteral text: String) { bytes = Array(text.utf8) }
    package init(_ bytes: [UInt8]) { self.bytes = bytes }
    package init(_ path: SystemPath) { bytes = path.bytes }
}

/// The programs that were built beside this test bundle, or those of the folder that JOZIN_BIN's program lies in.
package enum BuiltPrograms {
    package static let jozin = path("jozin")
    package static let decoder = path("jozin-decode")

    private static func path(_ name: String) -> SystemPath {
        let folder = Environment.value("JOZIN_BIN").flatMap(SystemPath.init(bytes:)) ?? ownProgram
        return (folder.folder ?? SystemPath(literal: ".")).appending(name)
    }

    private static var ownProgram: SystemPath {
        do throws(SystemError) { return try OwnProcess.executable() } catch { return SystemPath(literal: ".build/release/tests") }
    }
}

/// What a test may find missing where it runs. A test that cannot run says so, and is not passed in silence.
package enum Tool {
    package static let path: [[UInt8]] = (Environment.value("PATH") ?? Array("/usr/bin:/bin".utf8)).split(
        separator: UInt8(ascii: ":")
    )
    .map(Array.init)

    /// Where a program lies on the search path.
    package static func find(_ name: String) -> SystemPath? {
        for folder in path {
            guard let program = SystemPath(bytes: folder + Array("/\(name)".utf8)) else { continue }
            if (try? Environment.canonical(program)) != nil { return program }
        }
        return nil
    }

    package static let isRoot = (try? Shell.run("test $(id -u) = 0").code) == 0

    /// Whether the system lets this user mount inside a namespace of its own.
    package static let canMount =
        find("unshare") != nil
        && (try? Shell.run("unshare -m sh -c 'mount -t tmpfs -o size=64k none /mnt'").code) == 0

    /// Whether the system lets this user leave the network.
    package static let canLeaveNetwork = find("unshare") != nil && (try? Shell.run("unshare -n true").code) == 0

    package static func notRun(_ test: String, _ reason: String) { print("not run: \(test): \(reason)") }
}
