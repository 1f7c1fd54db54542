// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

/// Row 45 of the plan: what is put where an id, a cursor, a number or a path should stand.
@Suite struct `A parameter leads nowhere but into the library` {
    @Test func `two hundred strange values for every parameter are refused, and open nothing`() async throws {
        let place = try await ServedLibrary.scanned()
        try Disk.write(Array("what lies outside".utf8), to: place.base.appending("outside.jpg"))
        let (quiet, noisy) = (place.base.appending("quiet"), place.base.appending("noisy"))
        try Shell.run("mkdir \"$1\" \"$2\"", [Word(quiet), Word(noisy)])
        let usual = try Self.run(place, quiet) { server in
            for asked in try AskedOperation.all(server) where asked.isThere && !asked.changesThings {
                #expect(asked.good.contains(try server.get(asked.target).status), "\(asked.operation.id)")
            }
        }
        let strange = try Self.run(place, noisy) { server in
            #expect(StrangeValues.all.count >= 200)
            for asked in try AskedOperation.all(server) where asked.isThere {
                for parameter in asked.operation.parameters { try Self.attack(asked, parameter, server) }
            }
            #expect(try server.get("/api/library").status == 200)
        }
        guard let usual, let strange else { return Tool.notRun("nothing outside is opened", "there is no strace") }
        let more = strange.opened.subtracting(usual.opened).map { DisplayName.text($0) }
        #expect(more.filter { !$0.hasPrefix("/proc/") && !$0.hasPrefix("/sys/") } == [])
        #expect(strange.offences.filter { !$0.hasPrefix("socket(") && !$0.hasPrefix("bind(") } == [])
    }

    /// Runs a server under strace, where there is one.
    private static func run(
        _ place: Place, _ folder: SystemPath, _ body: (RunningServer) throws -> Void
    ) throws -> SystemCallTrace? {
        let trace = SystemCallTrace.command(into: folder)
        let server = try RunningServer(place, through: trace ?? [])
        try body(server)
        #expect(try server.stop().code == 0)
        return trace == nil ? nil : try SystemCallTrace(folder, library: place.photos)
    }

    /// Parameters that take any text; of the others nothing strange is taken.
    private static let texts: Set = ["q", "in", "after"]
    private static let numbers: Set = ["west", "south", "east", "north"]

    private static func attack(_ asked: AskedOperation, _ parameter: APIContract.Parameter, _ server: RunningServer) throws {
        var connection = try server.connection()
        for value in StrangeValues.all {
            let name = "\(asked.operation.id) \(parameter.name)=\(value.prefix(60))"
            let target = asked.target(parameter, value)
            let fields = [server.bearer] + (asked.changesThings ? ["Content-Type: application/json"] : [])
            let body = asked.changesThings ? "{}" : nil
            var answer: HTTPAnswer?
            for _ in 0..<2 where answer == nil {
                connection.send(server.request(asked.operation.method, target, fields, body: body, isLast: false))
                answer = connection.answer()
                // The connection may have been ended after what came before.
                if answer == nil { connection = try server.connection() }
            }
            let status = answer?.status ?? 0
            // An empty part makes another address of it, or none.
            let isNumber = numbers.contains(parameter.name) && Double(value) != nil
            let mayBe200 = texts.contains(parameter.name) || isNumber || value.isEmpty && parameter.isInPath
            #expect((400..<500).contains(status) || status == 200 && mayBe200, "\(name): \(status)")
            #expect(answer?.faults == [], "\(name)")
            #expect(answer?.text.contains("root:x:0") == false && answer?.text.contains("what lies") == false, "\(name)")
        }
    }

