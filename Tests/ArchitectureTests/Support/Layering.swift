// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The order of the targets, as docs/architecture.md has it: each knows only those before it.
enum Layering {
    /// Behind the shims and before the executables.
    static let order = [
        "JozinCore", "JozinContracts", "JozinFiles", "JozinMetadata", "JozinImaging", "JozinDecoders", "JozinFingerprints",
        "JozinSimilarity", "JozinPlaces", "JozinSearch", "JozinCatalog", "JozinCatalogSQLite", "JozinSync", "JozinWorkers",
        "JozinServer", "JozinCommands", "JozinDemo", "JozinTestSupport", "JozinTestHarness",
    ]

    /// The targets that may take a package's product, and which package.
    static let packages = [
        "JozinCatalogSQLite": ["GRDB.swift"], "JozinCommands": ["swift-argument-parser"], "jozin-demo": ["swift-argument-parser"],
        "JozinTestHarness": ["GRDB.swift"],
        "JozinServer": [
            "hummingbird", "swift-service-lifecycle", "swift-nio", "swift-nio-extras", "swift-http-types", "swift-log",
        ],
    ]

    /// Every edge that breaks the order, in words.
    static func violations(in manifest: Manifest) -> [String] {
        manifest.targets.flatMap { target in
            violations(of: target, in: manifest)
        }
    }

    private static func violations(of target: Manifest.Target, in manifest: Manifest) -> [String] {
        guard let place = place(of: target) else { return ["\(target.name) has no place in the order"] }
        var violations: [String] = []
        for name in target.targets {
            guard let other = manifest.targets.first(where: { $0.name == name }), let otherPlace = Layering.place(of: other)
            else {
                violations.append("\(target.name) knows \(name), which has no place in the order")
                continue
            }
            if otherPlace >= place || other.isExecutable {
                violations.append("\(target.name) knows \(name), which is not before it")
            }
        }
        for package in target.packages where !target.isTest && packages[target.name]?.contains(package) != true {
            violations.append("\(target.name) takes \(package), which is not its own to take")
        }
        return violations
    }

    /// Libraries of the system, their shims, the order, executables, tests.
    private static func place(of target: Manifest.Target) -> Int? {
        if target.kind == "system" { return 0 }
        if target.isShim { return 1 }
        if target.isExecutable { return 2 + order.count }
        if target.isTest { return 3 + order.count }
        return order.firstIndex(of: target.name).map { 2 + $0 }
    }
}
