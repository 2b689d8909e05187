/// What the letters of a word betray of its language.
struct LetterMarks: OptionSet, Sendable {
    let rawValue: UInt16

    /// қ ғ ұ: of the languages met here they are Kazakh, or Tajik and Bashkir with other letters beside.
    static let kazakh = LetterMarks(rawValue: 1 << 0)
    /// і: Kazakh, Ukrainian and Belarusian.
    static let dottedI = LetterMarks(rawValue: 1 << 1)
    /// ә һ: Kazakh, Tatar and Bashkir.
    static let tatarShared = LetterMarks(rawValue: 1 << 2)
    /// ң ө ү: Kazakh, Kyrgyz, Tatar and Mongolian.
    static let kyrgyzShared = LetterMarks(rawValue: 1 << 3)
    /// Letters that neither Kazakh nor Russian has.
    static let foreign = LetterMarks(rawValue: 1 << 4)
    /// ы э: Russian and Kazakh; Ukrainian and Bulgarian lack them.
    static let hardVowel = LetterMarks(rawValue: 1 << 5)
    /// ъ.
    static let hardSign = LetterMarks(rawValue: 1 << 6)
    /// ь щ ц ф: native Kazakh words lack them.
    static let russianish = LetterMarks(rawValue: 1 << 7)
    /// A Latin letter with a mark: ş ğ ö ç …
    static let markedLatin = LetterMarks(rawValue: 1 << 8)

    /// Letters that Kazakh adds to the Russian alphabet.
    static let anyKazakh: LetterMarks = [.kazakh, .dottedI, .tatarShared, .kyrgyzShared]
}

/// How a scalar takes part in a word.
enum LetterClass: UInt8, Sendable {
    case none, cyrillic, latin, digit, dropped
}

/// A scalar's folded form.
struct Letter: Sendable {
    var kind = LetterClass.none
    var folded: UInt16 = 0
    var isUpper = false
    var marks: LetterMarks = []
    /// ş and ç, which are written out as sh and ch.
    var hissing = false
}

/// The tables of folding: one entry a scalar, so that the scanner only looks up.
enum Letters {
    /// ASCII.
    static let ascii: [Letter] = (0..<128).map { code in
        switch code {
        case 48...57: Letter(kind: .digit, folded: UInt16(code))
        case 65...90: Letter(kind: .latin, folded: UInt16(code + 32), isUpper: true)
        case 97...122: Letter(kind: .latin, folded: UInt16(code))
        default: Letter()
        }
    }

    /// U+0400 to U+053F.
    static let cyrillic: [Letter] = (0x400..<0x540).map { cyrillicLetter(UInt16($0)) }

    /// U+0080 to U+01FF.
    static let latinMarked: [Letter] = (0x80..<0x200).map { latinLetter(UInt32($0)) }

    private static func cyrillicLetter(_ code: UInt16) -> Letter {
        if (0x482...0x489).contains(code) { return code == 0x482 ? Letter() : Letter(kind: .dropped) }
        let lower = lowerCyrillic(code)
        var marks: LetterMarks = []
        var folded = lower
        switch lower {
        case 0x49B, 0x493, 0x4B1:
            marks = .kazakh
            folded = lower == 0x49B ? 0x43A : lower == 0x493 ? 0x433 : 0x443
        case 0x456:
            marks = .dottedI
            folded = 0x438
        case 0x4D9, 0x4BB:
            marks = .tatarShared
            folded = lower == 0x4D9 ? 0x430 : 0x445
        case 0x4A3, 0x4E9, 0x4AF:
            marks = .kyrgyzShared
            folded = lower == 0x4A3 ? 0x43D : lower == 0x4E9 ? 0x43E : 0x443
        case 0x451: folded = 0x435
        case 0x44B, 0x44D: marks = .hardVowel
        case 0x44A: marks = .hardSign
        case 0x44C, 0x449, 0x446, 0x444: marks = .russianish
        case 0x430...0x44F: break
        default: marks = .foreign
        }
        return Letter(kind: .cyrillic, folded: folded, isUpper: lower != code, marks: marks)
    }

    private static func lowerCyrillic(_ code: UInt16) -> UInt16 {
        switch code {
        case 0x400...0x40F: code + 0x50
        case 0x410...0x42F: code + 0x20
        case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: code | 1
        case 0x4C0: 0x4CF
        case 0x4C1...0x4CE: code % 2 == 1 ? code + 1 : code
        default: code
        }
    }

    /// Base letters of U+00C0 to U+017F; `.` for what is no letter.
    private static let bases = Array(
        ("aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
            + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

    private static func latinLetter(_ code: UInt32) -> Letter {
        if code == 0xAD { return Letter(kind: .dropped) }
        // ǵ ǧ of the Kazakh alphabets of 2018 and after.
        if code == 0x1F4 || code == 0x1F5 || code == 0x1E6 || code == 0x1E7 {
            return Letter(kind: .latin, folded: 0x67, isUpper: code == 0x1F4 || code == 0x1E6, marks: .markedLatin)
        }
        guard code >= 0xC0, Int(code - 0xC0) < bases.count else { return Letter() }
        let base = bases[Int(code - 0xC0)]
        guard base != UInt8(ascii: ".") else { return Letter() }
        let scalar = Unicode.Scalar(code)
        return Letter(
            kind: .latin, folded: UInt16(base), isUpper: scalar?.properties.isUppercase ?? false, marks: .markedLatin,
            hissing: code == 0xC7 || code == 0xE7 || code == 0x15E || code == 0x15F)
    }

    /// Marks and invisible characters that a word goes on through.
    static func isDropped(_ code: UInt32) -> Bool {
        switch code {
        case 0x300...0x36F, 0x61C, 0x180B...0x180E, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// The Cyrillic letter that a Latin one looks like, folded; 0 if there is none.
    static func cyrillicLookAlike(_ latin: UInt16, isUpper: Bool) -> UInt16 {
        switch latin {
        case 0x61: 0x430  // a
        case 0x62: isUpper ? 0x432 : 0x44C  // B as В, b as ь
        case 0x63: 0x441  // c
        case 0x65: 0x435  // e
        case 0x68: isUpper ? 0x43D : 0x445  // H as Н, h as һ
        case 0x69: 0x438  // i as і
        case 0x6B: 0x43A  // k
        case 0x6D: 0x43C  // m
        case 0x6F: 0x43E  // o
        case 0x70: 0x440  // p
        case 0x74: 0x442  // t
        case 0x78: 0x445  // x
        case 0x79: 0x443  // y
        default: 0
        }
    }

    /// The Latin letter that a folded Cyrillic one looks like; 0 if there is none.
    static func latinLookAlike(_ cyrillic: UInt16) -> UInt16 {
        switch cyrillic {
        case 0x430: 0x61
        case 0x432: 0x62
        case 0x441: 0x63
        case 0x435: 0x65
        case 0x43D: 0x68
        case 0x438: 0x69
        case 0x43A: 0x6B
        case 0x43C: 0x6D
        case 0x43E: 0x6F
        case 0x440: 0x70
        case 0x442: 0x74
        case 0x445: 0x78
        case 0x443: 0x79
        default: 0
        }
    }
}