    @Test func `bytes that are no address are refused, and the server lives`() async throws {
        let server = try RunningServer(await ServedLibrary.scanned())
        let bytes: [[UInt8]] = [
            [0], [0xFF], [0xC3, 0x28], [0x20], [0x0D], [0x0A], [0x09], [0x7F], [0x1B, 0x5B, 0x33, 0x31, 0x6D], [0x5C],
        ]
        for raw in bytes {
            for before in ["/", "/api/photos/", "/api/folders?in=", "/api/photos?q="] {
                let head =
                    Array("GET \(before)".utf8) + raw + Array(" HTTP/1.1\r\nHost: \(server.host)\r\n\(server.bearer)\r\n".utf8)
                let answer = try server.answer(to: head + Array("Connection: close\r\n\r\n".utf8))
                #expect(answer.map { $0.status < 500 } ?? true, "\(raw) behind \(before)")
            }
        }
        for path in [
            "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd",
            "/app.js/../../contracts/exit-codes.md",
            "/%2e%2e/Package.swift", "/.jozin/secret", "/secret", "/styles/../../Package.swift", "/app.js%00.html", "/app.js/",
            "/./app.js", "/web/app.js", "/photos/IMG.jpg",
        ] {
            let answer = try server.get(path)
            #expect(answer.status == 404 && answer.faults == [] || answer.text.hasPrefix("<!doctype html>"), "\(path)")
            #expect(!answer.text.contains("root:x") && !answer.text.contains("PackageDescription"), "\(path)")
        }
        #expect(try server.get("/api/library").status == 200)
    }
}

/// Values that have broken programs before, as an address has them.
enum StrangeValues {
    static let all: [String] = {
        var values: [String] = []
        for target in ["etc/passwd", ".jozin/secret", "outside.jpg", "Package.swift", ""] {
            for step in ["..", "%2e%2e", "%2E%2E", "%252e%252e", "%c0%ae%c0%ae", "%u002e%u002e", "....", ".%00."] {
                for gap in ["/", "%2f", "%5c"] {
                    values.append(Array(repeating: step, count: 4).joined(separator: gap) + gap + target)
                }
            }
        }
        values += [
            "..", ".", "...", "~", "~root", "%2fetc%2fpasswd", "/etc/passwd", "file:///etc/passwd", "C:%5cWindows",
            "%5c%5chost%5cshare",
        ]
        values += [
            "%00", "a%00", "%00a", "%0a", "%0d%0aSet-Cookie:%20a=b", "%1b%5b31m", "%7f", "%ff", "%c3%28", "%ed%a0%80", "%fe%ff",
            "%",
        ]
        values += ["%2", "%zz", "%25", "%2500", "%e2%80%ae", "%f0%9f%98%80", "%ef%bb%bf", "cafe%cc%81", "", "%20", "+", "%09"]
        values += [
            "sha256:", "file:", "sha256:0", "sha256:" + String(repeating: "0", count: 64),
            "file:" + String(repeating: "f", count: 64),
        ]
        values += ["sha256:" + String(repeating: "0", count: 63), "sha256:" + String(repeating: "0", count: 65)]
        values += [
            "SHA256:" + String(repeating: "0", count: 64), "md5:" + String(repeating: "0", count: 32), "sha256%3A" + "..%2f",
        ]
        values += [
            "-1", "-0", "00", "1e9", "1.5", "0x10", "+5", "%2b5", "9223372036854775807", "9223372036854775808",
            "-9223372036854775808",
        ]
        values += [
            "18446744073709551616", "NaN", "nan", "inf", "-inf", "Infinity", "1e400", "١٢".percentEncoded, "1%20", "%201", "1,2",
            "1_000",
        ]
        values += [
            "true", "null", "undefined", "%5b%5d", "%7b%7d", "%22", "%27", "'%20OR%201=1--", "%3Cscript%3E", "$(id)", "%60id%60",
            "|id",
        ]
        values += [
            "AAAA", "____", "gAAAAAAAAAA", "f_________8", "AAAAAAAAAAA", "AAAAAAAAAAAA", "A", "AA==", "%2b%2b%2b%2b",
            "Li4vLi4vZXRjL3Bhc3N3ZA", "L2V0Yy9wYXNzd2Q",
        ]
        values += ["base64:Li4vLi4vZXRj", "base64:L2V0Yw", "base64:", "base64:%ff", "base64:AA==", "base64:....", "base64:YQ=="]
        values += [
            String(repeating: "a", count: 10_000), String(repeating: "a", count: 10_001),
            String(repeating: "%2e%2e%2f", count: 3000),
        ]
        values += [
            String(repeating: "(", count: 9000), String(repeating: "-", count: 9000), String(repeating: "a%20OR%20", count: 1200),
        ]
        values += [
            String(repeating: "%c3%a9", count: 9000), String(repeating: "9", count: 400), String(repeating: "%00", count: 100),
        ]
        return values
    }()
}

extension String {
    fileprivate var percentEncoded: String {
        utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
