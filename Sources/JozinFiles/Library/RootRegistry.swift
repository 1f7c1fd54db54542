// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore

/// The roots that this user's libraries were opened at, so that a root without its marker is known to be unreachable
/// and not a new library. It lies in the user's state folder.
struct RootRegistry {
    /// A root, the library that was there, and where its state lies if not in `.jozin/`.
    struct Entry: Hashable {
        var root: SystemPath
        var id: String
        var state: SystemPath?
    }

    private(set) var entries: [Entry] = []
    private static let fileName = Array("libraries.json".utf8)
    private static let schema = "jozin.libraries/1"

    /// Reads the registry below `folder`; empty where there is none, which is not made. A registry that cannot be read is an error: taking
    /// it for empty would unlearn the roots.
    init(in folder: SystemPath) throws(RunFailure) {
        do throws(SystemError) {
            entries = try RootRegistry.entries(in: try Descriptor.folder(folder))
        } catch {
            if !error.isAbsence { throw RootRegistry.failure(error, folder) }
        }
    }

    private static func entries(in folder: borrowing Descriptor) throws(SystemError) -> [Entry] {
        guard let bytes = try StateFolder.content(of: fileName, in: folder) else { return [] }
        guard let json = try? JSONReader.read(bytes), json["schema"]?.text == schema, let list = json["libraries"]?.elements
        else { throw SystemError("read", EBADMSG) }
        let entries = list.compactMap(Entry.init(json:))
        guard entries.count == list.count else { throw SystemError("read", EBADMSG) }
        return entries
    }

    /// The library registered at exactly this root.
    subscript(_ root: SystemPath) -> Entry? { entries.first { $0.root == root } }

    /// A registered root that lies strictly inside `root`.
    func root(inside root: SystemPath) -> SystemPath? {
        entries.map(\.root).first { $0 != root && $0.relative(to: root) != nil }
    }

    /// Registers a root, in place of what was registered there, and makes that durable.
    mutating func register(_ entry: Entry, in folder: SystemPath) throws(RunFailure) {
        guard !entries.contains(entry) else { return }
        try change(in: folder) { entries in
            entries.removeAll { $0.root == entry.root }
            entries.append(entry)
        }
    }

    /// Forgets a root, and makes that durable.
    mutating func unregister(_ root: SystemPath, in folder: SystemPath) throws(RunFailure) {
        guard self[root] != nil else { return }
        try change(in: folder) { entries in entries.removeAll { $0.root == root } }
    }

    /// Other processes register too: their entries are read again under the registry's lock.
    private mutating func change(in folder: SystemPath, _ body: (inout [Entry]) -> Void) throws(RunFailure) {
        do throws(SystemError) {
            let state = try StateFolder(try Descriptor.making(folder))
            let lock = try LibraryLock.lockedFile(in: state, waiting: true)
            entries = try RootRegistry.entries(in: state.descriptor)
            body(&entries)
            try state.write(encoded(), to: RootRegistry.fileName, in: state.descriptor)
            _ = consume lock
        } catch {
            throw RootRegistry.failure(error, folder)
        }
    }

    private func encoded() -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("schema")
            writer.string(RootRegistry.schema)
            writer.key("libraries")
            writer.array { writer in
                for entry in entries { entry.write(to: &writer) }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func failure(_ error: SystemError, _ folder: SystemPath) -> RunFailure {
        let exit: ExitCode = error.isFullDisk ? .noSpace : .failed
        let problem = Problem(
            .environment, "the list of known libraries cannot be used (\(error.problem().sentence))",
            remedy: "Set XDG_STATE_HOME to a folder that you may write to.")
        return RunFailure(exit, problem, at: folder)
    }
}

extension RootRegistry.Entry {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("root", bytesKey: "rootBytes", root.bytes)
            writer.key("id")
            writer.string(id)
            if let state { writer.name("state", bytesKey: "stateBytes", state.bytes) }
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let root = json.nameBytes("root", bytesKey: "rootBytes").flatMap(SystemPath.init(bytes:)),
            let id = json["id"]?.text
        else { return nil }
        self.root = root
        self.id = id
        state = json.nameBytes("state", bytesKey: "stateBytes").flatMap(SystemPath.init(bytes:))
    }
}

extension Descriptor {
    /// Opens a folder of Jožin's own by its path, made with its parents (0700) where it is not there.
    static func making(_ path: SystemPath) throws(SystemError) -> Descriptor {
        do throws(SystemError) {
            return try Descriptor.folder(path)
        } catch {
            guard error.isAbsence, let parent = path.folder else { throw error }
            return try Descriptor.making(parent).folder(making: path.name)
        }
    }
}
