// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension DemoPlanner {
    /// One of everything that real folders hold beside photos.
    mutating func planOddities() {
        planDamaged()
        planNames()
        planPlaces()
    }

    private mutating func planDamaged() {
        odd("Odds and ends/empty.jpg", .bytes([]), "empty")
        odd("Odds and ends/half-copied.jpg", .truncated(smallDrawing(), JPEGWriter(), percent: 40), "truncated")
        odd("Odds and ends/readme.jpg", .bytes(Array("This is not a photo, whatever its name says.\n".utf8)), "text")
        odd("Odds and ends/screenshot.jpg", .png(smallDrawing()), "png_named_jpg")
        odd("Odds and ends/enormous.jpg", .bytes(DemoPlanner.enormousJPEG), "declares_65535x65535")
        odd("Odds and ends/bomb.png", .bytes(PNGWriter.bomb(declaring: PixelSize(width: 60_000, height: 60_000))), "bomb_header")
        odd("Phone backup/DCIM/VID_0001.mp4", .bytes(DemoPlanner.film), "video")
        let photo = "Takeout/Google Photos/holiday.jpg"
        odd(photo, .jpeg(smallDrawing(), JPEGWriter(), nil), "takeout_photo")
        odd(photo + ".json", .bytes(DemoPlanner.takeout), "takeout_json")
    }

    private mutating func planNames() {
        oddPhoto(Array("from-mum/fotka ".utf8) + [0xfe, 0xff] + Array(".jpg".utf8), "name_not_utf8")
        oddPhoto(Array("from-mum/two\nlines \u{1b}[31mred.jpg".utf8), "name_newline_escape")
        oddPhoto(Array("from-mum/kav\u{e1}rna.jpg".utf8), "name_nfc")
        oddPhoto(Array("from-mum/kava\u{301}rna.jpg".utf8), "name_nfd")
        // NAME_MAX of Linux is 255 bytes.
        oddPhoto(
            Array("from-mum/".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 251) + Array(".jpg".utf8), "name_255_bytes")
        oddPhoto(Array(".thumbnails/0001.jpg".utf8), "hidden_folder")
    }

    private mutating func planPlaces() {
        let target = shots.first.map { Array("../".utf8) + $0.path.bytes } ?? Array("../from-mum".utf8)
        odd("favourites/best.jpg", .symbolicLink(to: target), "symlink")
        odd("favourites/loop.jpg", .symbolicLink(to: Array("loop.jpg".utf8)), "symlink_to_itself")
        odd("favourites/around", .symbolicLink(to: Array("../favourites".utf8)), "symlink_to_its_folder")
        odd("Odds and ends/pipe.jpg", .fifo, "fifo")
        odd("Odds and ends/x.jpg", .emptyFolder, "folder_named_jpg")
    }

    private mutating func odd(_ path: String, _ content: DemoContent, _ label: String) {
        add(path, content, DemoTruth(group: label, transform: label, tier: .odd))
    }

    private mutating func oddPhoto(_ path: [UInt8], _ label: String) {
        guard let path = LibraryPath(bytes: path) else { return }
        add(path, .jpeg(smallDrawing(), JPEGWriter(), nil), DemoTruth(group: label, transform: label, tier: .odd))
    }

    private mutating func smallDrawing() -> DemoDrawing { DemoDrawing(newPicture(PixelSize(width: 400, height: 300))) }

    /// SOI, a baseline frame header of the greatest size there is, and nothing to decode.
    private static let enormousJPEG: [UInt8] =
        [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]
        + [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0, 0xff, 0xd9]

    /// The first box of an MP4 file, and a media box without media.
    private static let film: [UInt8] =
        [0, 0, 0, 24] + Array("ftypmp42".utf8) + [0, 0, 0, 0] + Array("mp42isom".utf8) + [0, 0, 0, 8] + Array("mdat".utf8)

    private static let takeout = Array(
        """
        {"title": "holiday.jpg", "description": "On the beach", "photoTakenTime": {"timestamp": "1562248812"},
         "geoData": {"latitude": 43.5081, "longitude": 16.4402, "altitude": 4.0}, "favorited": true}

        """.utf8)
}
