/// Made-up reports of a city day in three languages. No person, house or official in them exists.
enum DemoData {
    /// One letter of the demo's Maildir.
    struct Letter {
        var name: String
        var from: String
        var subject: String
        var text: String
        var headers = ""
    }

    static let letters: [Letter] = [
        Letter(
            name: "01", from: "Айгерим <aigerim@letters.example>", subject: "Сбор денег в школе",
            text: """
                Здравствуйте! В школе Бостандыкского района с каждого родителя требуют по 15 000 тенге «добровольно» на ремонт \
                класса. Кто не сдаёт, тому намекают, что ребёнку снизят оценки. Квитанций не дают, деньги просят переводить на \
                карту 4400 4301 2345 6786. Прошу проверить. Мой телефон +7 701 123 45 67.
                """),
        Letter(
            name: "02", from: "Ерлан <erlan@letters.example>", subject: "Жылу жоқ",
            text: """
                Сәлеметсіз бе! Түрксіб ауданындағы үйімізде үш күннен бері жылу жоқ, пәтерде 12 градус. Үйде жас балалар бар. \
                КСК төрағасы телефонды көтермейді, ал ай сайын ақшаны толық жинайды. Шұғыл көмек керек.
                """),
        Letter(
            name: "03", from: "Resident <resident@letters.example>", subject: "Tender for street lights",
            text: """
                The tender for street lighting in the Alatau district was won by a company registered two weeks before the \
                announcement. Its director is said to be the nephew of the head of the department. The price is three times that \
                of the previous contract. Please look into this procurement.
                """),
        Letter(
            name: "04", from: "Марат <marat@letters.example>", subject: "Fwd: Сбор денег в школе",
            text: """
                Пересылаю, у нас то же самое:

                > Здравствуйте! В школе Бостандыкского района с каждого родителя требуют по 15 000 тенге «добровольно» на ремонт
                > класса. Кто не сдаёт, тому намекают, что ребёнку снизят оценки. Квитанций не дают, деньги просят переводить на
                > карту 4400 4301 2345 6786. Прошу проверить. Мой телефон +7 701 123 45 67.
                """),
        Letter(
            name: "05", from: "Гульнара <gulnara@letters.example>", subject: "Взятка в поликлинике",
            text: """
                В городской поликлинике Ауэзовского района за направление на операцию по квоте врач попросил 200 тысяч тенге \
                «в конверте». Сказал, что иначе ждать полгода. Я боюсь писать от своего имени, прошу не раскрывать меня.
                """),
        Letter(
            name: "06", from: "Болат <bolat@letters.example>", subject: "Ұсыныс: арықтарды тазалау",
            text: """
                Ұсыныс: көктем мен күзде Медеу ауданының арықтарын тазалауға жастар мен ЖОО студенттерін шақырып, ай сайын \
                сенбілік ұйымдастырайық. Әкімдік қолғап пен көлік берсе, тұрғындар қуана келеді.
                """),
        Letter(
            name: "07", from: "Светлана <svetlana@letters.example>", subject: "Дышать нечем",
            text: """
                Третий день над Турксибским районом смог, пахнет гарью, приборы показывают 300 единиц PM2.5. ТЭЦ-2 всё ещё на \
                угле. Когда её переведут на газ, как обещали? У ребёнка астма, вчера вызывали скорую.
                """),
        Letter(
            name: "08", from: "Айдар <aidar@letters.example>", subject: "Спасибо",
            text:
                "Спасибо, что помогли: после вашего запроса во дворе на Жетысуской наконец починили освещение и поставили скамейки."
        ),
        Letter(
            name: "09", from: "Жанар <zhanar@letters.example>", subject: "Кезек ЦОН-да",
            text: """
                Алмалы ауданындағы ХҚКО-да төрт сағат кезек күттік, терезелердің жартысы жабық. Қызметкер дөрекі сөйледі. \
                Электрондық кезек неге жұмыс істемейді?
                """),
        Letter(
            name: "10", from: "Mail Delivery System <MAILER-DAEMON@letters.example>",
            subject: "Undelivered Mail Returned to Sender",
            text: "This is the mail system. Your message could not be delivered to one or more recipients.",
            headers: "Auto-Submitted: auto-replied\nReturn-Path: <>\n"),
        Letter(
            name: "11", from: "Дана <dana@letters.example>", subject: "Откат при ремонте дороги",
            text: """
                На ремонте улицы в Наурызбайском районе подрядчик положил асфальт прямо в снег, через неделю он сошёл. Говорят, \
                акимату вернули откат 20 процентов, акты подписали, не выходя на место. Деньги бюджета просто украли.
                """),
        Letter(
            name: "12", from: "Аноним <anonymous@letters.example>", subject: "Угрозы после жалобы",
            text: """
                Я писал жалобу на начальника отдела. Теперь мне угрожают увольнением и расправой, сегодня ночью подожгли машину. \
                Документы о закупках завтра уничтожат. Срочно помогите!
                """),
    ]

