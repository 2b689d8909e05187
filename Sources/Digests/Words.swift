import Reports

/// What digests say, in the office's three languages. One word for each thing, the same everywhere.
struct Words {
    let language: OfficeLanguage

    init(_ language: OfficeLanguage) { self.language = language }

    /// One of three: Kazakh, Russian, English.
    func pick(_ kk: String, _ ru: String, _ en: String) -> String {
        switch language {
        case .kk: kk
        case .ru: ru
        case .en: en
        }
    }

    // MARK: heads

    var digest: String { pick("Дайджест", "Дайджест", "Digest") }
    func digest(_ number: Int) -> String {
        pick("№ \(number) дайджест", "Дайджест № \(number)", "Digest No. \(number)")
    }
    var preview: String {
        pick(
            "Алдын ала көрініс: кезең әлі ашық, сандар өзгереді", "Предпросмотр: период ещё открыт, числа изменятся",
            "Preview: the window is still open, the numbers will change")
    }
    func catchUp(_ days: Int) -> String {
        pick(
            "Жинақталған дайджест: бағдарлама тоқтап тұрған кез де кіреді, барлығы \(days) тәулік",
            "Накопленный дайджест за \(plural(days, "сутки", "суток", "суток")): программа была остановлена",
            "Catch-up digest of \(days == 1 ? "1 day" : "\(days) days"): the program was away")
    }
    var quiet: String {
        pick("Тыныш күн: жаңа өтініш түскен жоқ.", "Тихий день: новых обращений нет.", "A quiet day: no new reports.")
    }
    var window: String { pick("Кезең", "Период", "Window") }
    var office: String { pick("Кеңсе", "Офис", "Office") }

    // MARK: ledger

    var ledger: String { pick("Есеп", "Учёт", "Ledger") }
    var received: String { pick("Келгені", "Получено", "Received") }
    var new: String { pick("Жаңа", "Новых", "New") }
    var repeated: String { pick("Қайталау", "Повторов", "Repeated") }
    var automatic: String { pick("Автоматты", "Автоматических", "Automatic") }
    var setAside: String { pick("Бөлек қойылған", "Отложено", "Set aside") }
    var earlier: String {
        pick("Бұрынғы (есепке алынбаған)", "Более ранних (не учтены)", "Older (noted, not reported)")
    }
    func lead(_ ledger: Ledger) -> String {
        pick(
            "\(ledger.received) хабарлама келді: \(ledger.new) жаңа өтініш, \(ledger.repeated) қайталау, "
                + "\(ledger.automatic) автоматты хат, \(ledger.setAside) бөлек қойылған.",
            "\(plural(ledger.received, "Получено %d сообщение", "Получено %d сообщения", "Получено %d сообщений")): "
                + "\(plural(ledger.new, "%d новое обращение", "%d новых обращения", "%d новых обращений")), "
                + "\(plural(ledger.repeated, "%d повтор", "%d повтора", "%d повторов")), "
                + "\(plural(ledger.automatic, "%d автоматическое", "%d автоматических", "%d автоматических")), "
                + "\(plural(ledger.setAside, "%d отложенное", "%d отложенных", "%d отложенных")).",
            "\(ledger.received) received: \(ledger.new) new, \(ledger.repeated) repeated, \(ledger.automatic) automatic, "
                + "\(ledger.setAside) set aside.")
    }

    // MARK: lists

    var urgent: String { pick("Шұғыл", "Срочно", "Urgent") }
    var allegations: String { pick("Сыбайлас жемқорлық белгілері", "Признаки коррупции", "Signals of corruption") }
    var mostVoiced: String { pick("Көп дауыс жинағандар", "О чём говорят многие", "Most voiced") }
    var matters: String { pick("Бір оқиға туралы", "Об одном и том же", "Matters") }
    var revised: String { pick("Мәні өзгерген хабарлар", "Изменились по смыслу", "Changed in meaning") }
    var campaign: String { pick("науқанға ұқсайды", "похоже на кампанию", "looks like a campaign") }
    func sources(_ count: Int) -> String {
        pick(
            "\(count) дереккөз", plural(count, "%d источник", "%d источника", "%d источников"),
            count == 1 ? "1 source" : "\(count) sources")
    }
    func newOnes(_ count: Int) -> String { pick("жаңасы \(count)", "новых \(count)", "\(count) new") }
    var ideas: String { pick("Ұсыныстар", "Предложения", "Ideas") }
    var reports: String { pick("Басқа жаңа өтініштер", "Остальные новые обращения", "Other new reports") }
    var themes: String { pick("Тақырыптар", "Темы", "Themes") }
    var districts: String { pick("Аудандар", "Районы", "Districts") }
    var kinds: String { pick("Түрлері", "Виды", "Kinds") }
    var sources: String { pick("Дереккөздер", "Источники", "Sources") }
    var setAsideList: String { pick("Бөлек қойылғандар және себебі", "Отложено и почему", "Set aside, and why") }
    var automaticList: String { pick("Автоматты хаттар", "Автоматические письма", "Automatic mail") }
    var undelivered: String { pick("Жеткізілмеген хабарламалар", "Не доставленные уведомления", "Deliveries given up") }
    var history: String {
        pick("Күн сайынғы жаңа өтініштер", "Новые обращения по дням", "New reports day by day")
    }
    func history(_ days: Int, mean: Double, most: Int) -> String {
        pick(
            "Алдыңғы \(days) кезең және осы кезең. Орташа \(decimal(mean)), ең көбі \(most).",
            "\(plural(days, "%d предыдущий период", "%d предыдущих периода", "%d предыдущих периодов")) и этот. "
                + "В среднем \(decimal(mean)), больше всего \(most).",
            "\(days == 1 ? "The window before" : "The \(days) windows before") and this one. \(decimal(mean)) on average, \(most) at most."
        )
    }
    /// What stands below the number of new reports.
    func newReports(_ count: Int) -> String {
        pick(
            "жаңа өтініш", plural(count, "новое обращение", "новых обращения", "новых обращений", bare: true),
            count == 1 ? "new report" : "new reports")
    }
    var contents: String { pick("Мазмұны", "Содержание", "Contents") }
    /// What the templates call by name.
    var labels: [String: String] {
        [
            "window": window, "ledger": ledger, "received": received, "new": new, "repeated": repeated,
            "automatic": automatic,
            "setAside": setAside, "themes": themes, "districts": districts, "kinds": kinds, "sources": sources,
            "setAsideList": setAsideList, "automaticList": automaticList, "undelivered": undelivered,
            "history": history,
            "source": source, "state": state, "lastSuccess": lastSuccess, "reason": reason, "count": count,
            "footer": footer,
            "quiet": quiet, "signals": allegations, "contents": contents, "archive": archive, "noDigests": noDigests,
            "older": older, "newest": newest, "outbox": outbox, "total": total, "nobodyWrites": nobodyWrites,
            "equation": equation, "colder": pick("әдеттегіден аз", "меньше обычного", "fewer than usual"),
            "hotter": pick("әдеттегіден көп", "больше обычного", "more than usual"),
            "usualMark": pick(
                "сызықша – әдеттегі деңгей", "чёрточка – обычный уровень", "the tick marks the usual level"),
            "skip": pick("Мазмұнға өту", "К содержанию", "Skip to the content"),
        ]
    }

