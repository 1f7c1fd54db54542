// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinPlaces
import JozinWorkers

/// What the machine gives Jožin to work with.
enum SystemChecks {
    static func all(_ opener: LibraryOpener) -> [Check] {
        [landlock] + DecoderChecks.all + [descriptors, processors, clock, places] + stateHome(opener)
    }

    private static var landlock: Check {
        let version = KernelSandbox.landlockVersion
        let values: [(key: String, value: JSONValue)] = [("abi", .int(version))]
        guard version > 0 else {
            return Check(
                "landlock", .warning,
                "This kernel has no Landlock: only Jožin's own code keeps your photos from being written to.",
                remedy: "Use Linux 5.13 or later, with landlock among its security modules (the lsm= of its command line).",
                values)
        }
        let covered =
            ["content and names"] + (version >= 2 ? ["moves between folders"] : []) + (version >= 3 ? ["truncation"] : [])
            + (version >= 4 ? ["TCP"] : [])
        let sentence = "Landlock \(version): the kernel keeps Jožin from changing photos (\(covered.joined(separator: ", ")))."
        guard version < 3 else { return Check("landlock", .ok, sentence, values) }
        return Check("landlock", .warning, sentence, remedy: "Linux 6.2 covers truncation, too.", values)
    }

    private static var descriptors: Check {
        let limit = Environment.descriptorLimit
        let values: [(key: String, value: JSONValue)] = [("now", .int(limit.now)), ("most", .int(limit.most))]
        guard limit.most < 1024 else {
            return Check("descriptors", .ok, "\(Wording.grouped(limit.most)) files may be open at once.", values)
        }
        return Check(
            "descriptors", .warning, "Only \(limit.most) files may be open at once: deep folders may not be walked to their end.",
            remedy: "Raise the hard limit (ulimit -H -n).", values)
    }

    private static var processors: Check {
        let count = ScanOptions.processorCount
        return Check("processors", .ok, "\(Wording.count(count, "processor")) may be used.", [("count", .int(count))])
    }

    /// 2025-01-01 and 2100-01-01: what is outside has lost its clock.
    private static let likelyTimes = 1_735_689_600..<4_102_444_800

    private static var clock: Check {
        let now = Environment.secondsSince1970
        guard likelyTimes.contains(now) else {
            return Check(
                "clock", .warning, "The clock is wrong: it is not \(1970 + now / 31_556_952).",
                remedy: "Set it (timedatectl set-ntp true). Scans do not rely on it; times of decisions and shares do.",
                [("secondsSince1970", .int(now))])
        }
        return Check("clock", .ok, "The clock says a likely time.", [("secondsSince1970", .int(now))])
    }

    private static var places: Check {
        let remedy = "Run scripts/places.sh in Jožin's checkout while there is a network (`make build` does)."
        switch PlaceData.find() {
        case .absent:
            return Check("places", .note, "The names of places are not installed: photos are not found by town.", remedy: remedy)
        case .unusable(let path, let sentence):
            return Check(
                "places", .warning, "The names of places in \(DisplayName.text(path.bytes)) cannot be used: \(sentence).",
                remedy: "Remove that file. \(remedy)")
        case .found(let path, let gazetteer):
            return Check(
                "places", .ok, "\(Wording.grouped(gazetteer.count)) places have names (GeoNames, geonames.org, CC BY 4.0).",
                [("count", .int(gazetteer.count)), ("path", .string(DisplayName.text(path.bytes)))])
        }
    }

    private static func stateHome(_ opener: LibraryOpener) -> [Check] {
        guard let home = opener.stateHome else {
            return [
                Check(
                    "stateHome", .warning, "No folder for the list of libraries is known.",
                    remedy: "Set XDG_STATE_HOME or HOME: without the list an unmounted disk looks like an empty library.")
            ]
        }
        do throws(RunFailure) {
            let libraries = try opener.knownLibraries()
            let path = DisplayName.text(home.bytes)
            let sentence = "\(Wording.count(libraries.count, "library", plural: "libraries")) on the list in \(path)."
            return [Check("stateHome", .ok, sentence, [("libraries", .int(libraries.count))])] + libraries.map(check)
        } catch {
            return [Check("stateHome", .problem, error.problem.sentence + ".", remedy: error.problem.remedy)]
        }
    }

    private static func check(_ library: KnownLibrary) -> Check {
        let root = DisplayName.text(library.root.bytes)
        let values: [(key: String, value: JSONValue)] = [
            ("root", .string(root)), ("condition", .string(library.condition.rawValue)),
        ]
        switch library.condition {
        case .there: return Check("knownLibrary", .ok, "\(root) can be reached.", values)
        case .unreachable:
            return Check(
                "knownLibrary", .warning, "\(root) cannot be reached.",
                remedy: "If its disk is not mounted, mount it. Nothing was marked as gone.", values)
        case .another:
            return Check(
                "knownLibrary", .warning, "At \(root) lies another library than the one on the list.",
                remedy: "If you meant that, the next scan puts it on the list.", values)
        }
    }
}
