// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinSimilarity

/// `Group` of the contract: a group of duplicates with its members.
struct ListedGroup {
    let group: StoredGroup
    let files: [NumberedFile]
    let isReviewed: Bool
    let book: DecisionBook

    func write(to writer: inout JSONWriter) { writer.object { writeMembers(to: &$0) } }

    func writeMembers(to writer: inout JSONWriter) {
        writer.key("group")
        writer.string(group.name)
        writer.key("kind")
        writer.string(DuplicateRoutes.Kind(stored: group.kind).rawValue)
        writer.key("certainty")
        writer.literal("\(Double(group.certainty) / 1000)")
        let (keeper, reason) = suggestion
        writer.key("keeper")
        writer.int(keeper)
        writer.key("reason")
        writer.string(reason)
        writer.key("gain")
        writer.int(group.gain)
        writer.key("isReviewed")
        writer.bool(isReviewed)
        writer.key("members")
        writer.array { writer in
            for file in files { ListedPhoto(file, book).write(to: &writer) }
        }
    }
}

extension ListedGroup {
    /// What the owner has said of files goes before what was found.
    private var suggestion: (keeper: Int64, reason: String) {
        let words = files.map { ($0.number, book.verdict(on: $0.record)) }
        if let kept = words.first(where: { $0.1 == .keep }), !words.contains(where: { $0 == (group.keeper, .keep) }) {
            return (kept.0, "you keep it")
        }
        if words.contains(where: { $0 == (group.keeper, .drop) }), let open = words.first(where: { $0.1 != .drop }) {
            return (open.0, "it is not dropped")
        }
        return (group.keeper, group.reason)
    }
}

/// `GroupDetails` of the contract: why they are believed to be duplicates, and in what they differ.
struct GroupDetails {
    let group: StoredGroup
    let files: [NumberedFile]
    let isReviewed: Bool
    let book: DecisionBook
    /// Of a larger group only the relations to the keeper are told.
    private static let completeUpTo = 8

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            ListedGroup(group: group, files: files, isReviewed: isReviewed, book: book).writeMembers(to: &writer)
            writer.key("files")
            writer.array { writer in
                for file in files { PhotoDetails.write(file, to: &writer) }
            }
            writer.key("relations")
            writer.array { writer in
                for (a, b) in pairs { write(a, b, to: &writer) }
            }
            writer.key("differences")
            writer.array { writer in
                for difference in FieldDifference.between(files) { difference.write(to: &writer) }
            }
        }
    }

    private var pairs: [(NumberedFile, NumberedFile)] {
        var pairs: [(NumberedFile, NumberedFile)] = []
        for (index, a) in files.enumerated() {
            for b in files[(index + 1)...] {
                let isKeepers = a.number == group.keeper || b.number == group.keeper
                if isKeepers || files.count <= GroupDetails.completeUpTo { pairs.append((a, b)) }
            }
        }
        return pairs
    }

    private func write(_ a: NumberedFile, _ b: NumberedFile, to writer: inout JSONWriter) {
        let kind: DuplicateRoutes.Kind =
            a.record.digest != nil && a.record.digest == b.record.digest
            ? .exact : a.record.imageID != nil && a.record.imageID == b.record.imageID ? .pixel : .near
        writer.object { writer in
            writer.key("a")
            writer.int(a.number)
            writer.key("b")
            writer.int(b.number)
            writer.key("kind")
            writer.string(kind.rawValue)
            writer.key("hashes")
            writer.array { writer in
                guard let first = a.record.fingerprint, let second = b.record.fingerprint else { return }
                for agreement in NearRule(Level.normal.thresholds).evidence(between: first, and: second).agreements {
                    write(agreement, to: &writer)
                }
            }
        }
    }

    private func write(_ agreement: Evidence.Agreement, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("name")
            writer.string(agreement.measure.rawValue)
            writer.key("distance")
            writer.int(agreement.distance)
            writer.key("threshold")
            writer.int(agreement.threshold)
            writer.key("agrees")
            writer.bool(agreement.agrees)
        }
    }
}

/// A field in which the files of a group differ.
struct FieldDifference {
    let field: String
    let values: [String?]
    /// The place of the better value, where one is.
    let best: Int?

    /// The fields that are not the same in all files.
    static func between(_ files: [NumberedFile]) -> [FieldDifference] {
        let records = files.map(\.record)
        let all = [
            FieldDifference("folder", records.map { DisplayName.text($0.path.folder.bytes) }),
            FieldDifference("name", records.map { DisplayName.text($0.path.name) }),
            FieldDifference("format", records.map { $0.format?.rawValue }),
            FieldDifference(
                "dimensions", records.map { record in record.size.map { "\($0.width) × \($0.height)" } },
                greatest: records.map { ($0.size?.width ?? 0) * ($0.size?.height ?? 0) }),
            FieldDifference("bytes", records.map { "\($0.stamp.bytes)" }, greatest: records.map { Int($0.stamp.bytes) }),
            FieldDifference("taken", records.map(\.exif.captured?.local)),
            FieldDifference("camera", records.map { $0.exif.model ?? $0.exif.make }),
            FieldDifference("lens", records.map(\.exif.lens)),
            FieldDifference("rating", records.map { record in record.descriptive.rating.map { "\($0)" } }),
            FieldDifference("title", records.map(\.descriptive.title)),
            FieldDifference("description", records.map(\.descriptive.description)),
            FieldDifference(
                "tags", records.map { $0.descriptive.tags.isEmpty ? nil : $0.descriptive.tags.joined(separator: ", ") }),
            FieldDifference("place", records.map { record in record.exif.gps.map { "\($0.latitude), \($0.longitude)" } }),
        ]
        return all.filter { Set($0.values).count > 1 }
    }

    private init(_ field: String, _ values: [String?], greatest: [Int]? = nil) {
        self.field = field
        self.values = values
        best = greatest.flatMap { numbers in numbers.max().flatMap { numbers.firstIndex(of: $0) } }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("field")
            writer.string(field)
            writer.key("values")
            writer.array { writer in
                for value in values {
                    if let value { writer.string(value) } else { writer.null() }
                }
            }
            guard let best else { return }
            writer.key("best")
            writer.int(best)
        }
    }
}
