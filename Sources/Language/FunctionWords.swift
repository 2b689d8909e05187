/// The commonest words of the three languages, which tell nothing of what a text is about. Stemming makes some words
/// that do tell look like them (прием and при, оси and осы): such words are known by their whole form only.
public enum FunctionWords {
    /// Russian ones.
    public static let russian = words(
        """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще
        нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом
        себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под
        будет ж тогда кто этот того потому этого какой совсем ним здесь этом один почти мой тем чтобы нее сейчас были куда
        зачем всех никогда можно при наконец два об другой хоть после над больше тот через эти нас про всего них какая
        много разве три эту моя впрочем хорошо свою этой перед иногда лучше чуть более менее том нельзя такой им более всегда конечно
        всю между это мои ваш наш также который которая которые которого место места день дня дней год года лет время
        времени человек люди людей первый первая первом новый новая новые самый каждый каждая другие нужно нужен нужна
        стоит стал стала стали идет идут сказал говорит скорее просто очень сразу снова рядом около лицо сто семь
        смогли благодаря поэтому сегодня вчера завтра ночью утром вечером
        """)
    /// Kazakh ones.
    public static let kazakh = words(
        """
        және мен пен бен бұл сол осы ол олар бар жоқ емес деп деген дейді үшін кейін дейін кейбір жатыр отыр тұр жүр болды
        болған болып болса болады болу еді екен ғой қой да де та те бір екі үш төрт бес алты жеті сегіз тоғыз он жүз мың
        күн күні жыл жылы ай апта маған біз бізге бізді біздің сіз сізге мені менің оны оның оған онда одан олардың қандай
        қалай қайда қашан қай неге не кім ешкім ештеңе барлық бәрі басқа өзге өзім өзі өзін өзінің ғана тек енді бүгін кеше
        ертең қазір арқылы туралы бойынша қарай сияқты себебі бірақ алайда немесе яғни егер сонда сондықтан сонымен қатар
        бірге алды алып берді беріп келді келіп кетті кетіп барды барып керек мүмкін қалды қалып қойды айтты тиіс тағы аса
        өте көп аз жақсы үлкен кісі адам жер жерде қарсы шамамен арасында ішінде үстінде астында алдында кезінде соң дейін
        ең әр мұндай мұнда осында сосын өйткені дегенмен тым алғаш алғашқы соңғы бұрын жаңа ескі бөлек тұрақты қарым
        """)
    /// English ones.
    public static let english = words(
        """
        the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an
        will my one all would there their what so up out if about who get which go me when make can like time no just him
        know take people into year your good some could them see other than then now look only come its over think also
        back after use two how our way even new want because any these give day most us is are was were been has had did
        more very many much where why here while every each still never always again those between both through during
        before under last first own same too should may might must shall allow allowed apart universe meet minute
        until since among upon though
        although whether either neither nor such cannot itself themselves
        """)

    private static func words(_ list: String) -> [String] {
        list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    }
}
