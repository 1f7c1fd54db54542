// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The decision log's sum in a catalog, where other programs and queries find it. The log itself is JozinSync's.
public protocol DecisionMirroring: Sendable {
    /// Brings the mirror up to the entry `number`, in one transaction: `changed` says what stands of the photos that entries
    /// behind a number changed. A mirror that is there, or further, stays as it is.
    func mirrorDecisions(
        through number: Int, changed: @Sendable (_ after: Int) throws(CatalogError) -> [DecidedPhoto]
    ) throws(CatalogError)

    /// Empties the mirror: the log is another one, or an older copy.
    func forgetDecisions() throws(CatalogError)

    /// The number of the last entry that is mirrored; it grows with every change.
    func mirroredDecisions() throws(CatalogError) -> Int

    /// What stands of one photo, by key in the order of its bytes.
    func decisions(of photo: ImageID) throws(CatalogError) -> [CatalogDecision]

    /// All that stands behind a decision, by photo and then key, in the order of the bytes of their texts.
    func decisions(after decision: DecisionCursor?, limit: Int) throws(CatalogError) -> [CatalogDecision]
}

extension DecisionMirroring {
    /// Hands over all that stands, by photo and then key, a page in memory at a time.
    public func eachDecision(_ body: (CatalogDecision) -> Void) throws(CatalogError) {
        var cursor: DecisionCursor?
        while case let page = try decisions(after: cursor, limit: 10_000), let end = page.last {
            page.forEach(body)
            cursor = end.cursor
        }
    }
}

/// One photo, and all that was decided of it; nothing where all was taken back.
public struct DecidedPhoto: Hashable, Sendable {
    /// The photo.
    public let imageID: ImageID
    /// Keys and values as the log's contract has them; values are compact JSON.
    public let decisions: [String: String]

    /// A photo's decisions.
    public init(imageID: ImageID, decisions: [String: String]) {
        self.imageID = imageID
        self.decisions = decisions
    }
}

/// One decision as the catalog has it.
public struct CatalogDecision: Hashable, Sendable {
    /// The photo.
    public let imageID: ImageID
    /// What of it.
    public let key: String
    /// Compact JSON.
    public let value: String

    /// A decision.
    public init(imageID: ImageID, key: String, value: String) {
        self.imageID = imageID
        self.key = key
        self.value = value
    }

    /// Its place in the list.
    public var cursor: DecisionCursor { DecisionCursor(imageID: imageID, key: key) }
}

/// A place in the list of all decisions.
public struct DecisionCursor: Hashable, Sendable {
    /// The photo.
    public let imageID: ImageID
    /// The key.
    public let key: String

    /// A place.
    public init(imageID: ImageID, key: String) {
        self.imageID = imageID
        self.key = key
    }
}
