// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinSearch
import JozinWorkers

/// `jozin search`: the photos of a query, newest first.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find photos by words, camera, date, place, rating and more.",
        discussion: """
            Several words are one query. What stands behind a dash is left out; put -- before a query that begins with one.

            Examples:
              jozin search ~/Pictures prague 2019..2021
              jozin search ~/Pictures 'camera:canon iso:>800 f:<2'
              jozin search ~/Pictures 'rating:>=4 -tag:family' --json-lines
              jozin search ~/Pictures -- -has:date
            """)

    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @Argument(help: ArgumentHelp("What is asked; all photos where nothing is.", valueName: "QUERY"))
    var words: [String] = []

    @Option(name: .long, help: ArgumentHelp("Show at most N photos.", valueName: "N"))
    var limit: Int?

    @Option(name: .long, help: ArgumentHelp("Show what comes behind the first N photos.", valueName: "N"))
    var skip = 0

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
        if skip < 0 { throw ValidationError("--skip takes a number from 0 on.") }
    }

    func run() throws {
        let query = try parsed()
        let opened = try library.opener().openScanned(path)
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
        let catalog = try SQLiteCatalog.open(opened.state)
        do throws(CatalogError) {
            let found = try PhotoColumns.readingDecisions(catalog, PlaceData.gazetteer).search(query) { id in
                ((try? catalog.files(of: id, limit: 10_000)) ?? []).map { UInt32(truncatingIfNeeded: $0.number) }
            }
            try print(found, catalog)
        } catch {
            throw RunFailure(catalog: error)
        }
    }

    private func parsed() throws(RunFailure) -> Query {
        do throws(QueryFailure) {
            return try QueryParser.parse(words.joined(separator: " ")).hidingFailed
        } catch {
            throw RunFailure(.usage, error.problem)
        }
    }

    private static let pageSize = 1000

    private func print(_ found: PhotoSelection, _ catalog: SQLiteCatalog) throws(CatalogError) {
        var printer = ResultPrinter(output.style)
        let end = min(found.count, limit.map { skip + $0 } ?? .max)
        for start in stride(from: skip, to: end, by: SearchCommand.pageSize) {
            let numbers = found.ids(from: start, count: min(SearchCommand.pageSize, end - start)).map(Int64.init)
            for file in try catalog.files(numbered: numbers) { printer.print(file.record) }
        }
        printer.end(total: found.count)
        if !output.quiet, output.style == .text {
            StandardError.line("jozin: \(Wording.count(max(0, end - skip), "photo")) of \(found.count)")
        }
    }
}

/// Writes found photos one by one.
private struct ResultPrinter: ~Copyable {
    private let style: OutputStyle
    private var output = StandardOutput()
    private var rows: [PhotoRecord] = []

    init(_ style: OutputStyle) { self.style = style }

    mutating func print(_ photo: PhotoRecord) {
        switch style {
        case .text: output.line(DisplayName.text(photo.path.bytes))
        case .jsonLines: output.jsonLine { ResultPrinter.write(photo, to: &$0) }
        case .json: rows.append(photo)
        }
    }

    mutating func end(total: Int) {
        if style == .json {
            let rows = rows
            output.jsonLine { writer in
                writer.key("total")
                writer.int(total)
                writer.key("photos")
                writer.array { writer in
                    for row in rows { writer.object { ResultPrinter.write(row, to: &$0) } }
                }
            }
        }
        output.flush()
    }

    private static func write(_ photo: PhotoRecord, to writer: inout JSONWriter) {
        writer.path(photo.path.bytes)
        writer.key("imageId")
        writer.string(photo.imageID?.text ?? "")
        guard let captured = photo.exif.captured else { return }
        writer.key("captured")
        writer.string(captured.local)
    }
}
