// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts

/// What the layering is about, from `swift package dump-package`.
struct Manifest {
    struct Target {
        let name: String
        let kind: String
        /// Targets of this package.
        let targets: [String]
        /// Packages whose products it takes.
        let packages: [String]
        /// Each setting as `tool kind value`.
        let settings: Set<String>

        var isTest: Bool { kind == "test" }
        var isExecutable: Bool { kind == "executable" }
        /// Whether it is written in C, or stands for a C library of the system.
        var isShim: Bool { kind == "system" || name.hasPrefix("CJozin") }
    }

    let targets: [Target]
    /// Each package's address and exact version.
    let packages: [(address: String, version: String?)]
    let languageModes: [String]

    init(_ json: JSONValue) {
        targets = (json["targets"]?.elements ?? []).map(Target.init)
        languageModes = (json["swiftLanguageVersions"]?.elements ?? []).compactMap(\.text)
        packages = (json["dependencies"]?.elements ?? []).flatMap { $0["sourceControl"]?.elements ?? [] }.map { package in
            let address = package["location"]?["remote"]?.elements?.first?["urlString"]?.text
            return (address ?? "", package["requirement"]?["exact"]?.elements?.first?.text)
        }
    }

    /// The targets that `name` links, itself included.
    func closure(of name: String) -> Set<String> {
        var closure: Set<String> = []
        var pending = [name]
        while let next = pending.popLast() {
            guard closure.insert(next).inserted else { continue }
            pending += targets.first { $0.name == next }?.targets ?? []
        }
        return closure
    }
}

extension Manifest.Target {
    init(_ json: JSONValue) {
        name = json["name"]?.text ?? ""
        kind = json["type"]?.text ?? ""
        let edges = json["dependencies"]?.elements ?? []
        targets = edges.compactMap { ($0["byName"] ?? $0["target"])?.elements?.first?.text }
        packages = edges.compactMap { edge in
            guard let parts = edge["product"]?.elements, parts.count > 1 else { return nil }
            return parts[1].text
        }
        settings = Set((json["settings"]?.elements ?? []).flatMap(Self.words))
    }

    private static func words(_ setting: JSONValue) -> [String] {
        guard let tool = setting["tool"]?.text, case .object(let kinds) = setting["kind"] else { return [] }
        return kinds.map { kind in
            let value = kind.value["_0"]?.text ?? kind.value["_0"]?.elements?.compactMap(\.text).joined(separator: " ")
            return [tool, kind.name, value].compactMap { $0 }.joined(separator: " ")
        }
    }
}
