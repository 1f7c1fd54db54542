// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

/// The schemas are checked by a program that is not Jožin's: check-jsonschema.
@Suite struct `What is written keeps to the published schemas` {
    private static let sidecarSchema = ContractFiles.schema("image-sidecar.schema.json")
    private static let eventSchema = ContractFiles.schema("worker-event.schema.json")
    private static let logSchema = ContractFiles.schema("decision-log.schema.json")
    private static let planSchema = ContractFiles.schema("duplicate-plan.schema.json")

    private func hasValidator(_ test: String) -> Bool {
        let isThere = ContractFiles.run("command -v check-jsonschema >/dev/null 2>&1") == 0
        if !isThere { print("not run: \(test): check-jsonschema is not installed") }
        return isThere
    }

    /// Which of the documents the validator refuses, by index; all in one run, since it takes a second to start.
    private func refused(_ documents: [[UInt8]], by schema: String) throws -> Set<Int> {
        let folder = ContractFiles.makeFolder()
        defer { ContractFiles.remove(folder) }
        for (index, document) in documents.enumerated() {
            try #require(ContractFiles.write(document, to: "\(folder)/document\(index).json"))
        }
        let code = ContractFiles.run(
            "cd \(folder) && check-jsonschema -o json --schemafile '\(schema)' document*.json > answer 2>&1")
        let answer = try JSONReader.read(try #require(ContractFiles.read(folder + "/answer")))
        for error in answer["parse_errors"]?.elements ?? [] {
            Issue.record("\(error["filename"]?.text ?? "") is no JSON: \(error["message"]?.text ?? "")")
        }
        let names = (answer["errors"]?.elements ?? []).compactMap { $0["filename"]?.text }
        #expect((code == 0) == names.isEmpty)
        return Set(documents.indices.filter { names.contains("document\($0).json") })
    }

    @Test func `the schemas are schemas`() throws {
        guard hasValidator("the schemas are schemas") else { return }
        #expect(
            ContractFiles.run(
                "check-jsonschema --check-metaschema '\(Self.sidecarSchema)' '\(Self.eventSchema)' '\(Self.planSchema)' '\(Self.logSchema)' >/dev/null"
            ) == 0
        )
    }

    @Test func `golden and random sidecars are valid`() throws {
        guard hasValidator("golden and random sidecars are valid") else { return }
        var random = SeededGenerator(seed: 501)
        let sidecars =
            [GoldenSamples.quick, GoldenSamples.full, GoldenSamples.damaged, GoldenSamples.decided]
            + (0..<300).map { _ in random.sidecar(largestExponent: 200) }
        #expect(try refused(sidecars.map { $0.encoded() }, by: Self.sidecarSchema) == [])
    }

    @Test func `the decision log is valid, and what is none is refused`() throws {
        guard hasValidator("the decision log is valid, and what is none is refused") else { return }
        let good = [LogLine.header()] + GoldenSamples.entries.map { $0.line() }
        let text = String(decoding: good[2], as: UTF8.self)
        let changes = [
            ("\"number\":2", "\"number\":0"), ("\"undoes\":1", "\"undoes\":1,\"redoes\":1"), ("sha256:", "md5:"),
            ("\"key\":", "\"kez\":"), ("\"check\":\"crc32", "\"check\":\"crc16"), ("\"label\"", "\"more\":1,\"label\""),
        ]
        let bad = changes.map { Array(text.replacing($0.0, with: $0.1, maxReplacements: 1).utf8) }
        #expect(try refused(bad + good, by: Self.logSchema) == Set(bad.indices))
    }

