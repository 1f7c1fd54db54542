// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The version of everything between an original's bytes and its facts. Whoever changes what a fact says raises it,
/// and every photo is read again by the next scan.
public enum Pipeline {
    /// Counts up from 1.
    public static let version = 4

    /// What a record gets whose file could not be read for reasons outside it: no pipeline, so the next scan tries again.
    static let tryAgain = 0
}
