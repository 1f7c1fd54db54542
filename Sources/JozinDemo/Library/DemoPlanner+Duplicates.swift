// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What becomes of a photo on its way through phones, messengers and editors.
enum DuplicateKind: CaseIterable {
    case exact, metadata, messenger, half, orientation, brighter, recompressed, quarter, exactElsewhere, darker, png, warm,
        progressive
    case crop, grey, mirrored, turned, noise
}

extension DemoPlanner {
    /// Copies of the ordinary photos, about three to a photo that has any.
    mutating func planDuplicates() {
        guard !shots.isEmpty, options.duplicatesShare > 0 else { return }
        let count = Int((Double(shots.count) * options.duplicatesShare / (1 - options.duplicatesShare)).rounded())
        var order = Array(shots.indices)
        for index in order.indices.dropLast() { order.swapAt(index, random.int(index...order.count - 1)) }
        for index in 0..<count {
            let shot = shots[order[index / 3 % order.count]]
            if options.cheap {
                cheapDuplicate(of: shot, metadata: index % 2 == 1, number: index)
            } else {
                duplicate(shot, DuplicateKind.allCases[(index + index / 54) % DuplicateKind.allCases.count], number: index)
            }
        }
        if !options.cheap { planScans() }
    }

    private mutating func cheapDuplicate(of shot: Shot, metadata: Bool, number: Int) {
        let exif = metadata ? retouched(shot.exif, number) : shot.exif
        add(
            "Backup/" + name(shot), .strips(index: shot.index, exif),
            truth(shot, metadata ? "metadata_edited" : "exact_copy", metadata ? .pixelIdentical : .exact))
    }

    private mutating func duplicate(_ shot: Shot, _ kind: DuplicateKind, number: Int) {
        var stem = name(shot)
        if let dot = stem.lastIndex(of: ".") { stem = String(stem[..<dot]) }
        let size = shot.drawing.picture.size
        func jpeg(_ edits: [PictureEdit], quality: Int = 85, exif: ExifWriter?) -> DemoContent {
            .jpeg(DemoDrawing(shot.drawing.picture, edits: edits), JPEGWriter(quality: quality), exif)
        }
        let exact = DemoContent.jpeg(shot.drawing, shot.writer, shot.exif)
        switch kind {
        case .exact: add("old laptop/Desktop/\(name(shot))", exact, truth(shot, "exact_copy", .exact))
        case .exactElsewhere: add("to print/copy of \(stem).jpeg", exact, truth(shot, "exact_copy", .exact))
        case .metadata:
            add(
                "tagged/\(name(shot))", .jpeg(shot.drawing, shot.writer, retouched(shot.exif, number)),
                truth(shot, "metadata_edited", .pixelIdentical))
        case .messenger:
            let path = "WhatsApp Images/IMG-\(shot.moment.compactDay)-WA\(DemoMoment.padded(number, 4)).jpg"
            add(path, jpeg([], quality: 60, exif: nil), truth(shot, "jpeg_q60", .easy))
        case .recompressed: add("unsorted/\(stem)_web.jpg", jpeg([], quality: 30, exif: nil), truth(shot, "jpeg_q30", .easy))
        case .progressive:
            add(
                "unsorted/\(stem)_p.jpg", .jpeg(shot.drawing, JPEGWriter(quality: 75, progressive: true), shot.exif),
                truth(shot, "jpeg_progressive", .easy))
        case .half:
            let edit = PictureEdit.resized(PixelSize(width: size.width / 2, height: size.height / 2))
            add("e-mail/\(stem) small.jpg", jpeg([edit], exif: shot.exif), truth(shot, "resize_50", .easy))
        case .quarter:
            let edit = PictureEdit.resized(PixelSize(width: size.width / 4, height: size.height / 4))
            add("e-mail/\(stem) thumb.jpg", jpeg([edit], exif: nil), truth(shot, "resize_25", .easy))
        case .orientation:
            let orientation = random.pick([Orientation.turnedRight, .turned180, .turnedLeft, .transposed])
            var exif = shot.exif
            exif.orientation = orientation
            add(
                "from-mum/\(stem) turned.jpg", jpeg([.stored(orientation)], exif: exif),
                truth(shot, "rotated_with_exif_orientation\(orientation.rawValue)", .easy))
        default: edited(shot, kind, stem: stem)
        }
    }

    private mutating func edited(_ shot: Shot, _ kind: DuplicateKind, stem: String) {
        let size = shot.drawing.picture.size
        let (edits, label, tier): ([PictureEdit], String, DemoTruth.Tier) =
            switch kind {
            case .brighter: ([.gained(red: 1250, green: 1250, blue: 1250)], "bright_plus25", .medium)
            case .darker: ([.gained(red: 720, green: 720, blue: 720)], "bright_minus28", .medium)
            case .warm: ([.gained(red: 1100, green: 1000, blue: 850)], "warm_tint", .medium)
            case .grey: ([.grey], "grayscale", .medium)
            case .noise: ([.noisy(amplitude: 20, seed: random.next())], "noise_s12", .medium)
            case .mirrored: ([.turned(.mirrored)], "hflip", .mirrored)
            case .turned: ([.turned(.turnedRight)], "rotate_90", .turned)
            case .crop:
                (
                    [
                        .cropped(
                            x: size.width / 20, y: size.height / 20,
                            size: PixelSize(width: size.width * 9 / 10, height: size.height * 9 / 10))
                    ], "crop_center_90", .medium
                )
            default: ([], "png_copy", .easy)
            }
        let drawing = DemoDrawing(shot.drawing.picture, edits: edits)
        if kind == .png {
            add("unsorted/\(stem).png", .png(drawing), truth(shot, label, tier))
        } else {
            add("edited/\(stem)-\(label).jpg", .jpeg(drawing, JPEGWriter(quality: 88), shot.exif), truth(shot, label, tier))
        }
    }

    /// Small pictures kept without loss in two containers: the same pixels to the last bit.
    private mutating func planScans() {
        for number in 1...3 {
            let drawing = DemoDrawing(newPicture(PixelSize(width: 640, height: 480)))
            let group = "scan\(number)"
            let path = "Scans/negative \(DemoMoment.padded(number, 3))"
            add(path + ".png", .png(drawing), DemoTruth(group: group, transform: "base", tier: .base))
            add(path + ".bmp", .bmp(drawing), DemoTruth(group: group, transform: "bmp_copy", tier: .pixelIdentical))
            add(
                path + ".jpg", .jpeg(drawing, JPEGWriter(quality: 80), nil),
                DemoTruth(group: group, transform: "jpeg_q80", tier: .easy))
        }
    }

    /// The metadata as one version of an album program leaves it; the picture's bytes stay.
    private func retouched(_ exif: ExifWriter, _ number: Int) -> ExifWriter {
        var exif = exif
        exif.software = "Album 4.\(number)"
        exif.facts.lens = nil
        return exif
    }

    private func truth(_ shot: Shot, _ transform: String, _ tier: DemoTruth.Tier) -> DemoTruth {
        DemoTruth(group: shot.group, transform: transform, tier: tier)
    }

    private func name(_ shot: Shot) -> String { String(decoding: shot.path.name, as: UTF8.self) }
}
