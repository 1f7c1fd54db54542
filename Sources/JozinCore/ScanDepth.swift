// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How far a photo was read.
public enum ScanDepth: String, Sendable, CaseIterable {
    /// File digest, metadata, fingerprints from the cheapest decode.
    case quick
    /// Also every pixel: image id, integrity.
    case full
}
