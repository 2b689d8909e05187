import Testing

/// A writing and what is left of it.
struct Writing: Sendable, CustomTestStringConvertible {
    var text: String
    var masked: String
    var testDescription: String { text }

    init(_ text: String, _ masked: String) {
        self.text = text
        self.masked = masked
    }
}

/// How people write what is masked. Every number is made up; the personal ones bear a right check digit.
enum MaskedWritings {
    static let phones = [
        // A city's number has no code; the word before it says what it is.
        Writing("тел.2501122", "тел.[phone]"), Writing("телефон 2501122", "телефон [phone]"),
        Writing("тел:250 11 22", "тел:[phone]"), Writing("дом. тел. 2-50-11-22", "дом. тел. [phone]"),
        // Links to messengers.
        Writing("пишите wa.me/77011234567", "пишите wa.me/[phone]"),
        Writing("https://wa.me/77011234567?text=hi", "https://wa.me/[phone]?text=hi"),
        Writing("https://t.me/+77011234567", "https://t.me/[phone]"),
        Writing(
            "https://api.whatsapp.com/send?phone=77011234567&text=1",
            "https://api.whatsapp.com/send?phone=[phone]&text=1"
        ),
        Writing("viber://chat?number=%2B77011234567", "viber://chat?number=[phone]"),
        Writing("viber://chat?number=%2B7%20701%20123%2045%2067", "viber://chat?number=[phone]"),
        Writing("tel:+77011234567", "tel:[phone]"),
        Writing("tel:87011234567", "tel:[phone]"),
        // Side by side, with slashes, beside other numbers.
        Writing("87012223366/87772223344", "[phone]/[phone]"),
        Writing("8 701 222 33 66 / 8 777 222 33 44", "[phone] / [phone]"),
        Writing("87012223366,87772223344;87472223344", "[phone],[phone];[phone]"),
        Writing("8/701/222-33-66", "[phone]"),
        Writing("8701/2223366", "[phone]"),
        Writing("№12/87011234567", "№12/[phone]"),
        Writing("ул. Абая 150/230 87071234567", "ул. Абая 150/230 [phone]"),
        Writing("87011234567 5A", "[phone] 5A"),
        Writing("Camry50 87011234567", "Camry50 [phone]"),
        Writing("кв. 12 87011234567 15 мая", "кв. 12 [phone] 15 мая"),
        Writing("+77011234567 15 человек", "[phone] 15 человек"),
        Writing("+7 701 123 45 67 доб. 5", "[phone] доб. 5"),
        Writing("+998 90 123 45 67 10 күн", "[phone] 10 күн"),
        // Wrapped.
        Writing("8 701\n123 45 67", "[phone]"),
        Writing("8 701 123\r\n45 67", "[phone]"),
        Writing("> звоните +7 701\n> 222 33 44, жду", "> звоните [phone], жду"),
        Writing("8-701-123-\n45-67", "[phone]"),
        Writing("8(701)\n1234567", "[phone]"),
        // Glued to words.
        Writing("тел87011234567", "тел[phone]"),
        Writing("tel8701 123 45 67", "tel[phone]"),
        Writing("87011234567звоните", "[phone]звоните"),
        Writing("Тел.:87011234567,Айгуль", "Тел.:[phone],Айгуль"),
        Writing("WhatsApp:+77011234567", "WhatsApp:[phone]"),
        Writing("нөмірім87011234567", "нөмірім[phone]"),
        Writing("тел_87011234567", "тел_[phone]"),
        // Other digits and what is invisible.
        Writing("＋７７０１１２３４５６７", "[phone]"),
        Writing("８７０１　１２３　４５　６７", "[phone]"),
        Writing("٨٧٠١١٢٣٤٥٦٧", "[phone]"),
        Writing("8701\u{200B}123\u{200B}4567", "[phone]"),
        Writing("8\u{301}7011234567", "[phone]"),
        Writing("8\u{FE0F}\u{20E3}7\u{FE0F}\u{20E3}011234567", "[phone]"),
        Writing("8701\u{202E}1234567\u{202C}", "[phone]"),
        Writing("8701\u{1}1234567", "[phone]"),
        Writing("8−701−123−45−67", "[phone]"),
        Writing("8 7 0 1 1 2 3 4 5 6 7", "[phone]"),
        Writing("қоңырау шалыңыз: 8 (7272) 34-56-78", "қоңырау шалыңыз: [phone]"),
        Writing("call +44 20 7946 0958 now", "call [phone] now"),
        Writing("8 916 123-45-67", "[phone]"),
        // тг is Telegram's name and the currency's.
        Writing("87011234567тг", "[phone]тг"), Writing("пишите 8 701 123 45 67 тг", "пишите [phone] тг"),
        Writing("(87011234567)", "([phone])"), Writing("(8 701 123 45 67)", "([phone])"),
        Writing("(701) 123 45 67", "[phone]"),
    ]

