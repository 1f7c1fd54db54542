// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Turns entries into bytes; holds the base pictures where the library is a cheap one.
public struct DemoPress: Sendable {
    private let deck: StripDeck?

    /// A press for this library's entries; draws 61 pictures where the library is cheap.
    public init(for library: DemoLibrary) throws(Problem) {
        deck =
            library.options.cheap
            ? try StripDeck(seed: library.seed, size: library.options.size ?? StripDeck.usualSize, count: library.options.photos)
            : nil
    }

    /// The file's bytes; nil for links, pipes and folders.
    public func bytes(of content: DemoContent) throws(Problem) -> [UInt8]? {
        switch content {
        case .jpeg(let drawing, let writer, let exif): return try writer.bytes(of: drawing.drawn(), app1: exif?.app1 ?? [])
        case .png(let drawing): return PNGWriter.bytes(of: drawing.drawn())
        case .bmp(let drawing): return BMPWriter.bytes(of: drawing.drawn())
        case .truncated(let drawing, let writer, let percent):
            let whole = try writer.bytes(of: drawing.drawn())
            return Array(whole[..<(whole.count * percent / 100)])
        case .bytes(let bytes): return bytes
        case .strips(let index, let exif):
            guard let deck else { throw Problem(.misuse, "strips need a cheap library's press", remedy: "Plan with cheap set.") }
            return deck.bytes(index: index, app1: exif.app1)
        case .symbolicLink, .fifo, .emptyFolder: return nil
        }
    }

    /// Writes one entry and the folders above it below `folder`, which exists; false where something is there already.
    @discardableResult
    public func write(_ entry: DemoEntry, to folder: [UInt8]) throws(Problem) -> Bool {
        try write(entry, to: DemoFolder(existing: folder))
    }

    func write(_ entry: DemoEntry, to folder: DemoFolder) throws(Problem) -> Bool {
        try folder.makeFolders(for: entry.path.folder)
        guard try !folder.exists(entry.path) else { return false }
        switch entry.content {
        case .symbolicLink(let target): try folder.makeLink(entry.path, to: target)
        case .fifo: try folder.makeFIFO(entry.path)
        case .emptyFolder: try folder.makeFolders(for: entry.path)
        default: try folder.writeFile(entry.path, try bytes(of: entry.content) ?? [])
        }
        return true
    }
}
