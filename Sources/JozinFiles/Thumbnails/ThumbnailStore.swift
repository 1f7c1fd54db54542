// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// Thumbnails in the state folder, by what they are of: `thumbs/v<version>/` and `ThumbnailName`.
///
/// Invariants: 1. A file appears under its name only whole: written to `tmp/` and renamed. 2. Nothing is synced: a thumbnail can be made
/// again, and syncing costs more than making it. What a power cut leaves of one is told by the length and the check sum (CRC-32)
/// at its end, and is as good as not there. 3. A newer version never reads what an older one made.
///
/// All calls are safe from any thread.
public struct ThumbnailStore: ~Copyable, Sendable {
    /// Counts up from 1 with every change of what a thumbnail looks like.
    public static let version = 1

    private let state: StateFolder
    private let thumbs: Descriptor
    private let current: Descriptor

    /// In this state folder, which gets the folders that it lacks.
    public init(_ state: consuming StateFolder) throws(SystemError) {
        let thumbs = try state.descriptor.folder(making: ThumbnailStore.name)
        let current = try thumbs.folder(making: ThumbnailStore.folderName)
        self.init(state, thumbs, current)
    }

    private init(_ state: consuming StateFolder, _ thumbs: consuming Descriptor, _ current: consuming Descriptor) {
        self.state = state
        self.thumbs = thumbs
        self.current = current
    }

    /// The store as it is, for looking alone; nil where there is none.
    public static func look(in state: consuming StateFolder) -> ThumbnailStore? {
        guard let thumbs = try? state.descriptor.folder(name), let current = try? thumbs.folder(folderName) else { return nil }
        return ThumbnailStore(state, thumbs, current)
    }

    /// Whether there is one, whole or not: a look at its length alone.
    public func contains(_ name: ThumbnailName) -> Bool {
        guard let folder = try? current.folder(name.folder), let status = try? folder.status(of: name.file) else { return false }
        return status.kind == .file && status.stamp.bytes > ThumbnailStore.trailerLength
    }

    /// The encoded picture; nil where there is none, or none that is whole.
    public func read(_ name: ThumbnailName) -> [UInt8]? {
        guard let folder = try? current.folder(name.folder),
            var bytes = try? folder.file(name.file, flags: O_RDONLY | O_NONBLOCK).readAll(limit: ThumbnailStore.largest),
            bytes.count > ThumbnailStore.trailerLength
        else { return nil }
        let length = bytes.count - ThumbnailStore.trailerLength
        let trailer = ThumbnailStore.trailer(of: bytes.span.extracting(0..<length))
        guard bytes[length...].elementsEqual(trailer) else { return nil }
        bytes.removeLast(ThumbnailStore.trailerLength)
        return bytes
    }

    /// Puts a picture in its place. A scan or a reset that clears up meanwhile may take away what is being written: once more, then.
    public func write(_ bytes: [UInt8], as name: ThumbnailName) throws(SystemError) {
        for _ in 1..<ThumbnailStore.attempts {
            do throws(SystemError) {
                return try writeOnce(bytes, as: name)
            } catch {
                guard error.number == ENOENT else { throw error }
            }
        }
        try writeOnce(bytes, as: name)
    }

    private static let attempts = 3

    private func writeOnce(_ bytes: [UInt8], as name: ThumbnailName) throws(SystemError) {
        // A name of its own for each: several threads and processes write at once, and the next holder of the lock clears up.
        let temporary = StateFolder.sidecarPrefix + Array("\(UInt64.random(in: 1 << 63 ... .max))".utf8)
        do throws(SystemError) {
            let folder = try current.folder(making: name.folder)
            let file = try state.create(temporary)
            try file.write(bytes + ThumbnailStore.trailer(of: bytes.span))
            try state.temporary.rename(temporary, to: name.file, in: folder)
        } catch {
            state.discard(temporary)
            throw error
        }
    }

    /// Gives what was made of a photo by its file alone to its image, now that it is known; false where there is nothing.
    public func adopt(_ provisional: ThumbnailName, as name: ThumbnailName) -> Bool {
        guard let from = try? current.folder(provisional.folder), (try? from.status(of: provisional.file)) != nil,
            let to = try? current.folder(making: name.folder)
        else { return false }
        return (try? from.rename(provisional.file, to: name.file, in: to)) != nil
    }

    /// Removes what other versions made; only for the holder of the lock.
    public func removeOtherVersions() throws(SystemError) {
        for entry in try thumbs.entries() where entry.kind == .folder && entry.name != ThumbnailStore.folderName {
            let digits = entry.name.dropFirst()
            guard entry.name.first == UInt8(ascii: "v"), !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                continue
            }
            try StateReset.removeThumbnails(below: entry.name, of: thumbs)
        }
    }

    /// The name of the folder in the state folder.
    static let name = Array("thumbs".utf8)
    private static let folderName = Array("v\(version)".utf8)
    /// A picture of the largest side, badly compressed, is smaller.
    private static let largest = 256 << 20
    private static let trailerLength = 12

    /// Four letters, the picture's length and its check sum, least significant byte first. Readers of JPEG and WebP stop before it.
    private static func trailer(of bytes: Span<UInt8>) -> [UInt8] {
        let numbers = [UInt32(truncatingIfNeeded: bytes.count), CRC32.of(bytes)]
        return Array("JzTh".utf8) + numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }
}
