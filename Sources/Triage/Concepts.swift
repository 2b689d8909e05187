import Language

/// Words of the three languages that mean one thing to a city office: what links a Kazakh letter to a Russian article.
/// A line is a concept: beginnings of folded words, Russian | Kazakh | English; `=` ends a word that is meant whole.
enum Concepts {
    /// A concept's number.
    typealias Number = Int16

    /// The concept of a folded word; nil if it belongs to none. The longest beginning decides.
    static func of(_ word: ArraySlice<UInt8>) -> Number? {
        guard word.count <= longestWord else { return nil }
        var hash = StableHash.seed
        var found: Number?
        for (index, byte) in word.enumerated() {
            hash = StableHash.add(hash, byte)
            let length = index + 1
            if length >= shortest, length <= longest, let number = beginnings[hash],
                length >= free || word.count <= length + ending
            {
                found = number
            }
        }
        return wholes[hash] ?? found
    }

    /// The first word of each concept's line, which names it.
    static let names: [String] = lines.map { line in
        String(line.first.map { $0.hasSuffix("=") ? $0.dropLast() : $0[...] } ?? "")
    }

    /// Institutions that bear numbers: `школа №35`, `37-й автобус`.
    static let numbered: Set<Number> = Set(
        ["школ", "детсад", "колледж", "больниц", "поликлиник", "роддом", "автобус", "цон", "тэц", "лот"].compactMap {
            name in
            names.firstIndex(of: name).map { Number($0) }
        })

    /// Bytes: a beginning of four Cyrillic letters stands for words of any length, a shorter one for those that are
    /// not much longer.
    private static let free = 8
    private static let ending = 6
    private static let longestWord = 48

    private static let lines: [[String]] = table.split(separator: "\n").map { line in
        line.split(separator: " ").filter { $0 != "|" }.map(String.init)
    }
    private static let beginnings: HashTable<Number> = index { !$0.hasSuffix("=") }
    private static let wholes: HashTable<Number> = index { $0.hasSuffix("=") }
    private static let shortest = 3
    private static let longest = 24

    private static func index(_ isWanted: (String) -> Bool) -> HashTable<Number> {
        var index: [UInt64: Number] = [:]
        for (number, line) in lines.enumerated() {
            for word in line where isWanted(word) {
                var hash = StableHash.seed
                for byte in word.utf8 where byte != UInt8(ascii: "=") { hash = StableHash.add(hash, byte) }
                if index[hash] == nil { index[hash] = Number(number) }
            }
        }
        return HashTable(index)
    }

