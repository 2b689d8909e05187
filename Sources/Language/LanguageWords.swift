/// Frequent words, folded, by which a language shows itself. Words that two of the languages share are left out, or
/// stand in the list of both and so say nothing.
enum LanguageWords {
    /// What a word speaks for.
    enum Voice: UInt8 { case kazakh, russian, english, foreign }

    /// The voice of a folded word, by its hash.
    static let voices: [UInt64: Voice] = {
        var voices: [UInt64: Voice] = [:]
        for (list, voice) in [(kazakh, Voice.kazakh), (russian, .russian), (english, .english), (foreign, .foreign)] {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                voices[StableHash.of(String(word))] = voice
            }
        }
        return voices
    }()

    private static let kazakh = """
        жане мен пен бен бул сол осы ол олар бар жок емес деп деген дейди ушин кейин дейин кейбир жатыр отыр тур журген
        болды болган болып болса болатын болады болу еди екен гой кой да де та те бир еки уш торт бес алты жети сегиз
        он жиырма отыз кырык елу алпыс жетпис сексен токсан жуз мын кун куни жыл жылы жылгы ай айдан апта саган маган
        биз бизге бизди биздин сиз сизге сиздер мени мене оны онын оган онда одан олардын оларга кандай калай кайда
        кашан кай кайсы неге не ким кимге ешким ештене барлык барлыгы бари баска озге озим ози озин озинин гана
        тек енди бугин кеше ертен казир аркылы туралы бойынша карай сияк сиякты себеби бирак алайда немесе яки ягни
        егер сонда сондыктан сонымен катар бирге туса тусты алды алып берди берип келди келип кетти кетип барды барып
        жур журмин керек мумкин калды калып кой койды койып айтты айтып сурады сурап жазды тиис тагы тагыда аса оте коп
        коби аз жаксы жаман улкен киши жана ески кала каланын калада калалык коше кошеси кошеде уй уйдин аудан ауданы
        аудандык акимдик аким бала балалар балам мектеп мугалим дарыгер емхана аурухана тургын тургындар кызмет акша
        тенге жумыс отиниш рахмет салем саламатсыз саламатсызба курметти сурак кокыс жол адам адамдар алматы алматыда
        мемлекеттик заны занды сизден айтыныз бериниз беринизши керекпиз пара параны бермесен берсен адалдык ауыл аула
        турмыз туратын береди келеди алады барады жатырмыз отырмыз кыз ул апа ата ана аже арнайы алгыс
        """

    private static let russian = """
        и в во на что он я с со как это но они мы вы по все у из за так же от для бы только его ее их или еще уже когда
        если ни быть был была было были есть нет не там тут здесь где куда откуда кто чтобы который которые которая
        которого этот эта эти того тоже также после перед при под над между через без до о об мне меня нам нас вас вам
        ему ей им себя свой наш наша наши ваш мой моя который сейчас теперь сегодня вчера завтра очень можно нужно надо
        нельзя просим прошу почему сколько зачем какой какая какие чем том этом этого этой тем тех ничего никто никогда
        всегда потом снова опять раз год года лет дня дней день месяц тысяч рублей улица улице дом доме двор дворе
        здравствуйте добрый спасибо пожалуйста уважаемые давайте предлагаю подскажите помогите жалоба говорят сказали
        ответ ответили обещали берут требуют дети детей ребенок школа школе врач хочу может могут стоит идет будет
        """

    private static let english = """
        the of and to in is was for on with as that this are be by at from have has had it its an they which you we our
        were there their not but or if when what who how where why will would can could should been more about after
        before into out up over under some any all no than then them his her she he my your me us do does did so just
        only also very please dear hello hi thank thanks street district city school hospital people years year
        """

    /// Kyrgyz, Tatar, Bashkir, Mongolian, Tajik, Ukrainian, Belarusian, Bulgarian; Turkish, Turkmen, Uzbek.
    private static let foreign = """
        менен учун болгон болуп эмес эле эки эч жана алардын анын аны ушул бирок деди турган кылып кийин чейин боюнча
        ошол аркылуу бере алган барбы кандайдыр бардык ар бирин жолу
        хам белэн булып тугел буенча булган дип шулай иде ул шул хэм бит минем безнен алар очен белан хем булды бу
        менан буйынса ине уны шундай була булган итеп ьнца тип
        нь юм бол байна байсан болон энэ тэр гэж дээр ба уу юу байгаа хийх болно тул гэсэн харин бас хун олон тухай
        ки аст дар аз ва барои бо ин он низ бар буд шуд карда мекунад хамчун мардум инчунин будан кардан доир
        та що як для цього яки який яка вин вона вони було були чи його иншого иншими може щоб через бильше после
        пры каб гэта яны ен яна были было якия яки што як ци сваю па са для гэтага таксама пасля
        са се че като през които си със както към които дали сега още много само които това този тази бъде беше може след му ги си обаче тъй много
        ve bir bu icin ile olarak da de olan en daha cok gibi ama sonra kadar her onun olduğu oldugu degil var ise hem
        we bilen ucin boyunca bolan hem edip bolup diyip onun olar bu su ol bir barada soň son ony
        o g bo qo to yo juda orqali hamda sifatida keyin boshqa yili davlat katta deya uni va bilan uchun bu edi bir ham esa ularning boʻlgan bolgan bolib kerak emas yoki uning ular shu deb qilish haqida
        """
}
