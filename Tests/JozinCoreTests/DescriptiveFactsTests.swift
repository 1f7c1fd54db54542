// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import Testing

@Suite struct `Keywords of a file are tags once` {
    @Test(arguments: [
        (["sea", "dusk"], ["sea", "dusk"]), (["Prague", "travel", "travel/Prague"], ["travel/Prague"]),
        (["a/b", "a/b/c", "b", "c", "d"], ["a/b/c", "d"]), ([" a / b ", "a/b"], ["a/b"]), (["//", "/", "x/"], ["x"]), ([], []),
        (["sea", "sea"], ["sea"]), (["Sea", "sea"], ["Sea", "sea"]),
    ])
    func `levels of another one left out`(keywords: [String], tags: [String]) {
        var facts = DescriptiveFacts()
        facts.keywords = keywords
        #expect(facts.tags == tags)
    }
}
