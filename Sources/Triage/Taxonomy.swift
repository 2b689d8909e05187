import Language
import Reports

/// Themes, signals, kinds, districts and urgency, compiled for matching. How the file is written stands at its head.
public struct Taxonomy: Sendable {
    /// What patterns speak for.
    enum Target: Sendable, Hashable {
        case theme(Theme), signal(Signal), kind(ReportKind), urgency
        /// A district by its name.
        case district(District)
        /// Words that look like a district's name and are not.
        case notDistrict(District)
        case place(Int)
    }

    let lexicon: Lexicon
    let targets: [Target]
    /// The number of each label's target; labels come before districts and places.
    let numbers: LabelNumbers
    /// How many targets are labels' or lie before the last of them.
    let labels: Int
    let places: [Place]
    /// Kinds of places known by their numbers.
    let numbered: [Numbered]
    /// The symbol of what numbers count.
    let counted: Int32?
    /// Words that turn the meaning of what follows, or of what precedes, around.
    let negationBefore: Int32?
    let negationAfter: Int32?
    /// Words that make a theme's word tell only where something is: возле школы, мектептің жанында.
    let whereBefore: Int32?
    let whereAfter: Int32?
    /// What its themes' words are, to learn from.
    let themeWords: ThemeWords

    /// A kind of places known by their numbers, with the symbols of its words.
    struct Numbered: Sendable {
        let kind: String
        let name: String
        let words: Int32
        let plural: Int32?
    }

    /// Compiles a taxonomy with the places of a gazetteer.
    /// - Throws: all that is wrong with it, each with its line and key.
    public init(_ node: TaxonomyNode, gazetteer: Gazetteer = Gazetteer()) throws(TaxonomyFaults) {
        let reader = StemBook.use { book in
            var reader = TaxonomyReader(book: book)
            reader.read(node)
            reader.add(gazetteer)
            return TaxonomyReader.Result(reader)
        }
        guard reader.faults.isEmpty else {
            throw TaxonomyFaults(faults: reader.faults.sorted { $0.line < $1.line })
        }
        lexicon = reader.lexicon
        targets = reader.targets
        numbers = LabelNumbers(reader.targets)
        labels = (numbers.all.map(\.number).max() ?? -1) + 1
        places = reader.places
        numbered = reader.numbered
        counted = reader.counted
        negationBefore = reader.negationBefore
        negationAfter = reader.negationAfter
        whereBefore = reader.whereBefore
        whereAfter = reader.whereAfter
        themeWords = reader.themeWords
    }
}

/// The numbers of the labels' targets. A text asks for each of them several times: a list of some thirty is read faster than
/// a key of two parts is hashed.
struct LabelNumbers: Sendable {
    /// All, in the taxonomy's order.
    private(set) var all: [(target: Taxonomy.Target, number: Int)] = []
    private var themes: [(id: Theme, number: Int)] = []
    private var signals: [(id: Signal, number: Int)] = []
    private var kinds: [(id: ReportKind, number: Int)] = []
    private var urgency: Int?

    init(_ targets: [Taxonomy.Target]) {
        for (number, target) in targets.enumerated() {
            switch target {
            case .theme(let theme): themes.append((theme, number))
            case .signal(let signal): signals.append((signal, number))
            case .kind(let kind): kinds.append((kind, number))
            case .urgency: urgency = number
            case .district, .notDistrict, .place: continue
            }
            all.append((target, number))
        }
    }

    subscript(target: Taxonomy.Target) -> Int? {
        switch target {
        case .theme(let theme): themes.first { $0.id == theme }?.number
        case .signal(let signal): signals.first { $0.id == signal }?.number
        case .kind(let kind): kinds.first { $0.id == kind }?.number
        case .urgency: urgency
        case .district, .notDistrict, .place: nil
        }
    }
}
