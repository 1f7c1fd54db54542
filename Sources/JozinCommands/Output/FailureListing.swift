// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinWorkers

/// Photos that are not indexed, from the catalog's pages.
struct FailureListing {
    private let catalog: any CatalogBrowsing
    private let withUnsupported: Bool
    /// As many names are shown for each reason, where no limit is given.
    private static let namesPerReason = 10

    init(_ catalog: any CatalogBrowsing, withUnsupported: Bool) {
        self.catalog = catalog
        self.withUnsupported = withUnsupported
    }

    func print(_ options: OutputOptions, after start: LibraryPath?, limit: Int?) throws(RunFailure) {
        var output = StandardOutput()
        switch options.style {
        case .jsonLines:
            let next = try visit(after: start, limit: limit) { photo in output.jsonLine { Self.write(photo, to: &$0) } }
            output.flush()
            if !options.quiet { Self.tell(next) }
        case .json:
            var photos: [PhotoRecord] = []
            let next = try visit(after: start, limit: limit) { photos.append($0) }
            output.write(Self.document(photos, next))
            output.flush()
        case .text: try printText(options, after: start, limit: limit, to: &output)
        }
    }

    /// Calls `body` with each photo of the page, and gives where the next one starts; nil at the end.
    private func visit(
        after start: LibraryPath?, limit: Int?, _ body: (PhotoRecord) -> Void
    ) throws(RunFailure) -> LibraryPath? {
        do throws(CatalogError) {
            var (last, count) = (start, 0)
            while case let page = try catalog.failures(after: last, limit: 4096, withUnsupported: withUnsupported), !page.isEmpty
            {
                for photo in page {
                    if count == limit { return last }
                    body(photo)
                    count += 1
                    last = photo.path
                }
            }
            return nil
        } catch {
            throw RunFailure(catalog: error)
        }
    }

    private struct Reason: Hashable {
        let sentence: String
        let remedy: String
    }

    private func printText(
        _ options: OutputOptions, after start: LibraryPath?, limit: Int?, to output: inout StandardOutput
    ) throws(RunFailure) {
        var reasons: [Reason: (count: Int, shown: [PhotoRecord])] = [:]
        let next = try visit(after: start, limit: limit) { photo in
            let reason = Reason(sentence: photo.problem?.sentence ?? "it could not be read", remedy: photo.problem?.remedy ?? "")
            let isShown = limit != nil || reasons[reason]?.count ?? 0 < Self.namesPerReason
            reasons[reason, default: (0, [])].count += 1
            if isShown { reasons[reason]?.shown.append(photo) }
        }
        if reasons.isEmpty { output.line(start == nil ? "Every photo could be read." : "No more.") }
        let sorted = reasons.sorted { ($1.value.count, $0.key.sentence) < ($0.value.count, $1.key.sentence) }
        for (reason, found) in sorted {
            output.line(
                "\(Wording.count(found.count, "file")): \(Self.harmless(reason.sentence)). \(Self.harmless(reason.remedy))")
            for photo in found.shown {
                output.line("  \(DisplayName.text(photo.path.bytes))  \(Wording.bytes(photo.stamp.bytes))")
            }
            let more = found.count - found.shown.count
            if more > 0 { output.line("  and \(Wording.grouped(more)) more (--limit shows all of a page)") }
            output.line("")
        }
        output.flush()
        guard !options.quiet else { return }
        Self.tell(next)
        if !reasons.isEmpty {
            StandardError.line(
                "A scan reads them again once their files have changed, or all of them with `jozin scan --retry-failed`.")
        }
    }

    /// Sentences quote libraries, and libraries quote files.
    private static func harmless(_ text: String) -> String { DisplayName.text(Array(text.utf8)) }

    private static func tell(_ next: LibraryPath?) {
        guard let next else { return }
        StandardError.line("There are more: --after '\(DisplayName.text(next.bytes))'")
    }

    private static func write(_ photo: PhotoRecord, to writer: inout JSONWriter) {
        writer.path(photo.path.bytes)
        writer.key("state")
        writer.string(photo.state == .unsupported ? "unsupported" : "failed")
        if let problem = photo.problem { ProblemEncoding.write(problem, to: &writer) }
        writer.key("bytes")
        writer.int(photo.stamp.bytes)
        guard let format = photo.format else { return }
        writer.key("format")
        writer.string(format.rawValue)
    }

    private static func document(_ photos: [PhotoRecord], _ next: LibraryPath?) -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("photos")
            writer.array { writer in
                for photo in photos { writer.object { write(photo, to: &$0) } }
            }
            if let next {
                writer.name("next", bytesKey: "nextBytes", next.bytes)
            } else {
                writer.key("next")
                writer.null()
            }
        }
        writer.newline()
        return writer.bytes
    }
}
