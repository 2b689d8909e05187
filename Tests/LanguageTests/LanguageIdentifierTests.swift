import Language
import TestSupport
import Testing

@Suite struct LanguageIdentifierTests {
    @Test(arguments: [
        ("Көшеде қоқыс жатыр, ешкім алып кетпейді", Tongue.kk), ("Кошеде кокыс жатыр, ешким алып кетпейди", .kk),
        ("Koshede qoqys jatyr, eshkim alyp ketpeidi, akimdikke aittyq", .kk),
        ("Во дворе не вывозят мусор, никто не отвечает", .ru), ("Nobody collects the garbage in our yard", .en),
        ("Ауланы тазалаған жоқ, уже вторую неделю мусор не вывозят. Қашанға дейін күтеміз, сколько можно", .mixed),
        ("1234 5678", .und), ("", .und), ("ゴミが回収されません", .und),
    ])
    func aMessageIsInTheLanguageItIsTypedIn(text: String, tongue: Tongue) {
        #expect(LanguageIdentifier.identify(title: "", text: text) == tongue)
    }

    /// Sentences of FLORES in a folder of the shared data.
    private static func sentences(_ language: String) throws -> [String] {
        try SharedData.files(below: "language/\(language)").flatMap { file in
            String(decoding: try SharedData.bytes("language/\(language)/\(file)"), as: UTF8.self)
                .split(separator: "\n").dropFirst().map { String($0.split(separator: "\t").last ?? "") }
        }
    }

    private static func counts(_ language: String) throws -> (of: [Tongue: Int], all: Int) {
        let found = try sentences(language).map { LanguageIdentifier.identify(title: "", text: $0) }
        return (Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +), found.count)
    }

    @Test(
        .enabled(if: SharedData.has("language"), "the sentences in fourteen languages are not beside the project"),
        arguments: [("kaz_Cyrl", Tongue.kk), ("rus_Cyrl", .ru), ("eng_Latn", .en)])
    func ofAHundredSentencesNinetyEightAreTold(language: String, tongue: Tongue) throws {
        let (found, all) = try Self.counts(language)
        #expect(all >= 700)
        #expect(found[tongue, default: 0] * 100 >= all * 98, "\(found)")
    }

    @Test(
        .enabled(if: SharedData.has("language"), "the sentences in fourteen languages are not beside the project"),
        arguments: [
            ("bak_Cyrl", 94), ("bel_Cyrl", 97), ("bul_Cyrl", 80), ("khk_Cyrl", 97), ("kir_Cyrl", 82), ("tat_Cyrl", 92),
            ("tgk_Cyrl", 98), ("tuk_Latn", 98), ("tur_Latn", 98), ("ukr_Cyrl", 97), ("uzn_Latn", 92),
        ])
    func mostSentencesOfTheNeighboursAreTakenForNone(language: String, percent: Int) throws {
        let (found, all) = try Self.counts(language)
        #expect(all >= 700)
        #expect(found[.und, default: 0] * 100 >= all * percent, "\(found)")
    }
}
