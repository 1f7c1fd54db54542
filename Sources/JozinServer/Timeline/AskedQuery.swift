// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinSearch

extension Parameters {
    /// The query `q`. Photos that could not be read are shown where they are asked for.
    func query() throws(ServerProblem) -> Query {
        try Parameters.parsed(try text("q") ?? "").hidingFailed
    }

    private static func parsed(_ text: String) throws(ServerProblem) -> Query {
        do throws(QueryFailure) {
            return try QueryParser.parse(text)
        } catch {
            var problem = ServerProblem.misuse(error.sentence, remedy: error.remedy)
            problem.position = error.range.utf16(in: text)
            throw problem
        }
    }

    /// Refuses a `snapshot` that is not the present one.
    func check(_ snapshot: TimelineIndex.Snapshot) throws(ServerProblem) {
        if let asked = try text("snapshot", most: 16), asked != snapshot.name { throw .changed }
    }
}

extension QueryRange {
    /// The same part in UTF-16 code units, in which browsers count.
    func utf16(in text: String) -> Range<Int> {
        let bytes = Array(text.utf8)
        func units(_ count: Int) -> Int { String(decoding: bytes.prefix(count), as: UTF8.self).utf16.count }
        return units(utf8Offset)..<units(utf8Offset + utf8Count)
    }
}
