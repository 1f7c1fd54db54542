// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What a file says of its picture in words: what somebody wrote into it with another program.
public struct DescriptiveFacts: Hashable, Sendable {
    /// Stars, 1 to 5; 0 is none, -1 rejected.
    public var rating: Int?
    /// Each once, in the file's order; levels of a hierarchy are joined by `/`.
    public var keywords: [String] = []
    /// A line.
    public var title: String?
    /// Text.
    public var description: String?

    /// Nothing said.
    public init() {}

    /// Whether nothing is said.
    public var isEmpty: Bool { self == DescriptiveFacts() }

    /// The keywords as tags: levels without spaces around them, and no keyword that is but a level of another one, since
    /// programs write both `Prague` and `travel/Prague` for one tag.
    public var tags: [String] {
        let paths = keywords.map { keyword in
            keyword.split(separator: "/").map { DescriptiveFacts.trimmed($0) }.filter { !$0.isEmpty }
        }
        let levels = Set(paths.filter { $0.count > 1 }.flatMap { $0 })
        // `a/b` beside `a/b/c`.
        let begins = Set(paths.flatMap { path in path.indices.dropFirst().map { path[..<$0].joined(separator: "/") } })
        var seen: Set<String> = []
        return paths.compactMap { path in
            let tag = path.joined(separator: "/")
            let isPart = begins.contains(tag) || (path.count == 1 && levels.contains(tag))
            return !tag.isEmpty && !isPart && seen.insert(tag).inserted ? tag : nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
