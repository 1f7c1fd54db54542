// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Hash64 {
    /// A bit for each of 64 values, the first the highest.
    init(bitsOf values: [Float], where isSet: (Float) -> Bool) {
        precondition(values.count == 64)
        self.init(values.reduce(0) { $0 << 1 | (isSet($1) ? 1 : 0) })
    }
}

extension [Float] {
    /// The mean of the two middle values of an even number of them.
    var median: Float {
        let sorted = self.sorted()
        return (sorted[count / 2 - 1] + sorted[count / 2]) / 2
    }
}
