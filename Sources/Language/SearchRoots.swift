/// What the search index knows a Russian stem by: the same for forms in which a vowel comes and goes (участок, участка;
/// деньги, денег; скамейка, скамеек), which Snowball leaves apart. A key, not a word; patterns of the taxonomy know nothing
/// of it.
enum SearchRoots {
    /// The root of a folded word's stem; what is not written in Cyrillic is returned as it is.
    static func root(ofStem stem: [UInt8]) -> [UInt8] {
        if let root = irregular[StableHash.of(stem, 0)] { return root }
        guard stem.count >= 2 * shortest, stem.count % 2 == 0 else { return stem }
        func letter(_ fromEnd: Int) -> UInt16 {
            let at = stem.count - 2 * fromEnd
            return UInt16(stem[at]) << 8 | UInt16(stem[at + 1])
        }
        guard endings.contains(letter(1)) else { return stem }
        let fleeting = letter(2)
        var root = stem
        if fleeting == soft {
            // деньг, письм, больн
            root.removeSubrange(stem.count - 4..<stem.count - 2)
            return root
        }
        guard fleeting == e || fleeting == o else { return stem }
        let before = letter(3)
        if vowels.contains(before) {
            // скамеек, боец, заем
            if fleeting == e { root.replaceSubrange(stem.count - 4..<stem.count - 2, with: shortI) }
            return root
        }
        // двор and дверь, стол and стел: a word of one vowel keeps it.
        let hasOther = stride(from: 0, to: stem.count - 6, by: 2).contains {
            vowels.contains(UInt16(stem[$0]) << 8 | UInt16(stem[$0 + 1]))
        }
        guard hasOther, before != UInt16(shortI[0]) << 8 | UInt16(shortI[1]) else { return stem }
        root.removeSubrange(stem.count - 4..<stem.count - 2)
        // пален and пальн are палн.
        if before == soft { root.removeSubrange(root.count - 4..<root.count - 2) }
        return root
    }

    /// Letters of a stem that may lose one.
    private static let shortest = 4
    private static let e: UInt16 = 0xD0B5
    private static let o: UInt16 = 0xD0BE
    private static let soft: UInt16 = 0xD18C
    private static let shortI = Array("й".utf8)
    private static let vowels = codes("аеиоуыэюя")
    /// What stands behind a vowel that comes and goes.
    private static let endings = codes("кцнлргбм")

    private static func codes(_ letters: String) -> Set<UInt16> {
        Set(letters.map { $0.utf8.reduce(0) { $0 << 8 | UInt16($1) } })
    }

    /// Stems that have lost their only vowel, as Snowball leaves them, and the root that they share with the rest.
    private static let irregular: [UInt64: [UInt8]] = {
        var roots: [UInt64: [UInt8]] = [:]
        for line in [
            "ден день дня дни дню дне дней днем дням днями днях", "пес пса псу псы псов псом псе псам псами псах",
            "лед льда льду льдом льде льды льдов", "рот рта рту ртом рте рты ртов", "лоб лба лбу лбом лбе лбы лбов",
            "сон сна сну сном сне сны снов снам снами снах", "пен пень пня пню пни пней пнем",
            "лож ложь лжи ложью", "писм письм пис", "церк церков церковь церкв церкви церквей церквам",
        ] {
            let stems = line.split(separator: " ")
            for stem in stems { roots[StableHash.of(String(stem))] = Array(stems[0].utf8) }
        }
        return roots
    }()
}