    static let identities = [
        Writing("ИИН 900101300017", "ИИН [IIN]"),
        Writing("ЖСН: 900101300017", "ЖСН: [IIN]"),
        Writing("900 101 300 017", "[IIN]"),
        Writing("900101 300017", "[IIN]"),
        Writing("9001 0130 0017", "[IIN]"),
        Writing("9 0 0 1 0 1 3 0 0 0 1 7", "[IIN]"),
        Writing("900101-300017", "[IIN]"),
        Writing("90.01.01.300017", "[IIN]"),
        Writing("900101\n300017", "[IIN]"),
        Writing("иин900101300017", "иин[IIN]"),
        Writing("900101300017иин", "[IIN]иин"),
        Writing("９００１０１３０００１７", "[IIN]"),
        Writing("IIN 900101300018", "IIN [IIN]"),
        Writing("ИИН/БИН 900101300017", "ИИН/БИН [IIN]"),
        Writing("900101300017/87011234567", "[IIN]/[phone]"),
        Writing("https://site.kz/check?iin=900101300017", "https://site.kz/check?iin=[IIN]"),
        Writing("счёт KZ86125KZT5004100100 Каспи", "счёт [account] Каспи"),
        Writing("KZ86 125K ZT50 0410 0100", "[account]"),
        Writing("карта 4400 4301\n2345 6786", "карта [card]"),
        Writing("карта4111111111111111", "карта[card]"),
        Writing("на карту 5169497123456789", "на карту [card]"),
        Writing("(900101300017)", "([IIN])"), Writing("(ИИН 900101300017)", "(ИИН [IIN])"),
        Writing("44004301 23456789", "[card]"), Writing("4400 43012345 6789", "[card]"),
        Writing("440043 012345 6789", "[card]"), Writing("4400-4301 2345-6789", "[card]"),
        Writing("44 00 43 01 23 45 67 89", "[card]"), Writing("4 4 0 0 4 3 0 1 2 3 4 5 6 7 8 9", "[card]"),
        Writing("(4400430123456789)", "([card])"),
    ]

    static let addresses = [
        Writing("ivan(at)mail.ru", "[email]"),
        Writing("ivan [at] mail [dot] ru", "[email]"),
        Writing("ivan[at]mail.ru", "[email]"),
        Writing("ivan (собака) mail.ru", "[email]"),
        Writing("ivan собака mail точка ru", "[email]"),
        Writing("ivan at mail dot ru", "[email]"),
        Writing("ivan＠mail.ru", "[email]"),
        Writing("ｉｖａｎ＠ｍａｉｌ．ｒｕ", "[email]"),
        Writing("\"ivan petrov\"@mail.ru", "[email]"),
        Writing("ivan.petrov@\nmail.ru", "[email]"),
        Writing("> ivan.petrov@\r\n> mail.ru", "> [email]"),
        Writing("ivan@mail.\nru", "[email]"),
        Writing("ivan @ mail.ru", "[email]"),
        Writing("ivan @mail.ru", "[email]"),
        Writing("ivan@mail . ru", "[email]"),
        Writing("87011234567@mail.ru", "[email]"),
        Writing("«иван@почта.рф»", "«[email]»"),
        Writing("iv\u{200B}an@mail.ru", "[email]"),
        Writing("mailto:ivan@mail.ru?subject=x", "mailto:[email]?subject=x"),
    ]

    static let plates = [
        Writing("Камри 50 123ABC02", "Камри 50 [plate]"),
        Writing("госномер123ABC02белая", "госномер[plate]белая"),
        Writing("машина 777 ААА 02", "машина [plate]"),
        Writing("№123-ABC-02", "№[plate]"),
        Writing("көлік 123abc02 тұр", "көлік [plate] тұр"),
        Writing("номер 123 abc 02", "номер [plate]"), Writing("госномер: 777ааа02", "госномер: [plate]"),
        Writing("нөмірі 123 авс 05 жүргізуші", "нөмірі [plate] жүргізуші"),
        Writing("джипA123BCDстоит", "джип[plate]стоит"),
        Writing("87011234567 123 ABC 02", "[phone] [plate]"),
    ]

