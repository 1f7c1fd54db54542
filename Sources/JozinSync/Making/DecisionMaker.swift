// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles

/// Makes, takes back and reads the decisions on one library, and brings sidecars and catalog after them. One per thread or
/// behind a lock; any number of processes, a scan among them.
///
/// Invariants: 1. What `decide`, `undo` and `redo` return is durable in the log: it may be acknowledged. 2. `follow` loses
/// nothing where it fails: the next one writes what this one did not.
public struct DecisionMaker: ~Copyable {
    private var log: DecisionLog
    private var sidecars: SidecarDecisions
    private let catalog: any Catalog

    /// On the library of a state folder, found by its catalog. Two openings of one state folder are taken.
    public init(_ state: consuming StateFolder, _ other: consuming StateFolder, _ catalog: any Catalog) throws(RunFailure) {
        let log = try DecisionLog.open(state)
        let sidecars = try SidecarDecisions(other, catalog)
        self.init(log, sidecars, catalog)
    }

    private init(_ log: consuming DecisionLog, _ sidecars: consuming SidecarDecisions, _ catalog: any Catalog) {
        self.log = log
        self.sidecars = sidecars
        self.catalog = catalog
    }

    // MARK: Making

    /// What is said of a photo: new values by key, nil to take one back.
    public typealias Changes = [DecisionKey: JSONValue?]

    /// A photo to decide on.
    public struct Target: Hashable, Sendable {
        /// Which one.
        public let photo: PhotoIdentity
        /// Where it lies, if that is how it was named.
        public let path: LibraryPath?

        /// A photo, named by its path or not.
        public init(_ photo: PhotoIdentity, at path: LibraryPath? = nil) {
            self.photo = photo
            self.path = path
        }
    }

    /// What came of a decision.
    public enum Outcome: Hashable, Sendable {
        /// It is kept.
        case kept(LogEntry)
        /// It says what stands already.
        case unchanged
        /// A scan has just found another photo under one of the paths: look again which one it is.
        case overtaken(LibraryPath)
    }

    /// Decides on photos in one entry, each with changes of its own. Changes that make no sense are exit code 64.
    public mutating func decide(
        _ decisions: [(target: Target, changes: Changes)], label: String
    ) throws(RunFailure) -> Outcome {
        for (_, changes) in decisions { try DecisionMaker.check(changes) }
        let lock = try log.lock()
        for (target, _) in decisions {
            if let path = target.path, try isOvertaken(target.photo, at: path) { return .overtaken(path) }
            try sidecars.absorb(target.photo, &log, holding: lock)
        }
        let edits = edits(decisions)
        guard !edits.isEmpty else { return .unchanged }
        return .kept(try log.append(.decision, label, edits, holding: lock))
    }

    /// What `decide` would write.
    public mutating func preview(_ decisions: [(target: Target, changes: Changes)]) throws(RunFailure) -> [DecisionEdit] {
        for (_, changes) in decisions { try DecisionMaker.check(changes) }
        try log.refresh()
        return edits(decisions)
    }

