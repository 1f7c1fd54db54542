// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The photos beside the clone, which the repository does not hold.
enum JPEGCorpora {
    /// JOZIN_CORPORA, else `../shared/corpora` seen from the package's root.
    static let root: String = {
        // Safe: getenv returns nil or a C string, copied at once; no test changes the environment.
        if let named = unsafe getenv("JOZIN_CORPORA") { return unsafe String(cString: named) }
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(package)/../shared/corpora"
    }()

    /// Every file below `area` that begins with SOI, as path below the root and bytes; nil where the corpora are not there.
    static func jpegs(in area: String) -> [(path: String, bytes: [UInt8])]? {
        let paths = files(below: "\(root)/\(area)").sorted()
        guard !paths.isEmpty else { return nil }
        return paths.compactMap { path in
            guard let bytes = read(path), bytes.starts(with: [0xFF, 0xD8]) else { return nil }
            return (String(path.dropFirst(root.count + 1)), bytes)
        }
    }

    /// Says that a test could not run.
    static func notRun(_ test: String) {
        print("not run: \(test): the corpora are not beside this clone")
    }

    private static func files(below folder: String) -> [String] {
        // Safe: the stream is used until closedir alone; each entry's name is a C string, copied before the next readdir.
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var found: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let path = "\(folder)/\(name)"
            let isFolder = unsafe entry.pointee.d_type == UInt8(DT_DIR)
            if isFolder { found += files(below: path) } else { found.append(path) }
        }
        return found
    }

    private static func read(_ path: String) -> [UInt8]? {
        // Safe: the stream is closed once, and fread writes at most as many bytes as the array has.
        guard let file = unsafe fopen(path, "rb") else { return nil }
        defer { unsafe fclose(file) }
        unsafe fseek(file, 0, SEEK_END)
        let size = unsafe ftell(file)
        unsafe rewind(file)
        return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = unsafe fread(buffer.baseAddress, 1, size, file)
        }
    }
}
