// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// A folder of one test, removed at its end.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/jozin-demo-test-XXXXXX".utf8CString)
        // mkdtemp replaces the six X in place; the array is terminated.
        _ = unsafe mkdtemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // The name holds no character that the shell reads otherwise.
        _ = unsafe system("rm -rf -- '\(path)'")
    }

    var bytes: [UInt8] { Array(path.utf8) }

    func child(_ name: [UInt8]) -> [UInt8] { bytes + [UInt8(ascii: "/")] + name }

    /// The file's bytes; nil where it cannot be read.
    func read(_ name: [UInt8]) -> [UInt8]? {
        // open reads the terminated path.
        let descriptor = unsafe open(TemporaryFolder.terminated(child(name)), O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65536)
        while true {
            // read fills at most the array's bytes.
            let count = unsafe Glibc.read(descriptor, &part, part.count)
            guard count > 0 else { return count == 0 ? all : nil }
            all += part[..<count]
        }
    }

    func write(_ name: String, _ bytes: [UInt8]) {
        // As above.
        let descriptor = unsafe open(TemporaryFolder.terminated(child(Array(name.utf8))), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        // write reads at most the array's bytes.
        if !bytes.isEmpty { _ = unsafe Glibc.write(descriptor, bytes, bytes.count) }
        _ = close(descriptor)
    }

    /// The type bits of what has this name, links not followed; nil where nothing has.
    func kind(_ name: [UInt8]) -> mode_t? {
        var information = stat()
        // lstat reads the terminated path and fills the struct.
        return unsafe lstat(TemporaryFolder.terminated(child(name)), &information) == 0 ? information.st_mode & S_IFMT : nil
    }

    /// Every name below, as bytes, relative, in no order.
    func names(below folder: [UInt8] = []) -> [[UInt8]] {
        // opendir reads the terminated path; the stream is closed below.
        guard let stream = unsafe opendir(TemporaryFolder.terminated(child(folder))) else { return [] }
        // Closes what was opened above, once.
        defer { unsafe _ = closedir(stream) }
        var names: [[UInt8]] = []
        // readdir's entry is valid until the next call, and d_name is terminated within it.
        while let entry = unsafe readdir(stream) {
            // As above.
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            guard !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) else { continue }
            let path = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
            names.append(path)
            if kind(path) == S_IFDIR { names += self.names(below: path) }
        }
        return names
    }

    private static func terminated(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

/// An independent reader: Python, with Pillow for pictures.
enum Python {
    static let hasPillow = run("import PIL.Image; print('yes')") == "yes\n"
    static let isThere = run("print('yes')") == "yes\n"

    /// What the script prints; `arguments` hold no quotes.
    static func run(_ script: String, _ arguments: [String] = []) -> String {
        let quoted = arguments.map { " '" + $0 + "'" }.joined()
        // popen reads the terminated command; the stream is closed below.
        guard let stream = unsafe popen("python3 -c \"\(script)\"\(quoted) 2>&1", "r") else { return "" }
        // Closes what was opened above, once.
        defer { unsafe _ = pclose(stream) }
        var bytes: [UInt8] = []
        while true {
            // getc reads from the open stream.
            let byte = unsafe getc(stream)
            guard byte != EOF else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
    }

    /// Whether Pillow is there; says so where it is not.
    static func pillow(for test: String) -> Bool {
        print(hasPillow ? "RUN: \(test)" : "not run: \(test): python3 has no Pillow")
        return hasPillow
    }
}
