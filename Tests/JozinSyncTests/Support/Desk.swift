// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinSync
import JozinTestSupport

/// A state folder of one test's own, with a catalog in it.
final class Desk: Sendable {
    let path: SystemPath
    let catalog: any Catalog

    init() throws {
        // Nothing here depends on a disk, whose syncs are slow. The text lives for the call.
        let parent = unsafe access("/dev/shm", W_OK) == 0 ? SystemPath(literal: "/dev/shm") : SystemPath(literal: "/tmp")
        let name = Array("jozin-sync-\(Hexadecimal.text(Environment.randomBytes()))".utf8)
        _ = try Descriptor.folder(parent).folder(making: name)
        path = parent.appending(name)
        catalog = try SQLiteCatalog(path: String(decoding: path.bytes, as: UTF8.self) + "/catalog.sqlite")
    }

    deinit { run("rm -rf \"$HERE\"") }

    /// Runs a shell command with the folder's path as HERE.
    @discardableResult
    func run(_ command: String) -> Int32 {
        // The command is a C string for the call's duration; the folder's name needs no quoting.
        unsafe system("HERE=\(String(decoding: path.bytes, as: UTF8.self)); \(command)")
    }

    func state() throws -> StateFolder { try StateFolder(try Descriptor.folder(path)) }
    func log() throws -> DecisionLog { try DecisionLog.open(try state()) }
    func maker() throws -> DecisionMaker { try DecisionMaker(try state(), try state(), catalog) }

    var logPath: [UInt8] { path.appending("log/decisions.jsonl").bytes }
    var logBytes: [UInt8] {
        get throws {
            guard let bytes = WholeFile.read(logPath) else { throw SystemError("open", ENOENT) }
            return bytes
        }
    }

    /// Puts a photo without decisions into catalog and sidecars.
    func add(_ photo: PhotoIdentity, at name: String) throws {
        let facts = PhotoFacts(
            imageID: photo.imageID, format: .png, size: nil, orientation: .upright, averageColor: nil, exif: ExifFacts(),
            fingerprint: nil, problem: nil)
        let sidecar = ImageSidecar(
            file: ImageSidecar.File(name: Array(name.utf8), bytes: 10, digest: photo.fileDigest), facts: facts,
            pipeline: ImageSidecar.Pipeline(version: 1, depth: .full))
        let path = try Desk.path(name)
        try write(sidecar.encoded(), at: path)
        var changes = CatalogChanges()
        changes.records = [
            PhotoRecord(
                path: path, stamp: FileStamp(bytes: 10, inode: 1, modified: 0, changed: 0), state: .indexed, pipeline: 1,
                depth: .full, readIn: try catalog.beginScan(), digest: photo.fileDigest, imageID: photo.imageID, format: .png)
        ]
        try catalog.apply(changes)
    }

    static func path(_ name: String) throws -> LibraryPath {
        guard let path = LibraryPath(bytes: Array(name.utf8)) else { throw SystemError("path", EINVAL) }
        return path
    }

    func write(_ bytes: [UInt8], at path: LibraryPath) throws {
        let state = try state()
        var store = try SidecarStore(state)
        try store.stage(bytes, for: path, in: state)
        try store.commit(in: state)
    }

    func sidecar(_ name: String) throws -> ImageSidecar? {
        let state = try state()
        var store = try SidecarStore(state)
        return try store.read(try Desk.path(name), in: state).flatMap(ImageSidecar.init(decoding:))
    }
}

extension PhotoIdentity {
    /// A made-up photo.
    static func made(_ number: Int) -> PhotoIdentity {
        var random = SeededGenerator(seed: UInt64(number))
        return PhotoIdentity(imageID: .pixels(random.digest()), fileDigest: FileDigest(random.digest()))
    }

    var provisional: PhotoIdentity { PhotoIdentity(imageID: .file(fileDigest), fileDigest: fileDigest) }
}

extension SeededGenerator {
    mutating func digest() -> Digest256 { Digest256(bytes: bytes(32)) ?? digest() }

    /// A key and a value that can be said, or nothing.
    mutating func change() -> (key: DecisionKey, value: JSONValue?) {
        let key: DecisionKey =
            switch number(0...9) {
            case 0, 1: .rating
            case 2: .favourite
            case 3: chance(50) ? .rejected : .file(path())
            case 4: .title
            case 5: .description
            case 6: .album(["Trip", "Best"][number(0...1)])
            case 7: .verdict(PhotoIdentity.made(number(1000...1002)).imageID)
            case 8: .adjustments
            default: .tag(["Sea", "Sea/Baltic", "Jožin"][number(0...2)])
            }
        return (key, chance(25) ? nil : value(of: key))
    }

    /// One of a few, one of which is no text.
    mutating func path() -> LibraryPath {
        let name: [UInt8] = [Array("a b.jpg".utf8), Array("100%.jpg".utf8), [0x2D, 0xFF, 0x0A, 0x25]][number(0...2)]
        return coin() ? LibraryPath.root.appending(name) : LibraryPath.root.appending(Array("2019".utf8)).appending(name)
    }

    private mutating func value(of key: DecisionKey) -> JSONValue {
        switch key {
        case .rating: .number("\(number(1...5))")
        case .title, .description: .string(["Dusk", "A \"quoted\" word", "Žluťoučký kůň"][number(0...2)])
        case .verdict: .string(["distinct", "duplicate", "keeper"][number(0...2)])
        case .file: FileVerdict(coin() ? .keep : .drop, on: PhotoIdentity.made(number(1...3)).fileDigest).json
        case .adjustments: .object([JSONMember("exposure", .number("0.\(number(1...9))"))])
        default: .bool(true)
        }
    }
}
