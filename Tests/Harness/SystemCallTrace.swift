// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore
import JozinFiles
import Testing

/// All system calls of a program and its children that touch files, descriptors, sockets, threads or the sandbox.
package struct SystemCallTrace {
    /// The calls of each thread, in their order.
    package let threads: [[SystemCall]]
    private let library: SystemPath
    private let workingFolder: [UInt8]

    /// The command that traces what follows it; nil where there is no strace.
    package static func command(into folder: SystemPath) -> [Word]? {
        guard let strace = Tool.find("strace") else { return nil }
        let calls = "trace=%file,%desc,%network,clone,clone3,fork,vfork,landlock_restrict_self,prctl"
        // One file for each thread, so that no line is torn by another's.
        return [Word(strace), "-f", "-ff", "-y", "-qq", "-s", "64", "-e", "\(calls)", "-o", Word(folder.appending("trace"))]
    }

    /// Reads what was written into the folder.
    package init(_ folder: SystemPath, library: SystemPath) throws {
        self.library = library
        workingFolder = library.bytes
        let names = try Descriptor.folder(folder).entries().map(\.name)
        threads = names.map { name in
            (Disk.read(folder.appending(name)) ?? []).split(separator: 0x0A).compactMap(SystemCall.init(line:))
        }
        #expect(!threads.isEmpty, "strace wrote something")
    }

    private var calls: some Sequence<SystemCall> { threads.lazy.joined() }

    /// What the rules of the house forbid: a change below the library outside `.jozin/`, or a socket to the world.
    package var offences: [String] {
        calls.flatMap { call -> [String] in
            let paths = call.changedPaths(workingFolder: workingFolder).filter(isTheOwners)
            let network = call.isNetwork ? ["\(call.name)(\(call.text(0)))"] : []
            return paths.map { "\(call.name) \(DisplayName.text($0))" } + network
        }
    }

    /// Every path that was opened as anything but a folder, wherever it lies; numbers of processes left out.
    package var opened: Set<[UInt8]> {
        Set(
            calls.compactMap { $0.openedPath(workingFolder: workingFolder) }.map { path in
                path.filter { !(0x30...0x39).contains($0) }
            })
    }

    /// How often each of the owner's files was opened.
    package var openedOriginals: [[UInt8]] {
        calls.compactMap { $0.openedPath(workingFolder: workingFolder) }.filter(isTheOwners)
    }

    /// Each look at the status of one of the owner's files by name.
    package var looks: [[UInt8]] { calls.compactMap { $0.lookedAtPath(workingFolder: workingFolder) }.filter(isTheOwners) }

    /// Whether any call succeeded in `name`.
    package func contains(_ name: String) -> Bool { calls.contains { $0.name == name && !$0.failed } }

    /// Whether the path is of the library and not of Jožin's own folder in it. Unknown ways count as the library's.
    private func isTheOwners(_ path: [UInt8]) -> Bool {
        if path.starts(with: "/proc/self/fd/".utf8) { return true }
        guard let path = SystemPath(bytes: path), let relative = path.relative(to: library) else { return false }
        return relative != Array(".jozin".utf8) && !relative.starts(with: ".jozin/".utf8)
    }
}
