import Language
import Reports

/// Reads a taxonomy's tree into patterns, and notes every fault on the way.
struct TaxonomyReader {
    /// What was read.
    struct Result {
        let faults: [TaxonomyFault]
        let lexicon: Lexicon
        let targets: [Taxonomy.Target]
        let places: [Place]
        let numbered: [Taxonomy.Numbered]
        let counted: Int32?
        let negationBefore: Int32?
        let negationAfter: Int32?
        let whereBefore: Int32?
        let whereAfter: Int32?
        let themeWords: ThemeWords

        init(_ reader: TaxonomyReader) {
            faults = reader.faults
            lexicon = reader.builder.finish()
            targets = reader.targets
            places = reader.places
            numbered = reader.numbered
            counted = reader.builder.known(group: TaxonomyReader.counted)
            negationBefore = reader.builder.known(group: "negation-before")
            negationAfter = reader.builder.known(group: "negation-after")
            whereBefore = reader.builder.known(group: "where-before")
            whereAfter = reader.builder.known(group: "where-after")
            themeWords = reader.themeWords
        }
    }

    /// The levels of a label's patterns, and what a match of each counts.
    static let levels: [(name: String, weight: Double)] = [
        ("strong", 3), ("words", 2), ("weak", 1), ("not", -2), ("never", -6),
    ]
    /// The version of the file's form that this program reads.
    static let version = "1"

    private var builder: LexiconBuilder
    private var faults: [TaxonomyFault] = []
    private var targets: [Taxonomy.Target] = []
    private var places: [Place] = []
    private var numbered: [Taxonomy.Numbered] = []
    private var themeWords = ThemeWords()
    /// No group of the file can bear this name: its keys have no blank.
    private static let counted = "what is counted"

    init(book: StemBook) { builder = LexiconBuilder(book: book) }

    mutating func read(_ node: TaxonomyNode) {
        let sections = ["version", "groups", "themes", "signals", "kinds", "urgency", "districts"]
        guard let pairs = map(node, "(the file)", allowed: sections) else { return }
        for name in sections where !pairs.contains(where: { $0.key == name }) {
            note(node.line, name, "is missing")
        }
        // Groups first, wherever they stand: patterns name them. Districts last: labels have the low numbers.
        for pair in pairs where pair.key == "groups" { readGroups(pair) }
        for pair in pairs.filter({ $0.key != "districts" }) + pairs.filter({ $0.key == "districts" }) {
            switch pair.key {
            case "version":
                guard case .scalar(TaxonomyReader.version, _) = pair.value else {
                    note(pair.line, "version", "this program reads version \(TaxonomyReader.version)")
                    continue
                }
            case "themes":
                // What belongs to no theme may have words of its own: a bank, an airline.
                let optional = [Theme.other.rawValue]
                readLabels(pair, Theme.allCases.map { ($0.rawValue, .theme($0)) }, optional: optional)
            case "signals": readLabels(pair, Signal.allCases.map { ($0.rawValue, .signal($0)) })
            case "kinds": readLabels(pair, ReportKind.allCases.map { ($0.rawValue, .kind($0)) })
            case "urgency": readLevels(pair.value, pair.key, .urgency)
            case "districts": readDistricts(pair)
            default: break
            }
        }
    }

    // MARK: sections

    private mutating func readGroups(_ section: TaxonomyPair) {
        guard let pairs = map(section.value, section.key, allowed: nil) else { return }
        for pair in pairs {
            let group = builder.group(pair.key)
            readLanguages(pair.value, "groups.\(pair.key)") { builder, word, language throws(LexiconBuilder.Refusal) in
                try builder.add(word, language, to: group)
            }
        }
    }

    private mutating func readLabels(
        _ section: TaxonomyPair, _ labels: [(String, Taxonomy.Target)], optional: [String] = []
    ) {
        guard let pairs = map(section.value, section.key, allowed: labels.map(\.0)) else { return }
        for (name, target) in labels {
            guard let pair = pairs.first(where: { $0.key == name }) else {
                if !optional.contains(name) { note(section.line, "\(section.key).\(name)", "is missing") }
                continue
            }
            readLevels(pair.value, "\(section.key).\(name)", target)
        }
    }

