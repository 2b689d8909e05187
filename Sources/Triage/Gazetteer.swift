import Language
import Reports

/// The places that texts may name, read from the gazetteer's file. How it is written stands at its head.
public struct Gazetteer: Sendable {
    /// A place with the names that it goes by.
    struct Entry: Sendable {
        var place: Place
        var names: [String]
    }

    /// A kind of places known by their numbers.
    struct Numbered: Sendable {
        /// `school`, `route` …
        var kind: String
        /// Its name with `#` for the number.
        var name: String
        /// By language.
        var words: [(LexiconBuilder.PatternLanguage, String)]
        /// Forms that say how many there are and not which one.
        var plural: [String]
    }

    private(set) var entries: [Entry] = []
    private(set) var numbered: [Numbered] = []
    /// What a number counts that names nothing: в школе 40 детей.
    private(set) var counted: [(LexiconBuilder.PatternLanguage, String)] = []

    /// A gazetteer without places.
    public init() {}

    /// Reads a gazetteer.
    /// - Throws: all that is wrong with it, each with its line and key.
    public init(_ node: TaxonomyNode) throws(TaxonomyFaults) {
        let reader = StemBook.use { book in
            var reader = GazetteerReader(book: book)
            reader.read(node)
            return reader
        }
        guard reader.faults.isEmpty else {
            throw TaxonomyFaults(faults: reader.faults.sorted { $0.line < $1.line })
        }
        entries = reader.entries
        numbered = reader.numbered
        counted = reader.counted
    }
}
