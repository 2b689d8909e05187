/// Endings that betray a word's language, over folded UTF-8.
enum Endings {
    /// What an ending says.
    struct Sign {
        var voice: LanguageWords.Voice
        /// Whether Kazakh does not borrow it: the endings of Russian verbs and adjectives.
        var isPlainRussian = false
    }

    /// What a Cyrillic word's ending says of its language.
    static func sign(_ word: ArraySlice<UInt8>) -> Sign? {
        // Longest first: -лардын is Kazakh before anything shorter is asked.
        for length in stride(from: min(longest, word.count / 2 - 1), through: 2, by: -1) {
            if let sign = signs[
                StableHash.mix(word.suffix(length * 2).reduce(StableHash.seed) { StableHash.add($0, $1) })]
            {
                return sign
            }
        }
        return nil
    }

    /// Whether a Latin word ends as English words do.
    static func isEnglish(_ word: ArraySlice<UInt8>) -> Bool {
        english.contains { word.count > $0.count + 2 && word.suffix($0.count).elementsEqual($0) }
    }

    private static let english = [
        "ing", "tion", "ed", "ly", "ment", "ness", "ers", "ity", "ous", "able", "ght", "ould", "ies",
    ].map { Array($0.utf8) }

    /// Whether a folded word has a long vowel (уу оо ээ аа …), as Kyrgyz and Mongolian write them.
    static func hasLongVowel(_ word: ArraySlice<UInt8>) -> Bool {
        var (before, last): (UInt16, UInt16) = (0, 0)
        var (high, seen) = (UInt8(0), 0)
        for byte in word {
            if byte >= 0xC0 {
                high = byte
                continue
            }
            let letter = UInt16(high) << 8 | UInt16(byte)
            before = last
            last = letter
            if before == last, long.contains(last) || (last == letterO && seen == 1) { return true }
            seen += 1
        }
        return false
    }

    /// а у э ы. Russian writes оо (and what ө folds to) inside of words, but begins none with it.
    private static let long: Set<UInt16> = [0xD0B0, 0xD183, 0xD18D, 0xD18B]
    private static let letterO: UInt16 = 0xD0BE

    /// Whether a word has чы, which neither Russian nor Kazakh spelling allows, or ends as only Kyrgyz rounds its suffixes:
    /// болгон, согуштун, космостогу, оюндар but адамдардан.
    static func isKyrgyz(_ word: ArraySlice<UInt8>) -> Bool {
        if zip(word, word.dropFirst(2)).contains(where: { $0 == 0x87 && $1 == 0x8B }) { return hasCheBeforeY(word) }
        return kyrgyz.contains { word.count > $0.count + 2 && word.suffix($0.count).elementsEqual($0) }
    }

    private static func hasCheBeforeY(_ word: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(word)
        return stride(from: 0, to: bytes.count - 3, by: 2).contains {
            bytes[$0] == 0xD1 && bytes[$0 + 1] == 0x87 && bytes[$0 + 2] == 0xD1 && bytes[$0 + 3] == 0x8B
        }
    }

    private static let kyrgyz = [
        "лгон", "нгон", "йгон", "лгондо", "лгондор", "догу", "тогу", "лорго", "лорду", "лордун", "дордун", "тордун",
        "луп",
        "руп", "йуп", "нуп", "штун", "йдун", "рдун", "лдун", "ндун", "нунда", "сунда", "сунун", "бузда", "рунда",
        "турат",
    ].map { Array($0.utf8) }

    /// Whether ъ stands before a consonant or at the end, as Bulgarian writes it and Russian does not.
    static func hasBulgarianHardSign(_ word: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(word)
        var index = 0
        while index + 1 < bytes.count {
            if bytes[index] == 0xD1, bytes[index + 1] == 0x8A {
                guard index + 3 < bytes.count else { return true }
                let next = UInt16(bytes[index + 2]) << 8 | UInt16(bytes[index + 3])
                // е ю я
                return next != 0xD0B5 && next != 0xD18E && next != 0xD18F
            }
            index += 2
        }
        return false
    }

