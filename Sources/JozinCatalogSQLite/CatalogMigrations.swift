// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog

/// The schema, one migration per change, each in a transaction of its own.
enum CatalogMigrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 photos") { try $0.execute(sql: photos) }
        migrator.registerMigration("2 identity") { try $0.execute(sql: identity) }
        migrator.registerMigration("3 sums") { try addSums($0) }
        migrator.registerMigration("4 groups") { try $0.execute(sql: groups) }
        migrator.registerMigration("5 decisions") { try $0.execute(sql: decisions) }
        migrator.registerMigration("6 placeholders") { try $0.execute(sql: placeholders) }
        migrator.registerMigration("7 descriptions") { try $0.execute(sql: descriptions) }
        migrator.registerMigration("8 changes") { try $0.execute(sql: changes) }
        return migrator
    }

    /// Paths and digests are BLOBs: SQLite orders them by their bytes. `phash` is the hash's bits as a signed integer.
    private static let photos = """
        CREATE TABLE scan (
            number INTEGER PRIMARY KEY
        ) STRICT;

        CREATE TABLE folder (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE photo (
            id INTEGER PRIMARY KEY,
            folder INTEGER NOT NULL REFERENCES folder (id),
            name BLOB NOT NULL,
            present INTEGER NOT NULL DEFAULT 1,
            bytes INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            state INTEGER NOT NULL,
            pipeline INTEGER NOT NULL,
            depth INTEGER NOT NULL,
            addedIn INTEGER NOT NULL,
            readIn INTEGER NOT NULL,
            digest BLOB,
            pixels BLOB,
            format TEXT,
            width INTEGER,
            height INTEGER,
            orientation INTEGER NOT NULL,
            phash INTEGER,
            dhash INTEGER,
            bmh INTEGER,
            cmh BLOB,
            information INTEGER,
            make TEXT,
            model TEXT,
            lens TEXT,
            captured TEXT,
            subsecond TEXT,
            utcOffset TEXT,
            iso INTEGER,
            fNumber REAL,
            exposureSeconds REAL,
            focalLengthMM REAL,
            exposureBiasEV REAL,
            latitude REAL,
            longitude REAL,
            altitude REAL,
            problemCode TEXT,
            problemSentence TEXT,
            problemRemedy TEXT,
            UNIQUE (folder, name)
        ) STRICT;

        CREATE INDEX photoByDigest ON photo (digest) WHERE digest IS NOT NULL;
        CREATE INDEX photoByLook ON photo (phash, width, height) WHERE phash IS NOT NULL;
        CREATE INDEX photoShallow ON photo (id) WHERE state = 0 AND depth = 0 AND present = 1;
        """

    /// The duplicates as they were found last: derived, and replaced as a whole. `newest` is a capture time, or a file's.
    private static let groups = """
        CREATE TABLE duplicateGroup (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            certainty INTEGER NOT NULL,
            gain INTEGER NOT NULL,
            newest TEXT NOT NULL,
            keeper INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;

        CREATE TABLE duplicateMember (
            duplicateGroup INTEGER NOT NULL REFERENCES duplicateGroup (id) ON DELETE CASCADE,
            photo INTEGER NOT NULL,
            PRIMARY KEY (duplicateGroup, photo)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX duplicateByCertainty ON duplicateGroup (certainty, name);
        CREATE INDEX duplicateByGain ON duplicateGroup (gain, name);
        CREATE INDEX duplicateByDate ON duplicateGroup (newest, name);
        CREATE INDEX duplicateMemberByPhoto ON duplicateMember (photo);
        """

    /// What recognises a photo under another path, and knows whether all of a library was ever seen.
    private static let identity = """
        CREATE INDEX photoByPixels ON photo (pixels) WHERE pixels IS NOT NULL;
        ALTER TABLE scan ADD COLUMN walked INTEGER NOT NULL DEFAULT 0;
        """

    /// The decision log's sum. `photo` is 0 (by file) or 1 (by pixels) and the digest, `value` compact JSON; `mirror` has one row.
    private static let decisions = """
        CREATE TABLE decision (
            photo BLOB NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (photo, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE mirror (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            number INTEGER NOT NULL
        ) STRICT;

        INSERT INTO mirror VALUES (1, 0);
        """

    /// 24 bytes, and which photos are still without. The check sums hold: where there is no placeholder, they say nothing of it.
    private static let placeholders = """
        ALTER TABLE photo ADD COLUMN placeholder BLOB;
        CREATE INDEX photoWithoutPlaceholder ON photo (id)
            WHERE placeholder IS NULL AND phash IS NOT NULL AND state = 0 AND present = 1;
        """

    /// What files say in words; `keywords` is one a line. The check sums hold, as with placeholders.
    private static let descriptions = """
        ALTER TABLE photo ADD COLUMN fileRating INTEGER;
        ALTER TABLE photo ADD COLUMN fileKeywords TEXT;
        ALTER TABLE photo ADD COLUMN fileTitle TEXT;
        ALTER TABLE photo ADD COLUMN fileDescription TEXT;
        """

    /// The numbers of the last change of each file, which grow, and of the last search for duplicates. What was not changed since this
    /// migration has none. Triggers keep them, so that no writer can forget to. Lists of groups are put in order in memory.
    private static let changes = """
        DROP INDEX duplicateByCertainty;
        DROP INDEX duplicateByGain;
        DROP INDEX duplicateByDate;

        CREATE TABLE photoChange (
            photo INTEGER PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE duplicateSearch (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            number INTEGER NOT NULL
        ) STRICT;

        INSERT INTO duplicateSearch VALUES (1, 0);

        CREATE TRIGGER photoInserted AFTER INSERT ON photo BEGIN
            INSERT INTO photoChange VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM photoChange))
            ON CONFLICT (photo) DO UPDATE SET number = excluded.number;
        END;

        CREATE TRIGGER photoUpdated AFTER UPDATE ON photo BEGIN
            INSERT INTO photoChange VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM photoChange))
            ON CONFLICT (photo) DO UPDATE SET number = excluded.number;
        END;

        CREATE TRIGGER photoRemoved AFTER DELETE ON photo BEGIN
            INSERT INTO photoChange VALUES (old.id, (SELECT coalesce(max(number), 0) + 1 FROM photoChange))
            ON CONFLICT (photo) DO UPDATE SET number = excluded.number;
        END;

        CREATE INDEX photoAbsent ON photo (id) WHERE present = 0;
        """

    /// Gives every row its check sums (`RowSums`). A row that makes no sense gets none, and is damaged as it was.
    private static func addSums(_ connection: Database) throws {
        try connection.execute(
            sql: """
                ALTER TABLE photo ADD COLUMN comparedSum INTEGER;
                ALTER TABLE photo ADD COLUMN factsSum INTEGER;
                """)
        let update = try connection.makeStatement(sql: "UPDATE photo SET comparedSum = ?, factsSum = ? WHERE id = ?")
        let select = try connection.makeStatement(
            sql: RecordCoding.selectionAtFirst + " WHERE photo.id > ? ORDER BY photo.id LIMIT 1000")
        var key = Int64.min
        while case let rows = try Row.fetchAll(select, arguments: [key]), let last = rows.last {
            for row in rows {
                guard let record = try? RecordCoding.unchecked(row) else { continue }
                let sum = RowSums.compared(ComparablePhoto(record), isPresent: record.isPresent)
                try update.execute(arguments: [sum, RowSums.facts(record), try row.value("id") as Int64])
            }
            key = try last.value("id")
        }
    }
}
