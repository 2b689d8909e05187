/// Tells a text's language by its words: frequent ones, their letters, their endings. Kazakh is found in its own
/// letters, in Russian letters only and in Latin ones; its neighbours, which share letters and words with it, are
/// told by what they have and it has not, and are `und`.
public enum LanguageIdentifier {
    /// The language of a title and a text together.
    public static func identify(title: String, text: String) -> Tongue {
        var folded = FoldedText(title)
        folded.append(text)
        return identify(folded)
    }

    /// The language of words already read.
    public static func identify(_ text: FoldedText) -> Tongue {
        var tally = LanguageTally()
        for word in text.words.prefix(mostWords) where !word.traits.contains(.number) { tally.add(word, text) }
        return tally.verdict
    }

    /// So many words tell; the rest of a long text would only cost time.
    private static let mostWords = 600
}

/// What the words seen so far speak for.
private struct LanguageTally {
    private var kazakh = 0.0, russian = 0.0, english = 0.0, latinKazakh = 0.0
    private var foreignCyrillic = 0.0, foreignLatin = 0.0
    private var cyrillicWords = 0, latinWords = 0, otherWords = 0
    /// Words with letters that only Kazakh has here, with і, with ә һ, with ң ө ү, with none of Kazakh's.
    private var own = 0, dotted = 0, tatar = 0, kyrgyz = 0, hardVowels = 0, hardSigns = 0, letters = 0, strange = 0

    mutating func add(_ word: FoldedText.Word, _ text: FoldedText) {
        let range = Int(word.start)..<Int(word.start + word.length)
        if word.traits.contains(.cyrillic) {
            addCyrillic(word, text.bytes[range])
        } else if word.traits.contains(.latin) {
            addLatin(word, text.bytes[range])
        } else {
            otherWords += 1
        }
    }

    private mutating func addCyrillic(_ word: FoldedText.Word, _ bytes: ArraySlice<UInt8>) {
        cyrillicWords += 1
        letters += Int(word.letters)
        let marks = word.marks
        if marks.contains(.kazakh) { own += 1 }
        if marks.contains(.dottedI) { dotted += 1 }
        if marks.contains(.tatarShared) { tatar += 1 }
        if marks.contains(.kyrgyzShared) { kyrgyz += 1 }
        if marks.contains(.hardVowel) { hardVowels += 1 }
        if marks.contains(.hardSign) { hardSigns += 1 }
        if marks.contains(.foreign) {
            foreignCyrillic += 1
            strange += 1
            return
        }
        if word.letters > 3, Endings.hasLongVowel(bytes) {
            foreignCyrillic += 1
            return
        }
        if !marks.isDisjoint(with: .anyKazakh) {
            kazakh += 1
            return
        }
        switch LanguageWords.voices[word.hash] {
        case .kazakh: kazakh += 1
        case .russian: russian += 1
        case .foreign: foreignCyrillic += 0.7
        case .english: break
        case nil:
            if !marks.isDisjoint(with: .russianish) {
                russian += 0.6
            } else if word.letters > 3 {
                switch Endings.voice(bytes) {
                case .kazakh: kazakh += 0.8
                case .russian: russian += 0.6
                default: break
                }
            }
        }
    }

    private mutating func addLatin(_ word: FoldedText.Word, _ bytes: ArraySlice<UInt8>) {
        latinWords += 1
        if word.marks.contains(.markedLatin) { foreignLatin += 0.7 }
        switch LanguageWords.voices[word.hash] {
        case .english: english += 1
        case .foreign: foreignLatin += 1
        default:
            if Endings.isEnglish(bytes) { english += 0.5 }
            if Endings.isUzbek(bytes) {
                foreignLatin += 0.8
                return
            }
            let cyrillic = LatinKazakh.cyrillic(bytes)
            let hash = StableHash.mix(cyrillic.reduce(StableHash.seed) { StableHash.add($0, $1) })
            if LanguageWords.voices[hash] == .kazakh, word.letters > 2 {
                latinKazakh += 1
            } else if word.letters > 4, Endings.voice(cyrillic[...]) == .kazakh {
                latinKazakh += 0.6
            }
        }
    }

    var verdict: Tongue {
        let words = cyrillicWords + latinWords + otherWords
        guard words > 0, otherWords * 2 <= words else { return .und }
        return cyrillicWords >= latinWords ? cyrillicVerdict : latinVerdict
    }

    private var cyrillicVerdict: Tongue {
        let words = Double(cyrillicWords)
        guard !isNeighbour else { return .und }
        let told = kazakh + russian
        guard told > 0 else {
            // A name, a word: without a Kazakh letter or ending it is most likely Russian.
            return cyrillicWords <= 3 ? .und : .ru
        }
        if foreignCyrillic > told * 0.5, foreignCyrillic >= 2 { return .und }
        let share = kazakh / told
        if min(kazakh, russian) >= mixedLeast, share > mixedLow, share < mixedHigh, min(kazakh, russian) > words * 0.12
        {
            return .mixed
        }
        return share >= 0.5 ? .kk : .ru
    }

    private let mixedLeast = 1.8
    private let mixedLow = 0.2
    private let mixedHigh = 0.82

    /// Letters that Kazakh lacks, or the lack of those that it has.
    private var isNeighbour: Bool {
        let words = cyrillicWords
        if foreignCyrillic > Double(words) * 0.15 || strange * 16 > words { return true }
        // Ukrainian, Belarusian: і without any other letter of Kazakh's.
        if dotted > 1, own + tatar + kyrgyz == 0, dotted * 12 > words { return true }
        // Kyrgyz, Mongolian: ң ө ү alone; Kazakh without қ ғ ұ і ә is hardly five words long.
        if kyrgyz >= 2, own + dotted + tatar == 0 { return true }
        // Tatar: ә beside them, but no қ ғ ұ і.
        if tatar >= 2, own + dotted == 0 { return true }
        // Bulgarian: many ъ, no ы, no э.
        if hardVowels == 0, words >= 8, hardSigns >= 2 || foreignCyrillic + Double(hardSigns) > 1.3 { return true }
        return false
    }

    private var latinVerdict: Tongue {
        if latinKazakh >= 2, latinKazakh > english, latinKazakh > foreignLatin { return .kk }
        if foreignLatin >= 1.4, foreignLatin >= english { return .und }
        if english >= 1 { return .en }
        if english > 0, foreignLatin == 0, latinKazakh == 0 { return .en }
        return latinKazakh >= 1 && latinKazakh > foreignLatin ? .kk : .und
    }
}
