// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import JozinCatalog
import JozinCore

extension SQLiteCatalog: CatalogGrouping {
    /// See `CatalogGrouping`.
    public func replaceGroups(_ groups: some Sequence<FoundGroup>) throws(CatalogError) {
        try SQLiteCatalog.translating {
            try self.database.write { connection in
                try connection.execute(sql: "DELETE FROM duplicateGroup; UPDATE duplicateSearch SET number = number + 1")
                let writer = GroupWriter(connection)
                for group in groups { try writer.put(group) }
            }
        }
    }

    /// See `CatalogGrouping`.
    public func outlines(after row: Int64, limit: Int) throws(CatalogError) -> [GroupOutline] {
        try read { connection in
            let groups = try connection.cachedStatement(
                sql: "SELECT id, name, kind, certainty, gain, newest FROM duplicateGroup WHERE id > ? ORDER BY id LIMIT ?")
            let rows = try Row.fetchAll(groups, arguments: [row, limit])
            guard let last: Int64 = try rows.last?.value(at: 0) else { return [] }
            let members = try connection.cachedStatement(
                sql: """
                    SELECT duplicateGroup, photo FROM duplicateMember JOIN photo ON photo.id = duplicateMember.photo
                    WHERE duplicateGroup > ? AND duplicateGroup <= ? AND photo.present ORDER BY duplicateGroup, photo
                    """)
            let memberRows = try Row.fetchCursor(members, arguments: [row, last])
            var member = try memberRows.next()
            return try rows.map { row in
                let id: Int64 = try row.value(at: 0)
                var photos: [Int64] = []
                while let next = member, try next.value(at: 0) as Int64 == id {
                    photos.append(try next.value(at: 1))
                    member = try memberRows.next()
                }
                return try GroupOutline(
                    row: id, name: row.value(at: 1), kind: row.value(at: 2), certainty: row.value(at: 3),
                    gain: row.value(at: 4), newest: row.value(at: 5), members: photos)
            }
        }
    }

    /// See `CatalogGrouping`.
    public func group(named name: String) throws(CatalogError) -> StoredGroup? {
        try read { connection in
            let statement = try connection.cachedStatement(sql: "SELECT * FROM duplicateGroup WHERE name = ?")
            return try Row.fetchOne(statement, arguments: [name]).map { try GroupWriter.group($0, connection) }
        }
    }

    /// See `CatalogGrouping`.
    public func groups(holding file: Int64) throws(CatalogError) -> [String] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT name FROM duplicateMember JOIN duplicateGroup ON duplicateGroup.id = duplicateMember.duplicateGroup
                    WHERE photo = ? ORDER BY certainty DESC, name
                    """)
            return try String.fetchAll(statement, arguments: [file])
        }
    }

    /// See `CatalogGrouping`.
    public func kindsOfTwins(of file: Int64) throws(CatalogError) -> [String] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT DISTINCT kind FROM duplicateMember AS own
                    JOIN duplicateGroup ON duplicateGroup.id = own.duplicateGroup
                    JOIN duplicateMember AS twin ON twin.duplicateGroup = own.duplicateGroup AND twin.photo <> own.photo
                    JOIN photo ON photo.id = twin.photo AND photo.present WHERE own.photo = ? ORDER BY kind
                    """)
            return try String.fetchAll(statement, arguments: [file])
        }
    }
}

/// Groups to rows and back, within one transaction.
private struct GroupWriter {
    let connection: Database

    init(_ connection: Database) { self.connection = connection }

    func put(_ group: FoundGroup) throws {
        var numbers: [LibraryPath: Int64] = [:]
        for path in group.members { numbers[path] = try number(of: path) }
        guard numbers.count > 1, let keeper = numbers[group.keeper] else { return }
        let insert = try connection.cachedStatement(
            sql: """
                INSERT INTO duplicateGroup (name, kind, certainty, gain, newest, keeper, reason) VALUES (?, ?, ?, ?, '', ?, ?)
                ON CONFLICT DO NOTHING
                """)
        try insert.execute(arguments: [group.name, group.kind, group.certainty, group.gain, keeper, group.reason])
        guard connection.changesCount == 1 else { return }
        let id = connection.lastInsertedRowID
        let member = try connection.cachedStatement(sql: "INSERT INTO duplicateMember (duplicateGroup, photo) VALUES (?, ?)")
        for number in numbers.values { try member.execute(arguments: [id, number]) }
        let date = try connection.cachedStatement(
            sql: """
                UPDATE duplicateGroup SET newest = (
                    SELECT max(coalesce(captured, strftime('%Y-%m-%dT%H:%M:%S', modified / 1000000000, 'unixepoch'), ''))
                    FROM duplicateMember JOIN photo ON photo.id = duplicateMember.photo WHERE duplicateGroup = ?1) WHERE id = ?1
                """)
        try date.execute(arguments: [id])
    }

    private func number(of path: LibraryPath) throws -> Int64? {
        let select = try connection.cachedStatement(
            sql: "SELECT id FROM photo WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?")
        return try Int64.fetchOne(select, arguments: [PathBlob(path.folder.bytes), PathBlob(path.name)])
    }

    static func group(_ row: Row, _ connection: Database) throws -> StoredGroup {
        let select = try connection.cachedStatement(
            sql: """
                SELECT duplicateMember.photo FROM duplicateMember JOIN photo ON photo.id = duplicateMember.photo WHERE duplicateGroup = ? AND photo.present
                ORDER BY duplicateMember.photo
                """)
        let members = try Int64.fetchAll(select, arguments: [try row.value("id") as Int64])
        return try StoredGroup(
            name: row.value("name"), kind: row.value("kind"), certainty: row.value("certainty"), gain: row.value("gain"),
            newest: row.value("newest"), keeper: row.value("keeper"), reason: row.value("reason"), members: members)
    }
}
