// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
public import JozinFiles
public import JozinImaging

/// One disposable `jozin-decode`, started when it is first needed and again after each death. One per thread.
///
/// 1. Every request gets an answer within its wall-clock limit: the decoder's own, or one about its death.
/// 2. A process that was late, died or answered nonsense is killed and reaped before the answer is returned.
/// 3. A death between requests is nobody's fault: the request goes to a fresh process.
/// 4. Once the work is to be stopped, no request holds it up: it is given up as `environment`, to be asked again.
///
/// The decoder dies with the thread that started it (PR_SET_PDEATHSIG), at the latest with this value.
public struct DecoderProcess: ~Copyable {
    private struct Running: ~Copyable {
        let process: ChildProcess
        let channel: DescriptorChannel

        consuming func end() -> ChildProcess.Ending { process.end() }
    }

    private let executable: [UInt8]
    private var running: Running?
    /// How many processes were started so far.
    public private(set) var starts = 0

    private let isStopped: @Sendable () -> Bool
    /// How often it is looked whether the work is to be stopped.
    private static let look = Duration.milliseconds(200)

    /// A client of the program at this path; nothing is started yet. `isStopped` says whether the work is to be stopped.
    public init(executable: [UInt8], isStopped: @escaping @Sendable () -> Bool = { false }) {
        self.executable = executable
        self.isStopped = isStopped
    }

    /// The number of the running process; nil where none runs.
    public private(set) var processID: Int32?

    /// Asks about the original behind `descriptor`, which stays open, and waits.
    public mutating func decode(_ descriptor: Int32, _ request: DecodeRequest) -> DecodeAnswer {
        // The second try is for a process that died since the last request.
        for _ in 0..<2 {
            if running == nil { running = start() }
            guard let isSent = running?.channel.send(request.packet, descriptor: descriptor) else {
                return .failed(code: .environment, sentence: "the decoder does not start (error \(errno))")
            }
            if isSent { return answer(within: .milliseconds(request.limits.wallMilliseconds)) }
            _ = stop()
        }
        return .failed(code: .environment, sentence: "the decoder ends as soon as it starts")
    }

    /// Ends the running process, where there is one; the next request starts another.
    @discardableResult
    public mutating func stop() -> ChildProcess.Ending? {
        guard let ending = running.take()?.end() else { return nil }
        processID = nil
        return ending
    }

    private mutating func start() -> Running? {
        guard let pair = DescriptorChannel.pair(),
            let process = ChildProcess(executable: executable, standardInput: pair.far.number)
        else { return nil }
        starts += 1
        processID = process.id
        return Running(process: process, channel: pair.keepNear())
    }

    private mutating func answer(within limit: Duration) -> DecodeAnswer {
        let deadline = ContinuousClock.now + limit
        while running?.channel.arrives(within: min(DecoderProcess.look, deadline - .now)) == false {
            if isStopped() {
                stop()
                return .failed(code: .environment, sentence: "the scan was stopped before it was read")
            }
            guard ContinuousClock.now < deadline else {
                stop()
                return .failed(code: .limitExceeded, sentence: "decoding took longer than \(limit.components.seconds) s")
            }
        }
        var packet: [UInt8] = []
        switch running?.channel.receive(capacity: DecodeAnswer.packetCapacity) {
        case .packet(let bytes, _): packet = bytes
        case .closed: return death()
        case nil: return death()
        case .failed: break
        }
        guard let answer = DecodeAnswer(packet: packet) else {
            stop()
            return .failed(code: .bug, sentence: "the decoder answered with something that is no answer")
        }
        return answer
    }

    /// What it means that the decoder closed its end. SIGXCPU and SIGKILL are how limits end a process (RLIMIT_CPU; the kernel
    /// where memory runs out); any other ending is this file's doing.
    private mutating func death() -> DecodeAnswer {
        guard let ending = stop() else { return .failed(code: .bug, sentence: "the decoder is gone") }
        let code: Problem.Code = ending.signal == SIGXCPU || ending.signal == SIGKILL ? .limitExceeded : .damagedFile
        return .failed(code: code, sentence: "the decoder died (\(ending.text)) on this file")
    }
}
