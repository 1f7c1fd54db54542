// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

extension LibraryOpener {
    /// Whether a scan has made the folder a library and left a catalog. What else may be wrong with it is thrown.
    func isScanned(_ path: SystemPath) throws(RunFailure) -> Bool {
        do throws(RunFailure) {
            let library = try open(path, making: false)
            return (try? library.state.descriptor.status(of: StateFolder.catalogName)) != nil
        } catch {
            guard error.problem == LibraryOpener.noLibrary else { throw error }
            return false
        }
    }

    /// The library of photos that were scanned before, or are now.
    func openScanned(_ path: SystemPath) throws -> Library {
        if try !isScanned(path) {
            StandardError.line("jozin: these photos were not looked at yet; scanning them first.")
            let code = try ScanRequest(path: path, state: state).run(ScanReporter(.text, isQuiet: true))
            guard code <= ExitCode.problemsFound.rawValue else { throw Ending(code) }
        }
        return try open(path, making: false)
    }
}
