// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinSearch

/// `Completions` of the contract: what a query may go on with, and its parts as chips; where it is no query, why.
struct CompletionPage {
    private let text: String
    private let completions: [Completion]
    private let parsed: Result<ParsedQuery, QueryFailure>

    /// `cursor` in UTF-16 code units.
    init(_ text: String, cursor: Int, _ columns: PhotoColumns) {
        self.text = text
        let cut = String(decoding: Array(text.utf16.prefix(cursor)), as: UTF16.self).utf8.count
        completions = QueryCompletion.complete(text, cursor: min(cut, text.utf8.count), vocabulary: columns)
        parsed = Result { () throws(QueryFailure) in try QueryParser.read(text, isTyping: true) }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("completions")
            writer.array { writer in
                for completion in completions { write(completion, to: &writer) }
            }
            writer.key("chips")
            writer.array { writer in
                guard case .success(let query) = parsed else { return }
                for chip in query.chips {
                    writer.object { writer in
                        writer.key("text")
                        writer.string(chip.text)
                        write(chip.range.utf16(in: text), to: &writer)
                    }
                }
            }
            guard case .failure(let failure) = parsed else { return }
            writer.key("problem")
            var problem = ServerProblem.misuse(failure.sentence, remedy: failure.remedy)
            problem.position = failure.range.utf16(in: text)
            problem.write(to: &writer)
        }
    }

    private func write(_ completion: Completion, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("text")
            writer.string(completion.text)
            writer.key("kind")
            writer.string(completion.kind.rawValue)
            if let count = completion.count {
                writer.key("count")
                writer.int(count)
            }
            let bytes = Array(text.utf8)
            func units(_ count: Int) -> Int { String(decoding: bytes.prefix(count), as: UTF8.self).utf16.count }
            write(units(completion.range.lowerBound)..<units(completion.range.upperBound), to: &writer)
        }
    }

    private func write(_ range: Range<Int>, to writer: inout JSONWriter) {
        writer.key("start")
        writer.int(range.lowerBound)
        writer.key("end")
        writer.int(range.upperBound)
    }
}
