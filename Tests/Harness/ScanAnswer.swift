// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinContracts
import JozinCore
package import Testing

/// What `jozin scan --json-lines` answered.
package struct ScanAnswer {
    package struct Line: Hashable {
        package let path: [UInt8]
        package let action: String
        /// Where a moved photo was.
        package let from: [UInt8]?
        package let code: String?
        package let message: String?
        package let remedy: String?
    }

    package let outcome: Outcome
    /// Every line but the summary, in their order.
    package let lines: [Line]
    /// The summary; nil where there was none.
    package let summary: JSONValue?

    package init(_ outcome: Outcome) throws {
        self.outcome = outcome
        var lines: [Line] = []
        var summary: JSONValue?
        for bytes in outcome.output.split(separator: 0x0A) {
            let json = try JSONReader.read(Array(bytes))
            if let found = json["summary"] { summary = found } else { lines.append(try #require(Line(json))) }
        }
        self.lines = lines
        self.summary = summary
    }

    /// The last word on each path: the second pass may find damage in what the first took in.
    package var verdicts: [[UInt8]: Line] { Dictionary(lines.map { ($0.path, $0) }) { _, last in last } }

    package func verdict(_ path: Word) -> Line? { verdicts[path.bytes] }

    /// The paths with this action, as text.
    package func paths(_ action: String) -> [String] {
        verdicts.values.filter { $0.action == action }.map { String(decoding: $0.path, as: UTF8.self) }.sorted()
    }

    /// Where the photo at `path` came from; nil where it did not move.
    package func origin(_ path: Word) -> String? { verdict(path)?.from.map { String(decoding: $0, as: UTF8.self) } }

    package func count(_ name: String) -> Int { summary?[name]?.integer ?? -1 }

    /// Holds the counts against each other and against the lines.
    package func expectSums(_ location: SourceLocation = #_sourceLocation) {
        let done = count("new") + count("updated") + count("moved") + count("unchanged")
        #expect(count("done") == done, sourceLocation: location)
        #expect(
            count("seen") == done + count("failed") + count("excluded") + count("unsupported"), sourceLocation: location)
        #expect(count("seen") == verdicts.count, "each entry has a line", sourceLocation: location)
        for action in ["new", "updated", "moved", "unchanged", "failed", "excluded", "unsupported"] {
            #expect(count(action) == paths(action).count, "\(action)", sourceLocation: location)
        }
    }
}

extension ScanAnswer.Line {
    init?(_ json: JSONValue) {
        guard let path = json.nameBytes("path", bytesKey: "pathBytes"), let action = json["action"]?.text else { return nil }
        let error = json["error"]
        self.init(
            path: path, action: action, from: json.nameBytes("from", bytesKey: "fromBytes"), code: error?["code"]?.text,
            message: error?["message"]?.text,
            remedy: error?["remedy"]?.text)
    }
}
