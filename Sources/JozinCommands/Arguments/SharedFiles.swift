// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles

/// The folder that the page and the contracts lie in: `share/jozin` beside the program's folder where it is installed, the
/// checkout where it was built.
struct SharedFiles {
    private let root: SystemPath

    init() throws(RunFailure) {
        do throws(SystemError) {
            var folder = try OwnProcess.executable().folder
            let installed = folder?.folder?.appending("share/jozin")
            // .build/<platform>/<configuration>/jozin
            for _ in 0..<3 { folder = folder?.folder }
            let found = [installed, folder].compactMap(\.self).first { candidate in
                (try? Descriptor.folder(candidate).folder(Array("web".utf8)).status(of: Array("index.html".utf8))) != nil
            }
            guard let found else { throw SystemError("open", ENOENT) }
            root = found
        } catch {
            let problem = Problem(
                .environment, "the page's files are not beside jozin (\(error.problem().sentence))",
                remedy: "Install Jožin anew, with its folder `share/jozin`.")
            throw RunFailure(.failed, problem)
        }
    }

    /// The page's folder.
    func page() throws(SystemError) -> Descriptor { try Descriptor.folder(root).folder(Array("web".utf8)) }

    /// Where the names of places may lie.
    var places: SystemPath { root.appending("place-data") }

    /// The contract of the API.
    func contract() throws(SystemError) -> [UInt8] {
        try Descriptor.folder(root.appending("contracts/api"))
            .file(Array("jozin.openapi.yaml".utf8), flags: O_RDONLY).readAll(limit: 16 << 20)
    }
}