    private mutating func readLevels(_ node: TaxonomyNode, _ key: String, _ target: Taxonomy.Target) {
        guard let pairs = map(node, key, allowed: TaxonomyReader.levels.map(\.name)) else { return }
        let number = add(target)
        for pair in pairs {
            guard let level = TaxonomyReader.levels.first(where: { $0.name == pair.key }) else { continue }
            readPatterns(
                pair.value, "\(key).\(pair.key)", number, level.weight, phraseBonus: bonus(target, level.weight))
            if case .theme(let theme) = target, level.weight > 0 { note(words: pair.value, theme) }
        }
    }

    /// Keeps a theme's words to learn from. What is wrong with them was noted when they were compiled.
    private mutating func note(words node: TaxonomyNode, _ theme: Theme) {
        guard case .map(let pairs, _) = node else { return }
        for pair in pairs {
            guard case .list(let patterns, _) = pair.value else { continue }
            for case .scalar(let pattern, _) in patterns { themeWords.add(pattern, theme) }
        }
    }

    /// A phrase tells a theme more surely than a word of it does. What else is told is told by phrases anyway.
    private func bonus(_ target: Taxonomy.Target, _ weight: Double) -> Double {
        if case .theme = target, weight > 0 { return 1 }
        return 0
    }

    private mutating func readDistricts(_ section: TaxonomyPair) {
        guard let pairs = map(section.value, section.key, allowed: District.allCases.map(\.rawValue)) else { return }
        for district in District.allCases {
            let key = "\(section.key).\(district.rawValue)"
            guard let pair = pairs.first(where: { $0.key == district.rawValue }) else {
                note(section.line, key, "is missing")
                continue
            }
            guard let parts = map(pair.value, key, allowed: ["names", "not", "places"]) else { continue }
            if !parts.contains(where: { $0.key == "names" }) { note(pair.line, key + ".names", "is missing") }
            for part in parts {
                switch part.key {
                case "names": readPatterns(part.value, key + ".names", add(.district(district)), 1)
                case "not": readPatterns(part.value, key + ".not", add(.notDistrict(district)), 1)
                case "places": readPlaces(part.value, key + ".places", district)
                default: break
                }
            }
        }
    }

    private mutating func readPlaces(_ node: TaxonomyNode, _ key: String, _ district: District) {
        guard let kinds = map(node, key, allowed: nil) else { return }
        for kind in kinds {
            for (name, line) in scalars(kind.value, "\(key).\(kind.key)") {
                // "Name = other name, third name".
                let halves = name.split(separator: "=", maxSplits: 1).map { TaxonomyReader.trimmed($0) }
                guard let first = halves.first, !first.isEmpty else {
                    note(line, "\(key).\(kind.key)", "a place without a name")
                    continue
                }
                places.append(Place(name: first, kind: kind.key, district: district))
                let number = add(.place(places.count - 1))
                let others = halves.count > 1 ? halves[1].split(separator: ",").map { TaxonomyReader.trimmed($0) } : []
                for alias in [first] + others {
                    compile(alias, line, "\(key).\(kind.key)") { builder, alias throws(LexiconBuilder.Refusal) in
                        try builder.add(alias, .any, target: number, weight: 1)
                    }
                }
            }
        }
    }

