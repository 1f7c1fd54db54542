// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles

/// Holds everything that Jožin keeps of a library against each other, and originals against their digests. Reads only.
///
/// Invariants: 1. Nothing is written. 2. What is held in memory grows with the largest folder, not with the library.
/// 3. A finding is told once, in the order of the steps.
public struct Verification: ~Copyable {
    /// The steps that may take long, as progress names them.
    public enum Stage: String, Sendable {
        /// Each record's sidecar; counted in records.
        case sidecars = "verifying sidecars"
        /// Each original's digest; counted in bytes.
        case originals = "verifying originals"
    }

    let state: Descriptor
    let catalog: (any CatalogInspecting)?
    let tell: (Finding) -> Void
    let report: (Stage, Int, Int) -> Void
    let descriptors: DescriptorAllowance
    /// How much was looked at so far.
    public internal(set) var checked = Checked()

    static let pageSize = 512

    /// Of the library with this state folder. Without a catalog that can be read, sidecars are checked each for itself.
    /// `report` is called often, with what is done and the total.
    public init(
        state: consuming Descriptor, catalog: (any CatalogInspecting)?, descriptors: DescriptorAllowance,
        tell: @escaping (Finding) -> Void, report: @escaping (Stage, Int, Int) -> Void
    ) {
        self.state = state
        self.descriptors = descriptors
        self.catalog = catalog
        self.tell = tell
        self.report = report
    }

    /// What killed runs left in the folder of temporary files, and what is not Jožin's there.
    public func checkLeftovers() throws(RunFailure) {
        let entries = try reading { () throws(SystemError) in try StateFolder.temporaryEntries(in: state) }
        for entry in entries {
            let problem =
                entry.isOwn
                ? Problem(
                    .environment, "a run that was killed left this temporary file",
                    remedy: "Nothing to do: the next scan removes it.")
                : Problem(.environment, "this is none of Jožin's files", remedy: "Move it away; Jožin leaves it alone.")
            tell(Finding(.state, entry.isOwn ? .leftover : .foreign, file: Array("tmp/".utf8) + entry.name, problem))
        }
    }

    /// Whether the database is sound by its own rules.
    public func checkCatalog() throws(RunFailure) {
        guard let catalog else { return }
        let damages = try asking { () throws(CatalogError) in try catalog.damages(limit: 20) }
        for damage in damages { tell(Finding(.catalog, .damaged, file: Verification.catalogFile, Self.damagedCatalog(damage))) }
    }

    /// The catalog's file, relative to the state folder.
    public static let catalogFile = StateFolder.catalogName

    /// What is said of a catalog that is damaged, in the database's words.
    public static func damagedCatalog(_ words: String) -> Problem {
        Problem(
            .damagedFile, "the catalog is damaged (\(words))",
            remedy: "Run `jozin rebuild`: the sidecars hold all that was in it.")
    }

    func asking<Value>(_ body: () throws(CatalogError) -> Value) throws(RunFailure) -> Value {
        do throws(CatalogError) { return try body() } catch { throw RunFailure(catalog: error) }
    }

    func reading<Value: ~Copyable>(_ body: () throws(SystemError) -> Value) throws(RunFailure) -> Value {
        do throws(SystemError) { return try body() } catch { throw RunFailure(.failed, error.problem()) }
    }
}
