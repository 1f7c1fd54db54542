// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The version of everything between an original's bytes and its facts. Whoever changes what a fact says raises it,
/// and every photo is read again by the next scan.
public enum Pipeline {
    /// Counts up from 1.
    public static let version = 4

    /// Whether what another version found is what this one would find. Version 4 reads camera raw by its preview, JPEG XL and JPEG 2000,
    /// which version 3 refused.
    package static func isCurrent(_ other: Int, isRefused: Bool) -> Bool { other == version || other == 3 && !isRefused }

    /// What a record gets whose file could not be read for reasons outside it: no pipeline, so the next scan tries again.
    static let tryAgain = 0
}
