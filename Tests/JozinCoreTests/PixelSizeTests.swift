// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Pixel sizes never overflow, whatever a header declares` {
    @Test func `counts are exact as long as they can be`() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<5000 {
            let width = Int(random.next() >> UInt64.random(in: 1...63, using: &random))
            let height = Int(random.next() >> UInt64.random(in: 1...63, using: &random))
            let size = PixelSize(width: width, height: height)
            // The product in 128 bits cannot overflow.
            let exact = Int128(width) * Int128(height)
            #expect(Int128(size.count) == min(exact, Int128(Int.max)))
            #expect(Int128(size.eus) == min(exact * 3, Int128(Int.max)))
            #expect(size.shortSide == min(width, height))
            #expect(size.transposed.transposed == size && size.transposed.width == height)
        }
    }

    @Test func `the extremes saturate`() {
        #expect(PixelSize(width: .max, height: .max).count == .max)
        #expect(PixelSize(width: .max, height: 1).count == .max)
        #expect(PixelSize(width: .max, height: 1).eus == .max)
        #expect(PixelSize(width: .max / 3, height: 1).eus == .max / 3 * 3)
        #expect(PixelSize(width: 0, height: .max).eus == 0)
        #expect(PixelSize(width: 4000, height: 3000).eus == 36_000_000)
    }
}
