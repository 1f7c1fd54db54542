// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `The same photos give the same answers` {
    /// Two libraries with the same files, made in opposite orders.
    private func twins() async throws -> (Place, Place) {
        let demo = try await Sample.demo.value
        let one = try Place()
        let other = try Place()
        try one.copy(demo.photos)
        let tar =
            "cd \"$1\" && find . -mindepth 1 ! -type d -print0 | sort -zr | tar -c --format=posix --null -T - | tar -x -C \"$2\"; "
        let folders = "cd \"$1\" && find . -mindepth 1 -type d -print0 | xargs -0 -I{} mkdir -p \"$2/{}\""
        let made = try Shell.run(tar + folders, [Word(demo.photos), Word(other.photos)])
        #expect(made.code == 0 && made.said == "")
        return (one, other)
    }

    @Test func `whatever the order of the files on the disk, and of the work`() async throws {
        let (one, other) = try await twins()
        // On one processor the work is done in another order than on several.
        let onOneProcessor: [Word] = Tool.find("taskset") == nil ? [] : ["taskset", "-c", "0"]
        let first = try one.scan()
        let second = try other.scan(through: onOneProcessor)
        first.expectSums()
        #expect(first.count("new") > 100 && first.count("failed") > 2)
        #expect(first.outcome.output == second.outcome.output)
        #expect(try Sidecars(one).differences(Sidecars(other)) == [])
        for style in ["--json", "--json-lines"] {
            let shown = try one.run("duplicates", Word(one.photos), "\(style)")
            #expect(shown.code == 0 && shown.output.count > 1000)
            #expect(try other.run("duplicates", Word(other.photos), "\(style)").output == shown.output, "\(style)")
        }
        #expect(try one.scan().outcome.output == other.scan(through: onOneProcessor).outcome.output)
    }

    @Test func `and a scan in two steps the same as one in one`() async throws {
        let (one, other) = try await twins()
        try one.scan()
        try other.scan("--depth", "quick")
        try other.scan()
        #expect(try Sidecars(one).differences(Sidecars(other)) == [])
        let shown = try one.run("duplicates", Word(one.photos), "--json")
        #expect(try other.run("duplicates", Word(other.photos), "--json").output == shown.output)
    }
}

@Suite struct `What Jožin writes is what its contracts say` {
    /// check-jsonschema's verdict on documents; nil where it is not installed.
    private func validate(_ schema: SystemPath, _ documents: [SystemPath]) throws -> Outcome? {
        guard let checker = Tool.find("check-jsonschema") else { return nil }
        let words: [Word] = [Word(checker), "--schemafile", Word(schema)]
        return try Shell.run("exec \"$@\"", words + documents.map { Word($0) })
    }

    private static let contracts: SystemPath? = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return SystemPath(bytes: Array(("/" + parts.joined(separator: "/") + "/contracts/jsonschema").utf8))
    }()

    @Test func `sidecars, at both depths, of good and bad photos`() async throws {
        let place = try Place()
        try place.copy(try await Sample.demo.value.photos)
        try place.fillWithADozen()
        for (name, bytes, _, _) in try BadFile.failing() { try place.put(bytes, at: name) }
        let contracts = try #require(Self.contracts)
        for depth in ["quick", "full"] {
            try place.scan("--depth", "\(depth)")
            let paths = try Sidecars(place).files.keys.map { place.own.appending("sidecars").appending($0) }
            #expect(paths.count > 150)
            guard let verdict = try validate(contracts.appending("image-sidecar.schema.json"), paths) else {
                return Tool.notRun("sidecars against their schema", "check-jsonschema is not installed")
            }
            #expect(verdict.code == 0, "\(verdict.text)")
        }
    }

    @Test func `every event of the worker, called by its own name`() async throws {
        let place = try Place()
        try place.copy(try await Sample.demo.value.photos)
        try place.put([1], at: Word([0xFF]))
        try place.shell("ln -s \"$1\" ../jozan", Word(BuiltPrograms.jozin))
        let words: [Word] = ["--events", "--report-progress", "--report-unchanged", Word(place.photos)]
        var events: [UInt8] = []
        for round in 1...2 {
            let outcome = try place.start(words, program: place.base.appending("jozan")).end()
            let lines = outcome.output.split(separator: 0x0A).map(Array.init)
            #expect(outcome.code == 1 && outcome.said == "", "round \(round)")
            let names = try lines.map { try JSONReader.read($0)["event"]?.text }
            #expect(names.first == "started" && names.last == "finished" && names.contains("item"))
            events += lines.joined(separator: Array(",\n".utf8)) + (round == 1 ? Array(",".utf8) : [])
        }
        let contracts = try #require(Self.contracts)
        let schema = Disk.read(contracts.appending("worker-event.schema.json")) ?? []
        let listed = place.base.appending("events.schema.json")
        try Disk.write(Array("{\"type\": \"array\", \"items\": ".utf8) + schema + Array("}".utf8), to: listed)
        let document = place.base.appending("events.json")
        try Disk.write(Array("[".utf8) + events + Array("]".utf8), to: document)
        guard let verdict = try validate(listed, [document]) else {
            return Tool.notRun("events against their schema", "check-jsonschema is not installed")
        }
        #expect(verdict.code == 0, "\(verdict.text)")
    }
}