    /// Whether it has в ч ю or я, which native Kazakh words have not.
    static func hasRussianLetter(_ word: ArraySlice<UInt8>) -> Bool {
        var high: UInt8 = 0
        for byte in word {
            if byte >= 0xC0 {
                high = byte
            } else if (high == 0xD0 && byte == 0xB2) || (high == 0xD1 && (byte == 0x87 || byte == 0x8E || byte == 0x8F))
            {
                return true
            }
        }
        return false
    }

    /// Whether it has ч.
    static func hasChe(_ word: ArraySlice<UInt8>) -> Bool {
        zip(word, word.dropFirst()).contains { $0 == 0xD1 && $1 == 0x87 }
    }

    /// Whether it ends as Bulgarian nouns and adjectives do with their article.
    static func isBulgarian(_ word: ArraySlice<UInt8>) -> Bool {
        bulgarian.contains { word.suffix($0.count).elementsEqual($0) }
    }

    private static let bulgarian = ["ата", "ята", "ото", "ето", "ите", "ият", "остта"].map { Array($0.utf8) }

    /// Whether a Latin word breaks the vowel harmony that Kazakh keeps: Uzbek endings.
    static func isUzbek(_ word: ArraySlice<UInt8>) -> Bool {
        uzbek.contains { word.count > $0.count + 1 && word.suffix($0.count).elementsEqual($0) }
    }

    private static let uzbek = ["lari", "adi", "dagi", "ning", "ini", "iga", "ida", "idan", "ish", "lgan", "larni"].map
    {
        Array($0.utf8)
    }

    private static let longest = 6

    private static let signs: HashTable<Sign> = {
        var signs: [UInt64: Sign] = [:]
        for (list, sign) in [
            (kazakh, Sign(voice: .kazakh)), (russian, Sign(voice: .russian)),
            (plainRussian, Sign(voice: .russian, isPlainRussian: true)),
        ] {
            for ending in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                signs[StableHash.of(String(ending))] = sign
            }
        }
        return HashTable(signs)
    }()

    private static let kazakh = """
        лардын лердин дардын дердин тардын тердин ларга лерге дарга дерге тарга терге ларды лерди дарды дерди
        ларда лерде дарда дерде тарда терде лардан лерден дардан дерден тардан терден лармен лермен дармен дермен
        тармен термен лайша лейше
        лары лери дары дери ымыз имиз ыныз иниз ныздар низдер
        нын дын тын нин дин тин ында инде сында синде ынан инен ымен имен дагы деги тагы теги
        ган ген кан кен ганда генде канда кенде майды мейди байды бейди пайды пейди айды ейди йды йди
        ады еди атын етин йтын йтин ылды илди ылган илген ыпты ипти мыз миз сыз сиз сындар
        гын кын лык лик дык дик тык тик шылык шилик сыздык паган меген маган пеген
        дан ден дары ды ди ты ти ып ип гы ги ушы уши дай дей тай тей ын ыгы иги ыга иге ына ине сы
        """

    private static let russian = """
        ого его ому ему ыми ими ых их ый ий ой ая яя ое ее ые ие ую юю ами ями ах ях ов ев ей ем ом ам ям
        ть ться ется ются ился илась ились ают яют уют ет ут ют ит ат ят ал ала али ила или ил ел ела ели шел шла шли шло ыла ыли ыло ула ули
        ение ения ению ание ания анию ость ости остью ство ства ции ция цию ник ника ники чик щик ский ская ское ские
        ского скую ском ных ной ный ная ное ные ную ном ным вать нуть ашь ешь ишь ете ите ока ька очка ик ка ку ки
        """

    private static let plainRussian = """
        ого его ому ему ыми ими ых ый ая яя ое ее ые ие ую юю ами ями ах ях ть ться тся лась лись лся ают яют уют ает яет
        ует ешь ишь ете ите ила или ала али ела ели ость ости остью ение ения ении ание ания ании
        """
}
