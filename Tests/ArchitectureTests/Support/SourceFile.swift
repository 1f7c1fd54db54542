// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file of the package's sources or tests.
struct SourceFile {
    /// Below the package's root.
    let path: String
    let text: String

    var name: String { String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]) }
    var stem: String { String(name.prefix { $0 != "." }) }
    var lines: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

    /// The files below a folder whose names end in one of `endings`.
    static func all(below folder: String, _ endings: [String] = [".swift"]) -> [SourceFile] {
        paths(below: folder).filter { path in endings.contains(where: path.hasSuffix) }.sorted()
            .compactMap { path in Package.text(path).map { SourceFile(path: path, text: $0) } }
    }

    private static func paths(below folder: String) -> [String] {
        // The stream is closed at the end, and a record lives until the next one is read.
        guard let stream = unsafe opendir(Package.root + folder) else { return [] }
        defer { unsafe _ = closedir(stream) }
        var paths: [String] = []
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name.hasPrefix(".") { continue }
            let path = folder + "/" + name
            paths += unsafe entry.pointee.d_type == UInt8(DT_DIR) ? SourceFile.paths(below: path) : [path]
        }
        return paths
    }
}
