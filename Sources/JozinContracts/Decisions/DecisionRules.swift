// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Which values make sense under which key, and how much of them a photo can carry.
public enum DecisionRules {
    /// The longest title, in bytes of UTF-8.
    public static let longestTitle = 2048
    /// The longest description.
    public static let longestDescription = 65_536
    /// The longest name of a tag or album, its levels included.
    public static let longestName = 1024
    /// The longest adjustments, as compact JSON.
    public static let longestAdjustments = 65_536

    /// Why this cannot be said of a photo, as the end of a sentence that begins with the key; nil where it can. Nothing
    /// (nil) can always be said.
    public static func refusal(_ key: DecisionKey, _ value: JSONValue?) -> String? {
        switch key {
        case .tag(let name), .album(let name):
            if let refusal = refusal(name: name) { return refusal }
            if value == .bool(false), case .tag = key { return nil }
            return value.flatMap { $0 == .bool(true) ? nil : "is there or not" }
        case .other: return "is nothing that this Jožin knows"
        default: return value.flatMap { refusal(value: $0, of: key) }
        }
    }

    private static func refusal(value: JSONValue, of key: DecisionKey) -> String? {
        switch key {
        case .rating:
            guard let stars = value.integer, (0...5).contains(stars) else { return "is a whole number from 0 (none) to 5" }
        case .favourite: guard value == .bool(true) else { return "is there or not" }
        case .rejected: guard value.boolean != nil else { return "is there or not" }
        case .title where value == .string(""), .description where value == .string(""): break
        case .title: return refusal(text: value.text, longest: longestTitle, lines: false)
        case .description: return refusal(text: value.text, longest: longestDescription, lines: true)
        case .verdict:
            guard let word = value.text, ["distinct", "duplicate", "keeper"].contains(word) else {
                return "is distinct, duplicate or keeper"
            }
        case .file:
            guard FileVerdict(value)?.json == value else { return "is keep or drop, with the digest of the file" }
        case .adjustments:
            guard case .object(let members) = value, !members.isEmpty else { return "are a JSON object that says something" }
            guard length(value) <= longestAdjustments else { return "are longer than \(longestAdjustments) bytes" }
        case .place:
            guard isPlace(value) else { return "is a latitude from -90 to 90 and a longitude from -180 to 180" }
        case .tag, .album, .other: break
        }
        return nil
    }

    /// Why a tag or an album cannot be called so; nil where it can.
    private static func refusal(name: String) -> String? {
        guard name.utf8.count <= longestName else { return "has a name longer than \(longestName) bytes" }
        guard !name.unicodeScalars.contains(where: isControl) else { return "has a control character in its name" }
        let levels = name.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.allSatisfy({ level in trimmed(level) == level && !level.isEmpty }) else {
            return "has an empty name, an empty level, or spaces around one"
        }
        return nil
    }

    private static func refusal(text: String?, longest: Int, lines: Bool) -> String? {
        guard let text, !trimmed(text[...]).isEmpty else { return "has nothing in it" }
        guard text.utf8.count <= longest else { return "is longer than \(longest) bytes" }
        let hasControl = text.unicodeScalars.contains { isControl($0) && !(lines && ($0 == "\n" || $0 == "\t")) }
        return hasControl ? "has a control character in it" : nil
    }

    /// Control characters, and those that break lines.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func isPlace(_ value: JSONValue) -> Bool {
        guard let latitude = value["latitude"]?.double, let longitude = value["longitude"]?.double else { return false }
        return (-90...90).contains(latitude) && (-180...180).contains(longitude)
    }

    private static func length(_ value: JSONValue) -> Int {
        var writer = JSONWriter(.compact)
        value.write(to: &writer)
        return writer.bytes.count
    }

    /// A name without the white space around each of its levels.
    public static func tidied(name: String) -> String {
        name.split(separator: "/", omittingEmptySubsequences: false).map { String(trimmed($0)) }.joined(separator: "/")
    }

    /// Text without the white space around it.
    public static func tidied(text: String) -> String { String(trimmed(text[...])) }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
