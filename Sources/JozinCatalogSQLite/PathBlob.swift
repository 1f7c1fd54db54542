// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCore

/// Path bytes as a BLOB, also where there are none: SQLite compares BLOBs by their bytes.
struct PathBlob: DatabaseValueConvertible {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What the folders behind `folder` are behind; for those behind none a number, which SQLite orders before every BLOB.
    static func start(after folder: LibraryPath?) -> DatabaseValue {
        folder.map { PathBlob($0.bytes).databaseValue } ?? 0.databaseValue
    }

    var databaseValue: DatabaseValue { Blob.value(bytes) }

    static func fromDatabaseValue(_ value: DatabaseValue) -> PathBlob? {
        Blob.bytes(value).map(PathBlob.init)
    }
}
