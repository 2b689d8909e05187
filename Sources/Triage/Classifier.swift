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
        StemBook.use { byRules(Reading(title: title, text: text), $0) }
    }

    /// The labels of a text.
    public func labels(title: String, text: String) -> Labels {
        StemBook.use { labels(Reading(title: title, text: text), $0) }
    }

    /// The words that speak for and against each label of a text, the labels that it did not get included.
    public func verdicts(title: String, text: String) -> [Verdict] {
        StemBook.use { book in
            let reading = Reading(title: title, text: text)
            var tally = Tally(taxonomy, reading, book)
            tally.count()
            return tally.verdicts(Classifier.labels(reading, &tally))
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
        let reading = Reading(title: item.title, text: item.text)
        var labels = StemBook.use { self.labels(reading, $0) }
        // Sent to many by somebody who wants something of them: neither a paper's news nor what somebody complains of.
        if item.letter?.isBulk == true, [.idea, .question, .thanks].contains(labels.kind) {
            labels.kind = .spam
            labels.themes = [Classifier.other]
            labels.reasons.append("a mass mailing")
        }
        let tongue = Tongue(rawValue: labels.language.rawValue) ?? .und
        let (title, text) = (PersonalData.find(item.title), PersonalData.find(item.text))
        let own = reading.plainSketch
        return PreparedItem(
            item: item, labels: labels,
            fingerprint: Fingerprints.of(own ?? Sketch(title: item.title, text: item.text)),
            traces: labels.kind == .spam ? [] : Classifier.particulars(reading, own, title, text).traces,
            searchTitle: SearchTerms.index(
                reading.words, to: reading.titleWords, item.title, tongue: tongue, personal: title),
            searchText: SearchTerms.index(
                reading.words, from: reading.titleWords, item.text, tongue: tongue, personal: text),
            compressedRaw: compressedRaw)
    }

    private static func particulars(
        _ reading: Reading, _ own: Sketch?, _ title: [PersonalData.Found], _ text: [PersonalData.Found]
    ) -> Particulars {
        guard let own else { return Particulars(title: reading.title, text: reading.text) }
        let hidden = HiddenWords(own.folded, titleCount: reading.titleWords, title: title, text: text)
        return Particulars(own.folded, latin: own.latin, hidden: hidden)
    }

    static let other = Label<Theme>(id: .other, score: 0, evidence: [])

    private func labels(_ reading: Reading, _ book: StemBook) -> Labels {
        let labels = byRules(reading, book)
        return learned?.model?.adjusted(labels, reading, book) ?? labels
    }

    private func byRules(_ reading: Reading, _ book: StemBook) -> Labels {
        var tally = Tally(taxonomy, reading, book)
        tally.count()
        return Classifier.labels(reading, &tally)
    }

    private static func labels(_ reading: Reading, _ tally: inout Tally) -> Labels {
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
    /// How many of the words are the title's.
    let titleWords: Int
    let tongue: Tongue
    /// Whether it is Kazakh or Russian in Latin letters.
    let isLatin: Bool

    init(title: String, text: String) {
        self.title = title
        self.text = text
        var words = FoldedText(title)
        titleWords = words.words.count
        words.append(text)
        self.words = words
        (tongue, isLatin) = LanguageIdentifier.reading(words)
    }

    /// What it is compared by; nil if it has marks of quoting and forwarding, without which it must be read again.
    var plainSketch: Sketch? {
        guard text.utf8.count <= Sketch.mostBytes, QuotedText.plain(text) == text else { return nil }
        return Sketch(words, titleCount: titleWords, latin: LatinReading.of(words, tongue, isLatin: isLatin))
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
