// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestHarness
import Testing

/// How each operation of the contract is asked: an operation that has no line here fails the tests of all.
struct AskedOperation {
    let operation: APIContract.Operation
    /// A path, parameters that it needs included, that is good.
    let target: String
    /// A body that has no effect; nil where it has none.
    let body: String?

    /// Operations of the contract that no route answers yet; none.
    static let notYetThere: Set<String> = []

    var isThere: Bool { !AskedOperation.notYetThere.contains(operation.id) }
    /// What it answers to the target; a library may have no duplicates.
    var good: Set<Int> { operation.id == "duplicateGroup" ? [200, 404] : [200] }
    var changesThings: Bool { operation.method != "GET" }

    /// Where parameters without which nothing is answered stand; `{id}`, `{group}` and `{snapshot}` are those of what is there.
    private static let targets = [
        "beginSession": "/api/session", "library": "/api/library", "timeline": "/api/timeline",
        "timelinePosition": "/api/timeline/position?id={id}",
        "timelineShapes": "/api/timeline/shapes?snapshot={snapshot}", "photos": "/api/photos", "photo": "/api/photos/{id}",
        "thumbnail": "/api/photos/{id}/thumbnail", "tile": "/api/photos/{id}/tile?level=0&column=0&row=0",
        "completions": "/api/completions", "folders": "/api/folders", "labels": "/api/labels?kind=tag", "map": "/api/map",
        "failures": "/api/failures", "decide": "/api/decisions", "history": "/api/history", "undo": "/api/history/undo",
        "redo": "/api/history/redo", "duplicates": "/api/duplicates", "duplicateGroup": "/api/duplicates/{group}",
        "judge": "/api/duplicates/{group}/verdict", "duplicatePlan": "/api/duplicates/plan", "jobs": "/api/jobs",
        "startJob": "/api/jobs", "steerJob": "/api/jobs/4000000/pause", "contract": "/api/contract",
    ]

    /// All of them, for a server that runs.
    static func all(_ server: RunningServer) throws -> [AskedOperation] {
        let photo = try server.somePhoto()
        let snapshot = try server.snapshot()
        let group =
            try server.get("/api/duplicates?limit=1").json?["groups"]?.elements?.first?["group"]?.text ?? "0123456789abcdef"
        return try APIContract().operations.map { operation in
            let target = try #require(targets[operation.id], "\(operation.id) is not in the table of operations")
                .replacing("{id}", with: photo).replacing("{snapshot}", with: snapshot)
                .replacing("{group}", with: group)
            // An object that lacks what is needed.
            return AskedOperation(operation: operation, target: target, body: operation.method == "GET" ? nil : "{\"no\":1}")
        }
    }

    /// A parameter's value put in, as it is written in an address.
    func target(_ parameter: APIContract.Parameter, _ value: String) -> String {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let others = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { !$0.hasPrefix("\(parameter.name)=") }
        guard parameter.isInPath else {
            return parts[0] + "?" + (others.map(String.init) + ["\(parameter.name)=\(value)"]).joined(separator: "&")
        }
        let names = operation.path.split(separator: "/")
        let path = zip(names, parts[0].split(separator: "/")).map { $0 == "{\(parameter.name)}" ? value : String($1) }
        return "/" + path.joined(separator: "/") + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    }
}

extension HTTPAnswer {
    static let safety = [
        "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "cross-origin-opener-policy",
        "cross-origin-resource-policy", "permissions-policy",
    ]

    /// What the contract wants of a refusal, and is not so.
    var faults: [String] {
        var faults = HTTPAnswer.safety.filter { self[$0] == nil }.map { "no \($0)" }
        if self["access-control-allow-origin"] != nil { faults.append("CORS") }
        guard status >= 400 else { return faults }
        if self["content-type"] != "application/json" { faults.append("is \(self["content-type"] ?? "nothing")") }
        let codes = [
            "damagedFile", "limitExceeded", "unsupported", "environment", "misuse", "bug", "absent", "forbidden", "changed",
            "noSpace",
            "locked",
        ]
        if !codes.contains(code ?? "") { faults.append("code \(code ?? "none")") }
        if json?["error"]?["message"]?.text?.isEmpty ?? true { faults.append("no message") }
        return faults
    }
}
