// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles
import JozinImaging
public import JozinSync

/// Which photo somebody means, by path or by id. A photo whose pixels were not read yet is decoded first: what is decided
/// on it holds for the picture, whatever becomes of the file. One per thread.
public struct PhotoNaming: ~Copyable {
    private let catalog: any Catalog
    private let root: Descriptor
    private var indexer: PhotoIndexer

    /// In an open library.
    public init(_ catalog: any Catalog, root: consuming Descriptor, decoder: SystemPath, frames: FrameBudget) {
        self.catalog = catalog
        self.root = root
        indexer = PhotoIndexer(decoder: decoder, limits: .standard, frames: frames)
    }

    /// The photo at a path of the library. Exit code 2 where there is none, or where it cannot be read now.
    public mutating func target(at path: LibraryPath) throws(RunFailure) -> DecisionMaker.Target {
        guard let record = try asking({ () throws(CatalogError) in try catalog.photo(at: path) }) else {
            throw PhotoNaming.unknown("no photo of the library lies at \(DisplayName.text(path.bytes))")
        }
        return DecisionMaker.Target(try identity(of: record), at: path)
    }

    /// The photo of an id, which is also told by a provisional id that it had once.
    public mutating func target(_ id: ImageID, _ decisions: DecisionState) throws(RunFailure) -> DecisionMaker.Target {
        let records = try asking { () throws(CatalogError) in
            switch id {
            case .pixels(let pixels): try catalog.photos(showing: pixels, limit: 8)
            case .file(let digest): try catalog.photos(holding: digest, limit: 8)
            }
        }
        if let record = records.first(where: \.isPresent) ?? records.first, let digest = record.digest {
            if case .pixels = record.imageID { return DecisionMaker.Target(try identity(of: record)) }
            if case .pixels = id { return DecisionMaker.Target(PhotoIdentity(imageID: id, fileDigest: digest)) }
            return DecisionMaker.Target(try identity(of: record))
        }
        if let file = decisions.photos[id]?.files.first {
            return DecisionMaker.Target(PhotoIdentity(imageID: id, fileDigest: file))
        }
        throw PhotoNaming.unknown("no photo of the library has the id \(id.text)")
    }

    private mutating func identity(of record: PhotoRecord) throws(RunFailure) -> PhotoIdentity {
        guard let digest = record.digest, let format = record.format else {
            throw PhotoNaming.unknown("\(DisplayName.text(record.path.bytes)) is no photo that Jožin can read")
        }
        let isShallow = record.state == .indexed && record.depth == .quick
        if case .pixels = record.imageID { return PhotoIdentity(imageID: record.imageID ?? .file(digest), fileDigest: digest) }
        guard isShallow, record.isPresent else { return PhotoIdentity(imageID: .file(digest), fileDigest: digest) }
        let found = try decode(record, format)
        if let problem = found.problem, problem.code == .environment {
            throw RunFailure(.failed, PhotoNaming.unreadable(problem, record.path))
        }
        return PhotoIdentity(imageID: found.pixels.map(ImageID.pixels) ?? .file(digest), fileDigest: digest)
    }

    private mutating func decode(_ record: PhotoRecord, _ format: PhotoFormat) throws(RunFailure) -> IndexedPhoto {
        do throws(SystemError) {
            let folder = try root.folder(at: record.path.folder)
            return indexer.deepen(
                record.path.name, in: folder, format: format, orientation: record.orientation, stamp: record.stamp)
        } catch {
            throw RunFailure(.failed, PhotoNaming.unreadable(error.problem(), record.path))
        }
    }

    private func asking<Value>(_ body: () throws(CatalogError) -> Value) throws(RunFailure) -> Value {
        do throws(CatalogError) { return try body() } catch { throw RunFailure(catalog: error) }
    }

    private static func unreadable(_ problem: Problem, _ path: LibraryPath) -> Problem {
        Problem(
            problem.code, "\(DisplayName.text(path.bytes)): \(problem.sentence)", remedy: "Scan again; nothing was decided.")
    }

    private static func unknown(_ sentence: String) -> RunFailure {
        RunFailure(.failed, Problem(.misuse, sentence, remedy: "If it is new, scan first; nothing was decided."))
    }
}
