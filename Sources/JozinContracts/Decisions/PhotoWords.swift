// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What holds of a photo in words: what its owner decided, and where nothing was decided, what its file says.
public struct PhotoWords: Hashable, Sendable {
    /// Stars; 0 is none.
    public var rating: Int
    /// Marked as one to leave out.
    public var isRejected: Bool
    /// The title.
    public var title: String?
    /// The description.
    public var description: String?
    /// Those of the file that were not taken away, and behind them those that were given.
    public var tags: [String]

    /// What holds, given what a file says and what was decided.
    public init(_ facts: DescriptiveFacts, _ decisions: [DecisionKey: JSONValue]) {
        let stars = facts.rating ?? 0
        rating = decisions[.rating].map { $0.integer ?? 0 } ?? max(0, stars)
        // Who gives stars to what another program rejected has decided on that too.
        isRejected = decisions[.rejected].map { $0 == .bool(true) } ?? (stars < 0 && decisions[.rating] == nil)
        title = PhotoWords.text(decisions[.title], facts.title)
        description = PhotoWords.text(decisions[.description], facts.description)
        tags = facts.tags.filter { decisions[.tag($0)] != .bool(false) }
        let own = Set(tags)
        for (key, value) in decisions.sorted(by: { $0.key < $1.key }) {
            if case .tag(let name) = key, value == .bool(true), !own.contains(name) { tags.append(name) }
        }
    }

    private static func text(_ decided: JSONValue?, _ written: String?) -> String? {
        guard let decided else { return written }
        return decided.text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
