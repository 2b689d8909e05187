import Language
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("ҚАЛАДА Ғимарат ЖОҚ", "калада гимарат жок"), ("Өтініш, үй мен ұл", "отиниш, уй мен ул"),
        ("әже һәм Ің", "аже хам ин"),
        ("Ёлка ещё", "елка еще"), ("район йод", "район йод"),
    ])
    func kazakhLettersFallTogetherWithTheRussianOnesThatAreTypedForThem(written: String, folded: String) {
        #expect(Folding.fold(written) == folded)
    }

    @Test func whatCannotBeSeenIsDroppedFromWords() {
        #expect(Folding.fold("взят\u{AD}ка под\u{200B}ъезд \u{FEFF}до\u{301}м") == "взятка подъезд \u{FEFF}дом")
    }

    @Test func aBreveWrittenApartIsKeptAndOtherMarksAreNot() {
        #expect(Folding.fold("раи\u{306}он е\u{308}лка") == "район елка")
    }

    @Test(arguments: [
        ("Aкимaт", "акимат"), ("взяtка", "взятка"), ("Hочь", "ночь"), ("гoвoрят", "говорят"), ("schооl", "school"),
    ])
    func lettersOfTheOtherScriptAreReadAsWhatTheyLookLike(written: String, folded: String) {
        #expect(Folding.fold(written) == folded)
    }

    @Test(arguments: [
        ("ооочень", "очень"), ("помогитеее", "помогите"), ("Жоооқ", "жок"), ("soooo", "so"), ("ванна", "ванна"),
        ("III", "iii"), ("ООО", "ооо"), ("1000", "1000"), ("заааа", "за"),
    ])
    func aStretchedLetterIsOneAndADoubledOneIsTwo(written: String, folded: String) {
        #expect(Folding.fold(written) == folded)
    }

    @Test func marksOfTheKazakhLatinAlphabetsFallTogether() {
        #expect(Folding.fold("Ǵalym ğalym, kóshe köşe, ńañ") == "galym galym, koshe koshe, nan")
    }

    @Test func aWordThatCannotBeReadInOneScriptIsLeft() {
        #expect(Folding.fold("wifiсеть") == "wifiсеть")
    }

    @Test func tokensStandWhereTheyAreWritten() {
        let text = "«Қала»: ТЭЦ-2, 15 мың."
        let tokens = Tokenizer.tokens(text)
        #expect(tokens.map(\.folded) == ["кала", "тэц", "2", "15", "мын"])
        #expect(tokens.map(\.isNumber) == [false, false, true, true, false])
        let bytes = Array(text.utf8)
        #expect(tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["Қала", "ТЭЦ", "2", "15", "мың"])
    }

    @Test func anAbbreviationEndsNoSentenceAndAQuestionDoes() {
        #expect(Tokenizer.tokens("Живу на ул. Абая. Когда починят? Жду").map(\.sentence) == [0, 0, 0, 0, 1, 1, 2])
    }

    /// A text and what is hostile about it; printed by its name, not by its megabyte.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String

        init(_ name: String, _ text: String) {
            testDescription = name
            self.text = text
        }
    }

    @Test(arguments: [
        Case("a megabyte without blanks", String(repeating: "ж", count: 500_000)),
        Case("100,000 combining marks", "а" + String(repeating: "\u{301}", count: 100_000)),
        Case("emoji", String(repeating: "\u{1F600}", count: 50_000)),
        Case("two scripts in one word", String(repeating: "aа", count: 200_000)),
        Case("at signs", String(repeating: "@", count: 200_000)),
        Case("digits", String(repeating: "1 ", count: 100_000)),
        Case("half addresses", String(repeating: "a@a.", count: 100_000)),
        Case("half phones", String(repeating: "+(", count: 100_000)), Case("control characters", "\u{0}\u{FFFD}"),
        Case("nothing", ""),
    ])
    func hostileTextIsReadToItsEnd(_ hostile: Case) {
        let text = hostile.text
        #expect(FoldedText(text).bytes.count <= text.utf8.count)
        #expect(SearchTerms.index(text, tongue: .und).utf8.count <= 2 * text.utf8.count)
        #expect(PersonalData.mask(text).utf8.count <= 4 * text.utf8.count)
        _ = LanguageIdentifier.identify(title: text, text: text)
    }
}
