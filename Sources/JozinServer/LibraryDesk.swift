// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import JozinCatalog
import JozinContracts
public import JozinCore
import JozinFiles
public import JozinPlaces
public import JozinWorkers
public import ServiceLifecycle
import Synchronization

/// What all requests share: the library, its catalog, its workers, and whoever listens.
public final class LibraryDesk: Service {
    /// What the desk is about.
    public struct Place: Sendable {
        /// The library's identity.
        public let id: String
        /// Its canonical root.
        public let root: SystemPath
        /// Where Jožin's files lie.
        public let state: SystemPath
        /// Whether they lie outside the root.
        public let stateIsElsewhere: Bool
        /// Of this program.
        public let version: String

        /// A library's place.
        public init(id: String, root: SystemPath, state: SystemPath, stateIsElsewhere: Bool, version: String) {
            self.id = id
            self.root = root
            self.state = state
            self.stateIsElsewhere = stateIsElsewhere
            self.version = version
        }
    }

    /// The contract, as it is served.
    struct Contract: Sendable {
        let bytes: [UInt8]
        let tag: String
    }

    let place: Place
    let contract: Contract
    let hub = EventHub()
    let jobs: JobBoard
    let catalog: any CatalogGrouping
    let index: TimelineIndex
    let thumbnailer: Thumbnailer
    let book: DecisionBook
    private let follower = CatalogFollower()
    /// Where the names of places are installed.
    let places: Gazetteer?
    let review: ReviewIndex
    let dropPlan: DropPlan
    /// Held from the look at what would stay to the decision that drops.
    let judging = Mutex(())

    /// A desk over an open catalog; `worker` has the words that start a worker of a kind, `planner` those that have a plan of what
    /// was dropped written to standard output in a format.
    public init(
        _ place: Place, catalog: any CatalogGrouping, thumbnailer: Thumbnailer, book: DecisionBook, contract: [UInt8],
        program: SystemPath, worker: @escaping JobBoard.Arguments, planner: @escaping @Sendable (_ format: String) -> [[UInt8]],
        places: Gazetteer? = nil
    ) {
        self.place = place
        self.catalog = catalog
        self.places = places
        index = TimelineIndex(catalog, places, book)
        self.thumbnailer = thumbnailer
        self.book = book
        review = ReviewIndex(catalog, book)
        dropPlan = DropPlan(program: program, arguments: planner)
        var hasher = SHA256Hasher()
        hasher.update(contract.span)
        self.contract = Contract(bytes: contract, tag: String(hasher.finish().hex.prefix(32)))
        jobs = JobBoard(program: program, arguments: worker, hub: hub)
    }

    /// The library as it is now.
    func overview() throws(ServerProblem) -> LibraryOverview {
        let counts = try asking { catalog throws(CatalogError) in try catalog.counts() }
        return LibraryOverview(
            place: place, counts: counts, missing: index.missing, snapshot: index.name, isReachable: isReachable)
    }

    /// Whether the folder of photos is there.
    var isReachable: Bool { (try? Descriptor.folder(place.root)) != nil }

    /// Looks for new photos; where that is done already, this does nothing.
    public func startScan() { _ = try? jobs.start(.scan, acceptsMissing: false) }

    /// Reads the catalog where that takes a second at most: the first who asks finds the library. A larger one is read while those who
    /// ask are told so.
    public func readSmallCatalog() {
        guard let counts = try? catalog.counts(), counts.indexed + counts.failed <= LibraryDesk.readAtOnce else { return }
        follower.look(self)
    }

    /// As many photos are read within a second by a processor of 2020.
    private static let readAtOnce = 100_000

    /// Follows the catalog, and ends what is under way when the server ends.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in await follower.follow(self) }
        hub.close()
        jobs.close()
    }

    /// The files that show a photo.
    func files(of id: ImageID) throws(ServerProblem) -> [NumberedFile] {
        let files = try asking { catalog throws(CatalogError) in try catalog.files(of: id, limit: LibraryDesk.mostFiles) }
        guard !files.isEmpty else { throw .absent("there is no such photo") }
        return files
    }

    /// Copies of one photo beyond so many are not listed.
    private static let mostFiles = 100

    /// Asks the catalog, in the server's words when it fails.
    func asking<Value>(_ body: (any CatalogGrouping) throws(CatalogError) -> Value) throws(ServerProblem) -> Value {
        do throws(CatalogError) {
            return try body(catalog)
        } catch {
            throw ServerProblem(RunFailure(catalog: error))
        }
    }
}
