// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import Testing

@Suite struct `Orientations turn stored pixels upright` {
    @Test(arguments: Orientation.allCases)
    func `every upright pixel is stored exactly once`(_ orientation: Orientation) {
        let stored = PixelSize(width: 5, height: 3)
        let upright = orientation.upright(stored)
        var seen: Set<Int> = []
        for y in 0..<upright.height {
            for x in 0..<upright.width {
                let place = orientation.stored(x: x, y: y, in: upright)
                #expect((0..<stored.width).contains(place.x) && (0..<stored.height).contains(place.y))
                seen.insert(place.y * stored.width + place.x)
            }
        }
        #expect(seen.count == stored.count)
    }

    @Test func `orientation 6 brings the stored left bottom corner to the left top`() {
        // Exif 2.32: in value 6 the 0th row is the visual right-hand side, the 0th column the visual top.
        let place = Orientation.turnedRight.stored(x: 0, y: 0, in: PixelSize(width: 3, height: 5))
        #expect(place == (x: 0, y: 2))
    }
}
