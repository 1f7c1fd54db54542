// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore
import JozinImaging

extension Adjustments {
    /// What was decided of a photo's look; nothing where nothing was, or nothing that this Jožin knows.
    public init(decided decisions: [DecisionKey: JSONValue]) {
        self = decisions[.adjustments].flatMap(AdjustmentsEncoding.read) ?? .none
    }

    /// The size of an upright picture with this recipe applied.
    public func shown(_ size: PixelSize) -> PixelSize {
        guard !isIdentity, size.width > 0, size.height > 0 else { return size }
        return RenderPlan(size, .upright, self, longest: nil).final
    }

    /// The same recipe for a part of what it shows of an upright picture, in fractions of what is shown; whole pixels stay whole.
    public func showing(_ part: Crop, of size: PixelSize) -> Adjustments {
        var recipe = self
        let whole = turn.upright(size)
        let seen = crop.pixels(of: whole)
        let cut = part.pixels(of: shown(size))
        // Straightened, there are no whole pixels to keep.
        let (left, top, wide, high): (Double, Double, Double, Double) =
            straighten != 0 || whole.width == 0 || whole.height == 0
            ? (
                crop.x + part.x * crop.width, crop.y + part.y * crop.height, part.width * crop.width, part.height * crop.height
            )
            : (
                Double(seen.left + cut.left) / Double(whole.width), Double(seen.top + cut.top) / Double(whole.height),
                Double(cut.width) / Double(whole.width), Double(cut.height) / Double(whole.height)
            )
        recipe.crop = Crop(x: left, y: top, width: wide, height: high) ?? crop
        return recipe
    }
}
