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
                try connection.execute(sql: "DELETE FROM duplicateGroup")
                let writer = GroupWriter(connection)
                for group in groups { try writer.put(group) }
            }
        }
    }

    /// See `CatalogGrouping`.
    public func groups(
        of kind: String?, by order: GroupOrder, after cursor: GroupCursor?, limit: Int
    ) throws(CatalogError) -> [StoredGroup] {
        try read { connection in
            let column = order.column
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT * FROM duplicateGroup WHERE (?1 IS NULL OR kind = ?1)
                    AND (?2 IS NULL OR (\(column), name) < (?2, ?3)) ORDER BY \(column) DESC, name DESC LIMIT ?4
                    """)
            let arguments: StatementArguments = [kind, cursor.flatMap(order.value), cursor?.name, limit]
            return try Row.fetchAll(statement, arguments: arguments).map { try GroupWriter.group($0, connection) }
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
    public func groupTotals(of kind: String?) throws(CatalogError) -> (groups: Int, gain: Int64) {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: "SELECT count(*) AS number, coalesce(sum(gain), 0) AS gain FROM duplicateGroup WHERE ?1 IS NULL OR kind = ?1"
            )
            guard let row = try Row.fetchOne(statement, arguments: [kind]) else { return (0, 0) }
            return (try row.value("number"), try row.value("gain"))
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
}

extension GroupOrder {
    fileprivate var column: StaticString {
        switch self {
        case .certainty: "certainty"
        case .gain: "gain"
        case .date: "newest"
        }
    }

    /// What a cursor says, as the column has it; a cursor of another list begins at the start.
    fileprivate func value(_ cursor: GroupCursor) -> DatabaseValue? {
        self == .date ? cursor.value.databaseValue : Int64(cursor.value)?.databaseValue
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
