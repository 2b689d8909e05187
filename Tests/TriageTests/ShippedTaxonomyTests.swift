import Foundation
import Reports
import TestSupport
import Testing
import Triage

@Suite struct ShippedTaxonomyTests {
    private static let classifier = Result { Classifier(taxonomy: try Taxonomy(try YAMLSubset.shippedTaxonomy())) }

    private func labels(_ text: String, title: String = "") throws -> Labels {
        try Self.classifier.get().labels(title: title, text: text)
    }

    @Test(arguments: [
        ("Лифт не работает третью неделю, председатель КСК молчит", Theme.housing),
        ("Подъездіміздің шатыры ағып тұр, ПИК үнсіз", .housing),
        ("Автобус 37 не приходит по сорок минут", .roadsTransport), ("Аялдамада автобус тоқтамайды", .roadsTransport),
        ("Над городом опять смог, дышать нечем", .ecology), ("Ауада түтін, көмір иісі", .ecology),
        ("Мусор не вывозят, контейнеры переполнены", .improvement), ("Көшеде қоқыс жатыр, шам жанбайды", .improvement),
        ("Участковый не приехал, во дворе драка и наркоманы", .safety), ("В поликлинике нет терапевта", .health),
        ("Мұғалім сыныпта баланы ұрды", .education), ("Пособие многодетным не назначают", .socialAid),
        ("Жалақыны үш айдан бері төлемейді", .employment),
        ("Закрыли детскую спортивную секцию, тренер ушел", .youthLeisure),
        ("В ЦОНе нагрубил оператор", .publicServices), ("The tender was won by the only bidder", .budgetProcurement),
        ("Застройщик роет котлован без разрешения", .landConstruction),
        ("Публичные слушания по генплану провели тайно, депутат не пришел", .selfGovernment),
        ("Солнце взошло", .other),
    ])
    func aPlainMessageHasItsTheme(text: String, theme: Theme) throws {
        #expect(try labels(text).themes.first?.id == theme)
    }

    @Test(arguments: [
        ("Инспектор требует взятку 50 тысяч", Signal.bribery), ("Бастық пара сұрады", .bribery),
        ("В школе собирают деньги на ремонт, «добровольно», по пять тысяч с родителей", .forcedCollections),
        ("Тендер подогнан под одну фирму, цена завышена втрое", .procurementFraud),
        ("Директор присвоил бюджетные деньги", .embezzlement), ("Уволили за жалобу, начальник мстит", .abuseOfOffice),
        ("Директор өз қызын жұмысқа алды, туысқаны болған соң", .nepotism),
    ])
    func anAllegationHasItsSignal(text: String, signal: Signal) throws {
        #expect(try labels(text).signals.first?.id == signal)
    }

    @Test(arguments: ["Взяток никто не просит, спасибо врачам", "Ешкім пара сұраған жоқ, рахмет", "Солнце взошло"])
    func whatAllegesNothingHasNoSignal(text: String) throws {
        #expect(try labels(text).signals == [])
    }

    @Test(arguments: [
        ("Спасибо врачам поликлиники, помогли быстро", ReportKind.thanks),
        ("Предлагаю поставить во дворе скамейки", .idea),
        ("Подскажите, куда обратиться за справкой?", .question), ("Мусор не вывозят неделю, примите меры", .complaint),
        ("Дәрігерлерге рахмет", .thanks), ("Справканы қайдан алуға болады?", .question),
        ("Кредит без справок! Скидки! Звоните сейчас", .spam),
    ])
    func aMessageIsWhatItIsToTheOffice(text: String, kind: ReportKind) throws {
        #expect(try labels(text).kind == kind)
    }

    @Test(arguments: [
        ("В Ауэзовском районе", [District.auezov]), ("Әуезов ауданында", [.auezov]), ("Ауезов ауданында", [.auezov]),
        ("на улице Ауэзова", []), ("театр Ауэзова", []), ("АЛАТАУСКИЙ РАЙОН", [.alatau]), ("метро Алатау", []),
        ("Заилийский Алатау", []), ("область Жетісу", []), ("Жетісу ауданы", [.jetysu]), ("мкр Жетысу-2", []),
        ("каток Медеу", []), ("Медеуский", [.medeu]), ("Bostandyk district", [.bostandyk]),
        ("Turksib district", [.turksib]),
        ("Турксибский и Алмалинский районы", [.almaly, .turksib]), ("Наурызбай ауданынан", [.nauryzbay]),
        ("улица Наурызбай батыра", []),
        ("район Алматы в Астане", []),
    ])
    func aDistrictIsNamedByItsOwnName(text: String, districts: [District]) throws {
        #expect(try labels(text).districts == districts)
    }

    @Test func aMicrodistrictIsAPlaceOfItsDistrictAndDoesNotNameIt() throws {
        let labels = try labels("Мкр Аксай, дом 5: темно")
        #expect(labels.districts == [])
        #expect(labels.places.map(\.district) == [.auezov])
    }

    @Test func dangerNowIsUrgentAndDangerSaidLongAgoIsNot() throws {
        #expect(try labels("В подъезде пахнет газом, прямо сейчас, дети дома!").urgent)
        #expect(try !labels("Лифт стоит вторую неделю").urgent)
    }

    private struct Line: Decodable {
        var kind: String, title: String, text: String
        var themes: [String], districts: [String], signals: [String]
    }

    /// No evaluation: the words were tuned on these texts. It tells when an edit spoils what was found.
    @Test(.enabled(if: SharedData.has("labelled/texts.jsonl"), "the labelled texts are not beside the project"))
    func theTuningSetIsLabelledAsWellAsBefore() throws {
        var (kinds, mains, districts, all) = (0, 0, 0, 0)
        var (right, wrong, missed) = (0, 0, 0)
        for line in try SharedData.bytes("labelled/texts.jsonl").split(separator: 10) {
            let expected = try JSONDecoder().decode(Line.self, from: Data(line))
            let found = try labels(expected.text, title: expected.title)
            all += 1
            if found.kind.rawValue == expected.kind { kinds += 1 }
            if found.themes.first?.id.rawValue == expected.themes.first { mains += 1 }
            if Set(found.districts.map(\.rawValue)) == Set(expected.districts) { districts += 1 }
            let signals = Set(found.signals.map(\.id.rawValue))
            right += signals.intersection(expected.signals).count
            wrong += signals.subtracting(expected.signals).count
            missed += Set(expected.signals).subtracting(signals).count
        }
        #expect(all == 260)
        #expect(kinds * 100 >= all * 88, "\(kinds) kinds of \(all)")
        #expect(mains * 100 >= all * 77, "\(mains) main themes of \(all)")
        #expect(districts * 100 >= all * 98, "\(districts) districts of \(all)")
        #expect(
            2 * right * 100 >= (2 * right + wrong + missed) * 70, "signals: \(right), \(wrong) wrong, \(missed) missed")
    }
}
