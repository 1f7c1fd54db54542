// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// One drawing: a scene that looks like a photo, and is the same for the same seed on every machine.
public struct DemoPicture: Hashable, Sendable {
    /// What decides everything but the size.
    public let seed: UInt64
    /// Width and height of the drawing, 8 to 16,384 pixels each.
    public let size: PixelSize

    /// The drawing of this seed and size; traps where a side is outside 8...16,384.
    public init(seed: UInt64, size: PixelSize) {
        precondition((8...16_384).contains(size.width) && (8...16_384).contains(size.height), "a side is 8 to 16,384 pixels")
        self.seed = seed
        self.size = size
    }

    /// Draws it: about 28 ms for 1024 x 768 on one core.
    public func drawn() -> Picture {
        // Scenes need half a height of width: narrower pictures are the middle of one that has it.
        let whole = PixelSize(width: max(size.width, (size.height + 1) / 2), height: size.height)
        var random = DemoRandom(seed: DemoRandom.seed(seed, 0))
        let scene = random.pick(Scene.allCases)
        var canvas = Canvas(size: whole, random: &random)
        scene.paint(&canvas, &random)
        let picture = Picture(size: whole, rgb: canvas.rgb)
        return whole == size ? picture : picture.edited([.cropped(x: (whole.width - size.width) / 2, y: 0, size: size)])
    }
}
