// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JozinCatalog
import JozinContracts
import JozinCore

/// The library as a whole.
struct LibraryRoutes {
    private let desk: LibraryDesk

    init(_ desk: LibraryDesk) { self.desk = desk }

    var all: [Route] {
        [
            .get("/api/library") { [desk] _, _ in
                let library = try desk.overview()
                return .json { library.write(to: &$0) }
            },
            .get("/api/failures") { [desk] request, context in
                let parameters = try Parameters(request, context)
                let page = try PageWindow(parameters)
                return try failures(desk, page)
            },
            .get("/api/contract") { [desk] request, _ in
                .cached(desk.contract.bytes, as: "application/yaml", tag: desk.contract.tag, for: request)
            },
        ]
    }
}

/// Photos that could not be read, by path.
private func failures(_ desk: LibraryDesk, _ page: PageWindow) throws(ServerProblem) -> Response {
    let after = try page.path()
    let found = try desk.asking { catalog throws(CatalogError) in
        try catalog.failures(after: after, limit: page.limit, withUnsupported: false)
    }
    return .json { writer in
        writer.object { writer in
            writer.key("failures")
            writer.array { writer in
                for photo in found {
                    writer.object { writer in
                        writer.path(photo.path.bytes)
                        writer.key("problem")
                        ProblemEncoding.writeValue(photo.problem ?? .unknown, to: &writer)
                    }
                }
            }
            if found.count == page.limit, let last = found.last { page.writeNext(last.path.bytes, to: &writer) }
        }
    }
}

extension Problem {
    /// For a record that lost its reason.
    static let unknown = Problem(.environment, "the reason is not known", remedy: "Scan the library with --retry-failed.")
}
