import Foundation
import Reports
import TestSupport
import Testing

@testable import Triage

@Suite struct MatterTests {
    private static let classifier = Result {
        Classifier(taxonomy: try Taxonomy(YAMLSubset.shippedTaxonomy(), gazetteer: YAMLSubset.shippedGazetteer()))
    }

    private func item(_ title: String, _ text: String, day: Double = 0) throws -> PreparedItem {
        try Self.classifier.get().prepare(
            Item(
                source: "letters", id: "1", origin: "1", title: title, text: text,
                received: Date(timeIntervalSince1970: day * 86_400), contentHash: [], raw: []), compressedRaw: [])
    }

    private func reason(_ decision: PairDecision) -> String? {
        if case .matter(let reason) = decision { return reason }
        return nil
    }

    private static let article = (
        "Автобус загорелся у Сайрана",
        "Вечером на проспекте Абая возле озера Сайран загорелся автобус маршрута 37. Водитель вывел пассажиров, пожар потушили."
    )
    private static let letter = (
        "Кто ответит",
        "Мы ехали в тридцать седьмом, у Сайрана повалил дым, водитель открыл двери. Автобус сгорел на глазах у детей."
    )

    @Test func aLetterAndAnArticleAboutOneThingInOtherWordsAreOneMatterAndTheReasonNamesWhatTheyShare() throws {
        let decision = PairRules.decide(
            try item(Self.letter.0, Self.letter.1), after: try item(Self.article.0, Self.article.1))
        let shared = try #require(reason(decision))
        #expect(shared.contains("Сайрана") && shared.contains("Автобус"))
    }

    @Test func aKazakhLetterAndARussianArticleAreOneMatter() throws {
        let article = try item(
            "Школьник упал в люк", "В микрорайоне Калкаман школьник упал в открытый люк. Люк закрыли в тот же день.")
        let letter = try item(
            "Қақпақ жоқ", "Ұлым кеше Қалқаманда мектептен шыққанда ашық құдыққа түсіп кетті, қақпағы бір апта болмаған."
        )
        #expect(reason(PairRules.decide(letter, after: article)) != nil)
    }

    @Test func aFormWithOtherFactsInItIsAnotherMatter() throws {
        func form(_ street: String, _ house: Int, _ sum: Int) throws -> PreparedItem {
            try item(
                "ОСИ \(street), \(house): нет отчёта",
                "Мы, собственники квартир дома по улице \(street), \(house), просим проверить председателя ОСИ. На счёте должно "
                    + "быть \(sum) тысяч тенге, акты выполненных работ жильцам не показывали, собрание не созывалось три года."
            )
        }
        #expect(PairRules.decide(try form("Жарокова", 190, 1514), after: try form("Тимирязева", 12, 694)) == .different)
        // The same street, even the same house: other facts.
        #expect(PairRules.decide(try form("Жарокова", 41, 840), after: try form("Жарокова", 14, 520)) == .different)
    }

    @Test func aStreetAloneAndATopicAloneJoinNothing() throws {
        let pit = try item("Яма", "На улице Розыбакиева глубокая яма, машины бьют колёса каждый день.")
        let ramp = try item(
            "Пандус", "Инвалиды не могут попасть в поликлинику на Розыбакиева, сделайте пандус пожалуйста.")
        let other = try item("Яма", "Почините дорогу на Сейфуллина, яма по колено и никому нет дела.")
        #expect(PairRules.decide(ramp, after: pit) == .different)
        #expect(PairRules.decide(other, after: pit) == .different)
    }

    @Test func numbersInWordsAreNumbersAndInstitutionsBearThem() {
        func kinds(_ text: String) -> [Int32] {
            Particulars(title: "", text: text).units.filter { $0.kind == .number || $0.kind == .institution }.map(
                \.value
            )
            .sorted()
        }
        #expect(kinds("тридцать четыре рабочих") == [34])
        #expect(kinds("600 тысяч, 600 000 и шестьсот") == [600])
        #expect(kinds("отыз төрт адам") == [34])
        #expect(kinds("в школе № 35") == [35, 35])
        let school = Set(Particulars(title: "", text: "школа №135").units.filter { $0.kind == .institution }.map(\.key))
        let kazakh = Set(
            Particulars(title: "", text: "№135 мектеп").units.filter { $0.kind == .institution }.map(\.key))
        #expect(!school.isEmpty && school == kazakh)
    }

