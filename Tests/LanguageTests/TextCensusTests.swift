import Testing

@testable import Language

@Suite struct TextCensusTests {
    @Test(arguments: [
        ("В школе №5 собирают деньги — по 5000 тенге.", false), ("Иван пишет:\nдайте воды", true),
        ("Иван пишет:\r\nдайте воды", true), ("Иван пишет: дайте воды\nи света", false),
        ("Тема: вода\nКому: акимат", true), ("Тема: вода, кому: акимат", false), ("> дайте воды", true),
        ("-- \nИван", true), ("из-за воды", false), ("-\r-", true), ("", false), (":", false), ("\n", false),
    ])
    func marksOfQuotingAreSeen(text: String, mayQuote: Bool) {
        #expect(TextCensus(text).mayQuote == mayQuote)
    }

    @Test(arguments: [
        ("<b>вода</b>", true), ("вода&nbsp;холодная", true), ("5 < 7", false), ("A & B", false), ("раз; два", false),
        ("7 > 5", false), (">вода<", true), (";&", true), ("", false),
    ])
    func tagsAndEntitiesAreSeen(text: String, mayHaveMarkup: Bool) {
        #expect(TextCensus(text).mayHaveMarkup == mayHaveMarkup)
    }

    /// What is not plain is read scalar by scalar, for the digits and the invisible that may stand in it.
    @Test(arguments: [
        ("Тел. 8 701 123 45 67,\tкв. 5\r\n", true), ("Қазақстан, өзен, ұл, һәм", true), ("№ 5 — «да»…", true),
        ("8\u{200B}701", false), ("٨٧٠١", false), ("８７０１", false), ("8\u{AD}701", false), ("а\u{483}", false),
        ("a\u{7F}", false), ("a\u{0}", false), ("\u{1F600}", true), ("\u{1FBF1}", false), ("é", true), ("", true),
    ])
    func whatReadersSeeOtherwiseIsNotPlain(text: String, isPlain: Bool) {
        #expect(TextCensus(text).isPlain == isPlain)
    }
}
