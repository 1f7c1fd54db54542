// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

/// A small library that faults are tried on, and what an undisturbed scan makes of the same photos.
///
/// The promises that hold after any fault: 1. The originals are as they were. 2. What was acknowledged has its sidecar
/// and its record. 3. Every sidecar can be read. 4. The next scan needs no help, and ends as if nothing had happened.
final class Trial: Sendable {
    /// Where a scan that is going to be disturbed begins.
    enum Start: CaseIterable {
        /// No scan was here before.
        case fresh
        /// Half of the photos are known, some of them from when they were other photos.
        case known
        /// All are known and rated, and have moved since.
        case moved
    }

    let place: Place
    private let start: Start
    private let saved: SystemPath
    private let sidecars: Sidecars
    private let rows: CatalogRows

    init(_ start: Start) throws {
        self.start = start
        place = try Place()
        saved = place.base.appending("saved")
        let undisturbed = try Place()
        for library in [place, undisturbed] { try Trial.prepare(library, start) }
        try place.shell("mkdir \"$1\"; cp -a ../state \"$1/state\"; test ! -e .jozin || cp -a .jozin \"$1/own\"", Word(saved))
        #expect(try undisturbed.scan().outcome.code == 0)
        sidecars = try Sidecars(undisturbed)
        rows = try CatalogRows(undisturbed)
        #expect(rows.digests.count == Trial.names.count && sidecars.files.count == Trial.names.count)
    }

    // MARK: The library

    private static let names: [Word] = [
        "2019/sea/IMG_1.jpg", "2019/sea/IMG_2.jpg", "2020/small.jpg", "2020/drawing.png", "copy.jpg", "drawing.bmp",
    ]
    private static let movedNames: [Word] = ["2019/IMG_2.jpg", "2021/sunset.jpg", "2021/small.jpg", "2021/drawing.png"]

    /// Photos that take each way through a scan: coefficients alone, a second pass, every decoder, equal ones.
    private static let photos = Result {
        let place = try Place()
        place.removeAtExit()
        let large = try Sample.jpeg(1, width: 520, height: 512)
        let second = try Sample.jpeg(2, width: 512, height: 520)
        let contents = [large, second, try Sample.smallJPEG(3), Sample.png(4), large, Sample.bmp(5)]
        for (name, bytes) in zip(names, contents) { try place.put(bytes, at: name) }
        return place
    }

    private static let olderPhotos = Result {
        let place = try Place()
        place.removeAtExit()
        for number in 1...3 { try place.put(try Sample.smallJPEG(UInt64(number + 30)), at: names[number]) }
        return place
    }

    private static func prepare(_ place: Place, _ start: Start) throws {
        switch start {
        case .fresh: try place.copy(try photos.get().photos)
        case .known:
            try place.copy(try olderPhotos.get().photos)
            try place.scan()
            try place.copy(try photos.get().photos)
        case .moved:
            try place.copy(try photos.get().photos)
            try place.scan()
            for (stars, name) in names.prefix(5).enumerated() { try place.rate(name, stars + 1) }
            try place.shell("mv 2020 2021; mv 2019/sea/IMG_1.jpg 2021/sunset.jpg; mv 2019/sea/IMG_2.jpg 2019")
        }
    }

    /// Puts Jožin's files back to where the trial starts.
    func reset() throws {
        let script = """
            rm -rf .jozin ../state && cp -a "$1/state" ../state && { test ! -e "$1/own" || cp -a "$1/own" .jozin; }
            """
        let outcome = try place.shell(script, Word(saved))
        #expect(outcome.code == 0 && outcome.said == "")
    }

    /// Every path of Jožin's own that a scan may touch, for the filter of an injection.
    var ownPaths: [SystemPath] {
        let folders = ["2019", "2019/sea", "2020", "2021"].map { "sidecars/\($0)" }
        let files = ["", "lock", "library.json", "tmp", "tmp/file", "sidecars", "displaced"]
        let catalog = ["", "-wal", "-shm", "-journal"].map { "catalog.sqlite\($0)" }
        let staged = (0..<8).map { "tmp/sidecar-\($0)" }
        let written = (Trial.names + Trial.movedNames).map { "sidecars/\(String(decoding: $0.bytes, as: UTF8.self)).json" }
        let registry = ["", "jozin", "jozin/tmp", "jozin/tmp/file", "jozin/lock", "jozin/libraries.json"]
        return (files + folders + catalog + staged + written).map { $0.isEmpty ? place.own : place.own.appending($0) }
            + registry.map { $0.isEmpty ? place.state : place.state.appending($0) }
    }

