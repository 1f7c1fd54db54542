// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport

/// Paths as file systems have them: deep and flat, some not UTF-8, some twins in all but bytes.
enum RandomTree {
    private static let names: [[UInt8]] =
        [
            "a", "A", "a b", "a-b", "a.jpg", "a.jpg.jpg", "café", "cafe\u{301}", "-rf", "\n", "\u{1B}[31m", "\u{202E}x",
        ].map { Array($0.utf8) } + [[0xFF], [0xFE], [0x80, 0x81], [1], [0x2E, 0xFF], [UInt8](repeating: 0xC3, count: 255)]

    static func name(_ random: inout SeededGenerator) -> [UInt8] {
        if random.coin(), let name = names.randomElement(using: &random) { return name }
        return Array("photo-\(random.number(0...99)).jpg".utf8)
    }

    static func folder(_ random: inout SeededGenerator) -> LibraryPath {
        (0..<random.number(0...3)).reduce(LibraryPath.root) { path, _ in path.appending(name(&random)) }
    }

    /// `count` paths, no two the same, in no order.
    static func paths(_ count: Int, folders: Int, _ random: inout SeededGenerator) -> [LibraryPath] {
        let folders = (0..<folders).map { _ in folder(&random) }
        var paths: Set<LibraryPath> = []
        while paths.count < count {
            guard let folder = folders.randomElement(using: &random) else { break }
            paths.insert(folder.appending(name(&random)))
        }
        return paths.sorted().shuffled(using: &random)
    }
}
