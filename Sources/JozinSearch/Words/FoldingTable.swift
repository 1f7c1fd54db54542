// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What letters with marks become: the first scalar of their canonical decomposition (Unicode 15, UnicodeData.txt), for Latin,
/// Greek, Cyrillic and kana; and letters with a stroke or a hook, which Unicode does not take apart.
enum FoldingTable {
    private static let first: UInt32 = 0xC0
    private static let last: UInt32 = 0x30FF

    /// By scalar from `first`; 0 where a scalar stays as it is.
    private static let bases: [UInt16] = {
        var bases = [UInt16](repeating: 0, count: Int(last - first) + 1)
        for (base, marked) in groups {
            for scalar in marked.unicodeScalars { bases[Int(scalar.value - first)] = base.utf16.first ?? 0 }
        }
        return bases
    }()

    /// The lower-case scalar without its mark.
    static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value >= first, scalar.value <= last else { return scalar }
        let base = bases[Int(scalar.value - first)]
        return base == 0 ? scalar : Unicode.Scalar(base) ?? scalar
    }

    /// Letters that are two or three.
    static let expansions: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij", "ŉ": "n", "ǆ": "dz", "ǉ": "lj", "ǌ": "nj", "ǳ": "dz",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    ]

    private static let groups: [(base: String, marked: String)] = [
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặⱥ"),
        ("b", "ḃḅḇƀɓ"),
        ("c", "çćĉċčḉȼ"),
        ("d", "ďḋḍḏḑḓđðɖɗ"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệǝəɇ"),
        ("f", "ḟ"),
        ("g", "ĝğġģǧǵḡǥɠ"),
        ("h", "ĥȟḣḥḧḩḫẖħ"),
        ("i", "ìíîïĩīĭįǐȉȋḭḯỉịıɨ"),
        ("j", "ĵǰɉ"),
        ("k", "ķǩḱḳḵƙ"),
        ("l", "ĺļľḷḹḻḽłƚɫ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋŋɲ"),
        ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøɵǿ"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓṙṛṝṟɍ"),
        ("s", "śŝşšșṡṣṥṧṩſʃẛ"),
        ("t", "ţťțṫṭṯṱẗŧ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹɏ"),
        ("z", "źżžẑẓẕƶʒǯ"),
        ("æ", "ǣǽ"),
        ("α", "άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ"),
        ("ε", "έἐἑἒἓἔἕὲέ"),
        ("η", "ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ"),
        ("ι", "ΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ"),
        ("ο", "όὀὁὂὃὄὅὸό"),
        ("ρ", "ῤῥ"),
        ("σ", "ς"),
        ("υ", "ΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ"),
        ("ω", "ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ"),
        ("ϒ", "ϓϔ"),
        ("а", "ӑӓ"),
        ("г", "ѓ"),
        ("е", "ѐёӗ"),
        ("ж", "ӂӝ"),
        ("з", "ӟ"),
        ("и", "йѝӣӥ"),
        ("к", "ќ"),
        ("о", "ӧ"),
        ("у", "ўӯӱӳ"),
        ("ч", "ӵ"),
        ("ы", "ӹ"),
        ("э", "ӭ"),
        ("і", "ї"),
        ("ѵ", "ѷ"),
        ("ә", "ӛ"),
        ("ө", "ӫ"),
        ("う", "ゔ"),
        ("か", "が"),
        ("き", "ぎ"),
        ("く", "ぐ"),
        ("け", "げ"),
        ("こ", "ご"),
        ("さ", "ざ"),
        ("し", "じ"),
        ("す", "ず"),
        ("せ", "ぜ"),
        ("そ", "ぞ"),
        ("た", "だ"),
        ("ち", "ぢ"),
        ("つ", "づ"),
        ("て", "で"),
        ("と", "ど"),
        ("は", "ばぱ"),
        ("ひ", "びぴ"),
        ("ふ", "ぶぷ"),
        ("へ", "べぺ"),
        ("ほ", "ぼぽ"),
        ("ゝ", "ゞ"),
        ("ウ", "ヴ"),
        ("カ", "ガ"),
        ("キ", "ギ"),
        ("ク", "グ"),
        ("ケ", "ゲ"),
        ("コ", "ゴ"),
        ("サ", "ザ"),
        ("シ", "ジ"),
        ("ス", "ズ"),
        ("セ", "ゼ"),
        ("ソ", "ゾ"),
        ("タ", "ダ"),
        ("チ", "ヂ"),
        ("ツ", "ヅ"),
        ("テ", "デ"),
        ("ト", "ド"),
        ("ハ", "バパ"),
        ("ヒ", "ビピ"),
        ("フ", "ブプ"),
        ("ヘ", "ベペ"),
        ("ホ", "ボポ"),
        ("ワ", "ヷ"),
        ("ヰ", "ヸ"),
        ("ヱ", "ヹ"),
        ("ヲ", "ヺ"),
        ("ヽ", "ヾ"),
    ]
}
