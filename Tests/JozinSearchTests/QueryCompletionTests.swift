// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `What is begun can be completed` {
    private func columns() -> PhotoColumns {
        var library = RandomLibrary(seed: 31)
        var builder = PhotoColumns.Builder()
        for row in library.rows(600) { builder.append(row) }
        return builder.build()
    }

    private func texts(_ text: String, _ columns: PhotoColumns) -> [String] {
        QueryCompletion.complete(text, cursor: text.utf8.count, vocabulary: columns).map(\.text)
    }

    @Test func `keys, states and names of the language`() {
        let columns = columns()
        #expect(texts("ca", columns) == ["camera:"])
        #expect(texts("x -CA", columns) == ["camera:"])
        #expect(texts("f", columns) == ["f:", "focal:", "favourite", "failed"])
        #expect(texts("type:j", columns) == ["type:jpeg", "type:jxl", "type:jp2"])
        #expect(texts("has:t", columns) == ["has:tag", "has:title"])
        #expect(texts("duplicates:", columns) == ["duplicates:exact", "duplicates:pixel", "duplicates:near", "duplicates:any"])
        #expect(
            texts("iso:1", columns) == [] && texts("", columns) == [] && texts("a ", columns) == []
                && texts("\"ca", columns) == [])
        #expect(texts("nokey:a", columns) == [])
    }

    @Test func `values that photos have, by any of their words`() {
        let columns = columns()
        #expect(Set(texts("camera:can", columns)) == ["camera:\"Canon EOS 5D\"", "camera:\"Canon EOS 60D\""])
        #expect(texts("camera:\"apple ip", columns) == ["camera:\"Apple iPhone 12\""])
        #expect(texts("camera:iph", columns) == ["camera:\"Apple iPhone 12\""])
        #expect(texts("place:kruma", columns).isEmpty == false && texts("country:cze", columns).isEmpty == false)
        #expect(texts("country:cesk", columns) == ["country:Česko"])
        #expect(texts("-album:fam", columns) == ["album:Family"])
        #expect(texts("in:=best", columns) == ["in:=\"2019/Praha/best of\""])
        #expect(Set(texts("place:pra", columns)) == ["place:Praha", "place:\"Praha 5\""])
        #expect(texts("tag:zizk", columns) == ["tag:\"people/Jan Žižka\""])
    }

    @Test func `with how many photos have them`() throws {
        let columns = columns()
        for completion in QueryCompletion.complete("country:", cursor: 8, vocabulary: columns) {
            let found = columns.search(try QueryParser.parse(completion.text)).count
            #expect(completion.count == found)
        }
        let tags = columns.values(of: .tag, beginning: "", limit: 100)
        #expect(tags.map(\.count) == tags.map(\.count).sorted(by: >) && !tags.isEmpty)
    }

    @Test func `and what stands in its place is a query`() {
        let columns = columns()
        let keys = [
            "camera:", "lens:", "tag:", "album:", "in:", "in:=", "place:", "country:", "type:", "has:", "is:", "duplicates:", "",
        ]
        let begins = ["", "c", "p", "Prah", "\"", "\"old", "2019", "x", "b", "\"best o\"", "f", "mis", "a\\"]
        var count = 0
        for key in keys {
            for begin in begins {
                for (before, after) in [("", ""), ("x -", ""), ("(a or ", ")"), ("", " b"), ("ž \"q\" ", "")] {
                    // An open quotation takes all that follows.
                    if begin.first == "\"", begin.last != "\"" || begin.count == 1, !after.isEmpty { continue }
                    let text = before + key + begin
                    let cursor = text.utf8.count
                    for completion in QueryCompletion.complete(text + after, cursor: cursor, vocabulary: columns) {
                        guard completion.kind != .key else { continue }
                        var bytes = Array((text + after).utf8)
                        bytes.replaceSubrange(completion.range, with: Array(completion.text.utf8))
                        let completed = String(decoding: bytes, as: UTF8.self)
                        count += 1
                        if (try? QueryParser.parse(completed)) == nil { Issue.record("\(text + after) became \(completed)") }
                    }
                }
            }
        }
        #expect(count > 500)
    }

    @Test func `at any place of any text, without harm`() {
        let columns = columns()
        var library = RandomLibrary(seed: 33)
        for _ in 0..<300 {
            let text = library.query().description
            for cursor in -1...text.utf8.count + 1 {
                for completion in QueryCompletion.complete(text, cursor: cursor, vocabulary: columns, limit: 3) {
                    #expect(completion.range.lowerBound >= 0 && completion.range.upperBound <= text.utf8.count)
                }
            }
        }
    }
}
