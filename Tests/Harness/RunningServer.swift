// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles

/// `jozin serve` on a port that was free, for one library.
package final class RunningServer: Sendable {
    package let place: Place
    package let port: Int
    package let token: String
    package let running: Running

    /// Why there is no server.
    package struct Refusal: Error {
        package let outcome: Outcome
    }

    /// Starts it, and waits until it listens.
    package init(
        _ place: Place, _ words: [Word] = ["--no-scan"], through: [Word] = [], environment: [Word] = [], seconds: Int = 300
    ) throws {
        self.place = place
        running = try place.start(
            ["serve", Word(place.photos), "--port", "0"] + words, through: through, environment: environment, seconds: seconds)
        let line = String(decoding: try running.nextLine() ?? [], as: UTF8.self)
        // http://127.0.0.1:PORT/#token=TOKEN
        let parts = line.split { ":/#=".contains($0) }
        guard parts.count == 5, parts[1] == "127.0.0.1", parts[3] == "token", let port = Int(parts[2]) else {
            throw Refusal(outcome: try running.end())
        }
        self.port = port
        token = String(parts[4])
    }

    /// Ends it as an owner does, and says how it ended.
    @discardableResult
    package func stop(_ signal: Int32 = SIGTERM) throws -> Outcome {
        let own = Processes.ofSession(running.id).filter { $0.name == "jozin" }.map(\.id)
        // Whatever runs it (strace) has its own number, and waits for it.
        if own.contains(running.id) { running.signalAlone(signal) } else { for id in own { kill(id, signal) } }
        return try running.end()
    }

    // MARK: Asking

    package var host: String { "127.0.0.1:\(port)" }
    package var bearer: String { "Authorization: Bearer \(token)" }

    package func connection(seconds: Int = 20) throws -> HTTPConnection { try HTTPConnection(port: port, seconds: seconds) }

    /// A request as an owner's program sends it, or with another host, or with none.
    package func request(
        _ method: String = "GET", _ target: String, host: String? = nil, _ fields: [String] = [], body: String? = nil,
        isLast: Bool = true
    ) -> [UInt8] {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: \(host ?? self.host)"] + fields
        if isLast { lines.append("Connection: close") }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return Array((lines + ["", body ?? ""]).joined(separator: "\r\n").utf8)
    }

    /// The answer to these bytes; nil where there is none.
    package func answer(to bytes: [UInt8], isHead: Bool = false) throws -> HTTPAnswer? {
        let connection = try connection()
        connection.send(bytes)
        return connection.answer(toHead: isHead)
    }

    /// Asks as the owner.
    package func get(_ target: String, _ fields: String...) throws -> HTTPAnswer {
        try some(answer(to: request("GET", target, [bearer] + fields)), target)
    }

    /// Asks for a change as the owner.
    package func post(_ target: String, _ body: String? = nil, _ fields: String...) throws -> HTTPAnswer {
        let type = body == nil ? [] : ["Content-Type: application/json"]
        return try some(answer(to: request("POST", target, [bearer] + type + fields, body: body)), target)
    }

    private func some(_ answer: HTTPAnswer?, _ target: String) throws -> HTTPAnswer {
        guard let answer else { throw SystemError("the answer to \(target)", ETIMEDOUT) }
        return answer
    }

    /// A number of proc_pid_status(5) in bytes: `VmRSS`, `VmHWM`.
    package func memory(_ name: String = "VmRSS") -> Int {
        let path = SystemPath(bytes: Array("/proc/\(running.id)/status".utf8))
        let text = String(decoding: path.flatMap(Disk.read) ?? [], as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") } ?? ""
        return (line.split { !$0.isNumber }.first.flatMap { Int($0) } ?? .max / 1024) * 1024
    }
}
