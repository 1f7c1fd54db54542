// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinContracts
import JozinCore
package import Testing

/// What `jozin verify --json-lines` answered.
package struct Findings {
    package struct Line: Hashable {
        package let subject: String
        package let kind: String
        package let path: [UInt8]?
        package let file: [UInt8]?
        package let message: String
        package let remedy: String
    }

    package let outcome: Outcome
    package let lines: [Line]
    /// How much was looked at; nil where it did not come to its end.
    package let checked: JSONValue?

    package init(_ outcome: Outcome) throws {
        self.outcome = outcome
        var lines: [Line] = []
        var checked: JSONValue?
        for bytes in outcome.output.split(separator: 0x0A) {
            let json = try JSONReader.read(Array(bytes))
            if let found = json["checked"] {
                checked = found
            } else {
                lines.append(
                    Line(
                        subject: try #require(json["subject"]?.text), kind: try #require(json["kind"]?.text),
                        path: json.nameBytes("path", bytesKey: "pathBytes"), file: json.nameBytes("file", bytesKey: "fileBytes"),
                        message: try #require(json["error"]?["message"]?.text),
                        remedy: try #require(json["error"]?["remedy"]?.text)))
            }
        }
        self.lines = lines
        self.checked = checked
    }

    /// "subject kind path or file", sorted.
    package var texts: [String] {
        lines.map { "\($0.subject) \($0.kind) \(String(decoding: $0.path ?? $0.file ?? [], as: UTF8.self))" }.sorted()
    }
}

extension Place {
    /// Verifies this library; a finding is exit code 1, and none is 0.
    package func verify(_ words: Word..., location: SourceLocation = #_sourceLocation) throws -> Findings {
        let found = try Findings(start(["verify", Word(photos), "--json-lines"] + words).end())
        #expect(found.outcome.code == (found.lines.isEmpty ? 0 : 1), "\(found.outcome.said)", sourceLocation: location)
        #expect(found.checked != nil, sourceLocation: location)
        for line in found.lines { #expect(!line.message.isEmpty && line.remedy.hasSuffix("."), sourceLocation: location) }
        return found
    }

    /// Everything in `.jozin/` and in the user's state folder: names, rights, sizes, times of content, content.
    package func stateDigest() throws -> [UInt8] {
        let outcome = try shell(
            """
            for folder in .jozin ../state; do (
                cd $folder && find . -printf '%p %y %m %U %G %s %T@ %l\\n' | sort
                find . -type f -print0 | sort -z | xargs -0 -r sha256sum
            ) done
            """)
        #expect(outcome.code == 0 && !outcome.output.isEmpty)
        return outcome.output
    }
}
