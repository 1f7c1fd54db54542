// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The kinds of picture that the demo's photographers take.
enum Scene: CaseIterable {
    case lake, beach, village, forest, city, stillLife, flowers, portrait, winter, balloons, concert, street, group, meal

    /// Paints the scene and develops the picture.
    func paint(_ canvas: inout Canvas, _ random: inout DemoRandom) {
        var shade: Int32 = 70
        switch self {
        case .lake: Scene.lake(&canvas, &random)
        case .beach: Scene.beach(&canvas, &random)
        case .village: Scene.village(&canvas, &random)
        case .forest: Scene.forest(&canvas, &random)
        case .city: Scene.city(&canvas, &random)
        case .stillLife: Scene.stillLife(&canvas, &random)
        case .flowers: Scene.flowers(&canvas, &random)
        case .portrait: Scene.portrait(&canvas, &random)
        case .winter: Scene.winter(&canvas, &random)
        case .balloons: Scene.balloons(&canvas, &random)
        case .concert: Scene.concert(&canvas, &random); shade = 30
        case .street: Scene.street(&canvas, &random)
        case .group: Scene.group(&canvas, &random)
        case .meal: Scene.meal(&canvas, &random)
        }
        canvas.develop(shade: shade, random: &random)
    }
}
