// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinDemo
import JozinTestHarness
import Testing

@Suite struct `On generated photos` {
    /// What `jozin duplicates` said of a library that was drawn for the purpose.
    private struct Findings {
        /// Pairs of paths that share a group, by kind.
        var pairs: [String: Set<[LibraryPath]>] = [:]

        init(_ outcome: Outcome) throws {
            for line in outcome.output.split(separator: 0x0A) {
                let json = try JSONReader.read(Array(line))
                let kind = try #require(json["kind"]?.text)
                let members = try #require(json["members"]?.elements).compactMap {
                    $0.nameBytes("path", bytesKey: "pathBytes").flatMap(LibraryPath.init(bytes:))
                }.sorted()
                for (index, a) in members.enumerated() {
                    for b in members[(index + 1)...] { pairs[kind, default: []].insert([a, b]) }
                }
            }
        }

        var all: Set<[LibraryPath]> { pairs.values.reduce(into: []) { $0.formUnion($1) } }
    }

    private func library(_ place: Place, _ seed: UInt64) async throws -> (DemoLibrary, Findings) {
        let library = try DemoLibrary.plan(seed: seed, options: DemoLibrary.Options(photos: 60))
        _ = try await library.write(to: place.photos.bytes, tasks: 2) { _, _ in }
        let scan = try place.scan()
        scan.expectSums()
        #expect(scan.outcome.code == 1, "the demo holds photos that cannot be read, and the rest is indexed")
        return (library, try Findings(place.run("duplicates", Word(place.photos), "--json-lines")))
    }

    @Test func `every copy and every lighter edit is found, and no two strangers are called alike`() async throws {
        for seed: UInt64 in [2026, 7] {
            let (library, found) = try await library(try Place(), seed)
            let known = Dictionary(uniqueKeysWithValues: library.entries.map { ($0.path, $0.truth) })
            let strangers = found.all.filter { pair in
                let groups = pair.compactMap { known[$0] }.filter { $0.tier != .odd }.map(\.group)
                return groups.count == 2 && groups[0] != groups[1]
            }
            #expect(strangers.isEmpty, "seed \(seed): \(strangers)")
            let bases = library.entries.filter { $0.truth.tier == .base }
            var missed: [String] = []
            for entry in library.entries {
                let kinds: [String]
                switch entry.truth.tier {
                case .exact: kinds = ["exact"]
                case .pixelIdentical: kinds = ["pixelIdentical", "exact"]
                case .easy: kinds = ["near", "pixelIdentical", "exact"]
                default: continue
                }
                guard let base = bases.first(where: { $0.truth.group == entry.truth.group }) else { continue }
                let pair = [base.path, entry.path].sorted()
                if !kinds.contains(where: { found.pairs[$0]?.contains(pair) ?? false }) {
                    missed.append("\(DisplayName.text(entry.path.bytes)) (\(entry.truth.transform))")
                }
            }
            #expect(missed.isEmpty, "seed \(seed): \(missed)")
        }
    }
}
