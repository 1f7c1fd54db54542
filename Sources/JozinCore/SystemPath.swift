// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A path outside any library, as the kernel takes it: bytes, absolute or relative to the working folder.
public struct SystemPath: Hashable, Sendable {
    /// As the kernel takes them, without the final NUL.
    public let bytes: [UInt8]

    /// From bytes; nil where they are empty or hold a NUL, which no system call takes.
    public init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, !bytes.contains(0) else { return nil }
        self.bytes = bytes
    }

    /// From text; traps on an empty string or a NUL, so for literals only.
    public init(literal text: StaticString) {
        bytes = Array(text.description.utf8)
        precondition(!bytes.isEmpty && !bytes.contains(0))
    }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Whether it starts at the root folder.
    public var isAbsolute: Bool { bytes.first == SystemPath.slash }

    /// This folder's entry `name`.
    public func appending(_ name: String) -> SystemPath { appending(Array(name.utf8)) }

    /// This folder's entry, or something deeper, by relative bytes without a NUL.
    public func appending(_ relative: [UInt8]) -> SystemPath {
        precondition(!relative.contains(0))
        if relative.isEmpty { return self }
        return SystemPath(unchecked: bytes.last == SystemPath.slash ? bytes + relative : bytes + [SystemPath.slash] + relative)
    }

    /// The folder that holds this path, by its bytes alone; nil for the root folder and for a bare name.
    public var folder: SystemPath? {
        let trimmed = trimmingSlashes
        guard let slash = trimmed.lastIndex(of: SystemPath.slash) else { return nil }
        return SystemPath(bytes: slash == 0 ? (trimmed.count > 1 ? [SystemPath.slash] : []) : Array(trimmed[..<slash]))
    }

    /// The last component; empty for the root folder.
    public var name: [UInt8] {
        let trimmed = trimmingSlashes
        return trimmed.lastIndex(of: SystemPath.slash).map { Array(trimmed[($0 + 1)...]) } ?? trimmed
    }

    /// The bytes behind `folder`, where this path lies inside it; empty for the folder itself.
    public func relative(to folder: SystemPath) -> [UInt8]? {
        let prefix = folder.trimmingSlashes
        let own = trimmingSlashes
        if own == prefix { return [] }
        let start = prefix == [SystemPath.slash] ? prefix : prefix + [SystemPath.slash]
        // Slashes that were doubled behind the folder are no part of what lies in it.
        return own.starts(with: start) ? Array(own[start.count...].drop { $0 == SystemPath.slash }) : nil
    }

    private var trimmingSlashes: [UInt8] {
        var end = bytes.count
        while end > 1, bytes[end - 1] == SystemPath.slash { end -= 1 }
        return Array(bytes[..<end])
    }

    private static let slash = UInt8(ascii: "/")
}
