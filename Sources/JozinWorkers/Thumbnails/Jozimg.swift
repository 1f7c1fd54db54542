// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles
import JozinImaging
import Synchronization

/// The thumbnail worker: makes what is missing, photo by photo, in the order of their paths.
public enum Jozimg {
    /// What is to be made.
    public struct Options: Sendable {
        /// The longest sides of the thumbnails of each photo.
        public var sides: [Int]
        /// Their container.
        public var encoding: PictureEncoding
        /// Whether nobody is to be recognised.
        public var isBlurred: Bool
        /// Threads, each with a decoder.
        public var workers: Int
        /// The path of `jozin-decode`.
        public var decoder: SystemPath
        /// What all of them may hold of their pictures at once.
        public var frames: FrameBudget
        /// The most pixels a photo may have; nil for the usual limit.
        public var maxPixels: Int?
        /// Whether photos that have their thumbnails get events too.
        public var reportsUnchanged: Bool
        /// Whether it is only said what would be made.
        public var isDryRun: Bool

        /// All that is to be made.
        public init(
            sides: [Int], encoding: PictureEncoding, isBlurred: Bool = false, workers: Int, decoder: SystemPath,
            frames: FrameBudget, maxPixels: Int? = nil, reportsUnchanged: Bool = false, isDryRun: Bool = false
        ) {
            self.sides = sides
            self.encoding = encoding
            self.isBlurred = isBlurred
            self.workers = workers
            self.decoder = decoder
            self.frames = frames
            self.maxPixels = maxPixels
            self.reportsUnchanged = reportsUnchanged
            self.isDryRun = isDryRun
        }
    }

    /// The sides that are made where none are asked for: a grid's and a viewer's.
    public static let usualSides = [320, 1440]

    /// Makes the missing thumbnails of a library, and sends every event but the last. Others may be at work on it: what is written is whole as
    /// soon as it has its name. Stopped by a signal it keeps what it has; the next run goes on from there.
    public static func run(
        root: consuming Descriptor, state: consuming StateFolder, catalog: any Catalog, options: Options, stop: StopSignal,
        send: @escaping @Sendable ([WorkerEvent]) -> Void
    ) throws(RunFailure) -> Jozan.Ending {
        let store = options.isDryRun ? SharedStore.look(in: state) : try prepare(state)
        send([.started(worker: "jozimg", stages: [ThumbnailRun.stage])])
        let run = try ThumbnailRun(
            root: SharedDescriptor(root), store: store, catalog: catalog, options: options, stop: stop, send: send)
        return try run.run()
    }

    /// Removes what killed runs have left and what other versions made.
    public static func clearUp(_ state: consuming StateFolder, holding _: borrowing LibraryLock) throws(RunFailure) {
        do throws(SystemError) {
            try state.removeLeftovers()
            try ThumbnailStore(state).removeOtherVersions()
        } catch {
            throw RunFailure(writing: error)
        }
    }

    private static func prepare(_ state: consuming StateFolder) throws(RunFailure) -> SharedStore {
        do throws(SystemError) {
            return SharedStore(try ThumbnailStore(state))
        } catch {
            throw RunFailure(writing: error)
        }
    }
}
