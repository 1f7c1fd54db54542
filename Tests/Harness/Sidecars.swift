// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
package import JozinCore
import Testing

/// All sidecars of a library by their relative path, and what lies in the folder of temporary files.
package struct Sidecars {
    package let files: [[UInt8]: [UInt8]]
    package let temporary: [String]

    package init(_ place: Place) throws { try self.init(in: place.own) }

    package init(in state: SystemPath) throws {
        let listing = try Shell.run("cd \"$1/sidecars\" && find . -type f -print0", [Word(state)])
        #expect(listing.code == 0)
        var files: [[UInt8]: [UInt8]] = [:]
        for path in listing.output.split(separator: 0).map(Array.init) where path != [0x0A] {
            files[path] = Disk.read(state.appending("sidecars").appending(path))
        }
        self.files = files
        temporary = try Shell.run("ls -A \"$1/tmp\"", [Word(state)]).text.split(separator: "\n").map(String.init)
    }

    /// The paths of sidecars that are not the same in both, but for the time of a decision.
    package func differences(_ other: Sidecars) -> [String] {
        Set(files.keys).union(other.files.keys).filter { Sidecars.timeless(files[$0]) != Sidecars.timeless(other.files[$0]) }
            .map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    private static func timeless(_ bytes: [UInt8]?) -> [UInt8]? {
        guard let bytes, var sidecar = ImageSidecar(decoding: bytes), sidecar.encoded() == bytes else { return bytes }
        sidecar.sync.lastWrite = nil
        return sidecar.encoded()
    }
}
