import Language
import Testing

@Suite struct SearchTermsTests {
    /// Whether a query finds a text, as the store asks: for each word any of its terms.
    private func finds(_ query: String, _ text: String, _ tongue: Tongue) -> Bool {
        let terms = Set(SearchTerms.index(text, tongue: tongue).split(separator: " ").map(String.init))
        return SearchTerms.query(query).allSatisfy { alternatives in alternatives.contains { terms.contains($0) } }
    }

    @Test(arguments: [
        ("мусор", "Не вывозят мусора с вторника", Tongue.ru), ("КОНТЕЙНЕРЫ", "два контейнера", .ru),
        ("мектеп", "біздің мектебімізде жөндеу", .kk), ("кала", "қаламыздың көшелері", .kk),
        ("тендеры", "тендер өтті", .kk),
        ("мектептер", "в мектепке не берут", .mixed), ("pothole", "Potholes everywhere", .en),
        ("109", "звонил в 109", .ru),
    ])
    func aWordIsFoundInAnyInflection(query: String, text: String, tongue: Tongue) {
        #expect(finds(query, text, tongue))
    }

    /// Each row is a word in forms that Snowball leaves apart: a vowel comes and goes. Each finds all of the others.
    @Test(arguments: [
        "деньги денег деньгами", "взятка взяток взятки", "площадка площадок площадке", "участок участка участков",
        "остановка остановок", "скамейка скамеек скамейки", "продавец продавца", "рынок рынка рынке",
        "потолок потолка", "окно окон окна", "земля земель земли", "стройка строек",
        "угол угла", "уровень уровня", "ребёнок ребёнка", "справка справок", "девочка девочек", "день дня дней дни",
        "кресло кресел", "сестра сестёр", "деревня деревень", "свадьба свадеб", "лёд льда льду", "копейка копеек",
        "песок песка", "конец конца", "огонь огня", "корень корня", "письмо писем письма", "ведро вёдер",
        "пенсионерка пенсионерок",
        "больница больниц",
    ])
    func aWordIsFoundWhereAVowelComesAndGoes(forms: String) {
        let forms = forms.split(separator: " ").map(String.init)
        for query in forms {
            for text in forms { #expect(finds(query, "у нас \(text) и все", .ru), "\(query) in \(text)") }
        }
    }

    @Test(arguments: [
        ("двор", "дверь"), ("стол", "столб"), ("замена", "замок"), ("урок", "урна"), ("дом", "дым"), ("вода", "водка"),
        ("сад", "садик"), ("река", "рука"), ("школа", "шкала"),
    ])
    func aWordOfAnotherMeaningIsNotFound(query: String, text: String) {
        #expect(!finds(query, "у нас \(text) и все", .ru))
    }

    @Test(arguments: [
        "туыс туысының туысы туыстары туысына", "жұмыс жұмысы жұмысының жұмыста жұмыстан", "жарыс жарысы жарысында",
        "дауыс дауысы дауысын", "жолдас жолдасы жолдасымның", "кеңес кеңесі кеңесіне",
    ])
    func aKazakhStemThatEndsLikeAnEndingIsFound(forms: String) {
        let forms = forms.split(separator: " ").map(String.init)
        for query in forms {
            for text in forms { #expect(finds(query, "біздің \(text) керек", .kk), "\(query) in \(text)") }
        }
    }

    @Test func allWordsOfAQueryMustBeThere() {
        #expect(!finds("мусор фонари", "мусор во дворе", .ru))
    }

    @Test func personalDataAreInNoIndex() {
        let terms = SearchTerms.index("Иван, +7 701 234 56 78, ivan@example.kz, карта 4111 1111 1111 1111", tongue: .ru)
        for part in ["701", "234", "4111", "1111", "example", "kz"] {
            #expect(!terms.split(separator: " ").contains(Substring(part)))
        }
    }

    @Test func aTermStandsOnceAndTheSameTextGivesTheSameTerms() {
        let terms = SearchTerms.index("яма, яма и яма", tongue: .ru).split(separator: " ")
        #expect(terms.count == Set(terms).count)
        #expect(SearchTerms.index("Көше мен жол", tongue: .kk) == SearchTerms.index("Көше мен жол", tongue: .kk))
    }
}
