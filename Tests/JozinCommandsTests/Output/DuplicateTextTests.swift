// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinSimilarity
import Testing

@Suite struct `Duplicates are told with their keeper, sizes and reasons` {
    @Test func `nothing is told as nothing`() {
        #expect(Copies().text().lines == ["No duplicates."])
        #expect(Copies().text().notes.isEmpty)
    }

    @Test func `an exact copy`() {
        var copies = Copies()
        copies.add("a.jpg", content: 1)
        copies.add("holiday/a copy.jpg", content: 1)
        #expect(
            copies.text().lines == [
                "Exact copies: 1 group, 1 file beside the keepers, 3.0 MB", "",
                "  keep  a.jpg               4000 x 3000   3.0 MB    (shortest path)",
                "        holiday/a copy.jpg  4000 x 3000   3.0 MB    the same bytes", "",
            ])
        #expect(copies.text().notes == ["2 files without a fingerprint compared by digest only."])
    }

    @Test func `names of one file take its bytes once, and are told as what they are`() {
        var copies = Copies()
        copies.add("a.jpg", content: 1, inode: 7)
        copies.add("b link.jpg", content: 1, inode: 7)
        copies.add("c copy.jpg", content: 1, inode: 8)
        copies.add("d link.jpg", content: 1, inode: 8)
        #expect(
            copies.text().lines == [
                "Exact copies: 1 group, 3 files beside the keepers, 3.0 MB", "",
                "  keep  a.jpg       4000 x 3000   3.0 MB    (shortest path)",
                "        b link.jpg  4000 x 3000   3.0 MB    another name of that file (hard link): dropping it frees nothing",
                "        c copy.jpg  4000 x 3000   3.0 MB    the same bytes",
                "        d link.jpg  4000 x 3000   3.0 MB    the same bytes", "",
            ])
    }

    @Test func `kinds come in the order of their strength, each with its sum`() {
        var copies = Copies()
        copies.add("n1.jpg", content: 1, pixels: 1, look: 0)
        copies.add("n2.jpg", content: 2, pixels: 2, look: 2, width: 2000, bytes: 900_000)
        copies.add("p1.jpg", content: 3, pixels: 3)
        copies.add("p2.jpg", content: 4, pixels: 3, bytes: 2_000_000)
        copies.add("e1.jpg", content: 5, pixels: 5)
        copies.add("e2.jpg", content: 5, pixels: 5)
        copies.add("e3.jpg", content: 5, pixels: 5)
        let lines = copies.text().lines
        #expect(
            lines.filter { !$0.hasPrefix(" ") && !$0.isEmpty } == [
                "Exact copies: 1 group, 2 files beside the keepers, 6.0 MB",
                "Pixel-identical files (other metadata or another container): 1 group, 1 file beside the keepers, 2.0 MB",
                "Near-duplicates: 1 group, 1 file beside the keepers, 900 kB",
            ])
        #expect(lines.contains { $0.hasPrefix("  keep  n1.jpg  4000 x 3000   3.0 MB    (most pixels)") })
        let near = lines.first { $0.contains("n2.jpg") } ?? ""
        for hash in ["pHash 2/", "dHash 2/", "blocks 2/", "colour 0/"] { #expect(near.contains(hash)) }
        #expect(!near.contains("differs"))
    }

    @Test func `columns stand below each other, but for names that are too long`() {
        var copies = Copies()
        copies.add("short.jpg", content: 1)
        copies.add(String(repeating: "long/", count: 15) + "x.jpg", content: 1)
        copies.add("middle/of the road.jpg", content: 1, bytes: 3_000_000)
        let lines = copies.text().lines.filter { $0.hasPrefix("  ") }
        let places = lines.compactMap { line in
            line.firstRange(of: "4000 x").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        #expect(places.count == 3)
        #expect(places.filter { $0 == 70 }.count == 2)
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test func `a name cannot reach the terminal but as text`() {
        var copies = Copies()
        copies.add([0x1B] + Array("[31mred.jpg".utf8), content: 1)
        copies.add([0xFF], content: 1)
        copies.add("a\u{202E}gpj.exe", content: 1)
        for line in copies.text().lines {
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E || $0.value == 0xFFFD })
        }
        #expect(copies.text().lines.contains { $0.contains("\\xff") })
    }

    @Test func `a page says what it leaves out, and where the next one starts`() {
        var copies = Copies()
        for number in UInt8(1)...5 {
            copies.add("\(number)a.jpg", content: number)
            copies.add("\(number)b.jpg", content: number)
        }
        let text = copies.text(showing: 2)
        #expect(text.lines.count { $0.contains("keep  ") } == 2)
        // The sums are those of all groups.
        #expect(text.lines.first == "Exact copies: 5 groups, 5 files beside the keepers, 15.0 MB")
        let note = text.notes.first ?? ""
        #expect(note.hasPrefix("2 of 5 groups shown (the next ones: --after "))
        let last = PrintedGroup(copies.report.groups[1], copies.candidates).id
        #expect(note.hasSuffix("--after \(last))."))
    }

    @Test func `a group's name depends on its kind and members alone`() {
        var copies = Copies()
        copies.add("a.jpg", content: 1, pixels: 1)
        copies.add("b.jpg", content: 1, pixels: 1)
        copies.add("c.jpg", content: 2, pixels: 2)
        copies.add("d.jpg", content: 2, pixels: 2)
        let ids = copies.report.groups.map { PrintedGroup($0, copies.candidates).id }
        #expect(Set(ids).count == 2 && ids.allSatisfy { $0.count == 16 })
        var more = Copies()
        more.add("0.jpg", content: 9)
        for name in ["d.jpg", "c.jpg"] { more.add(name, content: 2, pixels: 2, bytes: 5) }
        #expect(more.report.groups.map { PrintedGroup($0, more.candidates).id } == [ids[1]])
    }
}
