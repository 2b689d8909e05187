/// What the words of a text seen so far speak for.
struct LanguageTally {
    private var kazakh = 0.0, russian = 0.0, english = 0.0, latinKazakh = 0.0, latinRussian = 0.0
    private var foreignCyrillic = 0.0, foreignLatin = 0.0
    private var cyrillicWords = 0, latinWords = 0, otherWords = 0
    /// Words written small: no names.
    private var smallWords = 0
    /// Words that end as Bulgarian ones do with their article.
    private var articles = 0
    /// Words with a long vowel, as Kyrgyz and Mongolian have them.
    private var longVowels = 0
    /// Words with letters that only Kazakh has here, with і, with ә һ, with ң ө ү, with ы э, with ъ before a consonant,
    /// with letters of none of the languages.
    private var kazakhLetters = 0, dotted = 0, tatar = 0, kyrgyz = 0, hardVowels = 0, bulgarian = 0, strange = 0
    /// Words that are Kazakh by their letters or by name, not by an ending alone: Russian plurals end in ты and ды as well.
    private var surelyKazakh = 0
    /// Words that no Kazakh says and every Russian does.
    private var plainRussian = 0.0

    /// How much a word weighs by what it is known for.
    private enum Weight {
        static let listed = 1.0
        static let foreignListed = 0.8
        static let kazakhEnding = 0.8
        static let russianEnding = 0.6
        /// ь щ ц ф are in Kazakh's loanwords too; в ч ю я more so.
        static let russianLetter = 0.5
        static let softLetter = 0.3
        static let kyrgyzLetter = 0.5
    }

    mutating func add(_ word: FoldedText.Word, _ voice: WordVoice) {
        if !word.traits.contains(.capital) { smallWords += 1 }
        if word.traits.contains(.cyrillic) {
            addCyrillic(word, voice)
        } else if word.traits.contains(.latin) {
            addLatin(word, voice)
        } else {
            otherWords += 1
        }
    }

    private mutating func addCyrillic(_ word: FoldedText.Word, _ own: WordVoice) {
        cyrillicWords += 1
        let marks = word.marks
        if marks.contains(.kazakh) { kazakhLetters += 1 }
        if marks.contains(.dottedI) { dotted += 1 }
        if marks.contains(.tatarShared) { tatar += 1 }
        if marks.contains(.kyrgyzShared) { kyrgyz += 1 }
        if marks.contains(.hardVowel) { hardVowels += 1 }
        if marks.contains(.foreign) {
            foreignCyrillic += 1
            strange += 1
            return
        }
        if marks.contains(.hardSign), own.signs.contains(.bulgarianHardSign) {
            bulgarian += 1
            foreignCyrillic += 1
            return
        }
        if word.letters > 3, own.signs.contains(.longVowel) {
            longVowels += 1
            foreignCyrillic += 1
            return
        }
        let voice = own.listed
        if voice == .foreign {
            foreignCyrillic += Weight.foreignListed
            // Its letters may be Kazakh's all the same.
            if marks.isDisjoint(with: .anyKazakh) { return }
        }
        if !marks.isDisjoint(with: .anyKazakh) {
            kazakh += Weight.listed
            surelyKazakh += 1
            return
        }
        switch voice {
        case .kazakh:
            kazakh += Weight.listed
            surelyKazakh += 1
        case .russian:
            russian += Weight.listed
            plainRussian += 1
        default: addUnknown(word, own)
        }
    }

    private mutating func addUnknown(_ word: FoldedText.Word, _ own: WordVoice) {
        let marks = word.marks
        if own.signs.contains(.kyrgyz) {
            foreignCyrillic += Weight.foreignListed
            return
        }
        if hardVowels == 0, word.letters > 5, own.signs.contains(.bulgarianEnding) { articles += 1 }
        let sign = own.sign
        let voice = sign?.voice
        if voice == .kazakh, marks.isDisjoint(with: .russianish) {
            // Kyrgyz has ч where Kazakh has ш, and a Kazakh ending takes it for its own.
            if word.letters > 4, own.signs.contains(.che) {
                foreignCyrillic += Weight.kyrgyzLetter
            } else {
                kazakh += Weight.kazakhEnding
            }
        } else if voice == .russian {
            russian += Weight.russianEnding
            if sign?.isPlainRussian == true { plainRussian += 0.8 }
        } else if !marks.isDisjoint(with: .russianish) {
            russian += Weight.russianLetter
        } else if word.letters > 2, own.signs.contains(.russianLetter) {
            russian += Weight.softLetter
        }
    }

    private mutating func addLatin(_ word: FoldedText.Word, _ own: WordVoice) {
        latinWords += 1
        switch own.listed {
        case .english: english += 1
        case .foreign:
            foreignLatin += 1
            if !word.marks.contains(.markedLatin) { readCyrillic(word, own, share: 0.5) }
        default:
            if word.letters > 4, own.signs.contains(.uzbekEnding) {
                foreignLatin += 0.8
                return
            }
            if own.signs.contains(.englishEnding) { english += 0.5 }
            let before = latinKazakh
            readCyrillic(word, own, share: 1)
            if word.marks.contains(.markedLatin), latinKazakh < before + 1 { foreignLatin += 0.7 }
        }
    }

