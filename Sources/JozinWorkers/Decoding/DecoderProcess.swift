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
/// 4. What a picture needs to be held at once comes from the frame budget, and goes back when the answer is there.
/// 5. Once the work is to be stopped, no request holds it up: it is given up as `environment`, to be asked again.
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

    /// Whether the last request was answered by a death.
    private var hasDied = false
    private let frames: FrameBudget
    let isStopped: @Sendable () -> Bool
    /// How often it is looked whether the work is to be stopped.
    private static let look = Duration.milliseconds(200)

    /// A client of the program at this path; nothing is started yet. `frames` is shared by all that decode at the same time;
    /// `isStopped` says whether the work is to be stopped.
    public init(
        executable: [UInt8], frames: FrameBudget = FrameBudget(for: .standard),
        isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.executable = executable
        self.frames = frames
        self.isStopped = isStopped
    }

    /// The number of the running process; nil where none runs.
    public private(set) var processID: Int32?

    /// Asks about the original behind `descriptor`, which stays open, and waits. So many deaths are taken for accidents (the
    /// kernel ends whom it finds when memory is short), and the next process is asked.
    public mutating func decode(_ descriptor: Int32, _ request: DecodeRequest, forgivingDeaths: Int = 0) -> DecodeAnswer {
        let answer = ask(descriptor, request, nil, forgivingDeaths)
        guard case .needs(let held) = answer else { return answer }
        return decode(descriptor, request, holding: held, forgivingDeaths)
    }

    /// Has pictures made of the original behind `descriptor`, their bytes put into the file `output`, and waits.
    public mutating func render(
        _ descriptor: Int32, _ request: RenderRequest, output: Int32, forgivingDeaths: Int = 0
    ) -> RenderAnswer {
        let answer = ask(descriptor, request, output, forgivingDeaths)
        guard case .needs(let held) = answer else { return answer }
        guard held.total <= min(request.limits.mostHeld, frames.bytes) else {
            return .failed(code: .limitExceeded, sentence: DecoderProcess.needsTooMuch(held))
        }
        var request = request
        request.mayHold = held.total
        guard let grant = frames.take(held.total, isStopped: isStopped) else { return RenderAnswer(DecoderProcess.stopped) }
        let second = ask(descriptor, request, output, forgivingDeaths)
        _ = consume grant
        guard case .needs = second else { return second }
        return .failed(code: .bug, sentence: DecoderProcess.asksAgain)
    }

    private static func needsTooMuch(_ held: HeldMemory) -> String {
        "its picture needs \(held.total >> 20) MB at once, more than one photo may take"
    }

    private static let asksAgain = "the decoder asks again for what it was given"

    /// Asks again with leave to hold the picture.
    private mutating func decode(
        _ descriptor: Int32, _ request: DecodeRequest, holding held: HeldMemory, _ forgivingDeaths: Int
    ) -> DecodeAnswer {
        var request = request
        let place = frames.place(for: held, request.limits)
        switch place {
        case .memory: request.mayHold = held.total
        case .scratch(let bytes):
            request.mayHold = held.codec
            request.scratchBytes = bytes
        case .nowhere:
            return .failed(code: .limitExceeded, sentence: DecoderProcess.needsTooMuch(held))
        }
        guard let grant = frames.take(request.mayHold, isStopped: isStopped) else { return DecoderProcess.stopped }
        let answer =
            request.scratchBytes > 0
            ? askWithScratch(descriptor, request, forgivingDeaths) : ask(descriptor, request, nil, forgivingDeaths)
        _ = consume grant
        guard case .needs = answer else { return answer }
        return .failed(code: .bug, sentence: DecoderProcess.asksAgain)
    }

    private mutating func askWithScratch(
        _ descriptor: Int32, _ request: DecodeRequest, _ forgivingDeaths: Int
    ) -> DecodeAnswer {
        do throws(SystemError) {
            let file = try frames.scratchFile(bytes: request.scratchBytes)
            let answer = ask(descriptor, request, file.number, forgivingDeaths)
            _ = consume file
            return answer
        } catch {
            let megabytes = request.scratchBytes >> 20
            return .failed(
                code: .environment,
                sentence: "it is turned in a scratch file of \(megabytes) MB, and \(error.problem().sentence)")
        }
    }

    private static let stopped = DecodeAnswer.failed(
        code: .environment, sentence: "the work was stopped before it was read")

    private mutating func ask<Question: DecoderQuestion>(
        _ descriptor: Int32, _ request: Question, _ second: Int32?, _ forgivingDeaths: Int
    ) -> Question.Answer {
        var answer = ask(descriptor, request, second)
        for _ in 0..<forgivingDeaths where hasDied { answer = ask(descriptor, request, second) }
        return answer
    }

    private mutating func ask<Question: DecoderQuestion>(
        _ descriptor: Int32, _ request: Question, _ second: Int32?
    ) -> Question.Answer {
        hasDied = false
        // The second try is for a process that died since the last request.
        for _ in 0..<2 {
            if running == nil { running = start() }
            guard let isSent = running?.channel.send(request.packet, descriptor: descriptor, second: second) else {
                return .failed(code: .environment, sentence: "the decoder does not start (error \(errno))")
            }
            if isSent { return answer(request) }
            _ = stop()
        }
        hasDied = true
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

    private mutating func answer<Question: DecoderQuestion>(_ request: Question) -> Question.Answer {
        let limit = Duration.milliseconds(request.limits.wallMilliseconds)
        let deadline = ContinuousClock.now + limit
        while running?.channel.arrives(within: min(DecoderProcess.look, deadline - .now)) == false {
            if isStopped() {
                stop()
                return Question.Answer(DecoderProcess.stopped)
            }
            guard ContinuousClock.now < deadline else {
                stop()
                return .failed(code: .limitExceeded, sentence: "decoding took longer than \(limit.components.seconds) s")
            }
        }
        var packet: [UInt8] = []
        switch running?.channel.receive(capacity: Question.Answer.packetCapacity) {
        case .packet(let bytes, _, _): packet = bytes
        case .closed: return Question.Answer(death(request))
        case nil: return Question.Answer(death(request))
        case .failed: break
        }
        guard let answer = Question.Answer(packet: packet) else {
            stop()
            return .failed(code: .bug, sentence: "the decoder answered with something that is no answer")
        }
        return answer
    }

    /// What it means that the decoder closed its end. SIGXCPU and SIGKILL are how limits end a process (RLIMIT_CPU; the kernel
    /// where memory runs out), SIGBUS is a mapped file that could not be written to or read; any other ending is this file's doing.
    private mutating func death(_ request: some DecoderQuestion) -> DecodeAnswer {
        guard let ending = stop() else { return .failed(code: .bug, sentence: "the decoder is gone") }
        if ending.signal == SIGXCPU {
            // It would use up its time again.
            let seconds = request.limits.cpuSeconds
            return .failed(code: .limitExceeded, sentence: "decoding took more than \(seconds) s of processor time")
        }
        hasDied = true
        if ending.signal == SIGBUS, request.scratchBytes > 0 {
            return .failed(code: .environment, sentence: "the scratch file that it is turned in could not be written to")
        }
        let code: Problem.Code = ending.signal == SIGKILL ? .limitExceeded : .damagedFile
        return .failed(code: code, sentence: "the decoder died (\(ending.text)) on this file")
    }
}
