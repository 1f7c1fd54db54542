// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
public import JozinContracts
import JozinCore
import JozinFiles

extension Verification {
    /// Each row of the catalog: whether it makes sense, and whether its sidecar is there, intact, and says the same.
    public mutating func checkRecords() throws(RunFailure) {
        guard let catalog else { return }
        var tree = try reading { () throws(SystemError) in try SidecarTree.open(in: state) }
        let total = try asking { () throws(CatalogError) in try catalog.totals() }.rows
        var key: Int64 = 0
        while true {
            let rows = try asking { () throws(CatalogError) in try catalog.rows(after: key, limit: Verification.pageSize) }
            guard let last = rows.last else { return }
            for row in rows { check(row, &tree) }
            checked.records += rows.count
            key = last.key
            report(.sidecars, checked.records, total)
        }
    }

    private mutating func check(_ row: CatalogRow, _ tree: inout SidecarTree?) {
        switch row.record {
        case .failure(let error):
            tell(Finding(.catalog, .damaged, path: row.path, file: Self.catalogFile, Self.damagedCatalog(error.message)))
        case .success(let record):
            do throws(SystemError) {
                let bytes = try tree?.read(record.path)
                check(bytes ?? nil, of: record, isPresent: row.isPresent)
            } catch {
                tell(Finding(.sidecar, .unreadable, path: record.path, Self.unreadableSidecar(error)))
            }
        }
    }

    private mutating func check(_ bytes: [UInt8]?, of record: PhotoRecord, isPresent: Bool) {
        guard let bytes else {
            // Of a photo that is gone nothing can be derived; of one that was never read to its end nothing was written.
            if isPresent, record.hasSidecar { tell(Finding(.sidecar, .missing, path: record.path, Self.missingSidecar)) }
            return
        }
        checked.sidecars += 1
        if let problem = Self.damage(of: bytes) { return tell(Finding(.sidecar, .damaged, path: record.path, problem)) }
        guard isPresent, record.hasSidecar, let sidecar = ImageSidecar(decoding: bytes) else { return }
        let fields = record.disagreements(with: sidecar)
        guard !fields.isEmpty else { return }
        let problem = Problem(
            .damagedFile, "its sidecar and the catalog disagree (\(fields.joined(separator: ", ")))",
            remedy: "Run `jozin rebuild`: it takes the sidecar's word, since that carries a check sum.")
        tell(Finding(.sidecar, .disagrees, path: record.path, problem))
    }

    /// What is wrong with the bytes of a sidecar by themselves; nil where they are as they were written.
    static func damage(of bytes: [UInt8]) -> Problem? {
        guard ImageSidecar(decoding: bytes) != nil else {
            return Problem(
                .damagedFile, "its sidecar cannot be read any more",
                remedy: "Restore it from a copy, or run `jozin rebuild`: that reads the photo again and puts this file aside.")
        }
        guard !ImageSidecar.isIntact(bytes) else { return nil }
        return Problem(
            .damagedFile, "its sidecar is not as Jožin wrote it: the check sum is missing or wrong",
            remedy: "Run `jozin rebuild`: its facts are made anew, and the decisions in it are kept as they are now.")
    }

    private static func unreadableSidecar(_ error: SystemError) -> Problem {
        let problem = error.problem()
        return Problem(.environment, "its sidecar: \(problem.sentence)", remedy: problem.remedy)
    }

    private static let missingSidecar = Problem(
        .environment, "its sidecar is missing",
        remedy: "Run `jozin rebuild`: it reads the photo again and writes a new one. Decisions come back only from a copy of it.")
}

extension PhotoRecord {
    /// Whether a sidecar was written with this record: of what is a photo, and was read to its end.
    var hasSidecar: Bool { digest != nil && format != nil }

    /// The names of facts that a sidecar has otherwise.
    func disagreements(with sidecar: ImageSidecar) -> [String] {
        let facts = sidecar.facts
        let answers: [(name: String, agrees: Bool)] = [
            ("name", sidecar.file.name == path.name), ("length", sidecar.file.bytes == stamp.bytes),
            ("digest", sidecar.file.digest == digest), ("image id", facts.imageID == imageID), ("format", facts.format == format),
            ("dimensions", facts.size == size), ("orientation", facts.orientation == orientation),
            ("fingerprint", facts.fingerprint == fingerprint), ("EXIF", facts.exif == exif),
            ("description", facts.descriptive == descriptive),
            ("depth", sidecar.pipeline.depth == depth), ("problem", facts.problem?.code == problem?.code),
        ]
        return answers.filter { !$0.agrees }.map(\.name)
    }
}
