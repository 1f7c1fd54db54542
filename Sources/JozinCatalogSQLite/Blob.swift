// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Bytes in and out of GRDB, which carries BLOBs as Foundation's Data. The one file here that knows Foundation.
enum Blob {
    static func value(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }

    /// The bytes of a BLOB; an empty one is empty bytes. nil for any other value.
    static func bytes(_ value: DatabaseValue) -> [UInt8]? {
        Data.fromDatabaseValue(value).map { Array($0) }
    }
}