    @Test func moreIsAskedTheMoreReportsThereAreAndTheFurtherApartTheyCame() {
        #expect(MatterRules.needed(days: 0, stored: 1) == MatterRules.least)
        #expect(Rarity.of(count: 1, stored: 100_000) > Rarity.of(count: 30, stored: 100_000))
        #expect(abs(Logarithm.of(1000) - 6.9078) < 0.001 && abs(Logarithm.of(0.01) + 4.6052) < 0.001)
        #expect(MatterRules.needed(days: 30, stored: 10) > MatterRules.needed(days: 2, stored: 10))
        #expect(MatterRules.needed(days: 0, stored: 1_000_000) > MatterRules.needed(days: 0, stored: 10_000))
    }

    /// In a large store somebody shares a few things with everybody.
    @Test func whatMustBeSharedIsMoreThanChanceWouldShare() throws {
        let new = try item(Self.letter.0, Self.letter.1)
        func decision(each count: Int) -> MatterDecision {
            let question = MatterQuestion(
                candidates: [
                    .init(
                        report: ReportID(rawValue: 2), title: Self.article.0, text: Self.article.1,
                        received: new.item.received)
                ],
                counts: Dictionary(uniqueKeysWithValues: new.traces.map { ($0.key, count) }), stored: 20_000)
            return MatterRules.decide(new, question)
        }
        #expect(decision(each: 2) != .alone)
        #expect(decision(each: 2_000) == .alone)
        // The rule alone: a handful of things that are met here and there, and the same few that hardly anybody names.
        func isBeyondChance(_ number: Int, each count: Int, stored: Int) -> Bool {
            let units = Particulars(title: Self.letter.0, text: Self.letter.1).units.filter { unit in
                new.traces.contains { $0.key == unit.index }
            }
            let counts = Dictionary(uniqueKeysWithValues: new.traces.map { ($0.key, count) })
            return MatterRules.isBeyondChance(
                Array(units.prefix(number)), MatterQuestion(candidates: [], counts: counts, stored: stored))
        }
        #expect(isBeyondChance(3, each: 4, stored: 20_000))
        #expect(!isBeyondChance(3, each: 400, stored: 20_000))
        #expect(!isBeyondChance(1, each: 4, stored: 20_000))
        #expect(isBeyondChance(1, each: 4, stored: 50), "nothing can be said of what is rare in a small store")
    }

    @Test func waysToChooseAreCountedAsTheirLogarithm() {
        #expect(abs(Rarity.ways(3, of: 12) - Logarithm.of(220)) < 0.001)
        #expect(Rarity.ways(0, of: 12) == 0 && Rarity.ways(12, of: 12) == 0)
        #expect(abs(Rarity.surprise(count: 0, stored: 999) - Logarithm.of(1000)) < 0.001)
    }

    @Test func ofSeveralReportsTheLikestIsJoined() throws {
        let new = try item(Self.letter.0, Self.letter.1)
        let question = MatterQuestion(
            candidates: [
                .init(
                    report: ReportID(rawValue: 1), title: "", text: "У Сайрана сгорел автобус, водитель ушёл.",
                    received: new.item.received),
                .init(
                    report: ReportID(rawValue: 2), title: Self.article.0, text: Self.article.1,
                    received: new.item.received),
            ], counts: [:], stored: 2)
        guard case .joins(let report, _) = MatterRules.decide(new, question) else {
            Issue.record("joined nothing")
            return
        }
        #expect(report == ReportID(rawValue: 2))
        #expect(MatterJudge().decide(new, question) == MatterRules.decide(new, question))
    }

