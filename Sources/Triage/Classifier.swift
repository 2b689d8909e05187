import Language
import Reports

/// Labels texts by a taxonomy. Its decisions are sums of the weights of the patterns found, and each can be shown
/// with the words that made it.
public struct Classifier: Sendable {
    private let taxonomy: Taxonomy
    private let learned: Learned?

    /// A classifier by a taxonomy.
    /// - Parameter learned: what was learned from corrections, where it may change the rules' labels.
    public init(taxonomy: Taxonomy, learned: Learned? = nil) {
        self.taxonomy = taxonomy
        self.learned = learned
    }

    /// The labels of a text by the rules alone.
    public func byRules(title: String, text: String) -> Labels {
        ReadingBook.use { byRules(Reading(title: title, text: text, $0.stems), $0) }
    }

    /// A text as learning reads it: its features, what the rules found and what they say.
    func lesson(title: String, text: String) -> (words: [Int32], sums: RuleSums, labels: Labels) {
        ReadingBook.use { book in
            let reading = Reading(title: title, text: text, book.stems)
            let tally = counted(reading, book)
            return (LearnedFeatures.of(reading, book.stems), tally.sums, Classifier.labels(reading, tally))
        }
    }

    /// The layer that knows the letters of the taxonomy's words.
    func themeLayer() -> LearnedLayer { .themes(taxonomy.themeWords, LearnedModel.Group.theme.shape) }

    /// The labels of a text.
    public func labels(title: String, text: String) -> Labels {
        ReadingBook.use { labels(Reading(title: title, text: text, $0.stems), $0) }
    }

    /// The words that speak for and against each label of a text, the labels that it did not get included.
    public func verdicts(title: String, text: String) -> [Verdict] {
        ReadingBook.use { book in
            let reading = Reading(title: title, text: text, book.stems)
            let tally = counted(reading, book)
            return tally.verdicts(Classifier.labels(reading, tally))
        }
    }

    /// All that can be told of an item before knowing what is stored. What is no report is not read.
    public func prepare(_ item: Item, compressedRaw: [UInt8]) -> PreparedItem {
        guard item.standing == .report else {
            return PreparedItem(
                item: item, labels: Labels(language: .und, kind: .complaint, themes: [Classifier.other]),
                fingerprint: Fingerprint(text: 0, shingles: []), searchTitle: "", searchText: "",
                compressedRaw: compressedRaw)
        }
        return ReadingBook.use {
            prepare(item, compressedRaw, Reading(title: item.title, text: item.text, $0.stems), $0)
        }
    }

    private func prepare(_ item: Item, _ compressedRaw: [UInt8], _ reading: Reading, _ book: ReadingBook)
        -> PreparedItem
    {
        var labels = self.labels(reading, book)
        // Sent to many by somebody who wants something of them: neither a paper's news nor what somebody complains of.
        if item.letter?.isBulk == true, [.idea, .question, .thanks].contains(labels.kind) {
            labels.kind = .spam
            labels.themes = [Classifier.other]
            labels.reasons.append("a mass mailing")
        }
        let tongue = Tongue(rawValue: labels.language.rawValue) ?? .und
        let census = TextCensus(item.text)
        let (title, text) = (PersonalData.find(item.title), PersonalData.find(item.text, census))
        let words = reading.words.words.count
        let (fingerprint, traces) = Classifier.keys(reading, census, title, text, book)
        return PreparedItem(
            item: item, labels: labels, fingerprint: fingerprint, traces: labels.kind == .spam ? [] : traces,
            searchTitle: SearchTerms.index(
                reading.words, reading.numbers, 0..<reading.titleWords, tongue: tongue, personal: title, book.stems),
            searchText: SearchTerms.index(
                reading.words, reading.numbers, reading.titleWords..<words, tongue: tongue, personal: text, book.stems),
            compressedRaw: compressedRaw)
    }

    /// What its repeats and its matter are found by.
    private static func keys(
        _ reading: Reading, _ census: TextCensus, _ title: [PersonalData.Found], _ text: [PersonalData.Found],
        _ book: ReadingBook
    ) -> (Fingerprint, [Trace]) {
        guard reading.text.utf8.count <= Sketch.mostBytes, QuotedText.isPlain(reading.text, census) else {
            // It has marks of quoting and forwarding, without which it must be read again.
            return (
                Fingerprints.of(title: reading.title, text: reading.text),
                Particulars(title: reading.title, text: reading.text).traces
            )
        }
        let latin = LatinReading.of(reading.words, reading.tongue, isLatin: reading.isLatin)
        let words = ComparedWords(reading.words, titleCount: reading.titleWords, latin: latin)
        let hidden = HiddenWords(reading.words, titleCount: reading.titleWords, title: title, text: text)
        return (
            Fingerprints.of(words),
            Particulars.traces(reading.words, reading.numbers, latin: latin, hidden: hidden, book)
        )
    }

    static let other = Label<Theme>(id: .other, score: 0, evidence: [])

    private func labels(_ reading: Reading, _ book: ReadingBook) -> Labels {
        let tally = counted(reading, book)
        let labels = Classifier.labels(reading, tally)
        // What the rules take for an advert is none of those texts that people correct.
        guard let model = learned?.model, model.isUsed, labels.kind != .spam else { return labels }
        return model.adjusted(labels, tally.sums, reading, book)
    }

    private func byRules(_ reading: Reading, _ book: ReadingBook) -> Labels {
        Classifier.labels(reading, counted(reading, book))
    }

    private func counted(_ reading: Reading, _ book: ReadingBook) -> Tally {
        var tally = Tally(taxonomy, reading, book)
        tally.count()
        tally.giveBack(to: book)
        return tally
    }

    private static func labels(_ reading: Reading, _ tally: Tally) -> Labels {
        let language = TextLanguage(rawValue: reading.tongue.rawValue) ?? .und
        let kind = tally.kind
        let signals = tally.signals(kind)
        var labels = Labels(
            language: language, kind: kind, themes: kind == .spam ? [Classifier.other] : tally.themes, signals: signals,
            districts: tally.districts, places: tally.places, urgent: tally.isUrgent(kind))
        labels.reasons = tally.reasons(kind: kind, urgent: labels.urgent)
        return labels
    }
}

/// A text read once: its words serve labels, fingerprint and search.
struct Reading {
    let title: String
    let text: String
    let words: FoldedText
    /// The words' numbers in the book that it was read with, for as long as that is lent.
    let numbers: [Int32]
    /// How many of the words are the title's.
    let titleWords: Int
    let tongue: Tongue
    /// Whether it is Kazakh or Russian in Latin letters.
    let isLatin: Bool

    init(title: String, text: String, _ book: StemBook) {
        self.title = title
        self.text = text
        var words = FoldedText(title)
        titleWords = words.words.count
        words.append(text)
        self.words = words
        numbers = book.numbers(of: words)
        (tongue, isLatin) = LanguageIdentifier.reading(words, numbers, book)
    }

    /// The words of a span as they are written. A span does not cross from the title into the text.
    func written(_ span: Range<Int>) -> String {
        guard let first = words.words[span].first, let last = words.words[span].last else { return "" }
        let source = (span.lowerBound < titleWords ? title : text).utf8
        let start = source.index(source.startIndex, offsetBy: Int(first.from))
        let end = source.index(source.startIndex, offsetBy: Int(last.to))
        return String(Substring(source[start..<end]))
    }
}
