// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore

/// What the owner said of files, by their numbers: verdicts on files that lie where they lay, with the bytes that they had.
struct FileFates: Sendable {
    private var words: [Int64: FileVerdict.Word] = [:]
    /// The files of each photo that has verdicts.
    private var files: [ImageID: [Int64]] = [:]

    /// Of these photos.
    init(_ photos: some Sequence<ImageID>, _ catalog: any CatalogGrouping, _ book: DecisionBook) throws(CatalogError) {
        for photo in photos { try read(photo, catalog, book) }
    }

    /// Reads anew what is said of a photo.
    mutating func read(_ photo: ImageID, _ catalog: any CatalogGrouping, _ book: DecisionBook) throws(CatalogError) {
        for file in files.removeValue(forKey: photo) ?? [] { words[file] = nil }
        var numbers: [Int64] = []
        for file in try catalog.files(of: photo, limit: 10_000) where file.record.isPresent {
            guard let word = book.verdict(on: file.record) else { continue }
            words[file.number] = word
            numbers.append(file.number)
        }
        if !numbers.isEmpty { files[photo] = numbers }
    }

    subscript(file: Int64) -> FileVerdict.Word? { words[file] }

    /// Files that may go.
    var dropped: [Int64] { words.filter { $0.value == .drop }.map(\.key) }
    var isEmpty: Bool { words.isEmpty }
}
