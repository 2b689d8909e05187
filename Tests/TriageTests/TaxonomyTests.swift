import FoundationEssentials
import Reports
import Testing
import Triage

@Suite struct TaxonomyTests {
    /// A whole taxonomy with one word a label, and a part of it replaced.
    static func small(_ replacements: [String: String] = [:]) -> String {
        var parts: [(String, String)] = [
            ("version", "version: 1"),
            (
                "groups",
                """
                groups:
                  negation-before:
                    ru: [не, никто]
                  negation-after:
                    kk: [жоқ]
                  money:
                    ru: [деньги, тысяч*]
                  give:
                    ru: [дать, сдать]
                """
            ), ("themes", "themes:"),
        ]
        for theme in Theme.allCases where theme != .other {
            parts.append(
                (theme.rawValue, "  \(theme.rawValue):\n    strong:\n      en: [theme\(letters(theme.rawValue))]"))
        }
        parts.append(("signals", "signals:"))
        for signal in Signal.allCases {
            parts.append(
                (signal.rawValue, "  \(signal.rawValue):\n    strong:\n      en: [signal\(letters(signal.rawValue))]"))
        }
        parts.append(("kinds", "kinds:"))
        for kind in ReportKind.allCases {
            parts.append((kind.rawValue, "  \(kind.rawValue):\n    strong:\n      en: [kind\(letters(kind.rawValue))]"))
        }
        parts.append(("urgency", "urgency:\n  strong:\n    ru: [горит]"))
        parts.append(("districts", "districts:"))
        for district in District.allCases {
            parts.append(
                (district.rawValue, "  \(district.rawValue):\n    names:\n      en: [\(district.rawValue) district]"))
        }
        return parts.map { replacements[$0.0] ?? $0.1 }.joined(separator: "\n")
    }

    private static func letters(_ name: String) -> String { name.filter { $0 != "-" } }

    private func labels(_ replacements: [String: String], _ text: String, title: String = "") throws -> Labels {
        try Classifier(taxonomy: Taxonomy(YAMLSubset.parse(Self.small(replacements)))).labels(title: title, text: text)
    }

    private func faults(_ replacements: [String: String]) -> [TaxonomyFault] {
        do {
            _ = try Taxonomy(YAMLSubset.parse(Self.small(replacements)))
            return []
        } catch {
            return error.faults
        }
    }

    @Test func aWholeTaxonomyHasNoFault() {
        #expect(faults([:]) == [])
    }