    /// Folders of photos: strace knows a file by the folder that it is opened in.
    var photoFolders: [SystemPath] { ["2019", "2019/sea", "2020"].map { place.photos.appending($0) } }

    // MARK: What holds after a fault

    /// Holds a disturbed scan to the promises, and scans once more. `tree` is what the originals were.
    func expectHealing(
        after outcome: Outcome, _ comment: String, tree: TreeDigest, from vantage: Vantage? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let vantage = vantage ?? Vantage(place)
        try expectAcknowledged(outcome, comment, from: vantage, location)
        let start = ContinuousClock.now
        let answer = try ScanAnswer(vantage.start(["scan", vantage.library, "--json-lines"], in: place).end())
        Trial.note(ContinuousClock.now - start, comment)
        let said = "\(comment): \(answer.outcome.code) \(answer.outcome.said)"
        #expect(answer.outcome.code == 0 && !answer.outcome.said.contains("jozin: "), "\(said)", sourceLocation: location)
        answer.expectSums(location)
        try expectWhole(comment, tree: tree, from: vantage, location)
    }

    /// Promises 2 and 3, before anything is repaired.
    func expectAcknowledged(
        _ outcome: Outcome, _ comment: String, from vantage: Vantage? = nil, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let vantage = vantage ?? Vantage(place)
        let items = Trial.acknowledged(outcome)
        let present = try Disk.exists(vantage.own.appending("sidecars")) ? Sidecars(in: vantage.own).files : [:]
        for (path, bytes) in present {
            let sidecar = ImageSidecar(decoding: bytes)
            #expect(sidecar != nil, "\(comment): \(String(decoding: path, as: UTF8.self))", sourceLocation: location)
        }
        guard !items.isEmpty else { return }
        let recorded = try copyOfCatalog(vantage).digests
        for path in items {
            let name = String(decoding: path, as: UTF8.self)
            let key = Array("./".utf8) + path + Array(".json".utf8)
            let found = present[key].flatMap(ImageSidecar.init(decoding:))
            let expected = sidecars.files[key].flatMap(ImageSidecar.init(decoding:))
            let isThere = found != nil && found?.file == expected?.file && found?.user == expected?.user
            #expect(isThere, "\(comment): the sidecar of \(name)", sourceLocation: location)
            #expect(
                recorded[path] == found?.file.digest.digest.bytes, "\(comment): the record of \(name)", sourceLocation: location)
        }
    }

    /// Promises 1 and 4: everything is as an undisturbed scan leaves it.
    func expectWhole(
        _ comment: String, tree: TreeDigest, from vantage: Vantage? = nil, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let vantage = vantage ?? Vantage(place)
        let found = try Sidecars(in: vantage.own)
        #expect(found.differences(sidecars) == [], "\(comment)", sourceLocation: location)
        #expect(found.temporary == [], "\(comment)", sourceLocation: location)
        let records = try copyOfCatalog(vantage)
        #expect(records.integrity == "ok", "\(comment)", sourceLocation: location)
        #expect(records.differences(rows) == [], "\(comment)", sourceLocation: location)
        #expect(try TreeDigest(vantage.photos).differences(tree) == [], "\(comment)", sourceLocation: location)
    }

    /// The paths that a worker's events or an answer's lines say were taken in.
    private static func acknowledged(_ outcome: Outcome) -> Set<[UInt8]> {
        var paths: Set<[UInt8]> = []
        for line in outcome.output.split(separator: 0x0A).map(Array.init) {
            if case .item(let item)? = WorkerEvent(line: line) {
                if [.new, .updated, .moved].contains(item.action) { paths.insert(item.path.bytes) }
            } else if let json = try? JSONReader.read(line), ["new", "updated", "moved"].contains(json["action"]?.text ?? "") {
                if let path = json.nameBytes("path", bytesKey: "pathBytes") { paths.insert(path) }
            }
        }
        return paths
    }

    /// The catalog as another program would find it; a copy, since the opening of a catalog repairs it.
    private func copyOfCatalog(_ vantage: Vantage) throws -> CatalogRows {
        let copy = place.base.appending("copy")
        try Shell.run("rm -rf \"$1\"; mkdir \"$1\"; cp -a \"$2\"/catalog.sqlite* \"$1\"", [Word(copy), Word(vantage.own)])
        return try CatalogRows(in: copy)
    }

    /// How long the next scan takes is a note to the reader; the bound is so lax that it tells only of a scan that hangs.
    private static func note(_ duration: Duration, _ comment: String) {
        if duration > .seconds(2) { print("note: the scan after \(comment) took \(duration)") }
        #expect(duration < .seconds(10))
    }
}