    @Test func `a user part that says what cannot be is refused`() throws {
        guard hasValidator("a user part that says what cannot be is refused") else { return }
        let good = String(decoding: GoldenSamples.decided.encoded(), as: UTF8.self)
        let changes = [
            ("\"rating\": 5", "\"rating\": 6"), ("\"favourite\": true", "\"favourite\": false"), ("\"Dusk\"", "2"),
            ("\"Sea/Baltic\"", "\"Sea//Baltic\""), ("\"verdict\": \"keeper\"", "\"verdict\": \"perhaps\""),
            ("\"latitude\": 50.1", "\"latitude\": 500.1"), ("\"Trip\"", "1"),
        ]
        let bad = changes.map { good.replacing($0.0, with: $0.1, maxReplacements: 1) }
        for text in bad { #expect(text != good) }
        #expect(try refused((bad + [good]).map { Array($0.utf8) }, by: Self.sidecarSchema) == Set(bad.indices))
    }

    @Test func `golden and random events are valid`() throws {
        guard hasValidator("golden and random events are valid") else { return }
        var random = SeededGenerator(seed: 502)
        let events = GoldenSamples.events + (0..<300).map { _ in random.event() }
        #expect(try refused(events.map { $0.line() }, by: Self.eventSchema) == [])
    }

    @Test func `the sidecar's schema refuses what is no sidecar`() throws {
        guard hasValidator("the sidecar's schema refuses what is no sidecar") else { return }
        let good = String(decoding: GoldenSamples.full.encoded(), as: UTF8.self)
        let changes = [
            ("image-sidecar/1", "image-sidecar/2"), ("\"imageId\": \"sha256:", "\"imageId\": \"md5:"),
            ("\"orientation\": 6", "\"orientation\": 9"),
            ("\"format\": \"jpeg\"", "\"format\": \"exe\""), ("\"user\": {", "\"more\": 1, \"user\": {"), ("\"eus\"", "\"eu\""),
            ("\"rating\": 4", "\"rating\": 4}, \"user2\": {\"a\": 1"), ("14.4378", "194.4378"),
            ("\"subsecond\": \"07\"", "\"subsecond\": \"x\""),
            ("\"phash64\": \"", "\"phash64\": \"0"), ("\"written\": 3", "\"written\": -3"),
            ("\"bytes\": 6291457", "\"bytes\": 0"), ("\"check\": \"crc32:", "\"check\": \"crc32:0"), ("\"check\"", "\"chek\""),
        ]
        let bad = changes.map { good.replacing($0.0, with: $0.1, maxReplacements: 1) }
        for text in bad { #expect(text != good) }
        #expect(try refused(bad.map { Array($0.utf8) } + [Array(good.utf8)], by: Self.sidecarSchema) == Set(bad.indices))
    }

    @Test func `the golden plan is valid, and what is no plan is refused`() throws {
        guard hasValidator("the golden plan is valid, and what is no plan is refused") else { return }
        let golden = try #require(ContractFiles.read(ContractFiles.golden("duplicate-plan.json")))
        let good = String(decoding: golden, as: UTF8.self)
        let changes = [
            ("duplicate-plan/1", "duplicate-plan/2"), ("\"action\": \"drop\"", "\"action\": \"delete\""),
            ("\"action\": \"drop\"", "\"action\": \"locked\""), ("\"reason\": \"exact\"", "\"reason\": \"oldest\""),
            ("\"reason\": \"hard-link\"", "\"reason\": \"near\""), ("\"kind\": \"exact\"", "\"kind\": \"alike\""),
            ("\"fileDigest\": \"sha256:", "\"fileDigest\": \"md5:"), ("\"bytes\": 3000000", "\"bytes\": 0"),
            ("\"folder:2019\"", "\"folder:\""), ("\"level\": \"normal\"", "\"level\": \"any\""),
            ("\"totals\": {", "\"more\": 1, \"totals\": {"), ("\"group\": \"", "\"group\": \"0"),
        ]
        let bad = changes.map { good.replacing($0.0, with: $0.1, maxReplacements: 1) }
        for text in bad { #expect(text != good) }
        #expect(try refused(bad.map { Array($0.utf8) } + [golden], by: Self.planSchema) == Set(bad.indices))
    }

    @Test func `the schemas and the code list the same words`() throws {
        func schema(_ path: String) throws -> JSONValue { try JSONReader.read(try #require(ContractFiles.read(path))) }
        func words(_ value: JSONValue?) -> [String] { value?["enum"]?.elements?.compactMap(\.text) ?? [] }
        let sidecar = try schema(Self.sidecarSchema)
        let event = try schema(Self.eventSchema)
        #expect(words(sidecar["properties"]?["format"]) == PhotoFormat.allCases.map(\.rawValue))
        #expect(words(sidecar["properties"]?["pipeline"]?["properties"]?["depth"]) == ScanDepth.allCases.map(\.rawValue))
        for schema in [sidecar, event] {
            #expect(words(schema["$defs"]?["problem"]?["properties"]?["code"]) == Problem.Code.allCases.map(\.rawValue))
        }
        let items = event["oneOf"]?.elements?.first { $0["properties"]?["event"]?["const"]?.text == "item" }
        #expect(words(items?["properties"]?["action"]) == ScanItem.Action.allCases.map(\.rawValue))
        #expect(sidecar["properties"]?["schema"]?["const"]?.text == ImageSidecar.schema)
    }
}
