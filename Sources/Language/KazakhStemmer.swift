/// A suffix stripper for Kazakh over the folded alphabet (қ and к, ы and і's и … are what folding made of them).
///
/// It takes plural, possessive, case, copula and the common verbal endings off, longest first, until none fits or the
/// stem would be too short. Negation and derivation (-сыз, -лы, -шы, -лық) stay: they change what a word means.
/// A stem is a key, not a word: the forms of a word meet in it.
enum KazakhStemmer {
    /// Letters that a stem keeps at least, and one that is known to be a word.
    private static let shortest = 3
    private static let shortestWhole = 2
    /// At most so many endings are taken off.
    private static let mostRounds = 5
    private static let longestSuffix = 7

    /// The stem of a folded word's UTF-8. What is not written in Cyrillic is returned as it is.
    static func stem(_ word: some Collection<UInt8>) -> [UInt8] {
        var letters: [UInt8] = []
        letters.reserveCapacity(word.count / 2)
        var high: UInt8 = 0
        for byte in word {
            if byte == 0xD0 || byte == 0xD1 {
                high = byte
            } else if high == 0xD0, byte >= 0xB0, byte <= 0xBF {
                letters.append(byte - 0xB0)
            } else if high == 0xD1, byte >= 0x80, byte <= 0x8F {
                letters.append(byte - 0x80 + 16)
            } else {
                return Array(word)
            }
        }
        strip(&letters)
        var out: [UInt8] = []
        out.reserveCapacity(letters.count * 2)
        for letter in letters {
            out.append(letter < 16 ? 0xD0 : 0xD1)
            out.append(letter < 16 ? letter + 0xB0 : letter - 16 + 0x80)
        }
        return out
    }

    private static func strip(_ letters: inout [UInt8]) {
        for _ in 0..<mostRounds {
            guard letters.count > shortestWhole, !whole.contains(Self.key(letters)), let cut = ending(letters) else {
                break
            }
            letters.removeLast(cut)
            soften(&letters)
        }
    }

    /// A stem's last letter is voiced before a vowel: мектеп, мектебі; кітап, кітабы; балық, балығы.
    private static func soften(_ letters: inout [UInt8]) {
        guard let last = letters.last else { return }
        if last == code("б") { letters[letters.count - 1] = code("п") }
        if last == code("г") { letters[letters.count - 1] = code("к") }
    }

    /// The length of the longest ending that may be taken off.
    private static func ending(_ letters: [UInt8]) -> Int? {
        let mostWhole = min(longestSuffix, letters.count - shortestWhole)
        guard mostWhole > 0 else { return nil }
        var keys: [UInt64] = []
        keys.reserveCapacity(mostWhole)
        var key: UInt64 = 0
        for length in 1...mostWhole {
            key |= UInt64(letters[letters.count - length] + 1) << UInt64((length - 1) * 6)
            keys.append(key)
        }
        for length in 1...mostWhole
        where suffixes.contains(keys[length - 1]) && whole.contains(Self.key(letters.dropLast(length))) {
            return length
        }
        let most = min(longestSuffix, letters.count - shortest)
        guard most > 0 else { return nil }
        for length in stride(from: most, through: 1, by: -1) where suffixes.contains(keys[length - 1]) {
            let rest = letters.prefix(letters.count - length)
            if rest.contains(where: isVowel), fits(rest, length, letters) { return length }
        }
        return nil
    }

    /// The short endings are letters that also end stems; they ask for more of a stem before them.
    private static func fits(_ rest: ArraySlice<UInt8>, _ length: Int, _ letters: [UInt8]) -> Bool {
        guard let before = rest.last, let last = letters.last, let first = letters.suffix(length).first else {
            return true
        }
        // The voiceless forms of an ending never follow a vowel: құжаты is құжат-ы, not құжа-ты.
        if length > 1, first == code("т") || first == code("к"), isVowel(before) { return false }
        guard length == 1 else { return true }
        switch last {
        case code("ы"), code("и"): return !isVowel(before)
        case code("п"), code("м"), code("н"): return rest.count >= 4 && isVowel(before)
        case code("у"): return rest.count >= 3
        default: return rest.count >= 4
        }
    }

    private static func isVowel(_ letter: UInt8) -> Bool { vowels.contains(letter) }

    private static func code(_ letter: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: letter.value &- 0x430) }

    private static let vowels = Set("аеиоуыэюя".unicodeScalars.map { code($0) })

    /// Stems that end like endings.
    private static let whole = HashSet(
        """
        мектеп китап талап есеп себеп тарап хабар базар тендер жылу жалакы тургын тутин кысым жиын бастык шагым билим
        уй су ит кокыс лифт озен кужат орындык дарыгер даригер кент жиын шам сынып балабакша саябак аялдама автобус
        мугалим жарым баспана емхана аурухана каражат аудан жаксы адам орын колдан каржы кызмет сайлау
        жумыс туыс таныс жарыс дыбыс табыс согыс орыс болыс алыс тыныс женис кенес елес курес жолдас карындас сыныптас
        отандас курдас кызметтес алгыс тартыс айтыс тапсырыс отырыс кылмыс турмыс болмыс котерилис келис жетис шыгыс батыс
        айналыс карсылас коныс жагыс урыс жемис егис корпус статус конкурс курс бизнес офис
        полис сервис дауыс
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { word in key(word.unicodeScalars.map { code($0) }) }
    )

    private static func key(_ letters: some Sequence<UInt8>) -> UInt64 {
        StableHash.mix(letters.reduce(StableHash.seed) { StableHash.add($0, $1) })
    }

    /// Endings of up to seven letters as keys of six bits a letter, the last letter lowest.
    private static let suffixes: HashSet = {
        var keys: Set<UInt64> = []
        for suffix in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            var key: UInt64 = 0
            for (index, scalar) in suffix.unicodeScalars.reversed().enumerated() {
                key |= UInt64(code(scalar) + 1) << UInt64(index * 6)
            }
            keys.insert(key)
        }
        return HashSet(keys)
    }()

    private static let list = """
        лар лер дар дер тар тер лары лери дары дери тары тери ларын лерин дарын дерин тарын терин
        ым им ы и сы си ымыз имиз мыз миз ыныз иниз ныз низ м
        нын нин дын дин тын тин га ге ка ке на не ны ни ды ди ты ти да де та те нда нде
        дан ден тан тен нан нен мен бен пен ына ине сына сине ынын инин сынын синин ын ин сын син
        ында инде сында синде ынан инен сынан синен ымен имен сымен симен
        дагы деги тагы теги ндагы ндеги
        мын мин бын бин пын пин быз биз пыз пиз
        у уга уге уды уди удын удин уда уы уи уын уин уына уине уши
        дым дим тым тим дык дик тык тик дыныз диниз тыныз тиниз
        ган ген кан кен ганда генде канда кенде ганнан геннен ганга генге гандай гендей
        ганы гени каны кени гандар гендер кандар кендер ганым геним
        п ып ип йды йди йтын йтин атын етин са се сак сек сам сем саныз сениз
        йды йди йсыз йсиз асыз есиз мыз миз ймын ймин ймыз ймиз
        ыпты ипти пты пти ылган илген ылды илди ылады иледи ылып илип
        """
}
