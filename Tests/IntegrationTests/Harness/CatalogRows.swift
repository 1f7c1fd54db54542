// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import Testing

/// What a library's catalog says of its photos, row by row; numbers of rows, scans and inodes and times of status are its own business.
struct CatalogRows: Hashable {
    private let lines: Set<String>

    /// Nil where there is no Python to read it with.
    init?(_ place: Place) throws {
        let named = Environment.value("JOZIN_PYTHON").flatMap(SystemPath.init(bytes:))
        guard let python = named ?? Tool.find("python3") else { return nil }
        let script = """
            import sqlite3, sys
            rows = sqlite3.connect(sys.argv[1])
            rows.row_factory = sqlite3.Row
            for row in rows.execute("SELECT folder.path, photo.* FROM photo JOIN folder ON folder.id = photo.folder"):
                print([(key, row[key]) for key in row.keys() if key not in ("id", "folder", "inode", "changed", "addedIn", "readIn")])
            assert rows.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            """
        let outcome = try Shell.run(
            "exec \"$@\"", [Word(python), "-c", "\(script)", Word(place.own.appending("catalog.sqlite"))])
        #expect(outcome.code == 0 && outcome.said == "")
        lines = Set(outcome.text.split(separator: "\n").map(String.init))
        #expect(!lines.isEmpty)
    }

    func differences(_ other: CatalogRows) -> [String] { lines.symmetricDifference(other.lines).sorted() }
}