    func more(_ shown: Int, _ total: Int) -> String {
        pick(
            "тағы \(total - shown) (барлығы \(total)); толық тізім қоймада",
            "ещё \(total - shown) (всего \(total)); полный список в хранилище",
            "\(total - shown) more (\(total) in all); the whole list is in the store")
    }
    func voices(_ count: Int) -> String {
        pick(
            "\(count) дауыс", plural(count, "%d голос", "%d голоса", "%d голосов"),
            count == 1 ? "1 voice" : "\(count) voices")
    }
    func sightings(_ count: Int) -> String {
        pick(
            "\(count) рет кездесті", plural(count, "замечено %d раз", "замечено %d раза", "замечено %d раз"),
            "seen \(count) times")
    }
    func again(_ count: Int) -> String {
        pick(
            "Бұрынғы \(count) өтініш қайта кездесті.",
            plural(
                count, "Снова замечено %d прежнее обращение.", "Снова замечено %d прежних обращения.",
                "Снова замечено %d прежних обращений."),
            count == 1 ? "1 earlier report was seen again." : "\(count) earlier reports were seen again.")
    }

    // MARK: temperature

    /// The level usual for a window of this length.
    func usual(_ value: Double) -> String {
        let number = decimal(value)
        return pick("әдетте \(number)", "обычно \(number)", "usually \(number)")
    }
    func level(_ level: Temperature.Level) -> String {
        switch level {
        case .unknown: pick("әдеттегі деңгей әлі белгісіз", "обычный уровень ещё не известен", "no usual level yet")
        case .cold: pick("төмен", "ниже обычного", "below usual")
        case .usual: pick("әдеттегідей", "как обычно", "as usual")
        case .warm: pick("жоғары", "выше обычного", "above usual")
        case .hot: pick("күрт жоғары", "резко выше обычного", "far above usual")
        }
    }
    /// The same beside a number that says what is usual.
    func shortLevel(_ level: Temperature.Level) -> String {
        switch level {
        case .unknown: ""
        case .cold: pick("төмен", "ниже", "below")
        case .usual: pick("әдеттегідей", "как обычно", "as usual")
        case .warm: pick("жоғары", "выше", "above")
        case .hot: pick("күрт жоғары", "резко выше", "far above")
        }
    }
    func basis(_ days: Int) -> String {
        guard days >= 7 else {
            return pick(
                "Әдеттегі деңгей әлі белгісіз: температура кемінде 7 күннің дайджестері жиналғанда өлшенеді (қазір \(days)).",
                "Обычный уровень ещё не известен: температура измеряется, когда есть дайджесты хотя бы за 7 дней (сейчас \(days)).",
                "No usual level yet: the temperature is measured once there are digests of 7 days (now \(days)).")
        }
        return pick(
            "Температура – соңғы \(days) күннің әдеттегі деңгейімен салыстыру.",
            "Температура – сравнение с обычным уровнем \(plural(days, "последнего %d дня", "последних %d дней", "последних %d дней")).",
            "The temperature compares with the usual level of the last \(days) days.")
    }

    // MARK: numbers

    /// Russian's three forms (Unicode CLDR, plural rules): 1, 21 – 2, 23 – 5, 11. `%d` is the number; without it, it is
    /// put before.
    func plural(_ number: Int, _ one: String, _ few: String, _ many: String, bare: Bool = false) -> String {
        let (ten, hundred) = (number % 10, number % 100)
        let form = ten == 1 && hundred != 11 ? one : (2...4).contains(ten) && !(12...14).contains(hundred) ? few : many
        if bare { return form }
        guard let place = form.firstRange(of: "%d") else { return "\(number) \(form)" }
        return form[..<place.lowerBound] + String(number) + form[place.upperBound...]
    }

    /// One place behind the comma or point, none for large numbers.
    func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        guard tenths % 10 != 0, value < 100 else { return String((tenths + 5) / 10) }
        return "\(tenths / 10)\(language == .en ? "." : ",")\(tenths % 10)"
    }
}
