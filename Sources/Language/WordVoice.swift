/// What one folded word says of its text's language, by its letters alone: found once for each word, not each time that it
/// is met.
struct WordVoice {
    /// What the word is listed for.
    var listed: LanguageWords.Voice?
    /// What its ending says.
    var sign: Endings.Sign?
    var signs = Signs()
    /// What a Latin word is listed for when it is read as Kazakh or as Russian, and whether its ending says so.
    var asKazakh: LanguageWords.Voice?
    var asRussian: LanguageWords.Voice?

    /// What its letters show, each named as in `Endings`.
    struct Signs: OptionSet {
        let rawValue: UInt16
        static let bulgarianHardSign = Signs(rawValue: 1)
        static let longVowel = Signs(rawValue: 2)
        static let bulgarianEnding = Signs(rawValue: 4)
        static let che = Signs(rawValue: 8)
        static let russianLetter = Signs(rawValue: 16)
        static let uzbekEnding = Signs(rawValue: 32)
        static let englishEnding = Signs(rawValue: 64)
        static let kazakhEndingInLatin = Signs(rawValue: 128)
        static let russianEndingInLatin = Signs(rawValue: 256)
        static let kyrgyz = Signs(rawValue: 512)
    }

    init(_ bytes: ArraySlice<UInt8>, hash: UInt64, letters: UInt16, isLatin: Bool) {
        listed = LanguageWords.voices[hash]
        if isLatin {
            readLatin(bytes, isLong: letters > 4)
        } else {
            readCyrillic(bytes, isLong: letters > 3)
        }
    }

    private mutating func readCyrillic(_ bytes: ArraySlice<UInt8>, isLong: Bool) {
        sign = isLong ? Endings.sign(bytes) : nil
        if Endings.hasBulgarianHardSign(bytes) { signs.insert(.bulgarianHardSign) }
        if Endings.hasLongVowel(bytes) { signs.insert(.longVowel) }
        if Endings.isBulgarian(bytes) { signs.insert(.bulgarianEnding) }
        if Endings.hasChe(bytes) { signs.insert(.che) }
        if Endings.hasRussianLetter(bytes) { signs.insert(.russianLetter) }
        if isLong, Endings.isKyrgyz(bytes) { signs.insert(.kyrgyz) }
    }

    private mutating func readLatin(_ bytes: ArraySlice<UInt8>, isLong: Bool) {
        if Endings.isUzbek(bytes) { signs.insert(.uzbekEnding) }
        if Endings.isEnglish(bytes) { signs.insert(.englishEnding) }
        let kazakh = LatinKazakh.cyrillic(bytes)
        let russian = LatinRussian.cyrillic(bytes)
        asKazakh = LanguageWords.voices[StableHash.of(kazakh, 0)]
        asRussian = LanguageWords.voices[StableHash.of(russian, 0)]
        guard isLong else { return }
        if Endings.sign(kazakh[...])?.voice == .kazakh { signs.insert(.kazakhEndingInLatin) }
        if Endings.sign(russian[...])?.isPlainRussian == true { signs.insert(.russianEndingInLatin) }
    }
}
