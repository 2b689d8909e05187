import Markup
import Testing

@Suite struct ByteSearchTests {
    @Test(arguments: [
        ("", "", true), ("а", "", true), ("", "а", false), ("begin 644", "begin ", true),
        ("начало beg", "begin", false),
        ("ааб", "аб", true), ("--- --", "----", false), ("текст в конце", "конце", true),
    ])
    func aWordIsFoundByItsBytes(text: String, word: String, stands: Bool) {
        #expect(text.holds(word) == stands)
        #expect(text[...].holds(word) == stands)
    }
}
