// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The containers that Jožin encodes pictures in.
public enum PictureEncoding: String, Sendable, CaseIterable {
    case jpeg, webp

    /// As file names end.
    public var fileExtension: String { self == .jpeg ? "jpg" : "webp" }

    /// As a server says it.
    public var mime: String { "image/\(rawValue)" }
}
