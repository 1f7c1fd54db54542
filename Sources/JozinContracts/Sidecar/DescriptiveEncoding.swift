// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The `descriptive` member: what a file says of its picture in words. What is not said is left out.
public enum DescriptiveEncoding {
    /// Writes the member.
    public static func write(_ facts: DescriptiveFacts, to writer: inout JSONWriter) {
        writer.key("descriptive")
        writer.object { writer in
            if let rating = facts.rating {
                writer.key("rating")
                writer.int(rating)
            }
            if !facts.keywords.isEmpty {
                writer.key("keywords")
                writer.array { writer in
                    for keyword in facts.keywords { writer.string(keyword) }
                }
            }
            for (key, text) in [("title", facts.title), ("description", facts.description)] {
                guard let text else { continue }
                writer.key(key)
                writer.string(text)
            }
        }
    }

    /// Reads the member's value back.
    public static func read(_ json: JSONValue) -> DescriptiveFacts {
        var facts = DescriptiveFacts()
        facts.rating = json["rating"]?.integer.flatMap { (-1...5).contains($0) ? $0 : nil }
        facts.keywords = json["keywords"]?.elements?.compactMap(\.text) ?? []
        facts.title = json["title"]?.text
        facts.description = json["description"]?.text
        return facts
    }
}