    private static let table = """
        школ школьн гимнази лице | мектеп мектеби гимнази лице | school pupil
        детсад садик сад= сада= саду= воспитател | балабакша балабакша тарбиеши | kindergarten nursery
        колледж училищ | колледж училищ | college
        университет вуз студент | университет студент | university student
        учител педагог классн | мугалим устаз педагог | teacher
        директор заведующ | директор мениеруши менгеруши | director principal
        родител | атаана | parent
        ребен ребят детей= дети= детям= детьми= мальчик девочк сын= дочь= дочка школьник | бала= балалар балам баласы ул= улым кыз= кызым | child children kid boy girl son daughter
        больниц стационар госпитал | аурухана | hospital
        поликлиник амбулатор | емхана амбулатори | polyclinic
        роддом родильн | перзентхана | maternity
        врач доктор хирург терапевт медик | дариге хирург терапевт | doctor physician surgeon
        медсестр фельдшер | медбике мейирбике фельдшер | nurse
        скорая= скорой= скорую= | жедел | ambulance
        лекарств препарат инсулин вакцин таблет | дари= дарис вакцин инсулин | medicine drug insulin vaccine
        аптек | дарихан | pharmacy
        операци | операци ота= отасы | operation surgery
        мусор контейнер отход свалк помойк | кокыс контейнер калдык | garbage trash waste rubbish dump container
        снег сугроб гололед | кар= карды карлы кокт мух | snow ice
        яма= ямы= яму= ямой выбоин провал | шункыр ойык ойылып | pothole pit hole
        асфальт дорожн | асфальт | asphalt pavement
        дорог трасс шоссе | жол= жолы жолда жолга жолды жолын жолак | road highway
        тротуар пешеход | жаяу тротуар | sidewalk pedestrian
        светофор | багдаршам | trafficlight
        переход зебр | откел | crossing
        мост= моста мосту эстакад | копир копирд | bridge
        остановк | аялдам | stop= stops=
        автобус маршрут троллейбус | автобус багыт троллейбус | bus=  buses= trolleybus
        водител шофер | жургизуши | driver
        такси | такси | taxi
        метро | метро | metro subway
        машин автомобил автомашин легковушк | колик машин | car= cars= vehicle
        парковк стоянк паркинг автостоянк | автотурак турак= турагы паркинг | parking
        авари дтп столкновен столкнул | апат соктыг жкок жолколик | accident crash collision
        сбил сбита наехал | кагып кагыл кагы | hit=
        велосипед велодорож самокат | велосипед веложол самокат | bike bicycle cycl scooter
        люк= люка люке люки колод | люк= кудык кудыг канализ | manhole hatch
        канализац сток= стоки нечист ассенизат септик | кариз канализ | sewage sewer
        арык оросит лоток | арык арыг | ditch canal
        вода= воды= воду= водой водоснабж водопров водоканал | су= суы= сумен суды сусыз суга | water
        затопил затопл потоп подтоп наводн | су басты басып тасыды топан | flood
        труб прорв | кубыр жарыл | pipe burst
        отоплен тепл батаре котельн теплосет | жылу отопл казандык | heating heat boiler
        газ= газа газом газов | газ= газы газбен | gas=
        электр свет= света светом напряжен подстанц | жарык электр ток= | electric power= outage
        фонар освещен лампоч | шам= шамдар шамы жарыктанд | lamp light= lights= lighting streetlight
        лифт | лифт | lift= elevator
        крыш кровл кровель | шатыр | roof
        подвал | подвал жертоле | basement cellar
        подъезд | подъезд кире | entrance
        домофон чип= | домофон | intercom
        квартир | патер | apartment flat=
        двор= двора дворе дворы | аула= аулад ауланы ауласы | yard courtyard
        дом= дома доме многоэтаж девятиэтаж пятиэтаж | уй= уйди уйде уйи уйин | house building
        ксх кск= оси= пик= управляющ | ксх кск= оси= пик= мид= | ksk osi
        председат | торага тораг | chairman chair=
        тариф квитанц | тариф тубиртек | tariff bill= bills=
        ремонт отремонт починил | жондеу жонде | repair fix
        строй= стройк строит застрой новострой | курылыс салып салын | construction build
        котлован экскаватор | казаншунк казан шункыр экскаватор | excavat
        трещин | жарык= сызат | crack
        дерев деревь насажден саженц посадил посажен | агаш кошет | tree sapling seedling
        спилен спилил вырубк вырубл срубил | кесип кесил кести отап | felled cut= logging chop
        парк= парка парке сквер | саябак парк= паркте сквер | park= square=
        газон трав клумб | когал гул= | lawn grass
        собак стая= стаи пес= щен отлов | ит= иттер иттин итти канги | dog stray
        укусил покусал искус | тистед каплед капты | bit= bitten
        кошк кот= | мысык | cat=
        крыс мыш= тарака клоп | тышкан егеукуйрык тарак | rat= rats= cockroach
        дым= дыма дымит смог выброс гарь | тутин смог шыгарынд | smoke smog emission
        воздух | ауа= ауаны ауасы | air=
        запах вон= воня | иис= исин сасык | smell stink odor odour
        шум= шума шумит громк музык | шу= даури музык | noise loud music
        тэц | жэо тэц | plant
        завод предприят цех= | зауыт цех= касипорын | factory
        пожар горел загорел сгорел вспыхн возгор | орт= ортен жанды жанып жалын | fire burned burnt flame
        взрыв взорвал | жарылыс | explosion blast
        оползен сель= селев | кошкин сел= | landslide mudflow
        землетряс сейсм | жер силк сейсм | earthquake seismic
        умер= погиб смерт скончал | олди каза= кайтыс | died dead death killed
        травм ушиб перелом ранен пострадав | жаракат сынды зардап | injur wound
        полиц участков патрул | полиц учаск патрул | police patrol
        задерж арест= арестов увели | устад камауга тутк | detain arrest
        суд= суда суде приговор осужд | сот= сотта сотты уким | court verdict sentence
        прокур | прокур | prosecutor
        взятк мзд откат | пара= парак парага | bribe kickback
        деньг сумм оплат | акша= акшаны акшасы каражат толем | money payment
        поборы= сбор= собира собрали сдавать | жинау жинап жинады жиналд | collect
        шантаж угроз угрож | коркыт кокан | threat
        ворова украл украд краж хищен похищ | урла урлы | stole stolen theft steal
        мошен обман | алаяк алда | fraud scam
        наркот закладк | есиртки | drug=
        тендер закуп конкурс | тендер сатып конкурс | tender procurement
        лот= лота лоту лоте | лот= лоты | lot=
        подрядч | мердигер | contractor
        миллион млн | миллион млн | million
        миллиард млрд | миллиард млрд | billion
        бюджет | бюджет | budget
        аудит ревиз проверк инспект | аудит тексер инспектор | audit inspect
        грант | грант | grant
        аким= акима акимат | аким= акими акимат акимдик | akim akimat
        депутат маслихат | депутат маслихат | deputy
        слушани | тындау | hearing
        общественн | когамдык | public=
        цон= | цон= хко= хкко | servicecent
        очеред | кезек кезег | queue line=
        земл участок участк | жер= жерди жери телим | land plot
        забор ограж шлагбаум | дуал коршау шлагбаум | fence barrier
        гора= горы= горах ущель предгор | тау= тауда шаткал | mountain gorge
        река= реки= речк речушк | озен | river
        пособи выплат | жардемак толем | benefit allowance
        пенси | зейнет | pension
        инвалид пандус | мугедек пандус | disabled wheelchair ramp
        многодетн | кописбала копбала | large family
        сирот детдом приют | жетим | orphan shelter
        зарплат жаловань | жалакы айлык | salary wage
        работник рабочи сотрудник | жумысшы кызметкер | worker employee
        уволи увольн сократили | жумыстан босатты шыгарып | fired dismiss
        вакан трудоустр безработ | жумыссыз | vacancy unemploy
        спорт стадион секци тренер | спорт стадион уйирме жаттыкт | sport stadium coach
        библиотек | китапхана | library
        театр | театр | theatre theater
        музей | музей мураж | museum
        концерт фестивал | концерт фестиваль | concert festival
        рынок рынка барахолк базар | базар базарда | market bazaar
        магазин торгов киоск ларек | дукен сауда дунгиршек | shop store= kiosk
        кафе ресторан столов | кафе асхана мейрамхана | cafe restaurant canteen
        еда= питани обед= | тамак ас= | food meal
        отрав | улан | poison
        камер видеонаблюд | камера бейнебакыл | camera
        интернет | интернет | internet
        платн бесплатн | акылы тегин | fee= free=
        журналист газет | журналист газет | journalist newspaper
        закрыл закрыт закрыл | жабыл жапты жабык | closed shut
        открыл открыт | ашты ашык ашыл | open=
        отмен | токтат болдырма кайтарып | cancel
        перекрыл перекрыт блокир | жауып бугат | blocked
        штраф оштраф | айыппул | fine=
        общежити | жатакхана | dormitory
        экзамен егэ ент= тест | емтихан убт= ент= тест | exam test
        перила качели площадк горк | аланшык аткеншек алан | playground swing
        самострой незакон | зансыз озбеков | illegal
        коррупц | жемкорл коррупц сыбайлас | corrupt
        подпис | колы койды кол койды | signature signed
        перенес отложил отсрочил задержк опозд | кейинге шегер кешик | postpone delay
        новый= новая= новые= | жана= | new=
        начальник руководител глава= главы | басшы бастык | chief head=
        фирма фирмы компани тоо= | фирма компания жшс= | company firm
        январ | кантар | january
        феврал | акпан | february
        март= марта марте | наурыз | march=
        апрел | сауир | april
        июн= июня июне | маусым | june
        июл= июля июле | шилде | july
        август | тамыз | august
        сентябр | кыркуйек | september
        октябр | казан= казанда | october
        ноябр | караша | november
        декабр | желтоксан= | december
        понедельник | дуйсенби | monday
        вторник | сейсенби | tuesday
        сред= среду= | сарсенби | wednesday
        четверг | бейсенби | thursday
        пятниц | жума= жумада | friday
        суббот | сенби | saturday
        воскресен | жексенби | sunday
        утр= утра утром | танер тан= танга | morning
        вечер | кеш= кешке кешки | evening
        ночь= ночью ночи | тун= тунде тунги | night
        кредит займ микрокредит | несие карыз | credit loan
        аренд арендодат съемн | жалга жалдап | rent tenant landlord
        плесен грибок сырост | зен ылгал | mold mould damp
        клещ | кене кенел | tick=
        комар мошк | маса= масал | mosquito
        бассейн | бассейн хауыз | pool=
        каток коньк | коньки музайдын | rink skating
        канатн фуникул | аспалы | cablecar gondola
        туалет уборн | даретхан | toilet restroom
        стена стены стену | кабырга | wall=
        окно окна оконн | терезе | window
        двер | есик есиг | door=
        лестниц ступен | баспалдак | stairs staircase steps
        балкон | балкон | balcony
        насос скважин | сорап унгым | pump
        провод= провода кабел | сым= сымдар кабель | wire cable
        столб опора= опоры | багана | pole
        плитк брусчатк | плитка | tile paving
        бордюр поребрик | жиектас | curb kerb
        трамва рельс | трамвай рельс | tram rail
        поезд электричк вокзал | пойыз вокзал | train=
        аэропорт самолет | ауежай ушак | airport plane
        спасател мчс= | куткар тжм= | rescue rescuer
        военн солдат призывник армия армии воинск | аскер сарбаз | military soldier army conscript
        паспорт удостоверен справк | куалик аныктама | passport certificate
        документ бумаг | кужат кагаз | document paper
        виза= визы миграц иностран | виза кошикон шетел | visa migration foreign
        банк= банка банке банковск | банк= банки банкт | bank=
        налог | салык | tax
        благотвор пожертвов | кайырымд | charity donation
        мечет имам | мешит имам | mosque imam
        церков храм | ширкеу | church temple
        кладбищ похорон | зират бейит жерле | cemetery funeral grave
        футбол | футбол доп= | football soccer
        борьба борьбы бокс | курес бокс | wrestling boxing
        домбр | домбыр | dombra
        книг учебник | китап окулык | book= books textbook
        компьютер ноутбук планшет | компьютер ноутбук | computer laptop
        сайт портал приложени | сайт портал косымша | website portal app=
        телефон звонок звони | телефон конырау | phone= call= calls
        видео съемк | бейне видео | video footage
        фото фотограф снимк | фото сурет | photo picture
        собрани | жиналыс | meeting
        голосован выборы выборов | дауыс сайлау | vote voting election
        петици | петици | petition
        семинар тренинг | семинар тренинг | seminar training workshop
        выставк | корме | exhibition
        ярмарк | жарменке | fair=
        цена= цены подорож дорого | бага= багасы кымбат | price expensive
        хлеб мясо мяса молоко | нан= нанды етти сут= | bread meat milk
        вирус эпидеми корь кори карантин | вирус индет кызылша карантин | virus measles epidemic quarantine
        беремен роженец роды родов | жукти босан | pregnan birth
        насили изнасил домогат | зорлык зомбылык | violence rape harass
        драка драки избил побои | тобелес урып сабап | fight beat=
        нож= ножом | пышак | knife
        оружи стрельб выстрел | кару= каруы атыс | gun weapon shot= shooting
        эвакуац эвакуир | эвакуац | evacuat
        обруш рухнул обвал | опырыл кулады | collaps
        упал= упала упали | кулап= кулаган | fell=
        ветер ветром ураган бур= буря | жел= желден дауыл | wind storm
        дожд ливен ливн | жанбыр носер | rain
        мороз холод | аяз суык | frost cold
        озеро озера озере | кол= колин колде | lake
        лес= леса роща рощи | орман тогай | forest grove
        яблон | алма= алмааг | apple
        фонтан | фонтан буркак | fountain
        памятник | ескерткиш | monument
        реклам баннер | жарнама баннер | advert banner billboard
        гостиниц отел хостел | конакуй отель | hotel hostel
        казино букмекер ставк | казино букмекер | casino betting
        алкогол водк пьян | арак= мас= ишимдик | alcohol drunk vodka
        сигарет курени вейп кальян | темеки вейп | smoking vape cigarette
        бабушк пенсионер пожил | аже= ажем кария зейнеткер карт= | grandmother pensioner elderly
        сосед | корши | neighbour neighbor
        жена= жене жену супруг муж= мужа | айел= айели куйеу жубай | wife husband
        брат= брата сестр родственник племянник сноха зять | туыс жиен келин бауыр | brother sister relative nephew
        диплом образовани | диплом билим | diploma degree
        оценк успеваем | бага= багалау | grade=
        форма= форму униформ | форма= | uniform
        завуч психолог | психолог | psycholog
        рентген узи= мрт= анализ | рентген узи= талдау | xray scan
        койк палат | палата тосек | ward bed=
        протез коляск | протез арба | prosthe stroller
        выпускн последнийзвонок | битиру | graduation
        каникул лагер | каникул лагерь | holiday camp
        вырез укол | ине= | injection
        инструмент синтезатор оркестр | аспап оркестр | instrument orchestra
        маск перчатк | маска= колгап | mask
        субботник | сенбилик | cleanup
        озелен полив | когалд суар | watering
        трактор самосвал камаз техник | трактор камаз техника | tractor truck
        цистерн бочк | цистерна бошке | tanker barrel
        склад ангар | койма= ангар | warehouse
        офис кабинет | кенсе кабинет | office
        регистратур | тиркеу | registry reception
        лифтер вахтер охранник | кузетши | guard
        ключ= ключи замок замки | килт кулып | key= lock
        подстанц трансформатор | подстанци трансформатор | transformer substation
        экополици егерь лесник | экополици карауыл корыкшы | ranger
        заповедник нацпарк | корык улттык | reserve
        """
}
