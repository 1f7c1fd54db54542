// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import Synchronization

/// Which file is which photo, as one scan finds out: what has moved, and what is gone.
///
/// Invariants: 1. A photo moves to one place: the first that the walk meets. 2. What moved is not gone. 3. A path is gone only
/// where its folder, reached from the open root, says so.
final class Identities: Sendable {
    private let root: SharedDescriptor
    private let catalog: any Catalog
    private let state = Mutex(State())

    private struct State {
        /// Old paths of photos that moved.
        var left: Set<LibraryPath> = []
        /// Their new paths.
        var reached: Set<LibraryPath> = []
        var suspects: [Suspect] = []
    }

    /// A file that the catalog knows and the walk did not find.
    struct Suspect: Sendable {
        let path: LibraryPath
        let isPhoto: Bool
    }

    init(_ root: SharedDescriptor, _ catalog: any Catalog) {
        self.root = root
        self.catalog = catalog
    }

    // MARK: Moves

    /// The photo that a file, just read at `path`, was before; the answer is given once for each photo.
    ///
    /// By its bytes where they were known; by its pixels where a program rewrote its metadata and moved it, too.
    func predecessor(of photo: IndexedPhoto, at path: LibraryPath, isNew: Bool) -> Predecessor? {
        if let recalled = photo.recalled {
            var predecessor = Predecessor(sidecar: recalled.sidecar)
            predecessor.moved = recalled.gone.first { claim($0.path, for: path) }
            return predecessor
        }
        guard isNew, let pixels = photo.pixels else { return nil }
        let known = (try? catalog.photos(showing: pixels, limit: 8)) ?? []
        let gone = known.first { $0.path != path && isGone($0.path, unlike: photo.stamp) && claim($0.path, for: path) }
        return gone.map { Predecessor(moved: $0) }
    }

    private func claim(_ old: LibraryPath, for path: LibraryPath) -> Bool {
        state.withLock { state in
            guard state.left.insert(old).inserted else { return false }
            state.reached.insert(path)
            return true
        }
    }

    /// Whether a photo was found to have moved here.
    func hasMoved(to path: LibraryPath) -> Bool { state.withLock { $0.reached.contains(path) } }

    /// Whether there is no file at `path`, other than the one of `stamp` that a case-insensitive file system finds under
    /// its old name too.
    func isGone(_ path: LibraryPath, unlike stamp: FileStamp?) -> Bool {
        do throws(SystemError) {
            let status = try root.descriptor.folder(at: path.folder).status(of: path.name)
            return status.kind != .file || status.links == 1 && status.stamp.inode == stamp?.inode
        } catch {
            return error.isAbsence
        }
    }

    // MARK: Absences

    /// Takes note of a file that was not found.
    func suspect(_ suspect: Suspect) { state.withLock { $0.suspects.append(suspect) } }

    /// What was not found and has not moved.
    var gone: [Suspect] { state.withLock { state in state.suspects.filter { !state.left.contains($0.path) } } }
}

/// Whose history a file goes on with.
struct Predecessor: Sendable {
    /// With the facts and decisions that are handed on; nil where they have to be read from where the photo was.
    var sidecar: ImageSidecar?
    /// The record of a photo that is not where it was; nil where it still is, or where the file is the same one.
    var moved: PhotoRecord?
}

/// How much absence is believed unasked: a disk that is not there, or a folder moved out by mistake, is more.
package enum AbsenceRule {
    /// More than so many at once are asked about.
    package static let most = 100
    /// And more than one in so many.
    package static let share = 20

    /// Whether so many photos may be taken for gone, of those that were known. A single one always may.
    package static func believes(_ gone: Int, of known: Int) -> Bool {
        gone <= 1 || gone <= most && gone * share <= known
    }
}
