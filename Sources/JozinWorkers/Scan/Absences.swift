// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// The last step of a scan: what was not found, and has not moved, is marked as missing, if that can be believed.
///
/// Absence is a claim: the root must still be there, and no more be gone at once than the rule allows unasked.
struct Absences: ~Copyable {
    private let run: ScanRun
    private let proof: RootProof

    init(_ run: ScanRun, _ proof: consuming RootProof) {
        self.run = run
        self.proof = proof
    }

    /// Settles the absences of a scan that walked the whole library.
    func settle() {
        guard proof.isStillThere else { return run.end(proof.isGone) }
        let gone = run.identities.gone
        let photos = gone.count(where: \.isPhoto)
        guard run.options.acceptsMissing || isBelieved(photos) else { return hold(photos) }
        run.count { $0.missing = photos }
        for absent in gone {
            run.write { writer throws(RunFailure) in writer.putMissing(absent.path) }
            run.commit()
        }
        run.commit(always: true)
    }

    private func isBelieved(_ photos: Int) -> Bool {
        guard photos > 1 else { return true }
        do throws(CatalogError) {
            let counts = try run.catalog.counts()
            return AbsenceRule.believes(photos, of: counts.indexed + counts.failed)
        } catch {
            run.end(RunFailure(catalog: error))
            return false
        }
    }

    private func hold(_ photos: Int) {
        guard !run.isEnding else { return }
        run.count { $0.held = photos }
        let sentence = "\(photos) photos that were here cannot be found; nothing was marked as gone"
        let remedy = "If you removed them, scan again with --accept-missing. If a disk or folder is not mounted, mount it."
        run.warn(Problem(.environment, sentence, remedy: remedy))
    }
}
