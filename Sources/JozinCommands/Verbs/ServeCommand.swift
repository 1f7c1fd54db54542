// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import JozinServer
import JozinWorkers
import Synchronization

/// `jozin serve`: the page and the API.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Show the library in a browser, on this machine alone.",
        discussion: """
            Prints the address to open; what stands behind the # is the key to your library, and does not leave the browser.

            Examples:
              jozin serve ~/Pictures
              jozin serve ~/Pictures --port 8080
              jozin serve ~/Pictures --address 0.0.0.0 --host photos.home:7707    for the household, behind your router
            """)

    @Argument(help: ArgumentHelp("The library.", valueName: "LIBRARY"))
    var path: SystemPath

    @Option(name: .long, help: ArgumentHelp("Listen at port N; 0 for any.", valueName: "N"))
    var port = PhotoServer.usualPort

    @Option(name: .long, help: ArgumentHelp("Listen at ADDRESS.", valueName: "ADDRESS"))
    var address = "127.0.0.1"

    @Option(
        name: .long,
        help: ArgumentHelp("Answer browsers that call this machine HOST:PORT, too (repeatable).", valueName: "HOST:PORT"))
    var host: [String] = []

    @Flag(name: .long, help: "Do not look for new photos at the start.")
    var noScan = false

    @OptionGroup var library: LibraryOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535.") }
    }

    func run() throws {
        try Surroundings.raiseDescriptorLimit()
        let shared = try SharedFiles()
        let opened = try library.opener().open(path, making: true)
        let token: AccessToken
        let page: PageFiles
        let contract: [UInt8]
        do throws(SystemError) {
            token = try AccessToken(in: opened.state)
            page = try PageFiles(in: try shared.page())
            contract = try shared.contract()
        } catch {
            throw RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: opened.statePath)
        }
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number], listeningAt: port)
        let catalog = try SQLiteCatalog.open(opened.state)
        let thumbnailer = try thumbnailer(opened)
        let book = try DecisionBook(try opened.reopenState(), try opened.reopenState(), catalog)
        let place = LibraryDesk.Place(
            id: opened.identity.id, root: opened.root, state: opened.statePath, stateIsElsewhere: opened.stateIsElsewhere,
            version: Jozin.configuration.version)
        let desk = LibraryDesk(
            place, catalog: catalog, thumbnailer: thumbnailer, book: book, contract: contract, program: try program(),
            worker: worker(opened.root, opened.statePath), places: PlaceData.gazetteer)
        var settings = PhotoServer.Settings()
        settings.address = address
        settings.port = port
        settings.hosts = host
        try serve(PhotoServer(settings, desk: desk, page: page, token: token), desk, token)
    }

    /// Runs the server's threads, which begin to be only now, and waits for their end.
    private func serve(_ server: PhotoServer, _ desk: LibraryDesk, _ token: AccessToken) throws(RunFailure) {
        let end = DispatchSemaphore(value: 0)
        let failure = Mutex<Problem?>(nil)
        let (scans, address) = (!noScan, address)
        Task {
            do {
                try await server.run { port in
                    let name = address == "127.0.0.1" || address == "0.0.0.0" ? "127.0.0.1" : address
                    StandardError.line("jozin: the page is at")
                    var output = StandardOutput()
                    output.line("http://\(name):\(port)/#token=\(token.text)")
                    output.flush()
                    if scans { desk.startScan() }
                }
            } catch let problem as Problem {
                failure.withLock { $0 = problem }
            } catch {
                let problem = Problem(
                    .environment, "the server could not go on: \(error)", remedy: "Choose another --port or --address.")
                failure.withLock { $0 = problem }
            }
            end.signal()
        }
        end.wait()
        if let problem = failure.withLock({ $0 }) { throw RunFailure(.failed, problem) }
    }

    private func thumbnailer(_ library: borrowing Library) throws(RunFailure) -> Thumbnailer {
        let decoder = try Surroundings.decoder()
        let frames = FrameBudget(for: .standard, scratch: ScratchFolder(try library.reopenState()))
        let root = try library.openRoot()
        let state = try library.reopenState()
        do throws(SystemError) {
            return try Thumbnailer(root: root, state: state, decoder: decoder, frames: frames)
        } catch {
            throw RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: library.statePath)
        }
    }

    private func program() throws(RunFailure) -> SystemPath {
        do throws(SystemError) {
            return try OwnProcess.executable()
        } catch {
            throw RunFailure(.failed, error.problem())
        }
    }

    /// The words that start a worker for this library.
    private func worker(_ root: SystemPath, _ state: SystemPath) -> JobBoard.Arguments {
        let own = self.library.state != nil
        return { kind, acceptsMissing in
            let name =
                ["scan": ["jozan", "--report-progress"], "thumbs": ["jozimg", "--report-progress"]][kind] ?? ["jozin", "group"]
            var words = (name + ["--events", "--parent", "\(OwnProcess.id)"]).map { Array($0.utf8) }
            if acceptsMissing { words.append(Array("--accept-missing".utf8)) }
            if own { words += [Array("--state".utf8), state.bytes] }
            return words + [Array("--".utf8), root.bytes]
        }
    }
}
