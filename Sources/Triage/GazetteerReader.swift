import Language
import Reports

/// Reads a gazetteer's tree, and notes every fault on the way.
struct GazetteerReader {
    private(set) var faults: [TaxonomyFault] = []
    private(set) var entries: [Gazetteer.Entry] = []
    private(set) var numbered: [Gazetteer.Numbered] = []
    private(set) var counted: [(LexiconBuilder.PatternLanguage, String)] = []

    private var trial: LexiconBuilder

    init(book: StemBook) { trial = LexiconBuilder(book: book) }

    /// The version of the file's form that this program reads.
    static let version = "1"
    /// Where places stand that lie in no one district.
    static let anywhere = "any"

    mutating func read(_ node: TaxonomyNode) {
        for pair in map(node, "(the file)", allowed: ["version", "places", "numbered"]) {
            switch pair.key {
            case "version":
                if case .scalar(GazetteerReader.version, _) = pair.value { continue }
                note(pair.line, "version", "this program reads version \(GazetteerReader.version)")
            case "places":
                for kind in map(pair.value, "places", allowed: nil) { readKind(kind) }
            case "numbered":
                for kind in map(pair.value, "numbered", allowed: nil) { readNumbered(kind) }
            default: break
            }
        }
    }

    private mutating func readKind(_ kind: TaxonomyPair) {
        let allowed = District.allCases.map(\.rawValue) + [GazetteerReader.anywhere]
        for part in map(kind.value, "places.\(kind.key)", allowed: allowed) {
            let key = "places.\(kind.key).\(part.key)"
            for (text, line) in scalars(part.value, key) {
                let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                    GazetteerReader.trimmed($0)
                }
                let others = halves.count > 1 ? halves[1].split(separator: ",").map { GazetteerReader.trimmed($0) } : []
                guard let first = halves.first, !first.isEmpty, !others.contains("") else {
                    note(line, key, "a place without a name")
                    continue
                }
                for name in [first] + others { check(name, line, key) }
                entries.append(
                    Gazetteer.Entry(
                        place: Place(name: first, kind: kind.key, district: District(rawValue: part.key)),
                        names: [first] + others))
            }
        }
    }

    private mutating func readNumbered(_ kind: TaxonomyPair) {
        let key = "numbered.\(kind.key)"
        var entry = Gazetteer.Numbered(kind: kind.key, name: "", words: [], plural: [])
        for part in map(kind.value, key, allowed: ["name", "words", "plural"]) {
            switch part.key {
            case "name":
                if case .scalar(let name, _) = part.value { entry.name = name }
            case "words":
                for words in map(part.value, key + ".words", allowed: ["kk", "ru", "en"]) {
                    guard let language = LexiconBuilder.PatternLanguage(rawValue: words.key) else { continue }
                    for (word, line) in scalars(words.value, "\(key).words.\(words.key)") {
                        check(word, line, "\(key).words.\(words.key)", isOneWord: true)
                        entry.words.append((language, word))
                    }
                }
            case "plural":
                for (word, line) in scalars(part.value, key + ".plural") {
                    check(word, line, key + ".plural", isOneWord: true)
                    entry.plural.append(word)
                }
            default: break
            }
        }
        if kind.key == "counted" {
            counted = entry.words
        } else if !entry.name.contains("#") {
            note(kind.line, key + ".name", "must hold # for the number")
        } else {
            numbered.append(entry)
        }
    }

    /// Whether a name can be compiled: a builder that is thrown away tries.
    private mutating func check(_ name: String, _ line: Int, _ key: String, isOneWord: Bool = false) {
        do throws(LexiconBuilder.Refusal) {
            if isOneWord {
                try trial.add(name, .any, to: trial.group("tried"))
            } else {
                try trial.add(name, .any, target: 0, weight: 1)
            }
        } catch {
            note(line, key, error.problem)
        }
    }

    // MARK: the tree

    private mutating func map(_ node: TaxonomyNode, _ key: String, allowed: [String]?) -> [TaxonomyPair] {
        guard case .map(let pairs, _) = node else {
            note(node.line, key, "must be keys with values")
            return []
        }
        for pair in pairs {
            if let allowed, !allowed.contains(pair.key) {
                note(pair.line, "\(key).\(pair.key)", "is not known here; known are \(allowed.joined(separator: ", "))")
            }
        }
        return pairs
    }

    private mutating func scalars(_ node: TaxonomyNode, _ key: String) -> [(String, Int)] {
        guard case .list(let nodes, _) = node else {
            note(node.line, key, "must be a list of names")
            return []
        }
        return nodes.compactMap { node in
            guard case .scalar(let text, let line) = node, !GazetteerReader.trimmed(text[...]).isEmpty else {
                note(node.line, key, "must be a name")
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
