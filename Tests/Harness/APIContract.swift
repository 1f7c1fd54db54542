// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The operations of `contracts/api/jozin.openapi.yaml`, read by the file's indentation.
package struct APIContract {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let isInPath: Bool
    }

    package struct Operation: Sendable {
        /// As a request has it.
        package let method: String
        package let path: String
        package var id = ""
        package var parameters: [Parameter] = []
        package var isOpen = false
    }

    package private(set) var operations: [Operation] = []

    /// The file of this checkout.
    package static var bytes: [UInt8] { Disk.read(Corpora.packageRoot.appending("contracts/api/jozin.openapi.yaml")) ?? [] }

    package init(_ bytes: [UInt8] = APIContract.bytes) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        let shared = APIContract.sharedParameters(lines)
        var path = ""
        for line in lines.drop(while: { $0 != "paths:" }).dropFirst().prefix(while: { $0.hasPrefix(" ") }) {
            let indentation = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indentation)
            switch indentation {
            case 2: path = String(text.dropLast())
            case 4: operations.append(Operation(method: text.dropLast().uppercased(), path: path))
            default:
                guard let last = operations.indices.last else { continue }
                if text.hasPrefix("operationId: ") { operations[last].id = String(text.dropFirst(13)) }
                if text == "security: []" { operations[last].isOpen = true }
                operations[last].parameters += APIContract.parameters(text)
                operations[last].parameters += shared.filter { text.contains("#/components/parameters/\($0.key)\"") }.map(\.value)
            }
        }
    }

    /// The methods that a path takes, by path; HEAD comes with GET.
    package var methods: [String: Set<String>] {
        Dictionary(grouping: operations, by: \.path).mapValues { operations in
            let methods = Set(operations.map(\.method))
            return methods.contains("GET") ? methods.union(["HEAD"]) : methods
        }
    }

    /// `components: parameters:`, by key.
    private static func sharedParameters(_ lines: [String]) -> [String: Parameter] {
        var found: [String: Parameter] = [:]
        for line in lines.drop(while: { $0 != "  parameters:" }).dropFirst().prefix(while: { $0.hasPrefix("    ") }) {
            let key = String(line.drop { $0 == " " }.prefix { $0 != ":" })
            found[key] = parameters(Substring(line)).first
        }
        return found
    }

    /// Each `name: NAME, in: PLACE` of a line.
    private static func parameters(_ text: Substring) -> [Parameter] {
        text.split(separator: "name: ").dropFirst().compactMap { rest in
            let name = rest.prefix { $0 != "," }
            let place = rest.dropFirst(name.count)
            guard place.hasPrefix(", in: query") || place.hasPrefix(", in: path") else { return nil }
            return Parameter(name: String(name), isInPath: place.hasPrefix(", in: path"))
        }
    }
}
