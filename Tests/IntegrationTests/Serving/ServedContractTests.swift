// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestHarness
import Testing

@Suite struct `The served contract holds` {
    @Test func `schemathesis finds nothing that the contract does not say`() async throws {
        guard Tool.find("schemathesis") != nil else {
            return Tool.notRun("schemathesis against the served contract", "schemathesis is not installed")
        }
        let server = try RunningServer(await ServedLibrary.scanned())
        let missing = AskedOperation.notYetThere.sorted().joined(separator: " ")
        let outcome = try Running(
            [Word(Corpora.packageRoot.appending("scripts/contract-tests.sh")), "http://\(server.host)"],
            environment: [
                Word(Array("PATH=".utf8) + Array(Tool.path.joined(separator: [UInt8(ascii: ":")]))),
                "HOME=\(String(decoding: server.place.base.bytes, as: UTF8.self))",
                "JOZIN_TOKEN=\(server.token)", "JOZIN_NOT_YET=\(missing)", "NO_COLOR=1",
            ], in: server.place.base, scratch: server.place.scratch, seconds: 240
        ).end()
        #expect(outcome.code == 0, "\(outcome.text) \(outcome.said)")
        #expect(try server.get("/api/library").status == 200)
        let ended = try server.stop()
        #expect(ended.code == 0 && !ended.said.contains(server.token), "\(ended.said)")
    }
}
