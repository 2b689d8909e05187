/// Frequent words, folded, by which a language shows itself. Words that two of Kazakh, Russian and English share say
/// nothing.
enum LanguageWords {
    /// What a word speaks for; `foreign` is one of the neighbours that are told apart only to be set aside.
    enum Voice: UInt8 { case kazakh, russian, english, foreign }

    /// The voice of a folded word, by its hash.
    static let voices: HashTable<Voice> = {
        var voices: [UInt64: Voice] = [:]
        var shared: Set<UInt64> = []
        for (list, voice) in [
            (kazakh, Voice.kazakh), (russian, .russian), (english, .english), (foreignCyrillic, .foreign),
            (foreignLatin, .foreign),
        ] {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let hash = StableHash.of(String(word))
                guard let known = voices[hash] else {
                    voices[hash] = voice
                    continue
                }
                // What a neighbour shares stays ours: the neighbour has words of its own to show itself by.
                if known != voice, voice != .foreign { shared.insert(hash) }
            }
        }
        for hash in shared { voices[hash] = nil }
        return HashTable(voices)
    }()

    private static let kazakh = """
        жане мен пен бен бул сол осы ол олар жок емес деп деген дейди ушин кейин дейин кейбир жатыр отыр журген
        болды болган болса болатын болады болып болу болмайды болмады еди екен гой кой бир еки уш торт бес жети сегиз тогыз
        жиырма отыз кырык елу алпыс жетпис сексен токсан мын куни кунде жылы жылгы жылдан айдан аптада саган маган
        су биз бизде бизге бизди биздин сиз сизге сиздер мени мене оны онын оган онда одан олардын оларга кандай калай кайда
        кашан кайсы неге кимге кимнин ешким ештене барлык барлыгы баска озге озим озин озинин озинен озимиз озине гана
        тек енди бугин кеше ертен казир аркылы туралы бойынша карай сиякты себеби бирак алайда немесе яки ягни
        егер сонда сондыктан сонымен катар бирге тусты алды алып берди берип келди келип кетти кетип барды барып
        журмин керек мумкин калды калып койды койып айтты айтып сурады сурап жазды тиис тагы тагыда аса оте коп
        коби жаксы жаман улкен киши кишкентай ески калада калалык коше кошеси кошеде уйдин уйде аудан ауданы
        аудандык акимдик бала балалар балам мектеп мугалим дарыгер емхана аурухана тургын тургындар кызмет акша
        жумыс отиниш рахмет рахметим салем саламатсыз саламатсызба салеметсиз салеметсизбе курметти сурак кокыс
        адам адамдар адамга мемлекеттик занды сизден айтыныз бериниз беринизши керекпиз паракор бермесен
        берсен адалдык ауыл аула аулада турмыз туратын береди келеди алады барады жатырмыз отырмыз апа ата аже арнайы алгыс
        ак шын айт айтпайды айтады дейтин десе деди депти екенин болгандыктан кезде кезинде кезинен уакыт уакытта уакытын
        арасында астында устинде жанында касында алдында артында ишинде сыртында туратындар баяндады хабарлады мәлимдеди
        жыл сайын ай кун апта бойы бойымен ретинде болгандар болсын болмаса болмай болатынын шыгып шыгады шыкты шыгарды
        тур турган турмыс журеди жургизуши журип кормедим корди корип коресиз коруге алмаймыз алмайды берген берсе бермейди
        келген келсе келе келмейди келмеди кылып жасап жасады жасайды жасауга жасалган айналган аталган аталады
        курылыс кала калага каланын калалар калалардын ел елдин елде елдер елдеги халык халыкка халыктын дуние жузи дуниежузи
        жерде жерге жердин жерин жери суды судын судан тары тарихы тарихта гасыр гасырда гылым галым галымдар
        онер окушы окушылар окиды окып оку окуга бигиз кун куннин тун тунде танертен кешке кешкисин жаз кыс коктем куз
        жоба жобаны корсетти корсетеди жогары томен ун ункир узак ужым ултты улттык улт улкендер бастады бастап бастыгы
        кейинги алгашкы соны сонгы бурын бурынгы казирги тан танда барлыгына ешкайсысы осындай мундай сондай ондай
        мунда осында сосын ойткени уйткени дегенмен тым туган туылган аныктады жарияланды колданады колдану кажет кажетти
        аркасында жагдай жагдайда жагдайы касиби каржы караныз отинемин отинемиз сураймын сураймыз беруди беру беруге алу алуга
        керемет адамдарда аралдар келеси комектесиниз комектесиниздер комектесиниздерши комектес комек ошти сонди
        ошип сонип газы суы жогы
        ма ме ба бе ше го той ау шам жарык жол жолда жолдар жолга кайтеди неше нешеу канша кай жактан
        кудай алла ассалаумагалейкум рахмат куанышты кутты болсын мереке арман омир тирлик тозим
        """

    private static let russian = """
        и в во на что он я со как это но они мы вы по все у из за так же от для бы только его ее их или еще уже когда
        если ни быть был была было были есть нет не тут здесь где куда откуда кто чтобы который которые которая
        которого этот эта эти того тоже также после перед при под над между через без до о об мне меня нам нас вас вам
        ему ей им себя свой наш наша наши ваш мой моя сейчас теперь сегодня вчера завтра очень можно нужно надо
        нельзя просим прошу почему сколько зачем какой какая какие чем том этом этого этой тем тех ничего никто никогда
        всегда потом снова опять раз год года лет дня дней день месяц тысяч рублей улица улице дом доме двор дворе
        здравствуйте добрый спасибо пожалуйста уважаемые давайте предлагаю подскажите помогите жалоба говорят сказали
        ответ ответили обещали берут требуют дети детей ребенок школа школе врач хочу может могут стоит идет будет
        ли то к с а там тогда более менее много мало несколько каждый каждая каждое каждые другой другие другая других
        такой такая такие такое самый самая самое сам сама сами свою своей своего своих своим нашей нашего нашем нашу ваша
        ваше вашей моего моей мою моем которую котором которым которых которой чего чему всех всем всеми всего ним них ней нему
        нее него однако хотя пока потому поэтому затем из-за лишь даже именно вообще конечно возможно например
        первый первая первые второй вторая третий один одна одно одни два две три четыре пять шесть семь восемь девять десять
        сто двести тысяча тысячи миллион миллионов человек люди людей жители время времени место работа работы город города
        городе страны страна мир мира жизнь жизни дело дела вода воды стало стал стали является являются были находится
        имеет имеют сказал сказала говорит говорил сообщил сообщили рассказал ведь вот ну разве неужели хорошо плохо
        никак нигде везде туда сюда оттуда вместо около возле рядом против среди кроме согласно благодаря ночью утром вечером
        днем зимой летом весной осенью часто редко сразу скоро давно долго быстро нового новый новая новые старый большой
        большая большие маленький просто прямо почти ровно совсем слишком столько такую эту этим этих эту тот ту
        делать сделать делают сделали дать дают дали взять взяли знаю знает знаете понимаю понять скажите пожалуйста привет получить получит справку отвечает отвечают объясните узнать ждать ждем ждали
        ходит ходят едет ехать живу живем живут платить платим заплатили деньги денег нашли найти пришел пришли приехали
        час часа часу мимо свет света отключили отключают нету приходит звонят звонили звонила звонил пишу пишем писали писал написал написали обратились обращались работает
        """

    private static let english = """
        the of and to in is was for on with as that this are be by at from have has had it its an they which you we our
        were there their not but or if when what who how where why will would can could should been more about after
        before into out up over under some any all no than then them his her she he my your me us do does did so just
        only also very please dear hello hi thank thanks street district city school hospital people years year
        a i one two three four five six seven eight nine ten first second third last next new old good bad big small great
        other another many much most few each every both these those such same own while because since until during against
        between through without within around near behind above below again still never always often sometimes today
        yesterday tomorrow now here way day days week weeks month months time times man men woman women child children
        world country state government company house home water road car work working works made make makes making use used
        using get gets got getting go goes going went gone come comes came take takes took taken see sees saw seen know known
        say says said tell told ask asked give gave given find found think thought want wanted need needs needed may might
        must shall let like well even back down off too yet once however although though whether according several per
        around part place places number group end side life hand point system called known become became long high low
        left right early late large local national international public north south east west american british english
        nobody nothing everyone everything someone something somebody anyone dont doesnt didnt cant wont isnt arent wasnt
        im ive id youre theyre hes shes thats whats lets office manager money building yard door park bus bribe
        """

    /// Kyrgyz; Tatar and Bashkir; Mongolian; Tajik; Ukrainian and Belarusian; Bulgarian.
    private static let foreignCyrillic = """
        жана алар эл эле эмне-дир менен учун болгон болуп эмес эле эки эч алардын анын аны анан ушул деди турган кылып кийин чейин боюнча
        ошол ошондой ошондуктан аркылуу бере барбы кандайдыр бардык бирин жолу эмне эмнеге кантип качан катары тууралуу
        болот болсо болчу болушу кылган кылат кылуу берген беруу алуу айтты дейт турат жатат бирок жакшы чон кичине
        адамдардын олко олконун окмот жашоо жаны эски учурда ортосунда ичинде устундо астында жылдын
        мурун кээ кээде абдан озунун эмки азыр бугун эртен биринчи экинчи учунчу миллионго чыккан чыгып
        экен эмгек эсеп эсеби эрте эркин эркек эне элдин элге элдик элде эшик дароо кайра согуш согушу кырсык батыш
        туштук тундук башталды башталган баштады баштаган баштап беш кызмат кызматкер акыркы аялдар
        кочо кочодо шаар шаары озгочо коптогон мурда мурунку азыркы буткул ортодо кошумча ошону ошентсе ушинтип силер эгемен
        ошентип эгер эгерде жок-жогу тагыраак мумкунчулук мамлекет мамлекеттик кыргыз кыргызстан сооз создор ушундай мындай
        мындан мында андан тарткан тарабынан колдонуу коп кобунчо адатта жана-жа дуйно дуйнолук баары баарын баш
        хам белэн булып тугел буенча булган дип шулай иде ул шул хэм бит минем безнен алар очен белан хем булды бу
        кебек шуна итеп ителгэн ителган була булыр булса булмаган кирэк кирак кеше кешелар кешеләр
        безгэ безга анын аны аларны аларнын ничек кайбер беренче икенче хазер хазерге элек зур бик яхшы начар
        ягъни лэкин лакин чонки чөнки тора торган итэ ита килэ кила кирәк вакыт вакытта елда елның еллар
        менан буйынса ине уны шундай ошо была булган итеп ьнца хам улар уның унын кешелар кешеләрҙен булһа буласак
        башкорт өсөн осон нимэ нима нисек хазер хәҙер беренсе икенсе барлыҡ бөтә бота башҡа шуның шунын шул уға уга
        ярата эшлай эшләй донья дөнья ерҙә булыуы булыу килгэн килган
        нь юм байна байсан болон энэ тэр гэж дээр уу юу байгаа хийх болно гэсэн харин хун олон тухай
        байдаг байв ондор оноодор хамгийн маш дараа омно тэд тэдний тууний миний бидний бид танай хэрэв учир учраас
        гэхдээ ийм тийм ямар хэн хаана хэзээ яагаад хоер гурав дорвон зуун мянган жил жилийн одор хот
        улс улсын хумуус хуний зарим бурийн бух нэг нэгэн шиг хуртэл дотор гадна доор хооронд тэгээд болсон болж хийж
        хийсэн гэдэг гэв гэжээ гарсан авсан авах огох ажил ажлын байх байхад бусад онцгой томоохон дэлхийн монгол
        аст дар ва барои ки бо ин мебошад метавонад мекунад хамчун мардум инчунин будан кардан доир буд шуд карда
        дорад доранд онхо мо шумо хам агар зеро пас баъд бисьер хеле чун тавр як се чор панч даҳ соли руз вакт
        давлат чахон шахр хона рох кор дигар хар хама бе байни зери болои пеши касе чизе бояд метавонанд
        мешавад мешаванд шуда шудааст будааст кард кунад кунанд мегуянд гуфт тавассути нисбат хангоми асосан одамон
        що як для цього який яка вин вона вони було були чи його може щоб через пид час роки рокив року бути
        бильше писля мае мають також але або це ця цей ци тих тим його ийи иих иих нам вам мене тебе бо якщо коли
        куди чому тому тут там ще вже дуже багато мало лише тильки навить наприклад однак хоча поки миж перед над вид
        до з зи из у в на по без при про свий свои наш ваш один два три чотири пять шисть сим висим девять десять
        перший другий люди людей людина свит краина мисто вода життя робота можна треба потрибно немае буде будуть
        пры каб гэта яны ен яна была было якия што як ци сваю па са гэтага таксама пасля але або дзе кали чаму
        тут там яшчэ ужо вельми шмат мала тольки нават напрыклад аднак хаця паки памиж перад над ад з без свой наш
        адзин адна два тры чатыры пяць шэсць сем восем дзевяць дзесяць першы други людзи людзей чалавек краина
        горад вада жыцце праца можна трэба неабходна няма будзе будуць яго яе их им гэтай гэтым гэты каля пад час
        гады годзе года мае маюць большасць некаторыя кожны усе усих были
        се че като през които със както към които дали много които това този тази тези бъде беше може след ги обаче
        тъй са е ще няма има имат имаше бяха били която който което когато където защото понеже ако дори само също още
        вече пред преди между чрез според около върху без при под над за по от до му й ми ти си ни ви им го я не но
        или нито един една едно едни два две три четири пет шест седем осем девет десет първия първата първият втория
        втората година години време хора хората човек свят света страна страната град града вода водата живот живота
        част голям голяма големи малък малка малки нов нова нови стар добре всички всеки всяка всичко нещо някои някой
        други друг друга такъв такава такива така тогава сега там тук къде как защо какво кой коя кои чийто също така
        най по-голям повече повечето тяхната неговия нейната неговата техните нашата вашата свои своя своята трябва
        могат може би могъл казва казаха каза съобщи става станал било били бил била са били
        """

    /// Turkish, Turkmen, Uzbek, as the folding leaves them: without marks, ş and ç as sh and ch.
    private static let foreignLatin = """
        ve bir bu ichin icin ile olarak da de olan en daha chok cok gibi ama sonra kadar her onun oldugu degil var ise hem
        olur oldu olmak olmasi olan olup icin sey shey zaman yil yilinda insan insanlar dunya ulke kent su yol ev gun
        kendi kendine buyuk kuchuk kucuk yeni eski iyi kotu ilk son iki uch dort besh bes alti yedi sekiz dokuz on yuz bin
        milyon ancak fakat veya ya ki mi mu ne nasil neden nerede kim hangi bazi butun tum chunku cunku eger once uzerinde
        altinda ichinde icinde arasinda tarafindan gore karshi karsi dolayi olabilir edilir edildi yapilan yapmak
        we bilen uchin ucin boyuncha boyunca bolan hem edip bolup diyip onun olar bu su ol bir barada song sonra sony
        yyl yylda yylynda adam adamlar dunya yurt yurdun shaher saher suw yol oy gun oz ozunin uly kichi tazeden kone
        gowy ilki iki uch dort bash bas alty yedi sekiz dokuz yuz mun million emma yone ya-da eger ozunden onki ustunde
        ashagynda ichinde icinde arasynda tarapyndan gora garshy garsy uchindir bolar boldy bolmak bolmagy bolsa bolyar
        edilyar edildi yagdayda hemishe kop kabir ahli hemme onki sonki yaly shol sol shonun sonun olaryn bize size men sen
        dal bar yok nirede nahili haysy nache nace
        o g bo qo to yo juda orqali hamda sifatida keyin boshqa yili davlat katta deya uni va bilan uchun bu edi bir ham
        esa ularning bolgan bolib kerak emas yoki uning ular shu deb qilish haqida bolsa bolishi mumkin lekin ammo agar
        chunki hali har qanday barcha hamma kop kam eng birinchi ikkinchi uchinchi ikki uch tort besh olti yetti sakkiz toqqiz
        on yuz ming yil yilda yilning kun vaqt inson odam odamlar dunyo mamlakat shahar suv yol uy ish oz ozining yangi eski
        yaxshi yomon kichik ostida ustida ichida orasida tomonidan kora qarshi natijada masalan chiqdi qildi qilgan qiladi
        boladi bolmaydi bolgani ekan degan dedi aytdi kabi singari faqat balki sababli tufayli bunda unda shunda bunday
        shunday u men sen siz biz ularni ularga buning shuning nima nega qachon qayerda kim qaysi necha bor yoq
        """
}
