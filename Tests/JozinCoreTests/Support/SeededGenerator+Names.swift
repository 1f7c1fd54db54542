// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinTestSupport

extension SeededGenerator {
    /// A name of 1 to 12 bytes of all values that a name may hold, half of them of few letters, so that names meet.
    mutating func name() -> [UInt8] {
        let few = Bool.random(using: &self)
        let bytes = (0..<Int.random(in: 1...12, using: &self)).map { _ -> UInt8 in
            few ? [0x61, 0x62, 0x2E].randomElement(using: &self) ?? 0x61 : UInt8.random(in: 1...255, using: &self)
        }
        let name = bytes.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }
        return name == [0x2E] || name == [0x2E, 0x2E] ? [0x61] : name
    }
}
