// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Hummingbird
import JozinContracts
import JozinCore
public import JozinFiles

/// The page's files, read whole when the server starts: nothing that happens to the folder later reaches a browser, and no
/// request opens a file.
public struct PageFiles: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        let tag: String
    }

    private var files: [String: File] = [:]

    /// Everything below the folder of the page whose kind is known.
    public init(in folder: borrowing Descriptor) throws(SystemError) { try read(folder, at: "") }

    private mutating func read(_ folder: borrowing Descriptor, at path: String) throws(SystemError) {
        for entry in try folder.entries() {
            let name = String(decoding: entry.name, as: UTF8.self)
            switch entry.kind {
            case .folder: try read(try folder.folder(entry.name), at: "\(path)/\(name)")
            case .file:
                guard let type = PageFiles.type(of: name) else { continue }
                let bytes = try folder.file(entry.name, flags: O_RDONLY).readAll(limit: PageFiles.largest)
                var hasher = SHA256Hasher()
                hasher.update(bytes.span)
                files["\(path)/\(name)"] = File(bytes: bytes, type: type, tag: String(hasher.finish().hex.prefix(32)))
            default: continue
            }
        }
    }

    /// The file at a path of the address, or the page itself for paths that are the page's own to read.
    func answer(to request: Request) throws(ServerProblem) -> Response {
        let path = request.uri.path
        let isView = !path.hasPrefix("/api/") && !path.split(separator: "/").contains { $0.contains(".") }
        guard let file = files[path] ?? (isView ? files["/index.html"] : nil) else {
            throw .absent("there is nothing at this address", remedy: "The page lies at /.")
        }
        return .cached(file.bytes, as: file.type, tag: file.tag, for: request)
    }

    private static let largest = 16 << 20

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "webmanifest": "application/manifest+json"
        case "json": "application/json"
        case "bin": "application/octet-stream"
        default: nil
        }
    }
}
