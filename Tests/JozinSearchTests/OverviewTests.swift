// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `An overview says what is to be found` {
    private func library(_ count: Int, seed: UInt64) -> (rows: [PhotoRow], columns: PhotoColumns) {
        var library = RandomLibrary(seed: seed)
        var builder = PhotoColumns.Builder()
        let rows = library.rows(count)
        for row in rows { builder.append(row) }
        return (rows, builder.build())
    }

    @Test func `a folder has as many photos as a timeline of it, at any depth`() throws {
        for (seed, count) in [0, 1, 30, 600].enumerated() {
            let (rows, columns) = library(count, seed: UInt64(seed))
            var waiting = [LibraryPath.root]
            while let folder = waiting.popLast() {
                let subfolders = columns.subfolders(of: folder)
                let below = rows.filter { !$0.marks.contains(.failed) && $0.folder != folder && $0.folder.isInside(folder) }
                #expect(subfolders.map(\.path) == Set(below.compactMap { child(of: folder, towards: $0.folder) }).sorted())
                for subfolder in subfolders {
                    let inside = below.filter { $0.folder.isInside(subfolder.path) }
                    #expect(subfolder.photos == inside.count)
                    #expect(subfolder.hasFolders == inside.contains { $0.folder != subfolder.path })
                    let asked = Query.filter(.folder(subfolder.path, withSubfolders: true)).hidingFailed
                    #expect(columns.search(asked).count == inside.count)
                }
                waiting += subfolders.map(\.path)
            }
        }
    }

    private func child(of folder: LibraryPath, towards path: LibraryPath) -> LibraryPath? {
        folder.appending(path.components[folder.components.count])
    }

    @Test func `tags and albums are counted once a photo`() {
        let (rows, columns) = library(500, seed: 9)
        for (albums, names) in [(false, \PhotoRow.tags), (true, \PhotoRow.albums)] {
            var wanted: [String: Int] = [:]
            for row in rows { for name in Set(row[keyPath: names]) { wanted[name, default: 0] += 1 } }
            let labels = columns.labels(albums: albums)
            #expect(labels.map(\.name) == wanted.keys.sorted())
            #expect(labels.map(\.photos) == wanted.keys.sorted().map { wanted[$0] })
        }
    }
}
