// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity
import JozinWorkers

/// Finds a library's duplicates in its catalog, and prints them.
struct DuplicateListing {
    let path: SystemPath
    let opener: LibraryOpener
    var level = Level.normal
    var kinds = Set(Relation.Kind.allCases)
    var limit: Int?
    var after: String?
    var isQuiet = false

    /// As many groups as `jozin PATH` shows.
    static let shortLimit = 20

    init(path: SystemPath, opener: LibraryOpener, level: Level = .normal) {
        self.path = path
        self.opener = opener
        self.level = level
    }

    func print(_ style: OutputStyle) throws {
        let photos = try photosToCompare()
        let report = DuplicateFinder(thresholds: level.thresholds).report(on: photos.enumerated().compactMap(Candidate.init))
        let groups = report.groups.filter { kinds.contains($0.kind) }.map { PrintedGroup($0, photos) }
        let page = try page(of: groups)
        var output = StandardOutput()
        switch style {
        case .jsonLines:
            for group in page { output.jsonLine { group.write(to: &$0) } }
        case .json: output.write(document(page, of: groups, report))
        case .text: DuplicateText(groups: groups, page: page, report: report, isQuiet: isQuiet).write(to: &output)
        }
        output.flush()
    }

    /// Every photo that was read to its end. A library that was never scanned is scanned first.
    private func photosToCompare() throws -> [PhotoRecord] {
        if try !opener.isScanned(path) {
            StandardError.line("jozin: these photos were not looked at yet; scanning them first.")
            let code = try ScanRequest(path: path, state: opener.state).run(ScanReporter(.text, isQuiet: true))
            guard code <= ExitCode.problemsFound.rawValue else { throw Ending(code) }
        }
        let library = try opener.open(path, making: false)
        try Surroundings.enterSandbox(allowingWritesIn: [library.state.descriptor.number])
        let catalog = try SQLiteCatalog.open(library.state)
        var photos: [PhotoRecord] = []
        do throws(CatalogError) {
            while case let page = try catalog.photos(after: photos.last?.path, limit: 10_000), !page.isEmpty { photos += page }
        } catch {
            throw RunFailure(catalog: error)
        }
        return photos
    }

    private func page(of groups: [PrintedGroup]) throws(RunFailure) -> ArraySlice<PrintedGroup> {
        var page = groups[...]
        if let after {
            guard let index = groups.firstIndex(where: { group in group.id == after }) else {
                let problem = Problem(.misuse, "there is no group \(after)", remedy: "Use the `group` of a line printed before.")
                throw RunFailure(.usage, problem)
            }
            page = groups[(index + 1)...]
        }
        return limit.map { page.prefix($0) } ?? page
    }

    private func document(_ page: ArraySlice<PrintedGroup>, of all: [PrintedGroup], _ report: DuplicateReport) -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("groups")
            writer.array { writer in
                for group in page { writer.object { group.write(to: &$0) } }
            }
            writer.key("total")
            writer.int(all.count)
            writer.key("next")
            if let last = page.last, page.endIndex < all.endIndex { writer.string(last.id) } else { writer.null() }
            writer.key("lowInformation")
            writer.int(report.lowInformation)
            writer.key("withoutFingerprint")
            writer.int(report.withoutFingerprint)
            writer.key("unlistedPairs")
            writer.int(report.unlistedPairs)
        }
        writer.newline()
        return writer.bytes
    }
}

extension Candidate {
    /// A catalog's photo by its place in the list.
    init?(_ index: Int, _ photo: PhotoRecord) {
        guard let digest = photo.digest, let format = photo.format else { return nil }
        var pixels: Digest256?
        if case .pixels(let digest) = photo.imageID { pixels = digest }
        self.init(
            id: index, path: photo.path, fileDigest: digest, imageID: pixels, size: photo.size, fingerprint: photo.fingerprint,
            format: format, bytes: photo.stamp.bytes, hasCaptureTime: photo.exif.captured != nil, modified: photo.stamp.modified)
    }
}
