// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers

/// Where the tests find what they need, and how they make files.
enum Bench {
    /// `jozin-decode` as it was built with these tests: beside the running test program.
    static var decoder: [UInt8] {
        let own = link("/proc/self/exe")
        guard let slash = own.lastIndex(of: UInt8(ascii: "/")) else { return [] }
        let folder = Array(own[...slash])
        let beside = folder + Array("jozin-decode".utf8)
        // Where another program runs the tests, they were built into the package's own folder.
        return exists(beside) ? beside : Array((packageRoot + "/.build/release/jozin-decode").utf8)
    }

    private static func exists(_ path: [UInt8]) -> Bool {
        // NUL-terminated by the conversion to String.
        unsafe access(String(decoding: path, as: UTF8.self), X_OK) == 0
    }

    static var packageRoot: String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    }

    /// The folder of a corpus, or nil (and a line that says so) where there is none.
    static func corpus(_ area: String, for test: String) -> String? {
        // The environment is not changed while tests run.
        let named = unsafe getenv("JOZIN_CORPORA").map { unsafe String(cString: $0) }
        let folder = (named ?? packageRoot + "/../shared/corpora") + "/" + area
        // NUL-terminated by the conversion.
        guard unsafe access(folder, R_OK) == 0 else {
            print("not run: \(test): the corpora are not beside this clone")
            return nil
        }
        print("RUN: \(test)")
        return folder
    }

    /// Names in a folder, sorted.
    static func names(in folder: String) -> [String] {
        // The stream is checked, read here alone, and closed.
        guard let stream = unsafe opendir(folder) else { return [] }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { tuple in
                // d_name is NUL-terminated.
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        unsafe closedir(stream)
        return names.sorted()
    }

    /// A file without a name that holds `bytes`.
    static func file(_ bytes: [UInt8]) -> Descriptor {
        var template = Array("/tmp/jozin-decoder-tests-XXXXXX".utf8CString)
        // mkstemp writes into the template, which is NUL-terminated.
        let number = unsafe mkstemp(&template)
        unsafe unlink(template)
        var done = 0
        while done < bytes.count {
            let rest = Array(bytes[done...])
            // Reads `count` bytes of the array.
            let count = unsafe write(number, rest, rest.count)
            precondition(count > 0)
            done += count
        }
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return Descriptor(owning: number)
    }

    /// The most memory that a running process has held, in bytes. Not what wait4 says: that counts the parent's memory too,
    /// which a child shares until it executes its program.
    static func peakMemory(of process: Int32?) -> Int {
        guard let process, let file = try? Descriptor.folder(SystemPath(literal: "/proc")).folder(Array("\(process)".utf8)),
            let status = try? file.file(Array("status".utf8), flags: O_RDONLY).readAll(limit: 1 << 16)
        else { return .max }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? .max
    }

    /// The bytes of the file at `path`.
    static func bytes(of path: String) -> [UInt8] {
        // NUL-terminated by the conversion.
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { return [] }
        let file = Descriptor(owning: number)
        var bytes = [UInt8](repeating: 0, count: Int(lseek(number, 0, SEEK_END)))
        _ = try? file.read(into: &bytes, at: 0)
        return bytes
    }

    /// A program of /bin/sh with this body; it ends up at the path that is returned.
    static func script(_ body: String) -> [UInt8] {
        var template = Array("/tmp/jozin-fake-decoder-XXXXXX".utf8CString)
        // mkstemp writes into the template, which is NUL-terminated.
        let number = unsafe mkstemp(&template)
        let text = Array(("#!/bin/sh\n" + body + "\n").utf8)
        // Reads `count` bytes of the array.
        _ = unsafe write(number, text, text.count)
        fchmod(number, 0o700)
        close(number)
        return template.dropLast().map { UInt8(bitPattern: $0) }
    }

    static func remove(_ path: [UInt8]) {
        // NUL-terminated by the conversion.
        unsafe unlink(String(decoding: path, as: UTF8.self))
    }

    /// How many sockets and temporary files this process has open; test harnesses open events and timers as they please.
    static var channelsAndFiles: Int {
        names(in: "/proc/self/fd").count { name in
            let target = link("/proc/self/fd/" + name)
            return target.starts(with: Array("socket:".utf8)) || target.starts(with: Array("/tmp/".utf8))
        }
    }

    /// What a symbolic link says.
    private static func link(_ path: String) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: 4096)
        // The call writes at most the buffer's size.
        let count = unsafe readlink(path, &buffer, buffer.count)
        return buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
    }

    /// A pipe, both ends closed on exec: the end to read, the end to write.
    static func pipe() -> [Int32] {
        var ends: [Int32] = [-1, -1]
        // Two numbers into an array of two.
        let result = unsafe Glibc.pipe(&ends)
        precondition(result == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    /// Everything, within the standard limits.
    static func request(
        _ format: PhotoFormat, _ orientation: Orientation = .upright, limits: DecodeLimits = .standard
    ) -> DecodeRequest {
        DecodeRequest(format: format, orientation: orientation, limits: limits, wants: [.digest, .grid])
    }
}

extension DecoderProcess {
    /// Asks about a file of these bytes.
    mutating func decode(_ bytes: [UInt8], _ request: DecodeRequest) -> DecodeAnswer {
        let file = Bench.file(bytes)
        return decode(file.number, request)
    }
}

extension DecoderProcess {
    /// The number of the running process.
    func requireProcess() throws -> Int32 {
        guard let processID else { throw Problem(.bug, "no decoder runs", remedy: "") }
        return processID
    }
}

extension DecodeAnswer {
    var picture: DecodedPicture? { if case .decoded(let picture) = self { picture } else { nil } }
    var code: Problem.Code? { if case .failed(let code, _) = self { code } else { nil } }
    var sentence: String { if case .failed(_, let sentence) = self { sentence } else { "" } }
}
