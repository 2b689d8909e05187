import Reports

/// Days and hours as people write them.
extension Words {
    /// A day with its weekday.
    func name(_ day: Day) -> String {
        let (year, month, number) = day.civil
        let weekday = weekdays[day.weekday - 1]
        let monthName = months[month - 1]
        return switch language {
        case .kk: "\(year) жылғы \(number) \(monthName), \(weekday)"
        case .ru: "\(weekday), \(number) \(monthName) \(year) года"
        case .en: "\(weekday), \(number) \(monthName) \(year)"
        }
    }

    private var weekdays: [String] {
        switch language {
        case .kk: ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"]
        case .ru: ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
        case .en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        }
    }

    private var months: [String] {
        switch language {
        case .kk:
            [
                "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
                "қараша",
                "желтоқсан",
            ]
        case .ru:
            [
                "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                "ноября", "декабря",
            ]
        case .en:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November",
                "December",
            ]
        }
    }

    /// A time given as `YYYY-MM-DD HH:MM`: day and month in words, the year only where it is another than that of `day`.
    func moment(_ text: String, near day: Day?) -> String {
        guard text.count == 16, let date = Day(String(text.prefix(10))), text.dropFirst(10).first == " " else {
            return Visible.line(text)
        }
        let (year, month, number) = date.civil
        let hours = text.dropFirst(11)
        let isNear = day?.civil.year == year
        return switch language {
        case .kk: "\(isNear ? "" : "\(year) ж. ")\(number) \(months[month - 1]), \(hours)"
        case .ru: "\(number) \(months[month - 1])\(isNear ? "" : " \(year) г."), \(hours)"
        case .en: "\(number) \(months[month - 1])\(isNear ? "" : " \(year)"), \(hours)"
        }
    }
}
