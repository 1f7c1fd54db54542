// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinSearch
import Testing

@Suite struct `Words are found however they were written` {
    @Test func `names fall apart at marks and between letters and digits`() {
        #expect(WordFolding.words("IMG_4711.jpg") == ["img", "4711", "jpg"])
        #expect(WordFolding.words("DSC04711") == ["dsc", "04711"])
        #expect(WordFolding.words("20190517_123456.HEIC") == ["20190517", "123456", "heic"])
        #expect(WordFolding.words("EF24-70mm f/2.8L") == ["ef", "24", "70", "mm", "f", "2", "8", "l"])
        #expect(WordFolding.words("O'Brien & sons…") == ["o", "brien", "sons"])
        #expect(WordFolding.words("") == [] && WordFolding.words(" -_. ") == [])
    }

    @Test func `letters lose their marks, composed or not`() {
        #expect(
            WordFolding.words("Příliš žluťoučký kůň úpěl ďábelské ódy") == [
                "prilis", "zlutoucky", "kun", "upel", "dabelske", "ody",
            ])
        #expect(WordFolding.words("Pr\u{030C}i\u{0301}lis\u{030C}") == ["prilis"])
        #expect(
            WordFolding.words("Łódź Øresund Đakovo Straße Ærø Œuvre Þingvellir") == [
                "lodz", "oresund", "dakovo", "strasse", "aero", "oeuvre", "thingvellir",
            ])
        #expect(WordFolding.words("ẾẬỘ ếậộ Ǽ") == ["eao", "eao", "ae"])
        #expect(WordFolding.words("İstanbul Iğdır") == ["istanbul", "igdir"])
        #expect(WordFolding.words("Ἀθῆναι ΟΔΌΣ οδός") == ["αθηναι", "οδοσ", "οδοσ"])
    }

    @Test func `composed and decomposed text of a script have the same words`() {
        #expect(WordFolding.words("ガギグ") == WordFolding.words("カ\u{3099}キ\u{3099}ク\u{3099}"))
        #expect(WordFolding.words("한글") == WordFolding.words("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"))
        #expect(WordFolding.words("한글") == ["한글"])
        #expect(WordFolding.words("й") == WordFolding.words("и\u{0306}"))
    }

    @Test func `ideographs, kana and pictographs stand alone`() {
        #expect(WordFolding.words("東京タワー2019") == ["東", "京", "タ", "ワ", "ー", "2019"])
        #expect(WordFolding.words("love❤️you") == ["love", "❤", "you"])
        #expect(WordFolding.words("🐈cat") == ["🐈", "cat"])
    }

    @Test func `digits and full-width letters become ASCII, soft hyphens vanish`() {
        #expect(WordFolding.words("٢٠١٩ Ｐｒａｇ１２ so\u{AD}ft") == ["2019", "prag", "12", "soft"])
    }

    @Test func `vowel signs stay in their words`() {
        #expect(WordFolding.words("हिन्दी ไทย") == ["हिन्दी", "ไทย"])
    }

    @Test func `folding what is folded changes nothing`() {
        for value in UInt32(0x20)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let words = WordFolding.words(String(scalar))
            let again = words.flatMap { WordFolding.words($0) }
            if words != again { Issue.record("U+\(String(value, radix: 16)): \(words), then \(again)") }
        }
    }
}