    /// Who wrote and how to reach him is in both letters, and each tells of something else.
    @Test(arguments: [
        "Звоните: +7 701 555 44 33, aigerim.testova@example.kz\nС уважением, Айгерим Тестова-Нурланкызы",
        "Байланыс: 8 701 555 44 33, 777 ABC 02\nҚұрметпен, Бауыржан Тестоглы Әмірханұлы",
        "ИИН 900101300017, карта 4400 4301 2345 6786\nRegards, Bauyrzhan Testogly",
    ])
    func contactDataAndASignatureUnderTwoLettersJoinNothing(_ ending: String) throws {
        let one = "В подвале стоит вода, слесарь не приходит."
        let other = "На конечной троллейбус стоит по часу, люди мёрзнут."
        let (first, second) = (try item("", one + "\n" + ending), try item("", other + "\n" + ending))
        #expect(PairRules.decide(second, after: first) == .different)
        let bare = Set(try item("", one).traces.map(\.key))
        #expect(Set(first.traces.map(\.key)) == bare)
        // The store's index has none of it.
        #expect(Set(first.traces.map(\.key)).isDisjoint(with: Set(second.traces.map(\.key))))
    }

    @Test func whereThePeopleWhoSignLiveIsEvidence() throws {
        let plain = Particulars(title: "", text: "Нет воды третий день.")
        let signed = Particulars(
            title: "", text: "Нет воды третий день. С уважением, жители дома по улице Жандосова 58")
        let person = Particulars(title: "", text: "Нет воды третий день. С уважением, Ерлан Жандосов")
        #expect(signed.units.contains { $0.kind == .name })
        #expect(!person.units.contains { $0.kind == .name })
        #expect(person.units.map(\.key) == plain.units.map(\.key))
        // A letter that goes on is no signature.
        let goesOn = Particulars(
            title: "",
            text: "С уважением отношусь к вам, но на Розыбакиева у школы уже третью неделю не горят фонари и темно")
        #expect(goesOn.units.contains { $0.kind == .name })
    }

    @Test func tracesAreFewAndTheSameInEveryRelease() throws {
        let traces = try item(Self.article.0, Self.article.1).traces
        #expect((3...12).contains(traces.count))
        #expect(traces.map(\.weight) == traces.map(\.weight).sorted(by: >))
        #expect(Set(traces.map(\.key)).count == traces.count)
        let long = try item("", String(repeating: "Автобус 37 загорелся у Сайрана. ", count: 3000))
        #expect(long.traces.count <= 12)
    }

