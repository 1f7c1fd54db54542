// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension CodedColour {
    /// What a PNG's `cICP` chunk says (PNG, third edition, 11.3.2.6); nil where there is none before the pixels.
    ///
    /// `read` gives up to `count` bytes of the file from `offset`. `gAMA` and `cHRM` are not looked at: viewers ignore them.
    public init?(png read: (_ offset: Int, _ count: Int) -> [UInt8]) {
        var position = 8
        for _ in 0..<1000 {
            let head = read(position, 12)
            guard let length = head.span.big32(0), let kind = head.span.big32(4), kind != 0x4944_4154 else { return nil }  // IDAT
            if kind == 0x6349_4350, length >= 2, head.count >= 10 {  // cICP
                self.init(primaries: Int(head[8]), transfer: Int(head[9]))
                return
            }
            position += 12 + Int(length)
        }
        return nil
    }
}
