// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinSync
import JozinTestSupport
import Testing

@Suite struct `The log of decisions survives what befalls it` {
    /// A log with this many decisions.
    private func filled(_ count: Int = 5) throws -> Desk {
        let desk = try Desk()
        var maker = try desk.maker()
        for number in 1...count {
            _ = try maker.decide([(.init(.made(number)), [.rating: .number("\(number % 5 + 1)")])], label: "rating")
        }
        return desk
    }

    @Test func `cut at any byte it loses the torn line alone, and keeps it aside`() throws {
        let desk = try filled()
        let whole = try desk.logBytes
        let ends = whole.indices.filter { whole[$0] == 0x0A }.map { $0 + 1 }
        for cut in stride(from: ends[0], to: whole.count, by: 37) {
            #expect(WholeFile.write(Array(whole[..<cut]), to: desk.logPath))
            let survivors = ends.dropFirst().count { $0 <= cut }
            #expect(try desk.log().state.lastNumber == survivors, "a reader sees the whole lines")
            var maker = try desk.maker()
            let target = DecisionMaker.Target(.made(77))
            guard case .kept(let entry) = try maker.decide([(target, [.favourite: .bool(true)])], label: "after") else {
                Issue.record("the decision was not kept")
                continue
            }
            #expect(entry.number == survivors + 1)
            #expect(try desk.log().state == maker.state)
            let torn = try WholeTorn.count(desk)
            #expect(torn == (ends.contains(cut) ? 0 : 1), "cut at \(cut)")
            desk.run("rm -f $HERE/log/torn-*")
        }
    }

    private enum WholeTorn {
        static func count(_ desk: Desk) throws -> Int {
            try Descriptor.folder(desk.path.appending("log")).entries().count { $0.name.starts(with: "torn-".utf8) }
        }
    }

    @Test func `any flipped bit costs one line, and no other`() throws {
        let desk = try filled(4)
        let whole = try desk.logBytes
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            var damaged = whole
            let place = random.number(0...whole.count - 1)
            damaged[place] ^= UInt8(1 << random.number(0...7))
            #expect(WholeFile.write(damaged, to: desk.logPath))
            let log = try desk.log()
            #expect(try log.entries(after: 0).count >= 2 && log.state.marks.count >= 2, "byte \(place)")
            #expect(log.damagedLines <= 2)
        }
    }

    @Test func `a number that was perhaps acknowledged is not given again`() throws {
        let desk = try filled(3)
        var bytes = try desk.logBytes
        bytes[bytes.count - 10] ^= 1
        #expect(WholeFile.write(bytes, to: desk.logPath))
        var maker = try desk.maker()
        guard case .kept(let entry) = try maker.decide([(.init(.made(9)), [.favourite: .bool(true)])], label: "next") else {
            Issue.record("the decision was not kept")
            return
        }
        #expect(entry.number == 4)
    }

    @Test func `a newer log is refused unchanged`() throws {
        let desk = try filled(1)
        let bytes = String(decoding: try desk.logBytes, as: UTF8.self)
        // A header of another version, with its own check sum.
        var line = Array("{\"schema\":\"jozin.decision-log/2\"".utf8)
        let sum = CRC32.of(line.span)
        let digits = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) }
        line += Array(",\"check\":\"crc32:\(Hexadecimal.text(digits))\"}\n".utf8)
        let newer = line + Array(bytes.utf8).drop { $0 != 0x0A }.dropFirst()
        #expect(WholeFile.write(newer, to: desk.logPath))
        let failure = #expect(throws: RunFailure.self) { _ = try desk.maker() }
        #expect(failure?.exit == .failed && failure?.problem.sentence.contains("newer") == true)
        #expect(try desk.logBytes == newer)
    }

    @Test func `two that decide at once see each other`() throws {
        let desk = try filled(1)
        var one = try desk.maker()
        var two = try desk.maker()
        for number in 1...10 {
            _ = try one.decide([(.init(.made(1)), [.tag("a\(number)"): .bool(true)])], label: "a")
            _ = try two.decide([(.init(.made(1)), [.tag("b\(number)"): .bool(true)])], label: "b")
        }
        #expect(try one.refresh() && !two.refresh())
        #expect(one.state == two.state && one.state.lastNumber == 21)
        #expect(try two.undo().kind == .undo(21) && one.undo().kind == .undo(20))
    }

    @Test func `history is paged from its end, changes from their beginning`() throws {
        let desk = try filled(25)
        let maker = try desk.maker()
        #expect(try maker.history(limit: 10).map(\.number) == Array((16...25).reversed()))
        #expect(try maker.history(before: 16, limit: 100).map(\.number) == Array((1...15).reversed()))
        #expect(try maker.history(before: 1, limit: 5).isEmpty && maker.changes(after: 25, limit: 5).isEmpty)
        #expect(try maker.changes(after: 20, limit: 3).map(\.number) == [21, 22, 23])
    }

    @Test func `what makes no sense is refused, and nothing is written`() throws {
        let desk = try filled(1)
        let before = try desk.logBytes
        var maker = try desk.maker()
        let long = String(repeating: "a", count: 1 << 20)
        let bad: [(DecisionKey, JSONValue?)] = [
            (.rating, .number("7")), (.rating, .number("-1")), (.rating, .string("4")), (.rating, .number("4.5")),
            (.favourite, .bool(false)), (.tag(""), .bool(true)), (.tag("a//b"), .bool(true)), (.tag("/a"), .bool(true)),
            (.tag(" a"), .bool(true)), (.tag("a\u{7}b"), .bool(true)), (.album("a\nb"), nil), (.tag(long), nil),
            (.title, .string("  ")), (.title, .string(long)), (.title, .string("a\nb")),
            (.title, .string("a\u{1B}[31m")), (.title, .string("a\u{85}b")), (.description, .string("a\u{0}b")),
            (.description, .string(long)), (.verdict(PhotoIdentity.made(2).imageID), .string("maybe")),
            (.adjustments, .number("1")), (.adjustments, .object([])), (.adjustments, .object([JSONMember("x", .string(long))])),
            (.place, .object([JSONMember("latitude", .number("91")), JSONMember("longitude", .number("0"))])),
            (.other("x"), .bool(true)),
        ]
        for (key, value) in bad {
            let failure = #expect(throws: RunFailure.self, "\(key)") {
                _ = try maker.decide([(.init(.made(1)), [key: value])], label: "bad")
            }
            #expect(failure?.exit == .usage && (failure?.problem.sentence.utf8.count ?? 999) < 300)
        }
        #expect(try desk.logBytes == before)
    }
}