    @Test func everyFaultIsNamedWithItsLineAndKey() {
        let found = faults([
            "version": "version: 7", "housing": "  housing:\n    strnog:\n      ru: [лифт]",
            "health": "  health:\n    words:\n      ru: [\"$nobody & врач\"]\n      de: [arzt]", "spam": "",
            "turksib": "  turksib:\n    names: турксиб",
        ])
        #expect(
            found.map(\.key)
                == [
                    "version", "themes.housing.strnog", "themes.health.words.ru", "themes.health.words.de",
                    "kinds.spam",
                    "districts.turksib.names",
                ].sorted { first, second in
                    let order = found.map(\.key)
                    return (order.firstIndex(of: first) ?? 99) < (order.firstIndex(of: second) ?? 99)
                })
        #expect(found.first { $0.key == "version" }?.line == 1)
        #expect(found.first { $0.key == "themes.health.words.ru" }?.problem == "there is no group \"nobody\"")
        #expect(found.map(\.line) == found.map(\.line).sorted())
    }

    @Test(arguments: [
        ("ab*", "a prefix has at least 3 letters"), ("&", "nothing before or after"),
        ("лифт ..", "nothing before or after"),
        ("!!!", "holds no letter"),
    ])
    func aPatternThatCannotBeReadIsRefused(pattern: String, problem: String) {
        let found = faults(["housing": "  housing:\n    strong:\n      ru: [\"\(pattern)\"]"])
        #expect(found.count == 1)
        #expect(found.first?.problem.contains(problem) == true, "\(found)")
    }

    @Test func whatIsNoMapIsRefusedAndNotReadOn() {
        #expect(throws: TaxonomyFaults.self) { try Taxonomy(.scalar("hello", line: 1)) }
        #expect(throws: TaxonomyFaults.self) { try Taxonomy(.map([], line: 1)) }
    }

    @Test(arguments: [
        ("[лифт]", "Лифты стоят", true), ("[лифт]", "лифтер пришел", false), ("[лифт*]", "лифтер пришел", true),
        ("[\"=лифт\"]", "лифта нет", false), ("[\"=лифт\"]", "ЛИФТ", true),
        ("[горячая вода]", "нет горячей воды", true),
        ("[горячая вода]", "горячей пищи и воды", false), ("[горячая .. вода]", "горячей пищи и воды", true),
        ("[вода & этаж]", "на этаж не доходит вода", true), ("[вода & этаж]", "Сломан этаж. Где вода", false),
        ("[\"$money & лифт\"]", "на лифт сдали пять тысяч", true), ("[лифт & \"?\"]", "а где лифт?", true),
        ("[лифт & \"?\"]", "лифт стоит!", false), ("[109]", "звонили в 109", true),
    ])
    func patternsMatchAsTheFileSays(pattern: String, text: String, isFound: Bool) throws {
        let yaml = ["housing": "  housing:\n    strong:\n      ru: \(pattern)"]
        #expect(try labels(yaml, text).themes.map(\.id) == (isFound ? [.housing] : [.other]))
    }

    @Test func kazakhPatternsAreFoundHoweverTheirLettersAreTyped() throws {
        let yaml = ["improvement": "  improvement:\n    strong:\n      kk: [қоқыс]"]
        for text in [
            "Көшеде қоқыстар жатыр", "кошеде кокыстар жатыр, ешким алмайды",
            "koshede qoqystar jatyr, eshkim alyp ketpeidi",
        ] {
            #expect(try labels(yaml, text).themes.first?.id == .improvement, "\(text)")
        }
    }

    /// теңге and тенге are one word when folded, and each is looked for in its own language all the same.
    @Test func whatWasReadBeforeChangesNoLabel() throws {
        let yaml = [
            "housing": "  housing:\n    strong:\n      ru: [тенге]",
            "improvement": "  improvement:\n    strong:\n      kk: [теңге]",
        ]
        let classifier = Classifier(taxonomy: try Taxonomy(YAMLSubset.parse(Self.small(yaml))))
        for _ in 0..<2 {
            let kazakh = classifier.labels(title: "", text: "Мұғалім бізден бес мың теңге сұрады")
            #expect(kazakh.themes.map(\.id) == [.improvement])
            let russian = classifier.labels(title: "", text: "Учитель просит с нас пять тысяч тенге")
            #expect(russian.themes.map(\.id) == [.housing])
        }
    }

    /// What is known of words is forgotten when there are too many of them.
    @Test func aTextIsReadTheSameAfterALotOfOtherWords() throws {
        let classifier = Classifier(
            taxonomy: try Taxonomy(YAMLSubset.shippedTaxonomy(), gazetteer: YAMLSubset.shippedGazetteer()))
        let text =
            "В школе №35 на улице Абая собирают деньги, Салтанат Ахметова звонит: 8 701 123 45 67. Мектепте ақша жинады!"
        func read(_ text: String) -> PreparedItem {
            classifier.prepare(
                Item(
                    source: "box", id: "1", origin: "1", title: "Деньги", text: text,
                    received: Date(timeIntervalSince1970: 0), contentHash: [], raw: []), compressedRaw: [])
        }
        let before = read(text)
        #expect(before.searchText.contains("35") && !before.traces.isEmpty && before.fingerprint.shingles.count == 12)
        // The text that follows the words that were too many is the first one after the forgetting.
        for part in 0..<8 {
            _ = read((0..<4000).map { "слово\(letters(part * 4000 + $0))" }.joined(separator: " "))
            let after = read(text)
            #expect(after.labels == before.labels && after.searchText == before.searchText)
            #expect(after.fingerprint == before.fingerprint && after.traces == before.traces)
        }
    }

    private func letters(_ number: Int) -> String {
        String(String(number).map { Character(Unicode.Scalar(UInt8(0x61 + ($0.wholeNumberValue ?? 0)))) })
    }

    @Test func evidenceIsTheWordsAsTheyAreWritten() throws {
        let yaml = ["housing": "  housing:\n    strong:\n      ru: [горячая вода, лифт]"]
        let labels = try labels(yaml, "Нет ГОРЯЧЕЙ воды. Лифт стоит, лифт!", title: "О лифте")
        #expect(labels.themes.first?.evidence == ["лифте", "ГОРЯЧЕЙ воды", "Лифт"])
        #expect((0...1).contains(labels.themes.first?.score ?? 2))
    }

    @Test func aDenialAllegesNothing() throws {
        let yaml = ["bribery": "  bribery:\n    strong:\n      ru: [взятк*]\n      kk: [пара]"]
        #expect(try labels(yaml, "Врач требует взятку у больных").signals.map(\.id) == [.bribery])
        #expect(try labels(yaml, "Никто не просил взятку у больных").signals == [])
        #expect(try labels(yaml, "Дәрігер пара алды, ұят қой").signals.map(\.id) == [.bribery])
        #expect(try labels(yaml, "Дәрігерде пара жоқ, рахмет").signals == [])
    }

    @Test func whatOnlyLooksLikeADistrictIsNone() throws {
        let yaml = [
            "medeu":
                "  medeu:\n    names:\n      ru: [медеу]\n    not:\n      ru: [каток медеу]\n    places:\n      landmark: [\"каток Медеу = Медео\"]"
        ]
        #expect(try labels(yaml, "Живу в районе Медеу").districts == [.medeu])
        let rink = try labels(yaml, "Каток Медеу открыли")
        #expect(rink.districts == [])
        #expect(rink.places == [Place(name: "каток Медеу", kind: "landmark", district: .medeu)])
    }

    @Test func theStrongestPatternOfAWordCountsOnce() throws {
        let one = try labels(["housing": "  housing:\n    strong:\n      ru: [лифт]"], "лифт стоит")
        // Whichever stands first in the file.
        let (strong, words) = ("    strong:\n      ru: [лифт, лифт*]", "    words:\n      ru: [\"=лифт\"]")
        for levels in ["\(strong)\n\(words)", "\(words)\n\(strong)"] {
            let many = try labels(["housing": "  housing:\n\(levels)"], "лифт стоит")
            #expect(one.themes.first?.score == many.themes.first?.score, "\(levels)")
        }
    }
}
