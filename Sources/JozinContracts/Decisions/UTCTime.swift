// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A moment of the world's clock as the contracts write it (RFC 3339, UTC, whole seconds).
public enum UTCTime {
    /// `YYYY-MM-DDThh:mm:ssZ`, for years 0 to 9999.
    public static func text(secondsSince1970 seconds: Int) -> String {
        DayNumber.text(seconds: Int64(seconds)) + "Z"
    }
}
