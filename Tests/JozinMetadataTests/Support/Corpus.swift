// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The corpora of real photos beside the project; tests over them say whether they ran.
enum Corpus {
    /// The files of one area by their names in its manifest; nil, said aloud, where the corpora are not there.
    static func manifest(_ area: String, for test: String) -> [(name: String, entry: JSONValue)]? {
        guard let bytes = read("\(root)/\(area)/manifest.json"), let files = JSONValue(bytes)?["files"]?.object else {
            print("not run: \(test): the corpora are not beside this clone")
            return nil
        }
        print("RUN: \(test)")
        return files.sorted { $0.key < $1.key }.map { (name: $0.key, entry: $0.value) }
    }

    /// At most `limit` first bytes of a file; nil where it cannot be read.
    static func read(_ area: String, _ name: String, limit: Int = 1 << 26) -> [UInt8]? {
        read("\(root)/\(area)/\(name)", limit: limit)
    }

    private static var root: String {
        // The environment is not changed while tests run; the text is copied at once.
        if let path = unsafe getenv("JOZIN_CORPORA") { return unsafe String(cString: path) }
        return #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
            + "/../shared/corpora"
    }

    private static func read(_ path: String, limit: Int = 1 << 26) -> [UInt8]? {
        // The stream lives until the end of this function and no longer.
        guard let file = unsafe fopen(path, "rb") else { return nil }
        // Opened above, closed once.
        defer { _ = unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit {
            // Writes at most the buffer's own count.
            let count = unsafe fread(&buffer, 1, min(buffer.count, limit - bytes.count), file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
