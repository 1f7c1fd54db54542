// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import JozinPlaces

/// `jozin places`: the names of places on earth.
struct PlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places", abstract: "Install the names of places, by which photos with GPS are found.",
        subcommands: [PlacesImportCommand.self])
}

/// `jozin places import`: makes the table of places from the data set's files.
struct PlacesImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make the table of places from a folder with the data set's files.",
        discussion: """
            The folder holds cities500.json, countries.json and geocode.json: data of GeoNames (https://www.geonames.org, \
            CC BY 4.0) as scripts/places.sh fetches them. What is there already is left as it is.

            Examples:
              jozin places import place-data
              jozin places import place-data --to ~/.local/share/jozin
            """)

    @Argument(help: ArgumentHelp("Where the files lie.", valueName: "FOLDER"))
    var source: SystemPath

    @Option(name: .long, help: ArgumentHelp("Put the table into FOLDER instead.", valueName: "FOLDER"))
    var to: SystemPath?

    func run() throws {
        let target = to ?? source
        let name = Array(PlaceData.fileName.utf8)
        do {
            let folder = try Descriptor.folder(target)
            if (try? folder.status(of: name)) != nil {
                return StandardError.line("jozin: \(DisplayName.text(target.appending(name).bytes)) is there already")
            }
            try Surroundings.enterSandbox(allowingWritesIn: [folder.number])
            let file = try NewFile(name, in: target, mode: 0o644)
            let (table, names) = try compiler().compile()
            try file.file.write(table.encoded(names: names))
            try file.publish()
            StandardError.line("jozin: \(Wording.grouped(table.count)) places (GeoNames, CC BY 4.0)")
        } catch let error as SystemError {
            throw RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: target)
        }
    }

    private func compiler() throws(RunFailure) -> PlaceCompiler {
        PlaceCompiler(
            places: try read("cities500.json") { bytes throws(PlaceSource.Failure) in try PlaceSource.places(bytes) },
            towns: try read("geocode.json") { bytes throws(PlaceSource.Failure) in try PlaceSource.towns(bytes) },
            countries: try read("countries.json") { bytes throws(PlaceSource.Failure) in try PlaceSource.countries(bytes) })
    }

    /// The data set is some 80 MB; more than this is something else.
    private static let longest = 1 << 30

    private func read<Value>(
        _ name: String, _ body: ([UInt8]) throws(PlaceSource.Failure) -> Value
    ) throws(RunFailure) -> Value {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Descriptor.folder(source).file(Array(name.utf8), flags: O_RDONLY)
                .readAll(limit: PlacesImportCommand.longest)
        } catch {
            throw RunFailure(.failed, error.problem(), at: source.appending(name))
        }
        do throws(PlaceSource.Failure) {
            return try body(bytes)
        } catch {
            let problem = Problem(
                .damagedFile, "it is no table of places (at byte \(error.offset))",
                remedy: "Fetch it again: scripts/places.sh fetch.")
            throw RunFailure(.failed, problem, at: source.appending(name))
        }
    }
}
