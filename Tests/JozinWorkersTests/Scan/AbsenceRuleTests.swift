// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinWorkers
import Testing

@Suite struct `More than five percent or a hundred photos gone at once is asked about` {
    @Test func `at the very edge`() {
        #expect(AbsenceRule.believes(5, of: 100) && !AbsenceRule.believes(6, of: 100))
        #expect(AbsenceRule.believes(2, of: 40) && !AbsenceRule.believes(2, of: 39))
        #expect(AbsenceRule.believes(100, of: 1_000_000) && !AbsenceRule.believes(101, of: 1_000_000))
    }

    @Test func `a single photo never is`() {
        for known in [0, 1, 2, 19, 1_000] { #expect(AbsenceRule.believes(1, of: known) && AbsenceRule.believes(0, of: known)) }
    }

    @Test func `who believes so many believes fewer`() {
        for known in 0...3_000 {
            let most = (0...200).last { AbsenceRule.believes($0, of: known) } ?? -1
            #expect(most == max(1, min(100, known / 20)))
            #expect((0...most).allSatisfy { AbsenceRule.believes($0, of: known) })
        }
    }
}
