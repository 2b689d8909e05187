import Language
import Testing

@Suite struct PersonalDataTests {
    /// A number with its check digit (government order 565 of 2003), nil where none is issued.
    private static func checked(_ eleven: String) -> String? {
        let digits = eleven.compactMap(\.wholeNumberValue)
        func sum(_ weights: [Int]) -> Int { zip(digits, weights).map { $0 * $1 }.reduce(0, +) % 11 }
        var check = sum(Array(1...11))
        if check == 10 { check = sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) }
        return check == 10 ? nil : eleven + String(check)
    }

    @Test func aPersonsNumberIsMaskedAndACompanysIsNot() throws {
        let person = try #require(Self.checked("85041230045"))
        let company = try #require(Self.checked("99014000001"))
        #expect(PersonalData.mask("ИИН \(person), БИН \(company).") == "ИИН [IIN], БИН \(company).")
    }

    @Test func twelveDigitsWithAWrongCheckDigitAreNoPersonsNumber() throws {
        let person = try #require(Self.checked("85041230045"))
        let last = try #require(person.last?.wholeNumberValue)
        let wrong = person.dropLast() + String((last + 1) % 10)
        #expect(PersonalData.mask("лот \(wrong)") == "лот \(wrong)")
    }

    @Test(arguments: [
        "+77012345678", "8 701 234 56 78", "8(701)2345678", "8-701-234-56-78", "+7 (727) 250-12-34", "8701 234 5678",
        "+7\u{A0}701\u{A0}234\u{A0}56\u{A0}78", "701 234 56 78", "7771234567", "+7.701.234.56.78", "250-12-34",
        "+998 90 123 45 67", "8 (7272) 50-12-34",
    ])
    func phonesAreMaskedInAnySpacing(phone: String) {
        #expect(PersonalData.mask("тел. \(phone), после шести") == "тел. [phone], после шести")
    }

    @Test func twoPhonesSideBySideAreTwo() {
        #expect(PersonalData.mask("87012345678 87772345678") == "[phone] [phone]")
    }

    @Test(arguments: [
        "4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4444", "4400 4301 2345 6786", "4400-4301-2345-6787",
    ])
    func cardsAreMaskedWhereTheirCheckDigitIsRightOrTheirGroupsAre(card: String) {
        #expect(PersonalData.mask("перевод на \(card)!") == "перевод на [card]!")
    }

    @Test(arguments: ["ivan.petrov@mail.ru", "a+b@x-y.example.kz", "почта@пример.рф"])
    func addressesAreMasked(address: String) {
        #expect(PersonalData.mask("пишите: \(address).") == "пишите: [email].")
    }

    @Test(arguments: ["123 ABC 02", "123ABC02", "A123BCD", "А123ВСD", "A 123 BCD"])
    func platesAreMasked(plate: String) {
        #expect(PersonalData.mask("машина \(plate) стояла") == "машина [plate] стояла")
    }

    @Test(arguments: [
        "сумма 87 012 345 678 тенге", "2 500 000 тг", "123 456 789 012 тенге", "лот 7802277-1", "12.03.2024 14:30",
        "2024-11-24", "дом 10, кв. 5", "В 203 КСК жалоба", "100 USD 15", "№ 4111111111111112", "тендер 12345678901",
        "в 1991-2024 годах", "Самал-2, 77", "user@localhost", "a@b", "@akimat", "https://example.kz/87012345678/x",
        "10 000 000 000",
    ])
    func ordinaryNumbersAreLeft(text: String) {
        #expect(PersonalData.mask(text) == text)
    }

    @Test(
        arguments: MaskedWritings.phones + MaskedWritings.identities + MaskedWritings.addresses + MaskedWritings.plates
            + MaskedWritings.names)
    func eachWritingIsMasked(writing: Writing) {
        #expect(PersonalData.mask(writing.text) == writing.masked)
    }

    @Test(arguments: MaskedWritings.left)
    func whatOnlyLooksLikePersonalDataStays(text: String) {
        #expect(PersonalData.mask(text) == text)
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            "1 ", "8/", "8\n", "87011234567/", "(at)a.", "<a@b.kz>", "From: a\n", "1:00 wrote:\n", "a собака ", "KZ12 ",
            "\u{FF18}\u{301}", "ИИН 9001 0130 0018 ", "\n>", "\"@", "Аа ", "a:", "От: a,\n",
        ])
    func hostileTextIsMaskedInTimeThatGrowsWithItsLength(piece: String) {
        let text = String(repeating: piece, count: 20_000)
        let found = PersonalData.find(text)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
        #expect(found.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= text.utf8.count })
        #expect(String(decoding: PersonalData.mask(text).utf8, as: UTF8.self) == PersonalData.mask(text))
    }

    @Test func aTextWithoutAnyIsReturnedAsItIs() {
        let text = "Во дворе темно. Қараңғы. Dark."
        #expect(PersonalData.find(text).isEmpty)
        #expect(PersonalData.mask(text) == text)
    }

    @Test func whatIsFoundIsInOrderAndApart() {
        let found = PersonalData.find("a@b.kz 87012345678 c@d.kz 123 ABC 02")
        #expect(found.map(\.kind) == [.email, .phone, .email, .plate])
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }
}
