import Foundation
import Language
import Reports
import TestSupport
import Testing
import Triage

@Suite struct RepeatTests {
    private static let letter =
        "Уважаемая редакция! Во дворе дома 15 по улице Навои третью неделю не вывозят мусор, контейнеры переполнены, крысы бегают днём, управляющая компания не отвечает на звонки, просим принять меры."

    private func item(_ title: String, _ text: String) -> PreparedItem {
        let item = Item(
            source: "letters", id: "1", origin: "1", title: title, text: text, received: Date(timeIntervalSince1970: 0),
            contentHash: [], raw: [])
        return PreparedItem(
            item: item, labels: Labels(language: .ru, kind: .complaint, themes: []),
            fingerprint: Fingerprints.of(title: title, text: text), searchTitle: "", searchText: "", compressedRaw: [])
    }

    /// The decision as the store brings it about: a candidate only if the fingerprints meet.
    private func decide(
        _ text: String, after stored: String, title: String = "", storedTitle: String = "", sameSender: Bool = false
    ) -> RepeatDecision {
        let (new, old) = (item(title, text), item(storedTitle, stored))
        let isSame = new.fingerprint.text == old.fingerprint.text
        let shared = Set(new.fingerprint.shingles).intersection(old.fingerprint.shingles).count
        guard isSame || shared >= 2 else { return .new }
        return RepeatRules.decide(
            new,
            [
                Candidate(
                    report: ReportID(rawValue: 7), title: storedTitle, text: stored, sameSender: sameSender,
                    sameSource: true, sameTextHash: isSame)
            ])
    }

    private func relation(_ decision: RepeatDecision) -> Relation? {
        if case .repeats(ReportID(rawValue: 7), let relation, _) = decision { return relation }
        return nil
    }

