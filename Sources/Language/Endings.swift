/// Endings that betray a word's language, over folded UTF-8.
enum Endings {
    /// The language that a Cyrillic word's ending speaks for.
    static func voice(_ word: ArraySlice<UInt8>) -> LanguageWords.Voice? {
        // Longest first: -лардын is Kazakh before anything shorter is asked.
        for length in stride(from: min(longest, word.count / 2 - 1), through: 2, by: -1) {
            if let voice = voices[
                StableHash.mix(word.suffix(length * 2).reduce(StableHash.seed) { StableHash.add($0, $1) })]
            {
                return voice
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
        var high: UInt8 = 0
        for byte in word {
            if byte >= 0xC0 {
                high = byte
                continue
            }
            let letter = UInt16(high) << 8 | UInt16(byte)
            before = last
            last = letter
            if before == last, long.contains(last) { return true }
        }
        return false
    }

    /// а у э ы ө's fold о is left out: Russian writes оо.
    private static let long: Set<UInt16> = [0xD0B0, 0xD183, 0xD18D, 0xD18B]

    /// Whether a Latin word breaks the vowel harmony that Kazakh keeps: Uzbek endings.
    static func isUzbek(_ word: ArraySlice<UInt8>) -> Bool {
        uzbek.contains { word.count > $0.count + 1 && word.suffix($0.count).elementsEqual($0) }
    }

    private static let uzbek = ["lari", "adi", "dagi", "ning", "ini", "iga", "ida", "idan", "ish", "lgan", "larni"].map
    {
        Array($0.utf8)
    }

    private static let longest = 6

    private static let voices: [UInt64: LanguageWords.Voice] = {
        var voices: [UInt64: LanguageWords.Voice] = [:]
        for (list, voice) in [(kazakh, LanguageWords.Voice.kazakh), (russian, .russian)] {
            for ending in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                voices[StableHash.of(String(ending))] = voice
            }
        }
        return voices
    }()

    private static let kazakh = """
        лардын лердин дардын дердин тардын тердин ларга лерге дарга дерге тарга терге ларды лерди дарды дерди
        лары лери дары дери ымыз имиз ыныз иниз ныздар низдер
        нын дын тын нин дин тин ында инде сында синде ынан инен ымен имен дагы деги тагы теги
        ган ген кан кен ганда генде канда кенде майды мейди байды бейди пайды пейди айды ейди йды йди
        ады еди атын етин йтын йтин ылды илди ылган илген ыпты ипти мыз миз сыз сиз сындар
        гын кын лык лик дык дик тык тик шылык шилик сыздык паган меген маган пеген
        дан ден дары ды ди ты ти ып ип гы ги ушы уши дай дей тай тей ын ыгы иги ыга иге ына ине сы
        """

    private static let russian = """
        ого его ому ему ыми ими ых их ый ий ой ая яя ое ее ые ие ую юю ами ями ах ях ов ев ей ем ом ам ям
        ть ться ется ются ился илась ились ают яют уют ет ут ют ит ат ят ал ала али ила или ил ел ела ели
        ение ения ению ание ания анию ость ости остью ство ства ции ция цию ник ника ники чик щик ский ская ское ские
        ского скую ском ных ной ный ная ное ные ную ном ным вать нуть ашь ешь ишь ете ите ока ька очка ик ка ку ки
        """
}
