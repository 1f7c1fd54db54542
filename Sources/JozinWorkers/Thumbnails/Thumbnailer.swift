// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import JozinCatalog
public import JozinCore
public import JozinFiles
import JozinImaging
import Synchronization

/// Thumbnails on request, from the store or made now, for a server. All calls are safe from any thread.
///
/// Each decoder lives on a thread of its own: it dies with the thread that started it. At most 64 requests wait for one; whoever comes
/// then waits to be let in. Writing fails silently: what cannot be stored is still answered, and made again the next time.
public final class Thumbnailer: Sendable {
    /// What is asked for.
    public struct Request: Hashable, Sendable {
        /// No side is longer, and nothing is larger than the original.
        public var longestSide: Int
        /// The container.
        public var encoding: PictureEncoding
        /// What is done to the picture.
        public var adjustments: Adjustments
        /// Whether so little is shown that nobody is recognised.
        public var isBlurred: Bool
        /// Whether it is put into the store: parts of pictures, of which there are many, are not.
        public var isKept = true

        /// From its parts.
        public init(
            longestSide: Int, encoding: PictureEncoding = .jpeg, adjustments: Adjustments = .none, isBlurred: Bool = false
        ) {
            self.longestSide = longestSide
            self.encoding = encoding
            self.adjustments = adjustments
            self.isBlurred = isBlurred
        }
    }

    private struct Job: Sendable {
        let photo: PhotoRecord
        let name: ThumbnailName
        let isKept: Bool
        let answer: @Sendable (Result<[UInt8], Problem>) -> Void
    }

    private let store: SharedStore
    private let jobs = BoundedQueue<Job>(capacity: 64)
    private let threads = WorkThreads()

    /// Over an open root and state folder; `decoder` is the path of `jozin-decode`.
    public init(
        root: consuming Descriptor, state: consuming StateFolder, decoder: SystemPath, frames: FrameBudget, maxPixels: Int? = nil,
        decoders: Int? = nil
    ) throws(SystemError) {
        let root = SharedDescriptor(root)
        let store = SharedStore(try ThumbnailStore(state))
        let limits = DecodeLimits.standard.allowing(maxPixels: maxPixels)
        self.store = store
        for index in 0..<(decoders ?? WorkThreads.processorCount) {
            threads.start("jozimg.server.\(index)") { [jobs] in
                var maker = ThumbnailMaker(
                    root: root, store: store, maker: PictureMaker(decoder: decoder, limits: limits, frames: frames))
                while let job = jobs.next() { job.answer(Thumbnailer.work(job, &maker, store)) }
            }
        }
    }

    deinit { jobs.close() }

    /// A file of the picture, waiting for it. Blocks the calling thread: not for those of Swift's concurrency.
    public func thumbnail(of photo: PhotoRecord, _ request: Request) throws(Problem) -> [UInt8] {
        if let stored = stored(photo, request) { return stored }
        let answer = Mutex<Result<[UInt8], Problem>?>(nil)
        let isThere = DispatchSemaphore(value: 0)
        try enqueue(photo, request) { result in
            answer.withLock { $0 = result }
            isThere.signal()
        }
        isThere.wait()
        guard let result = answer.withLock({ $0 }) else { throw Thumbnailer.nothing }
        return try result.get()
    }

    /// The same for asynchronous callers, whose threads are left alone but for reading what is stored.
    public func thumbnail(of photo: PhotoRecord, _ request: Request) async throws(Problem) -> [UInt8] {
        if let stored = stored(photo, request) { return stored }
        let result: Result<[UInt8], Problem> = await withCheckedContinuation { continuation in
            do throws(Problem) {
                try enqueue(photo, request) { continuation.resume(returning: $0) }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }

    /// What is in the store, whole.
    public func stored(_ photo: PhotoRecord, _ request: Request) -> [UInt8]? {
        Thumbnailer.name(photo, request).flatMap { store.store.read($0) }
    }

    private func enqueue(
        _ photo: PhotoRecord, _ request: Request, _ answer: @escaping @Sendable (Result<[UInt8], Problem>) -> Void
    ) throws(Problem) {
        guard let name = Thumbnailer.name(photo, request) else { throw Thumbnailer.nothing }
        jobs.add(Job(photo: photo, name: name, isKept: request.isKept, answer: answer))
    }

    private static func name(_ photo: PhotoRecord, _ request: Request) -> ThumbnailName? {
        let wish = ThumbnailMaker.Wish(
            sides: [request.longestSide], encoding: request.encoding, adjustments: request.adjustments,
            isBlurred: request.isBlurred)
        return ThumbnailMaker.names(wish, of: photo).first
    }

    private static func work(
        _ job: Job, _ maker: inout ThumbnailMaker, _ store: SharedStore
    ) -> Result<[UInt8], Problem> {
        // Another request may have been for the same picture.
        if let stored = store.store.read(job.name) { return .success(stored) }
        do throws(Problem) {
            guard let made = try maker.make([job.name], of: job.photo).first else { return .failure(nothing) }
            if job.isKept { try? store.store.write(made.bytes, as: job.name) }
            return .success(made.bytes)
        } catch {
            return .failure(error)
        }
    }

    private static let nothing = Problem(
        .unsupported, "there is no picture of it", remedy: "Scan again; if it stays so, it is no photo that Jožin reads.")
}
