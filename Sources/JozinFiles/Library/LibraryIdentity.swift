// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore

/// Who a library is, as `library.json` in its state folder says.
public struct LibraryIdentity: Hashable, Sendable {
    /// The version of everything below `.jozin/`; a newer one is refused.
    public static let schemaVersion = 1
    /// The identity's file.
    public static let fileName = Array("library.json".utf8)

    /// 32 hexadecimal digits, random.
    public let id: String
    /// The version of what lies below the state folder.
    public let schemaVersion: Int

    /// A new library's.
    static func make() -> LibraryIdentity {
        LibraryIdentity(id: Hexadecimal.text(Environment.randomBytes()), schemaVersion: schemaVersion)
    }

    func encoded() -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("schema")
            writer.string("jozin.library/\(schemaVersion)")
            writer.key("id")
            writer.string(id)
            writer.key("about")
            writer.string("Jožin's own folder. Your photos are not in it, and it can be rebuilt, but for your decisions.")
        }
        writer.newline()
        return writer.bytes
    }

    private init(id: String, schemaVersion: Int) {
        self.id = id
        self.schemaVersion = schemaVersion
    }

    /// What a state folder says; nil where it says nothing. A marker that cannot be understood is damage (EBADMSG), not
    /// absence: nothing may be made in its place.
    static func read(in state: borrowing Descriptor) throws(SystemError) -> LibraryIdentity? {
        do throws(SystemError) {
            // A pipe in the marker's place must not make the reader wait.
            let bytes = try state.file(fileName, flags: O_RDONLY | O_NONBLOCK).readAll(limit: StateFolder.largestFile)
            guard let identity = LibraryIdentity(decoding: bytes) else { throw SystemError("read", EBADMSG) }
            return identity
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// Whether a state folder has a marker; what it says is another question.
    static func isMarked(_ state: borrowing Descriptor) -> Bool { (try? state.status(of: fileName))?.kind == .file }

    /// Reads the file back; nil where it is no identity.
    init?(decoding bytes: [UInt8]) {
        guard let json = try? JSONReader.read(bytes), let id = json["id"]?.text, !id.isEmpty,
            let schema = json["schema"]?.text, schema.hasPrefix("jozin.library/"), let version = Int(schema.dropFirst(14))
        else { return nil }
        self.init(id: id, schemaVersion: version)
    }
}

extension Descriptor {
    /// Whether this folder has `.jozin/` with a library's marker in it.
    public var isLibraryRoot: Bool {
        guard let state = try? folder(Selection.stateFolder) else { return false }
        return LibraryIdentity.isMarked(state)
    }
}