    /// What the city's papers say; the second repeats a letter's matter, the last one the first.
    static func rss(base: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>Городские новости (демо)</title><link>\(base)/</link><language>ru</language>
        <item><title>В Алмалинском районе прорвало теплотрассу</title><guid>news-1</guid><link>\(base)/news/1</link>
        <description>&lt;p&gt;Ночью в Алмалинском районе прорвало теплотрассу. Без отопления остались &lt;b&gt;14 домов&lt;/b&gt;, \
        горячая вода заливает дорогу. Аварийные службы обещают закончить ремонт к вечеру.&lt;/p&gt;</description></item>
        <item><title>Аудит нашёл нарушения в закупках на 240 миллионов тенге</title><guid>news-2</guid><link>\(base)/news/2</link>
        <description>Ревизионная комиссия сообщила о нарушениях в государственных закупках управления: цены завышены втрое, победителя \
        тендера определили заранее. Материалы переданы в антикоррупционную службу.</description></item>
        <item><title>Качество воздуха: уровень загрязнения превысил норму</title><guid>news-3</guid><link>\(base)/news/3</link>
        <description>Над Алматы вновь смог: уровень PM2.5 превысил норму в шесть раз, сильнее всего в Турксибском и Жетысуском \
        районах. Экологи требуют ускорить перевод ТЭЦ-2 на газ.</description></item>
        </channel></rss>
        """
    }

    static func atom(base: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="kk"><title>Қала тынысы (демо)</title><id>\(base)/atom</id>
        <updated>2026-01-01T00:00:00Z</updated>
        <entry><id>kk-1</id><title>Медеу ауданында көше шамдары жанбай тұр</title><link href="\(base)/kk/1"/><updated>2026-01-01T00:00:00Z</updated>
        <content type="html">&lt;p&gt;Тұрғындар екі аптадан бері қараңғы көшемен жүруге мәжбүр. Әкімдік жөндеу жұмыстары тендер \
        аяқталған соң басталатынын айтады.&lt;/p&gt;</content></entry>
        <entry><id>kk-2</id><title>Жастарға арналған жаңа спорт алаңы ашылды</title><link href="\(base)/kk/2"/><updated>2026-01-01T00:00:00Z</updated>
        <content type="text">Алатау ауданында жастар мен балаларға арналған спорт алаңы ашылды. Алаң тегін жұмыс істейді.</content></entry>
        </feed>
        """
    }

    static func json(base: String) -> String {
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Expats in Almaty (demo)","language":"en","items":[
        {"id":"en-1","url":"\(base)/en/1","title":"Bus 92 never comes on time","content_text":"For a month bus 92 in the Bostandyk \
        district has been coming once an hour instead of every ten minutes. The stop has no shelter."},
        {"id":"en-2","url":"\(base)/en/2","title":"Idea: publish the district budgets as open data","content_text":"It would help \
        everyone if the akimat published each district's budget as open data, with every contract and its supplier."}]}
        """
    }

    /// Reports of the weeks before, so that the thermometer has a usual level: theme words and districts that recur.
    static let everyday: [String] = [
        "Во дворе {d} района не вывозят мусор уже неделю, контейнеры переполнены, дом {n}",
        "{d} ауданындағы {n}-үйде лифт жұмыс істемейді, КСК жауап бермейді",
        "На улице {n} линия {d} района глубокие ямы, автобус объезжает по встречной",
        "В {d} районе отключили горячую воду без предупреждения, дом {n}",
        "В детской поликлинике {d} района не записаться к врачу, талон номер {n}",
        "Queue at the service centre of the {d} district, window {n} is always closed",
        "Снова дым и запах гари в {d} районе, датчик {n} показывает превышение",
    ]

    static let districts = [
        "Алмалинского", "Ауэзовского", "Медеуского", "Турксибского", "Бостандыкского", "Жетысуского", "Алатауского",
        "Наурызбайского",
    ]
}
