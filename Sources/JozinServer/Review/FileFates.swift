// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore

/// What the owner said of files, by their numbers: verdicts on files that lie where they lay, with the bytes that they had; and of
/// pictures, which of them are no duplicates of each other.
struct FileFates: Sendable {
    private var words: [Int64: FileVerdict.Word] = [:]
    /// The files of each photo that has verdicts.
    private var files: [ImageID: [Int64]] = [:]
    /// The pictures that each was told from, and which picture a file of any of them shows.
    private var others: [ImageID: Set<ImageID>] = [:]
    private var pictures: [Int64: ImageID] = [:]

    /// Of these photos.
    init(_ photos: some Sequence<ImageID>, _ catalog: any CatalogGrouping, _ book: DecisionBook) throws(CatalogError) {
        for photo in photos { _ = try read(photo, catalog, book) }
    }

    /// Reads anew what is said of a photo; gives the files that it may be about.
    mutating func read(
        _ photo: ImageID, _ catalog: any CatalogGrouping, _ book: DecisionBook
    ) throws(CatalogError) -> Set<Int64> {
        var touched = Set(files.removeValue(forKey: photo) ?? [])
        for file in touched { words[file] = nil }
        var numbers: [Int64] = []
        for file in try catalog.files(of: photo, limit: 10_000) where file.record.isPresent {
            touched.insert(file.number)
            guard let word = book.verdict(on: file.record) else { continue }
            words[file.number] = word
            numbers.append(file.number)
        }
        if !numbers.isEmpty { files[photo] = numbers }
        let told = book.picturesTold(from: photo)
        others[photo] = told.isEmpty ? nil : told
        if !told.isEmpty {
            for picture in told.union([photo]) {
                for file in try catalog.files(of: picture, limit: 10_000) { pictures[file.number] = file.record.imageID }
            }
        }
        return touched
    }

    subscript(file: Int64) -> FileVerdict.Word? { words[file] }

    /// Whether files show several pictures, each of which was told from each other one.
    func areDistinct(_ files: [Int64]) -> Bool {
        guard !others.isEmpty else { return false }
        let shown = files.map { pictures[$0] }
        let each = Array(Set(shown.compactMap(\.self)))
        guard each.count > 1, !shown.contains(nil) else { return false }
        return each.indices.allSatisfy { first in
            each[(first + 1)...].allSatisfy { other in
                others[each[first]]?.contains(other) == true || others[other]?.contains(each[first]) == true
            }
        }
    }

    /// How many files may go.
    var droppedCount: Int { words.values.count { $0 == .drop } }
    /// Files that may go.
    var dropped: [Int64] { words.filter { $0.value == .drop }.map(\.key) }
}
