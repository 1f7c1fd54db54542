// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JozinCatalog
import JozinContracts
import JozinCore
import JozinSimilarity
import JozinSync
import JozinWorkers

/// `VerdictRequest` of the contract, on one group.
struct GroupVerdict {
    private let group: StoredGroup
    private let files: [Int64: NumberedFile]
    private let kept: [Int64]
    private let dropped: [Int64]
    /// Whether none is a duplicate of another.
    private let isDistinct: Bool

    /// As many pictures can be told apart at once: each is told from each.
    private static let mostDistinct = 50

    init(_ body: JSONValue, on group: StoredGroup, _ files: [NumberedFile]) throws(ServerProblem) {
        self.group = group
        self.files = Dictionary(files.map { ($0.number, $0) }) { first, _ in first }
        if let distinct = body["distinct"], distinct.boolean == nil {
            throw .misuse("`distinct` is neither true nor false", remedy: "Give one of the two.")
        }
        isDistinct = body["distinct"]?.boolean ?? false
        let said = try (keep: GroupVerdict.numbers("keep", body), drop: GroupVerdict.numbers("drop", body))
        guard isDistinct != !(said.keep.isEmpty && said.drop.isEmpty) else {
            throw .misuse(
                "a verdict says either which files to keep and to drop, or that the pictures are distinct",
                remedy: "Say one of the two.")
        }
        kept = isDistinct ? group.members : said.keep
        dropped = said.drop
        guard Set(kept).isDisjoint(with: dropped) else {
            throw .misuse("a file is to be kept and to be dropped", remedy: "Say one of the two.")
        }
        for number in kept + dropped where self.files[number]?.record.identity == nil {
            throw .misuse("file \(number) is none of this group", remedy: "Look at the group again.")
        }
    }

    private static func numbers(_ name: String, _ body: JSONValue) throws(ServerProblem) -> [Int64] {
        guard let value = body[name] else { return [] }
        let numbers = value.elements?.compactMap(\.integer) ?? []
        guard let elements = value.elements, elements.count == numbers.count, numbers.count <= 1000,
            numbers.allSatisfy({ $0 > 0 })
        else { throw .misuse("`\(name)` is no list of at most 1000 files", remedy: "Name them by their numbers.") }
        return Set(numbers).sorted().map { Int64($0) }
    }

    /// In words, for the log.
    var label: String {
        if isDistinct { return "not duplicates, \(kept.count) files" }
        let parts = [(dropped, "dropped"), (kept, "kept")].filter { !$0.0.isEmpty }.map { "\($0.1) \($0.0.count)" }
        return parts.joined(separator: ", ") + " of \(group.members.count) duplicates"
    }

    /// What is to be decided; refused where nothing would stay of this group, or of another one in `groups` that a file is in.
    func decisions(
        _ fates: FileFates, _ groups: [StoredGroup], _ book: DecisionBook
    ) throws(ServerProblem) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        let gone = Set(fates.dropped).union(dropped).subtracting(kept)
        let staying = group.members.filter { !gone.contains($0) }
        let touched = groups.filter { $0.members.contains(where: dropped.contains) }
        let members = touched.map { $0.members.map { Int($0) } }
        guard dropped.isEmpty || !staying.isEmpty && GroupRemainder.emptied(members, dropping: Set(gone.map { Int($0) })) == nil
        else {
            throw ServerProblem(
                .conflict, "misuse", "of these duplicates at least one file has to stay",
                remedy: "Keep one of them, and drop the others.")
        }
        let wanted = kept.isEmpty ? staying : kept
        let heir = wanted.contains(group.keeper) ? group.keeper : wanted.first
        let judgement = FileJudgement(
            kept: kept.compactMap(file), dropped: dropped.compactMap(file),
            heir: dropped.isEmpty ? nil : heir.flatMap(file))
        return judgement.decisions { book.decisions(of: $0) } + (try distinctions())
    }

    private func file(_ number: Int64) -> FileJudgement.File? {
        guard let record = files[number]?.record, let identity = record.identity else { return nil }
        return FileJudgement.File(identity, at: record.path, gps: record.exif.gps, descriptive: record.descriptive)
    }

    /// Files of one picture cannot be told apart; that all of them stay is said of each file.
    private func distinctions() throws(ServerProblem) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        guard isDistinct else { return [] }
        let photos = Set(files.values.compactMap(\.record.identity))
        guard Set(photos.map(\.imageID)).count <= GroupVerdict.mostDistinct else {
            throw .misuse(
                "these are more than \(GroupVerdict.mostDistinct) pictures", remedy: "Drop those that are duplicates first.")
        }
        return photos.map { photo in
            let others = Set(photos.map(\.imageID)).subtracting([photo.imageID])
            let verdicts = others.map { (DecisionKey.verdict($0), JSONValue?.some(.string("distinct"))) }
            return (DecisionMaker.Target(photo), Dictionary(verdicts) { first, _ in first })
        }
    }
}
