// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import Testing

@Suite struct `What other programs rely on stays as it is, to the byte` {
    private static let sidecars: [(name: String, sidecar: ImageSidecar)] = [
        ("image-sidecar-quick.json", GoldenSamples.quick), ("image-sidecar-full.json", GoldenSamples.full),
        ("image-sidecar-damaged.json", GoldenSamples.damaged),
    ]

    /// Compares with the golden file; JOZIN_WRITE_GOLDEN=1 writes it first, for a change of the contract that is meant.
    private func check(_ bytes: [UInt8], _ name: String) {
        // getenv's text is not kept.
        if unsafe getenv("JOZIN_WRITE_GOLDEN") != nil { #expect(ContractFiles.write(bytes, to: ContractFiles.golden(name))) }
        #expect(ContractFiles.read(ContractFiles.golden(name)) == bytes, "contracts/golden/\(name)")
    }

    @Test func `sidecars are the golden ones`() throws {
        for (name, sidecar) in Self.sidecars {
            check(sidecar.encoded(), name)
            let golden = try #require(ContractFiles.read(ContractFiles.golden(name)))
            #expect(ImageSidecar(decoding: golden) == sidecar)
        }
    }

    @Test func `events are the golden ones`() throws {
        check(GoldenSamples.events.flatMap { $0.line() }, "worker-events.jsonl")
        let golden = try #require(ContractFiles.read(ContractFiles.golden("worker-events.jsonl")))
        let lines = golden.split(separator: UInt8(ascii: "\n")).map(Array.init)
        #expect(lines.compactMap(WorkerEvent.init(line:)) == GoldenSamples.events)
        #expect(lines.count == GoldenSamples.events.count)
    }

    @Test func `the decision log is the golden one`() throws {
        check(LogLine.header() + GoldenSamples.entries.flatMap { $0.line() }, "decision-log.jsonl")
        let golden = try #require(ContractFiles.read(ContractFiles.golden("decision-log.jsonl")))
        let lines = golden.split(separator: UInt8(ascii: "\n")).map { Array($0) + [0x0A] }
        #expect(lines.compactMap(LogLine.read) == [.header(schema: LogEntry.schema)] + GoldenSamples.entries.map { .entry($0) })
    }

    @Test func `a user part is the golden one`() throws {
        check(GoldenSamples.decided.encoded(), "image-sidecar-decided.json")
        #expect(UserPart(GoldenSamples.decided.user).json == GoldenSamples.decided.user)
        #expect(UserPart(GoldenSamples.decided.user).others.map(\.name) == ["x-other"])
    }
}
