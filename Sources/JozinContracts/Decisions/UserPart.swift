// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The user part of a sidecar: the decisions that the log has of a photo, and whatever else a person or another program
/// put there, word for word.
public struct UserPart: Hashable, Sendable {
    /// What was decided, by key.
    public var decisions: [DecisionKey: JSONValue]
    /// Members that are no decisions of this contract, in their order.
    public var others: [JSONMember]

    /// Decisions, and what stands beside them.
    public init(decisions: [DecisionKey: JSONValue] = [:], others: [JSONMember] = []) {
        self.decisions = decisions
        self.others = others
    }

    /// Reads a user part. A member that makes no sense under its name is kept among the others.
    public init(_ user: JSONValue) {
        self.init()
        guard case .object(let members) = user else { return }
        for member in members where !read(member) { others.append(member) }
    }

    private mutating func read(_ member: JSONMember) -> Bool {
        let found: [(DecisionKey, JSONValue)]?
        switch member.name {
        case "tags": found = UserPart.names(member.value) { .tag($0) }
        case "withoutTags":
            found = UserPart.all(member.value) { element in element.text.map { (.tag($0), .bool(false)) } }
        case "albums": found = UserPart.names(member.value) { .album($0) }
        case "verdicts":
            found = UserPart.all(member.value) { element in
                guard let other = element["other"]?.text.flatMap(ImageID.init(text:)), let verdict = element["verdict"] else {
                    return nil
                }
                return (.verdict(other), verdict)
            }
        case "files":
            found = UserPart.all(member.value) { element in
                guard let path = element["path"]?.text.flatMap(LibraryPath.init(percentText:)), let verdict = FileVerdict(element)
                else { return nil }
                return (.file(path), verdict.json)
            }
        case "rating", "favourite", "rejected", "title", "description", "adjustments", "place":
            found = [(DecisionKey(text: member.name), member.value)]
        default: return false
        }
        guard let found, !found.isEmpty, found.allSatisfy({ DecisionRules.refusal($0, $1) == nil }),
            !found.contains(where: { decisions[$0.0] != nil })
        else { return false }
        for (key, value) in found { decisions[key] = value }
        return true
    }

    private static func names(_ value: JSONValue, _ key: (String) -> DecisionKey) -> [(DecisionKey, JSONValue)]? {
        all(value) { element in element.text.map { (key($0), .bool(true)) } }
    }

    private static func all<Found>(_ value: JSONValue, _ read: (JSONValue) -> Found?) -> [Found]? {
        guard let elements = value.elements else { return nil }
        let found = elements.compactMap(read)
        return found.count == elements.count ? found : nil
    }

    /// The user part as a sidecar has it: members in the contract's order, lists in canonical order, the others behind.
    public var json: JSONValue {
        var members: [JSONMember] = []
        for key in [DecisionKey.rating, .favourite, .rejected, .title, .description] {
            if let value = decisions[key] { members.append(JSONMember(key.text, value)) }
        }
        var (tags, withoutTags, albums): ([JSONValue], [JSONValue], [JSONValue]) = ([], [], [])
        var (verdicts, files): ([JSONValue], [JSONValue]) = ([], [])
        for (key, value) in decisions.sorted(by: { $0.key < $1.key }) {
            switch key {
            case .tag(let name):
                if value == .bool(false) { withoutTags.append(.string(name)) } else { tags.append(.string(name)) }
            case .album(let name): albums.append(.string(name))
            case .verdict(let other):
                verdicts.append(.object([JSONMember("other", .string(other.text)), JSONMember("verdict", value)]))
            case .file(let path):
                guard let verdict = FileVerdict(value) else { continue }
                files.append(.object([JSONMember("path", .string(path.percentText))] + verdict.members))
            default: break
            }
        }
        if !tags.isEmpty { members.append(JSONMember("tags", .array(tags))) }
        if !withoutTags.isEmpty { members.append(JSONMember("withoutTags", .array(withoutTags))) }
        if !albums.isEmpty { members.append(JSONMember("albums", .array(albums))) }
        for key in [DecisionKey.adjustments, .place] {
            if let value = decisions[key] { members.append(JSONMember(key.text, value)) }
        }
        if !verdicts.isEmpty { members.append(JSONMember("verdicts", .array(verdicts))) }
        if !files.isEmpty { members.append(JSONMember("files", .array(files))) }
        // One of the others under a name that a decision has made no sense there.
        let names = Set(members.map(\.name))
        return .object(members + others.filter { !names.contains($0.name) })
    }
}
