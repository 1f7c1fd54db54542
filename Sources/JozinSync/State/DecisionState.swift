// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore

/// What the log's entries add up to: every decision that stands, by photo, and what can be undone and redone.
///
/// Invariants: 1. The state is a function of the entries in their order. 2. A photo that was called by its file is called by its
/// pixels from the first entry on that knows both, and takes what was said of it along. 3. What was taken back leaves its
/// key, without a value, with the number of the entry that did so.
public struct DecisionState: Hashable, Sendable {
    /// What stands under a key, and since which entry.
    public struct Slot: Hashable, Sendable {
        /// nil where it was taken back.
        public var value: JSONValue?
        /// The entry that said so.
        public var number: Int
    }

    /// All that was ever said of one photo.
    public struct Photo: Hashable, Sendable {
        /// By key.
        public internal(set) var slots: [DecisionKey: Slot] = [:]
        /// Files that showed the photo when it was decided on.
        public internal(set) var files: [FileDigest] = []
        /// The last entry that changed anything.
        public internal(set) var number = 0
        /// When that was.
        public internal(set) var time = ""

        /// What stands.
        public var decisions: [DecisionKey: JSONValue] { slots.compactMapValues(\.value) }
    }

    /// What is known of an entry without reading it again.
    public struct Mark: Hashable, Sendable {
        /// The entry's number.
        public let number: Int
        /// Whether it is a person's decision, which can be undone.
        public let isDecision: Bool
        /// Whether it is undone now.
        public internal(set) var isUndone = false
    }

    /// By image id, provisional ones only where no other is known.
    public private(set) var photos: [ImageID: Photo] = [:]
    /// The image ids of files that had provisional ones.
    private var pixels: [FileDigest: ImageID] = [:]
    /// Of all entries, by number.
    public private(set) var marks: [Mark] = []
    /// Decisions that were undone since the last one was made, in the order of their undoing.
    private var undone: [Int] = []

    /// Before the first entry.
    public init() {}

    /// From entries in their order.
    public init(_ entries: some Sequence<LogEntry>) {
        for entry in entries { fold(entry) }
    }

    /// The number of the last entry; 0 before the first.
    public var lastNumber: Int { marks.last?.number ?? 0 }

    /// Takes the next entry. One whose number does not grow is none: false.
    @discardableResult
    public mutating func fold(_ entry: LogEntry) -> Bool {
        guard entry.number > lastNumber else { return false }
        for edit in entry.edits { apply(edit, entry) }
        marks.append(Mark(number: entry.number, isDecision: entry.kind == .decision))
        switch entry.kind {
        case .decision: undone = []
        case .undo(let number):
            setUndone(number, true)
            undone.append(number)
        case .redo(let number):
            setUndone(number, false)
            undone.removeAll { $0 == number }
        case .found: break
        }
        return true
    }

    private mutating func apply(_ edit: DecisionEdit, _ entry: LogEntry) {
        if case .pixels = edit.photo.imageID { rename(edit.photo) }
        let id = id(of: edit.photo)
        var photo = photos[id] ?? Photo()
        photo.slots[edit.key] = Slot(value: edit.to, number: entry.number)
        if !photo.files.contains(edit.photo.fileDigest) { photo.files.append(edit.photo.fileDigest) }
        (photo.number, photo.time) = (entry.number, entry.time)
        photos[id] = photo
    }

    /// Invariant 2; what was said of the pixels themselves counts before what was said of the file.
    private mutating func rename(_ identity: PhotoIdentity) {
        let provisional = ImageID.file(identity.fileDigest)
        pixels[identity.fileDigest] = identity.imageID
        guard let old = photos.removeValue(forKey: provisional) else { return }
        var photo = photos[identity.imageID] ?? Photo()
        photo.slots.merge(old.slots) { own, _ in own }
        photo.files += old.files.filter { !photo.files.contains($0) }
        if old.number > photo.number { (photo.number, photo.time) = (old.number, old.time) }
        photos[identity.imageID] = photo
    }

    /// Under which id a photo's decisions are kept.
    public func id(of photo: PhotoIdentity) -> ImageID {
        switch photo.imageID {
        case .file(let digest): pixels[digest] ?? photo.imageID
        case .pixels: photo.imageID
        }
    }

    /// All that was said of a photo, whichever of its names it was said under; nil where nothing ever was.
    public subscript(_ photo: PhotoIdentity) -> Photo? {
        photos[id(of: photo)] ?? photos[.file(photo.fileDigest)]
    }

    // MARK: Undo and redo

    /// What is known of the entry of this number.
    public func mark(_ number: Int) -> Mark? { index(of: number).map { marks[$0] } }

    private func index(of number: Int) -> Int? {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < marks.count && marks[low].number == number ? low : nil
    }

    private mutating func setUndone(_ number: Int, _ isUndone: Bool) {
        if let index = index(of: number) { marks[index].isUndone = isUndone }
    }

    /// The decision that is undone next where none is named; nil where there is none left.
    public var nextToUndo: Int? { marks.last { $0.isDecision && !$0.isUndone }?.number }

    /// The decision that is redone next where none is named; nil where none was undone since the last one was made.
    public var nextToRedo: Int? { undone.last }

    /// The first edit that cannot be taken back, or made again, since its key says something else by now; and the entry
    /// that said so.
    public func obstacle(to edits: [DecisionEdit]) -> (edit: DecisionEdit, entry: Int)? {
        for edit in edits {
            let slot = self[edit.photo]?.slots[edit.key]
            if slot?.value != edit.from { return (edit, slot?.number ?? 0) }
        }
        return nil
    }
}