    static let names = [
        Writing("From: Айгуль Тестова <aigul@x.kz>", "From: [name] <[email]>"),
        Writing("> От: Тестова Айгуль <aigul@x.kz>", "> От: [name] <[email]>"),
        Writing("Кімнен: Айгүл Тестова <aigul@x.kz>", "Кімнен: [name] <[email]>"),
        Writing("От кого: \"Тестова, Айгуль\" <aigul@x.kz>", "От кого: \"[name]\" <[email]>"),
        Writing("*From:* aigul t [mailto:aigul@x.kz]", "*From:* [name] [mailto:[email]]"),
        Writing("Кому: Офис <o@x.kz>, Марат <m@x.kz>", "Кому: [name] <[email]>, [name] <[email]>"),
        Writing("To: Aigul <a@x.kz>,\n  Marat <m@x.kz>", "To: [name] <[email]>,\n  [name] <[email]>"),
        Writing(
            "От: айгуль тестова\nОтправлено: 23.11.2026\nКому: офис\nТема: Яма",
            "От: [name]\nОтправлено: 23.11.2026\nКому: [name]\nТема: Яма"),
        Writing(
            "> From: Aigul Testova\n>\n> Sent: Monday\n> To: Office\n> Subject: Pit",
            "> From: [name]\n>\n> Sent: Monday\n> To: [name]\n> Subject: Pit"),
        Writing(
            "Кімнен: Айгүл\nЖіберілді: 23.11.2026\nКімге: Кеңсе\nТақырып: Шұңқыр",
            "Кімнен: [name]\nЖіберілді: 23.11.2026\nКімге: [name]\nТақырып: Шұңқыр"),
        Writing("От: Ивановой Марии Петровны, дом 5", "От: [name], дом 5"),
        Writing("ФИО: Иванов Иван", "ФИО: [name]"),
        Writing("Аты-жөні: Тестова Айгүл Маратқызы", "Аты-жөні: [name]"),
        Writing(
            "23 нояб. 2026 г., в 10:00, Айгуль Тестова <aigul@x.kz> пишет:",
            "23 нояб. 2026 г., в 10:00, [name] <[email]> пишет:"),
        Writing(
            "пн, 23 нояб. 2026 г. в 10:00, Айгуль Тестова <a@x.kz>:", "пн, 23 нояб. 2026 г. в 10:00, [name] <[email]>:"),
        Writing("23.11.2026 10:00, айгуль тестова пишет:", "23.11.2026 10:00, [name] пишет:"),
        Writing("23.11.2026, 10:00, \"Айгуль\" <a@x.kz>:", "23.11.2026, 10:00, \"[name]\" <[email]>:"),
        Writing(
            "On Mon, Nov 23, 2026 at 10:00 AM Aigul Testova <a@x.kz>\nwrote:",
            "On Mon, Nov 23, 2026 at 10:00 AM [name] <[email]>\nwrote:"),
        Writing("On 23/11/2026 10:00, Aigul Testova wrote:", "On 23/11/2026 10:00, [name] wrote:"),
        Writing("On Mon, 23 Nov 2026, 10:00 Aigul\nTestova, wrote:", "On Mon, 23 Nov 2026, 10:00 [name], wrote:"),
        Writing(
            "2026 ж. 23 қар., дс 10:00, Айгүл Тестова <a@x.kz> жазды:",
            "2026 ж. 23 қар., дс 10:00, [name] <[email]> жазды:"),
        Writing("23.11.2026 10:00, Айгүл Тестова деп жазды:", "23.11.2026 10:00, [name] деп жазды:"),
        Writing("Айгуль Тестова написала:\n> яма", "[name] написала:\n> яма"),
        Writing("спросите Айгуль Тестова <a@x.kz>.", "спросите [name] <[email]>."),
    ]

    /// What stays as it is.
    static let left = [
        "дом 10/12, кв. 5", "дом 123-45-67", "счёт 5169497123456789", "ул. Абая 150/230", "мкр Самал-2, д. 77, п. 3",
        "школа № 87, гимназия 178",
        "автобус 127, 201 и 92",
        "87 012 345 678 тенге", "87.012.345.678 тг", "87,012,345,678 KZT", "2 500 000 тг", "120 000 000 000 тенге",
        "900 101 300 017 тенге", "87012345678 тенге", "статья 361 УК РК", "ст. 8, 70, 71, 12-34-56",
        "закон № 88-V от 2.07.2018",
        "12.03.2024 14:30", "24/11/2026 10:15", "2026-11-24T08:30:00", "с 8.00 до 17.00", "БИН 900101300017",
        "БСН 900101300017", "БИН: 090740001235", "ТОО, 990140000015", "BIN/БИН 900101300017", "лот 900101300017",
        "тендер № 87011234567", "закупка 7802277-1", "лот № 123456-ОИ1", "договор 240001/00", "приказ № 250-12-34",
        "1-250-12-34-5", "тел. доверия 109 и 1424", "8 800 080 7777", "ABC123456789012", "SN87012345678X",
        "a9f87011234567bc", "https://example.kz/87012345678/x", "https://example.kz/2024/11/24/87012345678",
        "site.kz/news-87012345678.html", "https://youtu.be/900101300017", "77\n12\n345\n6789", "8\n7\n11\n1234567",
        "123456789012345678", "user@localhost", "@akimat", "канал @news.kz", "встреча at 10 dot", "meet at site.kz",
        "пункт (а) закона",
        "100 USD 15", "сумма 87012345678 тг", "8 701 123 тг", "номер 100 мкр 02", "машин 300 кск 12", "дом 203 кск 05",
        "номер 120 мест 15", "44004301 23456780", "12 345 678 901 234 56", "В 203 КСК",
        "100мкр02", "Камри 50", "KZ12VBP00012345", "аким пишет: скоро",
        "В 2025 году аким написал:\nскоро",
        "От: жителей дома 5", "От дома 5: до дома 7", "Кому: Акиму города", "Тема: яма", "Акимат жазды: жөндейміз",
        "From: 8:00 to 9:00",
        "Жители пишут: 15 лет", "Аким Сатыбалды Е.Б. обещал", "Директор школы Иванова требует", "кезек 12/45, 7 қабат",
        "№ 15 мектеп, 8 сынып", "1 234 567 теңге", "360° 8.7011", "Route 87, bus 701, 12 pm",
    ]
}
