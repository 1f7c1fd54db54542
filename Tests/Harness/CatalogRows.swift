// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
package import JozinCore

/// What a library's catalog says of its photos, row by row, read by SQLite and not by Jožin; numbers of rows, scans and
/// inodes and times of status are its own business.
package struct CatalogRows: Hashable {
    private let lines: Set<String>
    /// What SQLite's own check says; `ok` where nothing is wrong.
    package let integrity: String
    /// The digests of the files that are there, by path.
    package let digests: [[UInt8]: [UInt8]]

    package init(_ place: Place) throws { try self.init(in: place.own) }

    package init(in state: SystemPath) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let path = String(decoding: state.appending("catalog.sqlite").bytes, as: UTF8.self)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        (lines, digests, integrity) = try queue.read { connection in
            let rows = try Row.fetchAll(
                connection, sql: "SELECT folder.path, photo.* FROM photo JOIN folder ON folder.id = photo.folder")
            let check = try String.fetchAll(connection, sql: "PRAGMA integrity_check").joined(separator: "; ")
            let present = rows.filter { $0["present"] == 1 }.map { (CatalogRows.path($0), CatalogRows.bytes($0["digest"])) }
            return (Set(rows.map(CatalogRows.line)), Dictionary(uniqueKeysWithValues: present), check)
        }
    }

    private static func line(_ row: Row) -> String {
        row.filter { column, _ in
            !["id", "folder", "inode", "changed", "addedIn", "readIn", "comparedSum", "factsSum"].contains(column)
        }
        .map { column, value in "\(column) \(text(value))" }.sorted().joined(separator: "|")
    }

    private static func path(_ row: Row) -> [UInt8] {
        let folder = bytes(row["path"])
        return folder + (folder.isEmpty ? [] : [UInt8(ascii: "/")]) + bytes(row["name"])
    }

    private static func bytes(_ value: DatabaseValue) -> [UInt8] {
        guard case .blob(let bytes) = value.storage else { return [] }
        return Array(bytes)
    }

    private static func text(_ value: DatabaseValue) -> String {
        guard case .blob(let bytes) = value.storage else { return "\(value)" }
        return Hexadecimal.text(bytes)
    }

    package var count: Int { lines.count }

    package func differences(_ other: CatalogRows) -> [String] { lines.symmetricDifference(other.lines).sorted() }
}

extension CatalogRows {
    /// Makes a library's catalog what the version before placeholders left: no column, and check sums without it.
    package static func forgetPlaceholders(_ place: Place) throws {
        let path = String(decoding: place.own.appending("catalog.sqlite").bytes, as: UTF8.self)
        try DatabaseQueue(path: path).write { connection in
            for row in try Row.fetchAll(connection, sql: "SELECT id, factsSum, placeholder FROM photo") {
                let placeholder = bytes(row["placeholder"])
                let part = placeholder.isEmpty ? 0 : Int64(CRC32.of(placeholder.span))
                let sum: Int64 = row["factsSum"]
                let id: Int64 = row["id"]
                try connection.execute(sql: "UPDATE photo SET factsSum = ? WHERE id = ?", arguments: [sum ^ part, id])
            }
            try connection.execute(
                sql: """
                    DROP INDEX photoWithoutPlaceholder;
                    ALTER TABLE photo DROP COLUMN placeholder;
                    DELETE FROM grdb_migrations WHERE identifier = '6 placeholders';
                    """)
        }
    }

    /// How many photos have a placeholder, of how many whose look is known.
    package static func placeholders(_ place: Place) throws -> (with: Int, of: Int) {
        let path = String(decoding: place.own.appending("catalog.sqlite").bytes, as: UTF8.self)
        let row = try DatabaseQueue(path: path).read { connection in
            try Row.fetchOne(
                connection, sql: "SELECT count(placeholder) AS present, count(*) AS known FROM photo WHERE phash IS NOT NULL")
        }
        return (row?["present"] ?? 0, row?["known"] ?? 0)
    }
}
