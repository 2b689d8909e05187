import Reports

/// The names of CONTRACT's ids as people say them.
extension Words {
    func name(_ theme: Theme) -> String {
        switch theme {
        case .ecology: pick("Экология және ауа", "Экология и воздух", "Ecology and air")
        case .housing: pick("Тұрғын үй шаруашылығы", "Жилой дом и коммунальные услуги", "Housing and utilities")
        case .roadsTransport: pick("Жол және көлік", "Дороги и транспорт", "Roads and transport")
        case .improvement: pick("Абаттандыру", "Благоустройство", "City upkeep")
        case .safety: pick("Қауіпсіздік", "Безопасность", "Safety")
        case .health: pick("Денсаулық сақтау", "Здравоохранение", "Health")
        case .education: pick("Білім беру", "Образование", "Education")
        case .socialAid: pick("Әлеуметтік көмек", "Социальная помощь", "Social aid")
        case .employment: pick("Еңбек және жұмыспен қамту", "Труд и занятость", "Employment")
        case .youthLeisure: pick("Жастар және демалыс", "Молодёжь и досуг", "Youth and leisure")
        case .publicServices: pick("Мемлекеттік қызметтер", "Государственные услуги", "Public services")
        case .budgetProcurement: pick("Бюджет және сатып алу", "Бюджет и закупки", "Budget and procurement")
        case .landConstruction: pick("Жер және құрылыс", "Земля и строительство", "Land and construction")
        case .selfGovernment: pick("Жергілікті өзін-өзі басқару", "Местное самоуправление", "Self-government")
        case .other: pick("Басқа", "Прочее", "Other")
        }
    }

    func name(_ signal: Signal) -> String {
        switch signal {
        case .bribery: pick("Пара", "Взятка", "Bribery")
        case .forcedCollections: pick("Мәжбүрлі ақша жинау", "Принудительные сборы", "Forced collections")
        case .procurementFraud: pick("Тендердегі алаяқтық", "Нарушения в тендерах", "Procurement fraud")
        case .embezzlement: pick("Қаржы жымқыру", "Хищение средств", "Embezzlement")
        case .abuseOfOffice: pick("Қызметті асыра пайдалану", "Злоупотребление должностью", "Abuse of office")
        case .nepotism: pick("Туысқандық", "Кумовство", "Nepotism")
        }
    }

    func name(_ district: District) -> String {
        switch district {
        case .alatau: pick("Алатау", "Алатауский", "Alatau")
        case .almaly: pick("Алмалы", "Алмалинский", "Almaly")
        case .auezov: pick("Әуезов", "Ауэзовский", "Auezov")
        case .bostandyk: pick("Бостандық", "Бостандыкский", "Bostandyk")
        case .jetysu: pick("Жетісу", "Жетысуский", "Jetysu")
        case .medeu: pick("Медеу", "Медеуский", "Medeu")
        case .nauryzbay: pick("Наурызбай", "Наурызбайский", "Nauryzbay")
        case .turksib: pick("Түрксіб", "Турксибский", "Turksib")
        }
    }

    func name(_ kind: ReportKind) -> String {
        switch kind {
        case .complaint: pick("шағым", "жалоба", "complaint")
        case .idea: pick("ұсыныс", "предложение", "idea")
        case .question: pick("сұрақ", "вопрос", "question")
        case .thanks: pick("алғыс", "благодарность", "thanks")
        case .news: pick("жаңалық", "новость", "news")
        case .spam: pick("спам", "спам", "spam")
        }
    }
}
