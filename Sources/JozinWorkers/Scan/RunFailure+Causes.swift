// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
import JozinCore
public import JozinFiles

extension RunFailure {
    /// Does something with Jožin's own files.
    static func orWriting<Value: ~Copyable>(
        _ body: () throws(SystemError) -> Value
    ) throws(RunFailure) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw RunFailure(writing: error)
        }
    }

    /// Jožin's own files cannot be written.
    public init(writing error: SystemError) {
        let problem = Problem(
            .environment, "Jožin's own files cannot be written (\(error.problem().sentence))",
            remedy: error.problem().remedy)
        self.init(error.isFullDisk ? .noSpace : .failed, problem)
    }

    /// The catalog cannot be used.
    public init(catalog error: CatalogError) {
        let (exit, remedy): (ExitCode, String) =
            switch error.reason {
            case .fullDisk: (.noSpace, "Free some space; the next run goes on where this one stopped.")
            case .newer: (.failed, "Install a newer Jožin; nothing was changed.")
            case .damaged: (.failed, "Make it anew with `jozin rebuild LIBRARY`; sidecars are kept.")
            case .other: (.failed, "Try again.")
            }
        let what = error.reason == .fullDisk ? "the disk of Jožin's own files is full" : "the catalog cannot be used"
        self.init(exit, Problem(.environment, "\(what) (\(error.message))", remedy: remedy))
    }
}