    private static func check(_ changes: Changes) throws(RunFailure) {
        for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
            guard let refusal = DecisionRules.refusal(key, value) else { continue }
            let name = DisplayName.text(Array(key.text.utf8.prefix(80)))
            throw RunFailure(.usage, Problem(.misuse, "\(name) \(refusal)", remedy: "Say it otherwise; nothing was changed."))
        }
    }

    /// Two files of one photo are one decision.
    private func edits(_ decisions: [(target: Target, changes: Changes)]) -> [DecisionEdit] {
        var said: Set<DecisionEdit.Place> = []
        var edits: [DecisionEdit] = []
        for (target, changes) in decisions {
            let now = log.state[target.photo]?.decisions ?? [:]
            for (key, value) in changes.sorted(by: { $0.key < $1.key }) where now[key] != value {
                guard said.insert(.init(log.state.id(of: target.photo), key)).inserted else { continue }
                edits.append(DecisionEdit(photo: target.photo, key: key, from: now[key], to: value))
            }
        }
        return edits
    }

    /// Whether the sidecar at a path is of another photo by now. Scans publish under the lock that is held here.
    private mutating func isOvertaken(_ photo: PhotoIdentity, at path: LibraryPath) throws(RunFailure) -> Bool {
        guard let found = try sidecars.identity(at: path) else { return false }
        return found.fileDigest != photo.fileDigest && found.imageID != photo.imageID
    }

    // MARK: Taking back

    /// Takes a decision back, the last one that stands where none is named. One whose key says something else by now is
    /// refused, and the entry that did so is named.
    public mutating func undo(_ number: Int? = nil) throws(RunFailure) -> LogEntry {
        let lock = try log.lock()
        guard let number = number ?? log.state.nextToUndo else { throw DecisionMaker.refusal("there is nothing to undo") }
        let entry = try decision(number)
        guard log.state.mark(number)?.isUndone == false else { throw DecisionMaker.refusal("entry \(number) is undone already") }
        return try append(
            .undo(number), "undo: " + entry.label, entry.edits.reversed().map(\.reversed), of: number, holding: lock)
    }

    /// Makes a decision again that was undone, the last one where none is named and no other was made since.
    public mutating func redo(_ number: Int? = nil) throws(RunFailure) -> LogEntry {
        let lock = try log.lock()
        guard let number = number ?? log.state.nextToRedo else { throw DecisionMaker.refusal("there is nothing to redo") }
        let entry = try decision(number)
        guard log.state.mark(number)?.isUndone == true else { throw DecisionMaker.refusal("entry \(number) is not undone") }
        return try append(.redo(number), "redo: " + entry.label, entry.edits, of: number, holding: lock)
    }

    private mutating func append(
        _ kind: LogEntry.Kind, _ label: String, _ edits: [DecisionEdit], of number: Int, holding lock: borrowing JournalLock
    ) throws(RunFailure) -> LogEntry {
        if let (edit, later) = log.state.obstacle(to: edits) {
            let what = DisplayName.text(Array(edit.key.text.utf8.prefix(80)))
            throw DecisionMaker.refusal("entry \(later) has changed \(what) since entry \(number)")
        }
        return try log.append(kind, label, edits, holding: lock)
    }

    private func decision(_ number: Int) throws(RunFailure) -> LogEntry {
        guard log.state.mark(number)?.isDecision == true, let entry = try log.entry(number) else {
            throw DecisionMaker.refusal("there is no decision with the number \(number)")
        }
        return entry
    }

    private static func refusal(_ sentence: String) -> RunFailure {
        RunFailure(.failed, Problem(.misuse, sentence, remedy: "`jozin history` shows what can be undone and redone."))
    }

    // MARK: Following

    /// Brings sidecars and catalog up to the log. Gives the sidecars whose own words were kept aside.
    @discardableResult
    public mutating func follow() throws(RunFailure) -> [LibraryPath] {
        let before = sidecars.conflicts.count
        try sidecars.catchUp(&log)
        try DecisionMirror.catchUp(&log, catalog)
        return Array(sidecars.conflicts[before...])
    }

    // MARK: Reading

    /// Reads what others have decided since; says whether there was anything. Costs one look at the log's length.
    public mutating func refresh() throws(RunFailure) -> Bool { try log.refresh() }

    /// What the entries read so far add up to.
    public var state: DecisionState { log.state }

    /// At most `limit` entries before `number` (or the last ones), newest first.
    public func history(before number: Int? = nil, limit: Int) throws(RunFailure) -> [LogEntry] {
        try log.entries(before: number, limit: limit)
    }

    /// At most `limit` entries behind `number`, oldest first: what changed since.
    public func changes(after number: Int, limit: Int) throws(RunFailure) -> [LogEntry] {
        try log.entries(after: number, limit: limit)
    }
}

extension DecisionEdit {
    /// What an edit is about.
    fileprivate struct Place: Hashable {
        let photo: ImageID
        let key: DecisionKey

        init(_ photo: ImageID, _ key: DecisionKey) {
            self.photo = photo
            self.key = key
        }
    }
}
