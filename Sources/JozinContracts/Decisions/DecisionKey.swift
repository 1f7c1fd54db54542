// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What a person can say of a photo, each under a name of its own. A value that is absent was not said.
public enum DecisionKey: Hashable, Sendable {
    /// A whole number from 1 to 5; 0 where the file has stars and shall have none.
    case rating
    /// `true`.
    case favourite
    /// `true`; `false` where the file says that it is, and it is not.
    case rejected
    /// Text of one line; empty where the file has a title and shall have none.
    case title
    /// Text; as with titles.
    case description
    /// An object: how a copy of the photo is to be drawn.
    case adjustments
    /// An object: where the photo was taken, for one whose camera did not know.
    case place
    /// `true`; `false` where the file has the tag and shall not. The levels of a hierarchy are joined by `/`.
    case tag(String)
    /// `true`; levels as with tags.
    case album(String)
    /// What the photo is to another one: `distinct`, `duplicate` or `keeper`.
    case verdict(ImageID)
    /// A `FileVerdict` on the file at this path, one of those that show the photo.
    case file(LibraryPath)
    /// A key of a newer Jožin.
    case other(String)

    /// As the log has it: `rating`, `tag/Sea/Beach`, `verdict/sha256:…`, `file/2019/a%20b.jpg`.
    public var text: String {
        switch self {
        case .rating: "rating"
        case .favourite: "favourite"
        case .rejected: "rejected"
        case .title: "title"
        case .description: "description"
        case .adjustments: "adjustments"
        case .place: "place"
        case .tag(let name): "tag/" + name
        case .album(let name): "album/" + name
        case .verdict(let other): "verdict/" + other.text
        case .file(let path): "file/" + path.percentText
        case .other(let text): text
        }
    }

    /// Reads `text` back.
    public init(text: String) {
        self = DecisionKey.single[text] ?? DecisionKey.named(text) ?? .other(text)
    }

    private static let single: [String: DecisionKey] = Dictionary(
        uniqueKeysWithValues: [.rating, .favourite, .rejected, .title, .description, .adjustments, .place]
            .map { (key: DecisionKey) in (key.text, key) })

    private static func named(_ text: String) -> DecisionKey? {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let name = String(text[text.index(after: slash)...])
        switch text[..<slash] {
        case "tag": return .tag(name)
        case "album": return .album(name)
        case "verdict": return ImageID(text: name).map(DecisionKey.verdict)
        case "file": return LibraryPath(percentText: name).map(DecisionKey.file)
        default: return nil
        }
    }
}

extension DecisionKey: Comparable {
    /// The canonical order of decisions.
    public static func < (a: DecisionKey, b: DecisionKey) -> Bool { a.text < b.text }
}