    @Test func tagsAndEntitiesLeftInATextAreNoWordsOfIt() throws {
        let plain = "Контейнеры во дворе по улице Навои не вывозят с пятницы, крысы бегают днём, просим принять меры."
        let residue = "<div dir=\"ltr\"><p>" + plain.replacingOccurrences(of: " во ", with: " во&nbsp;") + "</p></div>"
        #expect(
            PairRules.decide(try item("Мусор", residue), after: try item("Мусор", plain))
                == .repeats(.sameText, reason: "the same words"))
        #expect(
            MarkupResidue.strip("Иван <ivan@example.kz> пишет: 3 < 5 & 7 > 2; да") == nil)
    }

    @Test func aLongLetterWithOneOtherStreetInItIsAnotherReportAndWithAnotherSignatureIsNot() throws {
        func letter(_ street: String, _ name: String) throws -> PreparedItem {
            try item(
                "Мусор",
                "Уважаемая редакция, во дворах по улице \(street) третью неделю не вывозят мусор, контейнеры переполнены, крысы бегают "
                    + "днём, управляющая компания не отвечает на звонки, жители жалуются, дети болеют, просим вас срочно принять меры и "
                    + "наказать тех, кто за это отвечает, заранее благодарим, с уважением \(name)")
        }
        let first = try letter("Навои", "Ерлан")
        #expect(PairRules.decide(try letter("Утеген Батыра", "Ерлан"), after: first) == .different)
        guard case .repeats = PairRules.decide(try letter("Навои", "Дана"), after: first) else {
            Issue.record("another signature made another report")
            return
        }
    }

    @Test func aLetterInLatinLettersRepeatsTheOneInCyrillicOnes() throws {
        let cyrillic =
            "Көшеде қоқыс толып кетті, апта бойы ешкім алып кетпеді, балалар мектепке осы жерден барады, көмектесіңіздер."
        let latin =
            "Koshede qoqys tolyp ketti, apta boiy eshkim alyp ketpedi, balalar mektepke osy jerden barady, komektesinizder."
        guard case .repeats = PairRules.decide(try item("", latin), after: try item("", cyrillic)) else {
            Issue.record("two scripts made two reports")
            return
        }
    }

    @Test func aNumberInTheSubjectMakesNoOtherReport() throws {
        let text = "Во дворе дома по улице Абая 15 не вывозят мусор уже две недели, просим принять меры"
        let subjects = [
            "Обращение №4410", "Обращение №4447", "Жалоба от 23.11.2026", "Fwd: [Ticket#1000] Жалоба", "Жалоба", "",
        ]
        for subject in subjects {
            for other in subjects {
                guard case .repeats = PairRules.decide(try item(subject, text), after: try item(other, text)) else {
                    Issue.record("\(subject) and \(other) made two reports")
                    continue
                }
            }
        }
        guard
            case .repeats = PairRules.decide(try item("Re: Жалоба", "+1\n\n> " + text), after: try item("Жалоба", text))
        else {
            Issue.record("+1 above a quotation made another report")
            return
        }
        let elsewhere = text.replacingOccurrences(of: "15", with: "27")
        #expect(PairRules.decide(try item("Жалоба", elsewhere), after: try item("Жалоба", text)) == .different)
    }

    @Test func titlesThatNameOtherPlacesTellTheSameTextApart() throws {
        let text =
            "прошу отремонтировать дорогу, машины ломаются, дети падают, обращались много раз, ответа нет до сих пор, примите меры"
        #expect(PairRules.decide(try item("Яма на Абая", text), after: try item("Яма на Навои", text)) == .different)
    }

    @Test(arguments: [["лифт", "домофон"], ["не чинит", "чинит"], ["не могут", "могут"]])
    func anotherFaultAtTheSameAddressIsAnotherReport(_ change: [String]) throws {
        let text =
            "Просим вас принять меры: на улице Толе би, 120 управляющая компания третий месяц не чинит лифт, пожилые люди не могут "
            + "выйти из дома, на заявления отвечают отписками."
        let other = text.replacingOccurrences(of: change[0], with: change[1])
        let decision = PairRules.decide(try item("Дом", other), after: try item("Дом", text))
        if case .repeats = decision { Issue.record("\(change) is a repeat") }
    }

    @Test func veryLongTextsAreComparedWholeAndQuickly() throws {
        let long = String(repeating: "помогите ", count: 60_000)
        let began = ContinuousClock.now
        let one = try item("", long)
        #expect(
            PairRules.decide(try item("", long + "срочно"), after: one) != .repeats(.sameText, reason: "the same words")
        )
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func whatManyMayWriteWithoutAPlaceOfItsOwnIsManyReports() throws {
        let general = "прошу отремонтировать дорогу во дворе нашего дома, большая яма, машины ломаются"
        #expect(PairRules.decide(try item("", general), after: try item("", general)) == .different)
        let placed = general + ", улица Навои"
        #expect(
            PairRules.decide(try item("", placed), after: try item("", placed))
                == .repeats(.sameText, reason: "the same words"))
    }

    @Test(arguments: [
        String(repeating: "школа 35 ", count: 40_000), String(repeating: "9", count: 300_000),
        String(repeating: "двадцать ", count: 50_000), String(repeating: "<a", count: 100_000),
        String(repeating: "&amp", count: 100_000), "",
    ])
    func anyTextIsTakenApartInBoundedTime(_ text: String) throws {
        let began = ContinuousClock.now
        let particulars = Particulars(title: text, text: text)
        #expect(particulars.traces.count <= 12)
        _ = MatterRules.likeness(particulars, particulars)
        #expect(ContinuousClock.now - began < .seconds(5))
    }
}
