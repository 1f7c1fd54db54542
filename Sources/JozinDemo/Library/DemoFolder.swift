// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// The folder that a demo library is written into: the one file that calls the system.
///
/// Invariants: a file appears under its name complete or not at all; nothing that exists is opened for writing, replaced or removed,
/// but for the parts that this process itself left behind while writing.
struct DemoFolder: Sendable {
    static let markName = ".jozin-demo"
    private let root: [UInt8]

    /// A folder that is there.
    init(existing root: [UInt8]) { self.root = root }

    /// Makes the folder where it is missing and marks it; throws `misuse` where it holds anything but the same library.
    init(claiming root: [UInt8], mark: String) throws(Problem) {
        self.root = root
        try makeRoot()
        let names = try self.names()
        if names.contains(Array(DemoFolder.markName.utf8)) {
            guard try read(Array(DemoFolder.markName.utf8)) == Array(mark.utf8) else {
                throw Problem(
                    .misuse, "the folder holds another demo library",
                    remedy: "Choose an empty folder, or the seed and options it has.")
            }
        } else {
            guard names.isEmpty else {
                throw Problem(
                    .misuse, "the folder is not empty, and was not made by jozin-demo",
                    remedy: "Choose an empty folder: jozin-demo never writes among files of others.")
            }
            try create(Array(DemoFolder.markName.utf8), Array(mark.utf8))
        }
    }

    /// Whether anything, even a broken link, has this path.
    func exists(_ path: LibraryPath) throws(Problem) -> Bool {
        var information = stat()
        // lstat reads the terminated path and fills the struct.
        if unsafe lstat(absolute(path.bytes), &information) == 0 { return true }
        guard errno == ENOENT else { throw failure("looked at", path) }
        return false
    }

    /// Makes every folder of `path`, from the root down.
    func makeFolders(for path: LibraryPath) throws(Problem) {
        var folder = LibraryPath.root
        for component in path.components {
            folder = folder.appending(component)
            // mkdir reads the terminated path.
            if unsafe mkdir(absolute(folder.bytes), 0o755) != 0, errno != EEXIST { throw failure("made", folder) }
        }
    }

    /// Writes the bytes under another name, then gives them their own.
    func writeFile(_ path: LibraryPath, _ bytes: [UInt8]) throws(Problem) {
        // The path's own name could pass NAME_MAX; the part lies beside the mark, where no photo lies.
        let digest = path.bytes.reduce(UInt64(0)) { DemoRandom.seed($0, Int($1)) }
        let part = Array("\(DemoFolder.markName).\(getpid()).\(Hash64(digest).hex).part".utf8)
        try create(part, bytes)
        // link, unlike rename, never replaces what is there; both paths are terminated.
        let linked = unsafe link(absolute(part), absolute(path.bytes))
        let code = errno
        // The part is this call's own; its other name keeps the bytes.
        _ = unsafe unlink(absolute(part))
        errno = code
        if linked != 0 { throw failure("written", path) }
    }

    /// Makes a symbolic link.
    func makeLink(_ path: LibraryPath, to target: [UInt8]) throws(Problem) {
        // symlink reads the two terminated strings.
        if unsafe symlink(DemoFolder.terminated(target), absolute(path.bytes)) != 0 { throw failure("made", path) }
    }

    /// Makes a named pipe.
    func makeFIFO(_ path: LibraryPath) throws(Problem) {
        // mkfifo reads the terminated path.
        if unsafe mkfifo(absolute(path.bytes), 0o644) != 0 { throw failure("made", path) }
    }

    /// Creates a file that must not exist and writes it whole.
    func create(_ name: [UInt8], _ bytes: [UInt8]) throws(Problem) {
        // open reads the terminated path; O_EXCL refuses what is there, links included.
        let descriptor = unsafe open(absolute(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("created", LibraryPath(bytes: name)) }
        var done = 0
        while done < bytes.count {
            // The span's pointer is valid inside the closure, and write reads `count` bytes of it.
            let written = unsafe bytes[done...].withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                let problem = failure("written", LibraryPath(bytes: name))
                _ = close(descriptor)
                throw problem
            }
            done += written
        }
        guard close(descriptor) == 0 else { throw failure("closed", LibraryPath(bytes: name)) }
    }

    private func makeRoot() throws(Problem) {
        for index in root.indices.dropFirst() where root[index] == UInt8(ascii: "/") {
            // mkdir reads the terminated path; what is no folder shows when the root is listed.
            _ = unsafe mkdir(DemoFolder.terminated(Array(root[..<index])), 0o755)
        }
        // As above.
        if unsafe mkdir(DemoFolder.terminated(root), 0o755) != 0, errno != EEXIST { throw failure("made", nil) }
    }

    private func names() throws(Problem) -> [[UInt8]] {
        // opendir reads the terminated path; the stream is closed below.
        guard let stream = unsafe opendir(DemoFolder.terminated(root)) else { throw failure("listed", nil) }
        // Closes what was opened above, once.
        defer { unsafe _ = closedir(stream) }
        var names: [[UInt8]] = []
        // readdir's entry is valid until the next call.
        while let entry = unsafe readdir(stream) {
            // d_name is terminated within its 256 bytes.
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) { names.append(name) }
        }
        return names
    }

    /// The file's first 4096 bytes: a mark is shorter.
    private func read(_ name: [UInt8]) throws(Problem) -> [UInt8] {
        // open reads the terminated path.
        let descriptor = unsafe open(absolute(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure("opened", LibraryPath(bytes: name)) }
        defer { _ = close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        // read fills at most the array's 4096 bytes.
        let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure("read", LibraryPath(bytes: name)) }
        return Array(bytes[..<count])
    }

    private func absolute(_ path: [UInt8]) -> [CChar] { DemoFolder.terminated(root + [UInt8(ascii: "/")] + path) }

    private static func terminated(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    private func failure(_ verb: String, _ path: LibraryPath?) -> Problem {
        let code = errno
        // strerror's text is valid until this thread's next call.
        let reason = unsafe String(cString: strerror(code))
        return Problem(
            .environment, "it cannot be \(verb): \(reason)", remedy: "Check the folder's rights and the disk's free space.",
            path: path)
    }
}
