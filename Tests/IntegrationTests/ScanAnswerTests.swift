// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import Testing

@Suite struct `A scan answers for every entry` {
    @Test func `a dozen photos are all told of`() throws {
        let place = try Place()
        try place.fillWithADozen()
        let before = try TreeDigest(place)
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.outcome.code == 1 && answer.count("new") == 11 && answer.count("failed") == 1)
        #expect(answer.outcome.said == "")
        #expect(try TreeDigest(place).differences(before) == [])
    }
}
