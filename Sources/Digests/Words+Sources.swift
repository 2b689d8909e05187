import FoundationEssentials
import Reports

/// What is said of sources, of the archive and of the web page.
extension Words {
    var source: String { pick("Дереккөз", "Источник", "Source") }
    var state: String { pick("Күйі", "Состояние", "State") }
    var lastSuccess: String { pick("Соңғы сәтті сұрау", "Последний успех", "Last success") }
    var never: String { pick("ешқашан", "ни разу", "never") }
    func state(_ state: SourceHealth.State, _ failures: Int) -> String {
        switch state {
        case .ok: pick("жұмыс істеп тұр", "работает", "works")
        case .waiting: pick("әлі сұралмаған", "ещё не опрошен", "not polled yet")
        case .failing:
            pick(
                "істемейді (қатарынан \(failures) рет)",
                "сбой (\(plural(failures, "%d раз", "%d раза", "%d раз")) подряд)",
                "failing (\(failures == 1 ? "once" : "\(failures) times in a row"))")
        }
    }
    /// What is to be said of a source that does not fail.
    func note(_ note: SourceNote, near day: Day?, local: (Date) -> String) -> String {
        switch note.kind {
        case .outrun:
            return pick(
                "екі сұраудың арасында жазбалар түгел ауысты: кейбірі өткізіп алынуы мүмкін",
                "между двумя опросами сменились все записи: часть могла быть пропущена",
                "all entries changed between two polls: some may have been missed")
        case .moved:
            let place = note.detail ?? ""
            return pick(
                "біржола көшті: \(place); баптаудағы мекенжайды түзетіңіз",
                "переехал насовсем: \(place); исправьте адрес в настройке",
                "has moved for good to \(place); correct its address in the configuration")
        case .silent:
            let since = moment(local(note.at), near: day)
            return pick(
                "\(since) бері жаңа ештеңе жоқ, бұл әдеттегіден әлдеқайда ұзақ",
                "ничего нового с \(since): намного дольше обычного",
                "nothing new since \(since), far longer than is its habit")
        case .incomplete: return difference(note.detail ?? "")
        }
    }
    var reason: String { pick("Себебі", "Причина", "Reason") }
    var count: String { pick("Саны", "Число", "Count") }
    var nothing: String { pick("жоқ", "нет", "none") }
    var footer: String {
        pick(
            "Жеке деректер жасырылған; жіберушілердің аты-жөні дайджестке кірмейді.",
            "Личные данные скрыты; имена отправителей в дайджест не попадают.",
            "Personal data are masked; no sender's name enters a digest.")
    }

    /// Why an item is no report. The reasons are written by the rooms that read items, in English; those that come up
    /// every day are said in the office's language, any other as it is.
    func reason(_ text: String) -> String {
        switch text {
        case "bounce": pick("жеткізілмеді деген хабар", "уведомление о недоставке", "bounce")
        case "auto-reply": pick("автоматты жауап", "автоответ", "auto-reply")
        case "receipt": pick("оқылды деген хабар", "уведомление о прочтении", "receipt")
        case "report": pick("пошта қызметінің есебі", "отчёт почтовой службы", "report of a mail service")
        default: known(Visible.cut(Visible.line(text), DigestLimits.excerpt))
        }
    }

    private func known(_ text: String) -> String {
        if text.hasPrefix("it is encrypted") { return pick("шифрланған", "зашифровано", text) }
        if text.hasPrefix("it is empty") || text.hasSuffix("it is empty") || text.hasPrefix("it has neither") {
            return pick("бос хабарлама", "пустое сообщение", text)
        }
        if text.hasPrefix("the message's ") && text.contains(" over the limit") {
            return pick("тым үлкен хабарлама", "слишком большое сообщение", text)
        }
        return text
    }

    /// The day's comparison of a source with the store found a difference: `5000/4998`.
    private func difference(_ detail: String) -> String {
        let counts = detail.split(separator: "/").compactMap { Int($0) }
        guard counts.count == 2 else { return detail }
        let missing = counts[0] - counts[1]
        return pick(
            "салыстыру: серверде \(counts[0]), бізде \(counts[1]) болды; қалған \(missing) хат қайта сұралды",
            "сверка: на сервере было \(counts[0]), у нас \(counts[1]); недостающие (\(missing)) запрошены заново",
            "compared: the server had \(counts[0]), \(counts[1]) were here; the other \(missing) were asked for again")
    }

