// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import Testing

/// Whole lists, read page by page. Lists that do not end are cut off, and told.
enum Pages {
    static let most = 20_000

    static func photos(_ catalog: any Catalog, limit: Int, between: () throws -> Void = {}) throws -> [PhotoRecord] {
        var photos: [PhotoRecord] = []
        for _ in 0..<most {
            let page = try catalog.photos(after: photos.last?.path, limit: limit)
            #expect(page.count <= limit)
            photos += page
            if page.count < limit { return photos }
            try between()
        }
        Issue.record("the list of photos has no end")
        return photos
    }

    /// Every page but the last is full, and none is empty.
    static func comparable(_ catalog: any Catalog, limit: Int) throws -> [ComparablePhoto] {
        var pages: [[ComparablePhoto]] = []
        try catalog.comparablePhotos(inPagesOf: limit) { pages.append($0) }
        #expect(pages.dropLast().allSatisfy { $0.count == limit } && pages.allSatisfy { (1...limit).contains($0.count) })
        return pages.flatMap { $0 }
    }

    static func folders(_ catalog: any Catalog, limit: Int) throws -> [LibraryPath] {
        var folders: [LibraryPath] = []
        for _ in 0..<most {
            let page = try catalog.folders(after: folders.last, limit: limit)
            #expect(page.count <= limit)
            folders += page
            if page.count < limit { return folders }
        }
        Issue.record("the list of folders has no end")
        return folders
    }

    static func shallow(
        _ catalog: any Catalog, limit: Int, between: (ArraySlice<PhotoRecord>) throws -> Void = { _ in }
    ) throws -> [PhotoRecord] {
        var photos: [PhotoRecord] = []
        var cursor: ShallowCursor?
        for _ in 0..<most {
            let page = try catalog.shallowPhotos(after: cursor, limit: limit)
            #expect(page.photos.count <= limit)
            photos += page.photos
            guard let next = page.next else { return photos }
            cursor = next
            try between(page.photos[...])
        }
        Issue.record("the list of shallow photos has no end")
        return photos
    }
}
