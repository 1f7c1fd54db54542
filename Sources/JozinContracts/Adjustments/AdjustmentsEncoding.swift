// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A recipe as JSON: members in a fixed order, what changes nothing left out, so that equal recipes are equal bytes.
///
/// `{"turn":6,"straighten":-1.5,"crop":{"x":0.1,"y":0,"w":0.5,"h":1},"exposure":0.5,"warmth":-0.25}`; `turn` is EXIF's 1 to 8.
public enum AdjustmentsEncoding {
    /// Writes the members of an object.
    public static func write(_ adjustments: Adjustments, to writer: inout JSONWriter) {
        if adjustments.turn != .upright {
            writer.key("turn")
            writer.int(adjustments.turn.rawValue)
        }
        func write(_ key: StaticString, _ number: Double, to writer: inout JSONWriter) {
            guard number != 0 else { return }
            writer.key(key)
            writer.double(number)
        }
        write("straighten", adjustments.straighten, to: &writer)
        let crop = adjustments.crop
        if crop != .whole {
            writer.key("crop")
            writer.object { writer in
                for (key, number) in [("x", crop.x), ("y", crop.y), ("w", crop.width), ("h", crop.height)] {
                    writer.key(key)
                    writer.double(number)
                }
            }
        }
        write("exposure", adjustments.exposure, to: &writer)
        write("warmth", adjustments.warmth, to: &writer)
    }

    /// The object in one line.
    public static func bytes(_ adjustments: Adjustments) -> [UInt8] {
        var writer = JSONWriter(.compact)
        writer.object { write(adjustments, to: &$0) }
        return writer.bytes
    }

    /// Reads an object back; nil where a member is no number, out of its range, or none that a recipe has.
    public static func read(_ json: JSONValue) -> Adjustments? {
        guard case .object(let members) = json else { return nil }
        var recipe = Adjustments.none
        for member in members {
            switch member.name {
            case "turn":
                guard let turn = member.value.integer.flatMap(Orientation.init(rawValue:)) else { return nil }
                recipe.turn = turn
            case "crop":
                guard let x = member.value["x"]?.double, let y = member.value["y"]?.double, let w = member.value["w"]?.double,
                    let h = member.value["h"]?.double, let crop = Crop(x: x, y: y, width: w, height: h)
                else { return nil }
                recipe.crop = crop
            case "straighten", "exposure", "warmth":
                guard let number = member.value.double else { return nil }
                if member.name == "straighten" { recipe.straighten = number }
                if member.name == "exposure" { recipe.exposure = number }
                if member.name == "warmth" { recipe.warmth = number }
            default: return nil
            }
        }
        let bounded = Adjustments(
            turn: recipe.turn, straighten: recipe.straighten, crop: recipe.crop, exposure: recipe.exposure,
            warmth: recipe.warmth)
        return bounded == recipe ? bounded : nil
    }
}
