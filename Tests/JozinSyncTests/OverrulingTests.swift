// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSync
import Testing

@Suite struct `What is taken back does not come back from the file` {
    private static var file: DescriptiveFacts {
        var facts = DescriptiveFacts()
        (facts.rating, facts.title, facts.keywords) = (3, "title", ["sea", "a", "a/b"])
        return facts
    }

    @Test func `it is denied where a file says it`() {
        let changes: DecisionMaker.Changes = [
            .rating: nil, .title: nil, .description: nil, .tag("sea"): nil, .tag("a"): nil,
            .tag("dusk"): nil, .tag("new"): .some(.bool(true)), .favourite: nil,
        ]
        let overruling = DecisionMaker.overruling([DescriptiveFacts(), Self.file], changes)
        #expect(
            overruling == [
                .rating: .some(.number("0")), .title: .some(.string("")), .description: nil,
                .tag("sea"): .some(.bool(false)),
                .tag("a"): nil, .tag("dusk"): nil, .tag("new"): .some(.bool(true)), .favourite: nil,
            ])
        #expect(DecisionMaker.overruling([], changes) == changes)
    }

    @Test func `a keeper is given what only the dropped file said`() {
        let dropped = Inheritance.Photo(decisions: [.tag("sea"): .bool(false)], descriptive: Self.file)
        let plain = Inheritance.Photo(decisions: [.tag("mine"): .bool(true)])
        #expect(
            Inheritance.changes(keeper: plain, dropped: [dropped])
                == [.tag("a/b"): .some(.bool(true)), .title: .some(.string("title")), .rating: .some(.number("3"))])
        let same = Inheritance.Photo(decisions: [:], descriptive: Self.file)
        #expect(Inheritance.changes(keeper: same, dropped: [dropped]).isEmpty)
        let denying = Inheritance.Photo(decisions: [.title: .string(""), .tag("a/b"): .bool(false), .rating: .number("4")])
        #expect(Inheritance.changes(keeper: denying, dropped: [dropped]).isEmpty)
    }
}
