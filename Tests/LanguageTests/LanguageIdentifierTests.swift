import Language
import TestSupport
import Testing

@Suite struct LanguageIdentifierTests {
    @Test(arguments: [
        ("Көшеде қоқыс жатыр, ешкім алып кетпейді", Tongue.kk), ("Кошеде кокыс жатыр, ешким алып кетпейди", .kk),
        ("Koshede qoqys jatyr, eshkim alyp ketpeidi, akimdikke aittyq", .kk),
        ("Во дворе не вывозят мусор, никто не отвечает", .ru), ("Nobody collects the garbage in our yard", .en),
        ("Ауланы тазалаған жоқ, уже вторую неделю мусор не вывозят. Қашанға дейін күтеміз, сколько можно", .mixed),
        ("Salemetsiz be! Bizdiń kóshede jaryq joq, ákimdik úndemeıdi", .kk),
        ("Mektep jolynda bağdarşam jūmys istemeydi", .kk),
        ("Bizde su joq", .kk), ("Салеметсизбе, кала акимдигине", .kk), ("Су жок", .kk),
        ("Подъезде лифт істемейді", .kk),
        ("Zdravstvuyte! Vo dvore uzhe mesyats ne vyvozyat musor, skolko mozhno zhdat?", .ru),
        ("Privet, kak poluchit spravku?", .ru), ("Kuda jalovatsya na sosedey", .ru), ("Нет света", .ru),
        ("Свет отключили", .ru), ("Комектесиниздерши", .kk), ("tok öshti", .kk), ("Газ жоқ", .kk),
        ("No water", .en),
        ("Park maintenance contract", .en),
        ("1234 5678", .und), ("", .und), ("ゴミが回収されません", .und),
    ])
    func aMessageIsInTheLanguageItIsTypedIn(text: String, tongue: Tongue) {
        #expect(LanguageIdentifier.identify(title: "", text: text) == tongue)
    }

    /// Kyrgyz rounds its suffixes, writes long vowels twice and has ч and э where Kazakh has ш and е, with or without letters
    /// that Kazakh has too.
    @Test(arguments: [
        "Оорулар көбөйүп, дарыгерлер жетишпей жатат", "Бул жолку жыйында чечим кабыл алынган эмес",
        "Шаардын борборунда жаңы оорукана курулуп бүттү", "Окуучулар согуш тууралуу китеп окушту",
        "Эгерде суу болбосо, балдар менен кайда барабыз",
    ])
    func kyrgyzIsNoKazakh(text: String) {
        #expect(LanguageIdentifier.identify(title: "", text: text) == .und)
    }

    /// Words that look like the neighbour's, and plurals that end as Kazakh verbs do.
    @Test(arguments: [
        "Предлагаю запретить бесплатные пакеты на рынках и поставить автоматы для сдачи бутылок.",
        "После смерти деда из карты исчезли листы с назначениями, документы и результаты переписали.",
        "Водитель высадил ребёнка на мороз, потому что на карте не хватило двадцати тенге.",
        "Скорая везла маму мимо двух больниц в третью, потому что там дежурство, час потерян.",
        "Аким города обещал, что арык почистят, и забыл.",
        "Вагон метро стоит, полигон рядом, закон нарушен", "Группу детей вывели из зала после удара током",
    ])
    func russianWordsThatEndLikeTurkicOnesAreRussian(text: String) {
        #expect(LanguageIdentifier.identify(title: "", text: text) == .ru)
    }

    @Test(arguments: [
        "Балдар ойнайтын алан жок, дагы канша кутемиз", "Аулада колик койып тастаган, болмай тур",
        "Корши уйдин шуы тунде де токтамайды",
    ])
    func kazakhInRussianLettersIsStillKazakh(text: String) {
        #expect(LanguageIdentifier.identify(title: "", text: text) == .kk)
    }

    /// Sentences of FLORES in a folder of the shared data.
    private static func sentences(_ language: String) throws -> [String] {
        try SharedData.files(below: "language/\(language)").flatMap { file in
            String(decoding: try SharedData.bytes("language/\(language)/\(file)"), as: UTF8.self)
                .split(separator: "\n").dropFirst().map { String($0.split(separator: "\t").last ?? "") }
        }
    }

    private static func counts(_ language: String, words: Int = .max) throws -> (of: [Tongue: Int], all: Int) {
        let found = try sentences(language).map {
            LanguageIdentifier.identify(title: "", text: $0.split(separator: " ").prefix(words).joined(separator: " "))
        }
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
        arguments: [("kaz_Cyrl", Tongue.kk), ("rus_Cyrl", .ru), ("eng_Latn", .en)])
    func threeWordsAreEnoughForNinetyFiveOfAHundred(language: String, tongue: Tongue) throws {
        let (found, all) = try Self.counts(language, words: 3)
        #expect(found[tongue, default: 0] * 100 >= all * 95, "\(found)")
    }

    @Test(
        .enabled(if: SharedData.has("language"), "the sentences in fourteen languages are not beside the project"),
        arguments: [
            ("bak_Cyrl", 98), ("bel_Cyrl", 98), ("bul_Cyrl", 98), ("khk_Cyrl", 98), ("kir_Cyrl", 98), ("tat_Cyrl", 98),
            ("tgk_Cyrl", 98), ("tuk_Latn", 98), ("tur_Latn", 98), ("ukr_Cyrl", 98), ("uzn_Latn", 98),
        ])
    func mostSentencesOfTheNeighboursAreTakenForNone(language: String, percent: Int) throws {
        let (found, all) = try Self.counts(language)
        #expect(all >= 700)
        #expect(found[.und, default: 0] * 100 >= all * percent, "\(found)")
    }
}