    /// What a Latin word says when it is read as Kazakh or as Russian typed in Latin letters.
    private mutating func readCyrillic(_ word: FoldedText.Word, _ own: WordVoice, share: Double) {
        // Two letters are met in any language by chance.
        let weight = word.letters > 2 ? share : share * 0.4
        if own.asKazakh == .kazakh { latinKazakh += weight }
        if own.asRussian == .russian { latinRussian += weight }
        guard own.asKazakh != .kazakh, own.asRussian != .russian else { return }
        if own.signs.contains(.kazakhEndingInLatin) { latinKazakh += 0.6 * share }
        if own.signs.contains(.russianEndingInLatin) { latinRussian += 0.6 * share }
    }

    // MARK: the verdict

    /// Whether most words are Latin.
    var isLatin: Bool { latinWords > cyrillicWords }

    var verdict: Tongue {
        let words = cyrillicWords + latinWords + otherWords
        guard words > 0, otherWords * 2 <= words else { return .und }
        return isLatin ? latinVerdict : cyrillicVerdict
    }

    private var cyrillicVerdict: Tongue {
        let words = Double(cyrillicWords)
        guard !isNeighbour else { return .und }
        let told = kazakh + russian
        guard told > 0 else {
            // A name tells nothing; a word without any sign of Kazakh is most likely Russian.
            return smallWords > 0 && foreignCyrillic == 0 ? .ru : .und
        }
        if foreignCyrillic > told * 0.5, foreignCyrillic >= 2 { return .und }
        let share = kazakh / told
        let lesser = min(kazakh, russian)
        if lesser >= Mixed.least, share > Mixed.low, share < Mixed.high, lesser > words * Mixed.share,
            plainRussian >= Mixed.leastPlain, surelyKazakh > 0
        {
            return .mixed
        }
        return share >= 0.5 ? .kk : .ru
    }

    /// When both languages are substantial.
    private enum Mixed {
        static let least = 1.8
        static let low = 0.18
        static let high = 0.84
        static let share = 0.12
        /// Loanwords of Russian form do not make Kazakh mixed; words that only Russian has do.
        static let leastPlain = 1.6
    }

    /// Letters that Kazakh lacks, or the lack of those that it has.
    private var isNeighbour: Bool {
        let words = cyrillicWords
        if strange >= 1, strange * 20 >= words { return true }
        if bulgarian >= 1, bulgarian * 20 >= words { return true }
        // Three words are too few to miss a letter in them.
        if words <= 3 { return foreignCyrillic >= 1.5 || (foreignCyrillic > 0 && kazakh + russian < 1) }
        if foreignCyrillic > Double(words) * 0.15, foreignCyrillic >= 1.5 || words <= 4 { return true }
        let turkic = kyrgyz + tatar
        // Ukrainian, Belarusian: і without any other letter of Kazakh's.
        if dotted > 0, kazakhLetters + turkic == 0, dotted * 12 > words,
            russian + foreignCyrillic > 0 || dotted == words
        {
            return true
        }
        // Kyrgyz, Mongolian: ң ө ү alone; Tatar: ә beside them. Kazakh without қ ғ ұ і is hardly five words long.
        if turkic >= 2, kazakhLetters + dotted == 0, kyrgyz == 0 || tatar == 0 || words > 4 { return true }
        if turkic >= 1, kazakhLetters + dotted == 0, words >= 6 || (words == 5 && kazakh < 4) { return true }
        if kazakhLetters + dotted + turkic == 0, longVowels > 0, kazakh >= 1, russian < kazakh { return true }
        // Kyrgyz without any letter of its own: a word that Kazakh has not, and none that only Kazakh has.
        if kazakhLetters + dotted + turkic == 0, foreignCyrillic >= 0.8, foreignCyrillic * 4 >= kazakh, kazakh >= 1,
            russian < kazakh
        {
            return true
        }
        // Bulgarian: no ы, no э in a sentence that is not Kazakh, and a word of its own.
        let isPlain = hardVowels == 0 && kazakhLetters + dotted + turkic == 0 && kazakh < max(1, Double(words) * 0.25)
        if isPlain, words >= 4, foreignCyrillic >= 0.8 { return true }
        if isPlain, words >= 6, articles >= 2 { return true }
        return false
    }

    private var latinVerdict: Tongue {
        let best = max(latinKazakh, latinRussian)
        let isShort = latinWords <= 4
        if best >= (isShort ? 1 : 1.5), best > english || (isShort && best == english), best > foreignLatin {
            return latinKazakh >= latinRussian ? .kk : .ru
        }
        if foreignLatin >= 1.4, foreignLatin >= english { return .und }
        if english >= 1 { return .en }
        if foreignLatin == 0, smallWords > 0, best <= 0.6 { return .en }
        return english > foreignLatin ? .en : .und
    }
}
