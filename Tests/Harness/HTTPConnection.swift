// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinContracts
import JozinCore
import Synchronization

/// An answer of a server (RFC 9112), its parts told apart.
package struct HTTPAnswer: Sendable {
    package let status: Int
    /// Names in lower case.
    package let fields: [(name: String, value: String)]
    package let body: [UInt8]

    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
    package var json: JSONValue? { try? JSONReader.read(body) }
    package var text: String { String(decoding: body, as: UTF8.self) }
    /// `error.code` of the contract's error body.
    package var code: String? { json?["error"]?["code"]?.text }
}

/// One connection, its answers read one after the other.
package final class HTTPConnection: Sendable {
    private let socket: LoopbackSocket
    private let received = Mutex<[UInt8]>([])

    package init(port: Int, seconds: Int = 20) throws { socket = try LoopbackSocket(port: port, seconds: seconds) }

    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool { socket.send(bytes) }

    package func endSending() { socket.endSending() }

    /// The next answer; nil where the connection ends, or nothing comes, before there is one whole.
    package func answer(toHead isToHead: Bool = false) -> HTTPAnswer? {
        guard let head = take(until: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: parts[0].lowercased(), value: String(parts.last?.drop { $0 == " " } ?? ""))
        }
        func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        if isToHead || status == 204 || status == 304 { return HTTPAnswer(status: status, fields: fields, body: []) }
        var body: [UInt8]?
        if field("transfer-encoding") == "chunked" {
            body = chunks()
        } else if let length = field("content-length").flatMap({ Int($0) }) {
            body = take(length)
        } else {
            body = rest()
        }
        return body.map { HTTPAnswer(status: status, fields: fields, body: $0) }
    }

    /// The next line of a stream that goes on; nil where it ends, or nothing comes.
    package func line() -> String? { take(until: [0x0A]).map { String(decoding: $0, as: UTF8.self) } }

    /// What comes before the end; nil where the end does not come.
    package func rest() -> [UInt8]? {
        while let more = socket.receive() {
            if more.isEmpty { return received.withLock { $0.take(all: $0.count) } }
            received.withLock { $0 += more }
        }
        return nil
    }

    private func chunks() -> [UInt8]? {
        var body: [UInt8] = []
        while let line = take(until: [0x0D, 0x0A]), let length = Int(String(decoding: line, as: UTF8.self), radix: 16) {
            guard let chunk = take(length), take(2) != nil else { return nil }
            if length == 0 { return body }
            body += chunk
        }
        return nil
    }

    private func take(_ count: Int) -> [UInt8]? {
        while received.withLock({ $0.count < count }) {
            guard let more = socket.receive(), !more.isEmpty else { return nil }
            received.withLock { $0 += more }
        }
        return received.withLock { $0.take(all: count) }
    }

    private func take(until mark: [UInt8]) -> [UInt8]? {
        while true {
            let end = received.withLock { bytes in bytes.firstRange(of: mark)?.upperBound }
            if let end { return take(end)?.dropLast(mark.count) }
            guard let more = socket.receive(), !more.isEmpty else { return nil }
            received.withLock { $0 += more }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func take(all count: Int) -> [UInt8] {
        defer { removeFirst(count) }
        return Array(prefix(count))
    }
}