    /// Adds the places of a gazetteer. It was checked when it was read: nothing in it is refused.
    mutating func add(_ gazetteer: Gazetteer) {
        for entry in gazetteer.entries {
            places.append(entry.place)
            let number = add(.place(places.count - 1))
            for name in entry.names {
                compile(name, 0, "gazetteer") { builder, name throws(LexiconBuilder.Refusal) in
                    try builder.add(name, .any, target: number, weight: 1)
                }
            }
        }
        for kind in gazetteer.numbered {
            let words = group("numbered \(kind.kind)", kind.words)
            let plural = group("plural \(kind.kind)", kind.plural.map { (.any, "=" + $0) })
            numbered.append(Taxonomy.Numbered(kind: kind.kind, name: kind.name, words: words, plural: plural))
        }
        if !gazetteer.counted.isEmpty { _ = group(TaxonomyReader.counted, gazetteer.counted) }
    }

    private mutating func group(_ name: String, _ words: [(LexiconBuilder.PatternLanguage, String)]) -> Int32 {
        let group = builder.group(name)
        for (language, word) in words {
            compile(word, 0, "gazetteer") { builder, word throws(LexiconBuilder.Refusal) in
                try builder.add(word, language, to: group)
            }
        }
        return group
    }

    // MARK: patterns

    private mutating func readPatterns(
        _ node: TaxonomyNode, _ key: String, _ target: Int32, _ weight: Double, phraseBonus: Double = 0
    ) {
        readLanguages(node, key) { builder, pattern, language throws(LexiconBuilder.Refusal) in
            try builder.add(pattern, language, target: target, weight: weight, phraseBonus: phraseBonus)
        }
    }

    private mutating func readLanguages(
        _ node: TaxonomyNode, _ key: String,
        _ add: (inout LexiconBuilder, String, LexiconBuilder.PatternLanguage) throws(LexiconBuilder.Refusal) -> Void
    ) {
        let allowed = LexiconBuilder.PatternLanguage.allCases.map(\.rawValue)
        guard let pairs = map(node, key, allowed: allowed) else { return }
        for pair in pairs {
            guard let language = LexiconBuilder.PatternLanguage(rawValue: pair.key) else { continue }
            for (pattern, line) in scalars(pair.value, "\(key).\(pair.key)") {
                compile(pattern, line, "\(key).\(pair.key)") { builder, pattern throws(LexiconBuilder.Refusal) in
                    try add(&builder, pattern, language)
                }
            }
        }
    }

    private mutating func compile(
        _ pattern: String, _ line: Int, _ key: String,
        _ add: (inout LexiconBuilder, String) throws(LexiconBuilder.Refusal) -> Void
    ) {
        do {
            try add(&builder, pattern)
        } catch {
            note(line, key, error.problem)
        }
    }

    private mutating func add(_ target: Taxonomy.Target) -> Int32 {
        targets.append(target)
        return Int32(targets.count - 1)
    }

    // MARK: the tree

    private mutating func map(_ node: TaxonomyNode, _ key: String, allowed: [String]?) -> [TaxonomyPair]? {
        guard case .map(let pairs, _) = node else {
            note(node.line, key, "must be keys with values")
            return nil
        }
        var seen: Set<String> = []
        for pair in pairs {
            if !seen.insert(pair.key).inserted { note(pair.line, "\(key).\(pair.key)", "is there twice") }
            if let allowed, !allowed.contains(pair.key) {
                note(pair.line, "\(key).\(pair.key)", "is not known here; known are \(allowed.joined(separator: ", "))")
            }
        }
        return pairs
    }

    private mutating func scalars(_ node: TaxonomyNode, _ key: String) -> [(String, Int)] {
        guard case .list(let nodes, _) = node else {
            note(node.line, key, "must be a list of words and phrases")
            return []
        }
        return nodes.compactMap { node in
            guard case .scalar(let text, let line) = node, !TaxonomyReader.trimmed(text[...]).isEmpty else {
                note(node.line, key, "must be a word or a phrase")
                return nil
            }
            return (text, line)
        }
    }

    private mutating func note(_ line: Int, _ key: String, _ problem: String) {
        faults.append(TaxonomyFault(line: line, key: key, problem: problem))
    }

    private static func trimmed(_ text: Substring) -> String {
        guard let start = text.firstIndex(where: { $0 != " " }), let end = text.lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(text[start...end])
    }
}