    @Test func theSameWordsAreTheSameTextWhoeverSendsThem() {
        let again = Self.letter.uppercased().replacingOccurrences(of: "Ё", with: "Е")
        #expect(relation(decide(again, after: Self.letter)) == .sameText)
        #expect(
            relation(decide(Self.letter, after: Self.letter, title: "Fwd: Re: Мусор", storedTitle: "Мусор"))
                == .sameText)
    }

    @Test func whatTwoPeopleMayWellWriteIsTwoReports() {
        #expect(decide("снег на дороге", after: "Снег на дороге!") == .new)
        #expect(relation(decide("снег на дороге", after: "Снег на дороге!", sameSender: true)) == .sameText)
        #expect(relation(decide("яма на дороге Навои 15", after: "Яма на дороге, Навои 15")) == .sameText)
        // Of so few words the title decides, and the prefix of an answer is no part of it.
        for title in ["Re: Снег", "Fwd: Re: Снег", "Отв: Снег"] {
            #expect(
                relation(
                    decide(
                        "снег на дороге", after: "Снег на дороге!", title: title, storedTitle: "Снег", sameSender: true)
                )
                    == .sameText, "\(title)")
        }
    }

    @Test func aShortComplaintOfAnotherThingIsAnotherReport() {
        let lift =
            "Дом 15 по улице Навои, второй подъезд: три недели не работает лифт, мастер не приходит, просим помочь."
        let intercom = lift.replacingOccurrences(of: "лифт", with: "домофон")
        #expect(decide(intercom, after: lift) == .new)
    }

    @Test func anotherComplaintInTheSamePoliteFrameIsAnotherReport() {
        func letter(_ complaint: String) -> String {
            "Здравствуйте! Прошу вас помочь, обращаюсь уже третий раз в акимат города Алматы, никто не реагирует. \(complaint) Прошу принять меры. С уважением, житель."
        }
        let lift = letter("Не работает лифт уже месяц.")
        #expect(decide(letter("Врач требует взятку за операцию."), after: lift) == .new)
        #expect(relation(decide(letter("Не работает лифт уже второй месяц."), after: lift)) == .near)
    }

    /// Who tells of many things and writes once more tells of them again, whatever has been changed among them.
    @Test func aLongLetterWithOneThingChangedIsTheSameLetter() {
        let long =
            "Дом 15 по улице Навои разваливается: крыша течёт, в подвале стоит вода, трубы прорвало, в подъезде нет света, контейнеры не вывозят, собаки бегают стаями, дорога вся в ямах, светофор не горит, школа переполнена, а в поликлинике очередь на месяц. Три недели не работает лифт, мастер не приходит, просим помочь."
        let edited = long.replacingOccurrences(of: "лифт", with: "домофон")
        #expect(relation(decide(edited, after: long)) == .near)
    }

    @Test func aQuotedAndForwardedLetterIsTheSameText() {
        let quoted = """
            -------- Пересылаемое сообщение --------
            От кого: Сосед <sosed@example.kz>
            Кому: letters@example.kz
            Тема: Мусор
            > \(Self.letter.replacingOccurrences(of: ", крысы", with: ",\n> крысы"))
            """
        #expect(relation(decide(quoted, after: Self.letter)) == .sameText)
    }

    @Test func aLightEditIsNear() {
        let edited = Self.letter.replacingOccurrences(of: "третью", with: "четвёртую").replacingOccurrences(
            of: "!", with: " газеты!")
        #expect(relation(decide(edited, after: Self.letter)) == .near)
        #expect(relation(decide(Self.letter + " Пишу второй раз, ответа нет, жду.", after: Self.letter)) == .near)
    }

    @Test func anotherHouseInTheSameWordsIsAnotherReport() {
        #expect(decide(Self.letter.replacingOccurrences(of: "15", with: "17"), after: Self.letter) == .new)
    }

    @Test func aNumberWrittenInGroupsIsTheSameNumber() {
        let stored = Self.letter + " Ущерб 1540 тысяч."
        #expect(relation(decide(Self.letter + " Ущерб 1 540 тысяч.", after: stored)) == .sameText)
    }

    @Test func ofSeveralCandidatesTheLikestIsRepeated() {
        let near = Self.letter + " Ждём ответа и надеемся на вас, спасибо, жильцы дома."
        let candidates = [(1, near), (2, Self.letter)].map {
            Candidate(
                report: ReportID(rawValue: $0.0), title: "", text: $0.1, sameSender: false, sameSource: true,
                sameTextHash: false)
        }
        let edited = item("", Self.letter.replacingOccurrences(of: "третью", with: "вторую"))
        guard case .repeats(let report, .near, _) = RepeatRules.decide(edited, candidates) else {
            Issue.record("no repeat")
            return
        }
        #expect(report == ReportID(rawValue: 2))
    }

    @Test func theWordsOfAFormThatManyHaveFilledInAreNoRepeat() {
        func filled(_ what: String) -> String {
            what + " Сообщение отправлено через мобильное приложение жителя, ответственный исполнитель будет назначен "
                + "автоматически, срок рассмотрения составляет пятнадцать рабочих дней со дня регистрации."
        }
        let lamps = "Не горят фонари вдоль сквера на улице Навои, вечером дети идут из школы в полной темноте"
        let reports = [
            lamps, "Сломаны качели возле школы", "Разбит тротуар", "Открыт люк у аптеки",
        ]
        let candidates = reports.enumerated().map {
            Candidate(
                report: ReportID(rawValue: Int64($0.offset)), title: "", text: filled($0.element), sameSender: false,
                sameSource: true, sameTextHash: false)
        }
        #expect(RepeatRules.decide(item("", filled("Упало дерево на провода")), candidates) == .new)
        let again = RepeatRules.decide(item("", filled("Уже месяц. " + lamps)), candidates)
        guard case .repeats(let report, .near, _) = again else {
            Issue.record("no repeat")
            return
        }
        #expect(report == ReportID(rawValue: 0))
    }

    @Test func fingerprintsAreTheSameInEveryRelease() {
        // They are stored: if this fails, stored reports are no longer found.
        let print = Fingerprints.of(
            title: "Қоқыс", text: "кошеде кокыс жатыр, ешким алып кетпейди, еки апта болды, не истеймиз")
        #expect(print.text == FingerprintConstants.text)
        #expect(print.shingles == FingerprintConstants.shingles)
        #expect(print.shingles == print.shingles.sorted { UInt64(bitPattern: $0) < UInt64(bitPattern: $1) })
    }

    @Test func aFingerprintHasTwelveShinglesAtMostAndNoneForAShortText() {
        #expect(Fingerprints.of(title: "", text: Self.letter).shingles.count == 12)
        #expect(Fingerprints.of(title: "", text: "снег на дороге").shingles.isEmpty)
        #expect(Fingerprints.of(title: "", text: String(repeating: "да ", count: 100_000)).shingles.count == 1)
    }

    @Test func whatIsNoReportIsNotRead() throws {
        var bounce = item("Undeliverable", Self.letter).item
        bounce.standing = .automatic("bounce")
        let prepared = try Classifier(taxonomy: Taxonomy(YAMLSubset.parse(TaxonomyTests.small()))).prepare(
            bounce, compressedRaw: [1])
        #expect(prepared.fingerprint.shingles.isEmpty)
        #expect(prepared.searchText.isEmpty)
        #expect(prepared.labels.themes.map(\.id) == [.other])
        #expect(prepared.compressedRaw == [1])
    }

    @Test func aPreparedReportHasTheFingerprintOfItsText() throws {
        let classifier = Classifier(taxonomy: try Taxonomy(YAMLSubset.parse(TaxonomyTests.small())))
        for text in [
            Self.letter, "> " + Self.letter, "-----Original Message-----\nFrom: a@b\nTo: c@d\n\n" + Self.letter,
        ] {
            let prepared = classifier.prepare(item("Re: Мусор", text).item, compressedRaw: [])
            #expect(prepared.fingerprint == Fingerprints.of(title: "Мусор", text: Self.letter))
        }
    }

    @Test func aPreparedReportIsIndexedAsTheStoreIndexesItAnew() throws {
        let classifier = Classifier(taxonomy: try Taxonomy(YAMLSubset.parse(TaxonomyTests.small())))
        let text = "Көшеде қоқыс жатыр, звоните 8 701 234 56 78: контейнеры во дворе дома 15. " + Self.letter
        let prepared = classifier.prepare(item("Мусор на улице Навои", text).item, compressedRaw: [])
        let tongue = try #require(Tongue(rawValue: prepared.labels.language.rawValue))
        #expect(prepared.searchTitle == SearchTerms.index("Мусор на улице Навои", tongue: tongue))
        #expect(prepared.searchText == SearchTerms.index(text, tongue: tongue))
        #expect(!prepared.searchText.isEmpty && !prepared.searchText.contains("701"))
    }

    private struct Pair: Decodable {
        struct Side: Decodable { var title: String, text: String }
        var a: Side, b: Side
        var relation: String
    }

    @Test(.enabled(if: SharedData.has("labelled/pairs.jsonl"), "the labelled pairs are not beside the project"))
    func pairsJudgedByPeopleAreToldApart() throws {
        var (found, same, merged, others) = (0, 0, 0, 0)
        for line in try SharedData.bytes("labelled/pairs.jsonl").split(separator: 10) {
            let pair = try JSONDecoder().decode(Pair.self, from: Data(line))
            let isRepeat =
                decide(pair.b.text, after: pair.a.text, title: pair.b.title, storedTitle: pair.a.title) != .new
            if pair.relation == "same" {
                same += 1
                if isRepeat { found += 1 }
            } else {
                others += 1
                if isRepeat { merged += 1 }
            }
        }
        #expect(same == 60 && others == 90)
        #expect(found >= 55, "\(found) of \(same)")
        #expect(merged == 0)
    }
}

/// What was written when the fingerprint was made.
enum FingerprintConstants {
    static let text: Int64 = -2_814_561_669_466_354_781
    static let shingles: [Int64] = [
        1_080_016_407_404_162_839, 2_661_428_323_940_091_659, 8_436_116_272_196_348_751, 8_790_095_128_893_836_477,
        8_847_248_349_474_140_217, 9_188_224_766_871_945_725, -3_324_617_643_311_530_651, -1_984_104_914_117_963_063,
        -1_093_832_338_732_813_953, -923_880_149_598_838_434,
    ]
}