    func moreSources(_ count: Int) -> String {
        pick(
            "тағы \(count) дереккөз; толық тізім JSON түрінде",
            "ещё \(plural(count, "%d источник", "%d источника", "%d источников")); полный список – в JSON",
            "\(count) more \(count == 1 ? "source" : "sources"); the whole list is in the JSON form")
    }
    var formerSources: String {
        pick("баптаудан алынған дереккөздер", "источники вне настройки", "sources no longer configured")
    }
    /// How the numbers of a source's row add up.
    var equation: String { "\(received) = \(new) + \(repeated) + \(automatic) + \(setAside)" }
    var balanced: String {
        pick(
            "Есеп түгел: әр хабарлама саналған.", "Учёт сходится: каждое сообщение учтено.",
            "The ledger balances: every item is accounted for.")
    }
    func unbalanced(_ ledger: Ledger) -> String {
        let sum = ledger.new + ledger.repeated + ledger.automatic + ledger.setAside
        return pick(
            "Есеп түгел емес: \(ledger.received) келген, бірақ \(sum) саналған. Қойманы тексеріңіз (adaldyq verify).",
            "Учёт не сходится: получено \(ledger.received), а учтено \(sum). Проверьте хранилище (adaldyq verify).",
            "The ledger does not balance: \(ledger.received) received, \(sum) accounted for. Check the store (adaldyq verify)."
        )
    }

    // MARK: the web page

    var archive: String { pick("Дайджестер мұрағаты", "Архив дайджестов", "Archive of digests") }
    var noDigests: String {
        pick(
            "Әлі бірде-бір дайджест жасалған жоқ: біріншісі белгіленген уақытында шығады.",
            "Ни одного дайджеста ещё нет: первый выйдет в назначенное время.",
            "No digest has been made yet: the first one comes at its time.")
    }
    var older: String { pick("Ертерек", "Раньше", "Older") }
    var newest: String { pick("Ең жаңалары", "Самые новые", "Newest") }
    var outbox: String { pick("Хабарламалар жөнелту", "Отправка уведомлений", "Deliveries") }
    func pending(_ count: Int) -> String {
        pick(
            "\(count) кезекте тұр", plural(count, "%d ждёт отправки", "%d ждут отправки", "%d ждут отправки"),
            count == 1 ? "1 waits" : "\(count) wait")
    }
    func exhausted(_ count: Int) -> String {
        pick(
            "\(count) жеткізілмеді", plural(count, "%d не доставлено", "%d не доставлены", "%d не доставлены"),
            "\(count) given up")
    }
    var total: String { pick("Барлығы", "Всего", "In all") }
    func reports(_ count: Int) -> String {
        pick(
            "\(count) өтініш", plural(count, "%d обращение", "%d обращения", "%d обращений"),
            count == 1 ? "1 report" : "\(count) reports")
    }
    func items(_ count: Int) -> String {
        pick(
            "\(count) хабарлама", plural(count, "%d сообщение", "%d сообщения", "%d сообщений"),
            count == 1 ? "1 item" : "\(count) items")
    }
    var nobodyWrites: String {
        pick(
            "Бағдарлама қазір жұмыс істеп тұрған жоқ.", "Программа сейчас не работает.",
            "The program is not running now.")
    }
    func name(_ problem: NoticePage.Problem) -> String {
        switch problem {
        case .noDigest: pick("Бұл күннің дайджесі жоқ", "Дайджеста за этот день нет", "There is no digest of that day")
        case .noPage: pick("Мұндай бет жоқ", "Такой страницы нет", "There is no such page")
        case .readOnly:
            pick("Бұл бет тек оқуға арналған", "Эта страница только для чтения", "This page is for reading only")
        case .foreignHost:
            pick("Бұл мекенжайға рұқсат жоқ", "Обращение под этим именем не разрешено", "Not under this name")
        case .storeFails:
            pick("Қойманы оқу мүмкін болмады", "Хранилище не читается", "The store could not be read")
        }
    }
}
