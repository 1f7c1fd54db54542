// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import JozinSync
import JozinWorkers

/// A library opened for decisions: no scan is waited for, and none waits.
struct DecisionDesk: ~Copyable {
    let root: SystemPath
    var maker: DecisionMaker
    private var naming: PhotoNaming
    private let catalog: SQLiteCatalog

    /// A library that was never scanned is scanned first. From here on the process is in the sandbox.
    static func open(_ path: SystemPath, _ options: LibraryOptions) throws -> DecisionDesk {
        let opened = try options.opener().openScanned(path)
        let decoder = try Surroundings.decoder()
        let folder = try opened.openRoot()
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
        let catalog = try SQLiteCatalog.open(opened.state)
        let maker = try DecisionMaker(try opened.reopenState(), try opened.reopenState(), catalog)
        let frames = FrameBudget(for: .standard, scratch: ScratchFolder(try opened.reopenState()))
        let naming = PhotoNaming(catalog, root: folder, decoder: decoder, frames: frames)
        return DecisionDesk(opened.root, maker, naming, catalog)
    }

    private init(
        _ root: SystemPath, _ maker: consuming DecisionMaker, _ naming: consuming PhotoNaming, _ catalog: SQLiteCatalog
    ) {
        self.root = root
        self.maker = maker
        self.naming = naming
        self.catalog = catalog
    }

    /// Which photo a word names: an id, a path in the library, or any path to a file in it.
    mutating func target(_ word: String) throws(RunFailure) -> DecisionMaker.Target {
        if let id = ImageID(text: word) { return try naming.target(id, maker.state) }
        guard let path = SystemPath(argument: word) else { throw DecisionOptions.refusal("a photo without a name") }
        return try naming.target(at: try libraryPath(path))
    }

    /// As seen from the working folder where the file is there, and from the library otherwise: it may be gone by now.
    private func libraryPath(_ path: SystemPath) throws(RunFailure) -> LibraryPath {
        if !path.isAbsolute, let inside = LibraryPath(bytes: path.bytes), inside != .root,
            (try? Environment.canonical(root.appending(path.bytes))) != nil
        {
            return inside
        }
        let folder = path.folder.flatMap { try? Environment.canonical($0) } ?? (path.isAbsolute ? nil : here)
        let inside = folder?.relative(to: root).flatMap { LibraryPath(bytes: $0) }
        if let inside, LibraryPath.isName(path.name[...]) { return inside.appending(path.name) }
        if !path.isAbsolute, let inside = LibraryPath(bytes: path.bytes), inside != .root { return inside }
        throw DecisionOptions.refusal("\(DisplayName.text(path.bytes)) does not lie in the library")
    }

    private var here: SystemPath? { try? Environment.canonical(SystemPath(literal: ".")) }

    /// Decides once more where a scan came between.
    mutating func decide(
        _ words: [String], distinctFrom others: [String], _ changes: DecisionMaker.Changes, _ fate: FileFate? = nil
    ) throws(RunFailure) -> LogEntry? {
        for _ in 0..<DecisionDesk.tries {
            let decisions = try decisions(words, distinctFrom: others, changes, fate)
            let label = DecisionDesk.label(changes, others, fate, photos: words.count)
            switch try maker.decide(decisions, label: label) {
            case .kept(let entry): return entry
            case .unchanged: return nil
            case .overtaken: continue
            }
        }
        let problem = Problem(
            .environment, "the photos are being changed all the time", remedy: "Say it again once nothing writes to them.")
        throw RunFailure(.failed, problem)
    }

    /// What would be written.
    mutating func preview(
        _ words: [String], distinctFrom others: [String], _ changes: DecisionMaker.Changes, _ fate: FileFate? = nil
    ) throws(RunFailure) -> [DecisionEdit] {
        try maker.preview(try decisions(words, distinctFrom: others, changes, fate))
    }

    private static let tries = 5

    private static func label(
        _ changes: DecisionMaker.Changes, _ others: [String], _ fate: FileFate?, photos: Int
    ) -> String {
        let parts = [
            changes.isEmpty ? nil : DecisionOptions.label(changes, photos: 1), fate?.label,
            others.isEmpty ? nil : "distinct from \(others.count == 1 ? "another" : "\(others.count) others")",
        ]
        return parts.compactMap(\.self).joined(separator: ", ") + (photos == 1 ? "" : " on \(photos) photos")
    }

    /// What is to become of the files named.
    enum FileFate {
        /// They may go.
        case dropped(Dropping)
        /// Nothing is said of them any more.
        case open

        fileprivate var label: String {
            switch self {
            case .dropped: "dropped"
            case .open: "not dropped"
            }
        }
    }

    private mutating func decisions(
        _ words: [String], distinctFrom others: [String], _ changes: DecisionMaker.Changes, _ fate: FileFate?
    ) throws(RunFailure) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        let said = try decisions(words, distinctFrom: others, changes)
        guard let fate else { return said }
        var targets: [DecisionMaker.Target] = []
        for word in words { targets.append(try target(word)) }
        let paths = targets.compactMap(\.path)
        guard paths.count == words.count else {
            throw DecisionOptions.refusal("a file is dropped by its path: of one picture there may be several files")
        }
        switch fate {
        case .dropped(let dropping): return said + (try dropping.decisions(paths, &self))
        case .open:
            let changes = paths.map { [DecisionKey.file($0): JSONValue?.none] }
            return said + zip(targets, changes).map { ($0, $1) }
        }
    }

    /// A verdict is said of both.
    private mutating func decisions(
        _ words: [String], distinctFrom others: [String], _ changes: DecisionMaker.Changes
    ) throws(RunFailure) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        var (targets, otherTargets) = ([DecisionMaker.Target](), [DecisionMaker.Target]())
        for word in words { targets.append(try target(word)) }
        for word in others { otherTargets.append(try target(word)) }
        var decisions: [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] = []
        for target in targets {
            var changes = changes
            for other in otherTargets {
                guard other.photo.imageID != target.photo.imageID else {
                    throw DecisionOptions.refusal("a photo is not distinct from itself: both are \(other.photo.imageID.text)")
                }
                changes[.verdict(other.photo.imageID)] = .some(.string("distinct"))
                decisions.append((other, [.verdict(target.photo.imageID): .string("distinct")]))
            }
            decisions.append((target, DecisionMaker.overruling(try descriptions(of: target.photo), changes)))
        }
        return decisions
    }

    /// What the files say that show a photo.
    private func descriptions(of photo: PhotoIdentity) throws(RunFailure) -> [DescriptiveFacts] {
        do throws(CatalogError) {
            return try catalog.files(of: photo.imageID, limit: 100).map(\.record.descriptive)
        } catch {
            throw RunFailure(catalog: error)
        }
    }

    /// Brings sidecars and catalog after what was acknowledged.
    mutating func follow() throws(RunFailure) {
        for path in try maker.follow() {
            StandardError.line(
                "jozin: the sidecar of \(DisplayName.text(path.bytes)) was edited by hand, and says something else than you did here; "
                    + "its words are kept in .jozin/displaced.")
        }
    }

    /// A file of the library as one that is judged, hands over or takes.
    mutating func file(at path: LibraryPath) throws(RunFailure) -> FileJudgement.File {
        let target = try naming.target(at: path)
        do throws(CatalogError) {
            let record = try catalog.photo(at: path)
            return FileJudgement.File(
                target.photo, at: path, gps: record?.exif.gps, descriptive: record?.descriptive ?? DescriptiveFacts())
        } catch {
            throw RunFailure(catalog: error)
        }
    }
}
