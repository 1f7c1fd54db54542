// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinProcess
import Glibc
public import JozinCore

/// A worker of Jožin's own that this process started, and whose lines it reads.
public struct WorkerProcess: ~Copyable {
    /// The kernel's number of it.
    public let id: Int32
    private let output: Descriptor
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0

    /// How a worker ended: an exit code, or 128 and the signal that ended it.
    public typealias Ending = Int32

    /// Starts the program at `path` with `arguments`, the first of which is the name it is called by.
    public init(_ path: SystemPath, arguments: [[UInt8]]) throws(SystemError) {
        let pipe = try Pipe()
        id = try WorkerProcess.start(path, arguments, output: pipe.writing.number)
        output = pipe.takeReading()
    }

    /// The next line of the worker's standard output, without its newline; nil at the end.
    public mutating func nextLine() throws(SystemError) -> [UInt8]? {
        while true {
            if let newline = buffer[start..<end].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = newline + 1 }
                return Array(buffer[start..<newline])
            }
            makeRoom()
            let count = try output.read(into: &buffer, from: end)
            end += count
            if count == 0 {
                defer { start = end }
                return start < end ? Array(buffer[start..<end]) : nil
            }
        }
    }

    /// All that is left of the worker's standard output.
    public mutating func rest() throws(SystemError) -> [UInt8] {
        while true {
            makeRoom()
            let count = try output.read(into: &buffer, from: end)
            end += count
            if count == 0 { break }
        }
        defer { start = end }
        return Array(buffer[start..<end])
    }

    /// Runs the program at `path` to its end, its standard output going to an open file. Ctrl-C is for the worker to obey.
    public static func run(
        _ path: SystemPath, arguments: [[UInt8]], output: borrowing Descriptor
    ) throws(SystemError) -> Ending {
        let id = try start(path, arguments, output: output.number)
        OwnProcess.ignoreInterrupts()
        return ending(of: id)
    }

    /// Waits for the worker's end.
    public consuming func wait() -> Ending { WorkerProcess.ending(of: id) }

    private static func ending(of id: Int32) -> Ending {
        var status: Int32 = 0
        // The status lives for the call.
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F  // WTERMSIG of wait(2)
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    /// Passes a signal on to the worker.
    public func signal(_ number: Int32) { kill(id, number) }

    private mutating func makeRoom() {
        if start > 0 {
            buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
            end -= start
            start = 0
        }
        if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    }

    private static func start(_ path: SystemPath, _ arguments: [[UInt8]], output: Int32) throws(SystemError) -> Int32 {
        // One buffer of NUL-terminated words, the path first, and a pointer to each: the argument vector of exec(2).
        var text: [CChar] = []
        var starts: [Int] = []
        for word in [path.bytes] + arguments {
            starts.append(text.count)
            text += word.map { CChar(bitPattern: $0) } + [0]
        }
        var process: Int32 = -1
        let result = unsafe text.withUnsafeBufferPointer { text in
            // `text` outlives the call, and every start lies inside it.
            let words = unsafe starts.map { unsafe text.baseAddress?.advanced(by: $0) }
            return unsafe jozin_start_worker(words[0], Array(words.dropFirst()) + [nil], output, &process)
        }
        guard result == 0 else { throw .last("posix_spawn") }
        return process
    }
}

/// Both ends of a pipe, closed on exec.
private struct Pipe: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        // It writes two numbers into the array of two.
        guard unsafe jozin_pipe(&ends) == 0 else { throw .last("pipe2") }
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
    }

    consuming func takeReading() -> Descriptor { reading }
}

/// This process, as workers and their starters see it.
public enum OwnProcess {
    /// The program that runs.
    public static func executable() throws(SystemError) -> SystemPath {
        try Environment.canonical(SystemPath(literal: "/proc/self/exe"))
    }

    /// The kernel's number of this process.
    public static var id: Int32 { getpid() }

    /// Ends this process when `parent` ends; false where it has ended already.
    public static func endWith(parent: Int32) -> Bool { jozin_end_with_parent(parent) == 1 }

    /// Ends by a signal, as whoever sent it expects.
    public static func end(bySignal number: Int32) -> Never {
        signal(number, SIG_DFL)
        raise(number)
        exit(128 + number)
    }

    /// Lets nobody else read what this process and its children make: a catalog tells where its owner was, and when.
    public static func keepFilesPrivate() { umask(0o077) }

    /// Leaves SIGPIPE to the one who writes, as an error.
    public static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Leaves Ctrl-C to the worker, whose end this process waits for.
    public static func ignoreInterrupts() {
        signal(SIGINT, SIG_IGN)
    }
}
