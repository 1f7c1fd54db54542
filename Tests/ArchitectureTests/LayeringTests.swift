// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import Testing

@Suite struct `Each target knows only those before it` {
    private let dump: JSONValue
    private let manifest: Manifest

    private static let loaded = Result { try Package.manifest() }

    init() throws {
        dump = try Self.loaded.get()
        manifest = Manifest(dump)
    }

    @Test func `no edge goes up`() {
        #expect(manifest.targets.count > 10)
        #expect(Layering.violations(in: manifest) == [])
    }

    @Test func `the documented order names every target`() {
        guard let page = Package.text("docs/architecture.md") else { return print("not run: docs/architecture.md is not there") }
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.joined(separator: "\n")
        for target in manifest.targets where !target.isShim && !target.isTest {
            #expect(rows.contains(target.name), "\(target.name)")
        }
        let places = Layering.order.compactMap { name in rows.firstRange(of: name)?.lowerBound }
        #expect(places.count == Layering.order.count && places == places.sorted())
    }

    @Test func `the codecs are linked by the decoder and by tests alone`() {
        for target in manifest.targets where !target.isTest && target.name != "jozin-decode" && target.name != "JozinDecoders" {
            #expect(!manifest.closure(of: target.name).contains("JozinDecoders"), "\(target.name)")
        }
        let codecs: Set = ["CVips", "CJozinVips", "CJozinJPEG", "CJozinLCMS", "CJozinWebP"]
        for program in manifest.targets where program.isExecutable && program.name != "jozin-decode" {
            #expect(manifest.closure(of: program.name).isDisjoint(with: codecs), "\(program.name)")
        }
    }

    @Test func `what is for tests is in no program`() {
        let forTests: Set = ["JozinTestSupport", "JozinTestHarness"]
        for program in manifest.targets where program.isExecutable {
            #expect(manifest.closure(of: program.name).isDisjoint(with: forTests), "\(program.name)")
        }
    }

    @Test func `the decoder takes no package`() {
        let closure = manifest.closure(of: "jozin-decode")
        #expect(manifest.targets.filter { closure.contains($0.name) && !$0.packages.isEmpty }.isEmpty)
    }

    @Test func `every Swift target is built by the house's settings`() {
        let house: Set = [
            "swift enableUpcomingFeature ExistentialAny", "swift enableUpcomingFeature MemberImportVisibility",
            "swift enableUpcomingFeature InternalImportsByDefault", "swift enableUpcomingFeature NonisolatedNonsendingByDefault",
            "swift strictMemorySafety", "swift treatAllWarnings error",
        ]
        #expect(manifest.languageModes == ["6"])
        for target in manifest.targets where !target.isShim {
            #expect(target.settings.isSuperset(of: house), "\(target.name)")
            let others = target.settings.subtracting(house)
            #expect(!others.contains { $0.hasPrefix("swift ") || $0.contains("swiftLanguageMode") }, "\(target.name)")
        }
    }

    @Test func `every dependency is pinned and accounted for`() {
        #expect(manifest.packages.allSatisfy { $0.version != nil })
        guard let page = Package.text("docs/dependencies.md") else { return print("not run: docs/dependencies.md is not there") }
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
        for package in manifest.packages {
            #expect(rows.contains { $0.contains(package.address) && $0.contains(package.version ?? "") }, "\(package.address)")
        }
        // GLib's modules come with libvips.
        let libraries = [
            "linker linkedLibrary crypto": "libcrypto", "linker linkedLibrary jpeg": "libjpeg",
            "linker linkedLibrary gmodule-2.0": "libvips", "linker linkedLibrary lcms2": "liblcms2",
            "linker linkedLibrary webp": "libwebp",
        ]
        let linked = manifest.targets.flatMap(\.settings).filter { $0.hasPrefix("linker") }
        for setting in linked where !setting.hasPrefix("linker unsafeFlags -static-stdlib ") {
            let name = libraries[setting]
            #expect(rows.contains { row in name.map { row.contains($0) } ?? false }, "\(setting)")
        }
    }

    @Test func `a manifest with a wrong edge is found out`() {
        let edges = [
            ("JozinCore", "JozinFiles"), ("JozinMetadata", "JozinImaging"), ("JozinCore", "JozinCore"),
            ("JozinCatalog", "JozinCatalogSQLite"),
            ("JozinFiles", "jozin"), ("JozinSimilarity", "JozinNowhere"),
        ]
        for (from, to) in edges {
            let doctored = Manifest(adding(.array([.string(to), .null]), as: "byName", to: from))
            #expect(Layering.violations(in: doctored).count == 1, "\(from) knows \(to)")
        }
        let product = JSONValue.array([.string("GRDB"), .string("GRDB.swift"), .null, .null])
        #expect(Layering.violations(in: Manifest(adding(product, as: "product", to: "JozinWorkers"))).count == 1)
        #expect(
            Layering.violations(in: Manifest(adding(.array([.string("JozinCore"), .null]), as: "byName", to: "JozinFiles")))
                .isEmpty)
    }

    /// The manifest with one more edge of a target.
    private func adding(_ edge: JSONValue, as kind: String, to name: String) -> JSONValue {
        dump.replacing("targets") { targets in
            .array(
                (targets.elements ?? []).map { target in
                    guard target["name"]?.text == name else { return target }
                    return target.replacing("dependencies") { .array(($0.elements ?? []) + [.object([JSONMember(kind, edge)])]) }
                })
        }
    }
}

extension JSONValue {
    /// The object with another value under a key.
    fileprivate func replacing(_ name: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.name == name ? JSONMember(name, change($0.value)) : $0 })
    }
}
