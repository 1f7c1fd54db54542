// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinPlaces

/// The names of places, where they are installed: a file that `jozin places import` has made.
///
/// It is what JOZIN_PLACES names, or else in the user's data folder ($XDG_DATA_HOME/jozin), or among the files that Jožin shares.
enum PlaceData {
    /// By its version, so that an older program's file is left alone.
    static let fileName = "places-\(PlaceTable.version).table"

    /// What there is.
    enum Finding {
        case absent
        case unusable(SystemPath, sentence: String)
        case found(SystemPath, Gazetteer)
    }

    /// The names; nil where there are none, or none that can be used.
    static var gazetteer: Gazetteer? {
        if case .found(_, let gazetteer) = find() { gazetteer } else { nil }
    }

    /// Looks for the file and reads its numbers.
    static func find() -> Finding {
        for path in candidates {
            do throws(SystemError) {
                return try open(path)
            } catch {
                if !error.isAbsence { return .unusable(path, sentence: error.problem().sentence) }
            }
        }
        return .absent
    }

    private static var candidates: [SystemPath] {
        if let named = Environment.value("JOZIN_PLACES") { return SystemPath(bytes: named).map { [$0] } ?? [] }
        let shared = (try? SharedFiles())?.places
        return [dataHome, shared].compactMap { $0?.appending(fileName) }
    }

    /// The user's data folder of the XDG Base Directory Specification.
    private static var dataHome: SystemPath? {
        if let data = Environment.value("XDG_DATA_HOME").flatMap(SystemPath.init(bytes:)), data.isAbsolute {
            return data.appending("jozin")
        }
        return Environment.value("HOME").flatMap(SystemPath.init(bytes:))?.appending(".local/share/jozin")
    }

    private static func open(_ path: SystemPath) throws(SystemError) -> Finding {
        let file = OpenFile(try Descriptor.folder(path.folder ?? SystemPath(literal: ".")).file(path.name, flags: O_RDONLY))
        do throws(PlaceTable.Failure) {
            let head = try PlaceTable.Head(file.bytes(at: 0, count: PlaceTable.headCount) ?? [])
            let length = (try? file.descriptor.status())?.stamp.bytes ?? 0
            guard length == head.fileCount, let numbers = file.bytes(at: 0, count: head.textStart) else { throw .damaged }
            let start = head.textStart
            return .found(path, Gazetteer(try PlaceTable(numbers)) { file.bytes(at: start + $0.lowerBound, count: $0.count) })
        } catch {
            return .unusable(path, sentence: sentence(error))
        }
    }

    private static func sentence(_ failure: PlaceTable.Failure) -> String {
        switch failure {
        case .noTable: "it is no table of places"
        case .otherVersion: "it was made by another version of Jožin"
        case .damaged: "it is damaged"
        }
    }
}

/// A file that stays open, for parts of it to be read whenever they are needed.
private final class OpenFile: Sendable {
    let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    /// nil where the file is shorter, or cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return (try? descriptor.read(into: &bytes, at: offset)) == count ? bytes : nil
    }
}
