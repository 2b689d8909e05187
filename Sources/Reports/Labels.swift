/// One label with the words that earned it.
public struct Label<ID: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    /// Which label.
    public var id: ID
    /// How strongly the text speaks for it, 0 to 1, rounded to two places.
    public var score: Double
    /// The words of the text that spoke for it, as they stand there.
    public var evidence: [String]

    /// Makes a label.
    public init(id: ID, score: Double, evidence: [String]) {
        self.id = id
        self.score = score
        self.evidence = evidence
    }
}

/// A place that the text names, with the district it lies in where that is known.
public struct Place: Hashable, Codable, Sendable {
    /// Its name in the gazetteer.
    public var name: String
    /// What it is: `microdistrict`, `street`, `school` …
    public var kind: String
    /// The district it lies in.
    public var district: District?

    /// Names a place.
    public init(name: String, kind: String, district: District? = nil) {
        self.name = name
        self.kind = kind
        self.district = district
    }
}

/// What triage reads out of one text.
public struct Labels: Hashable, Codable, Sendable {
    /// The language it is written in.
    public var language: TextLanguage
    /// What it is to the office.
    public var kind: ReportKind
    /// What it is about, the main theme first; never empty (`other` where nothing is known).
    public var themes: [Label<Theme>]
    /// The kinds of corruption it alleges.
    public var signals: [Label<Signal>]
    /// The districts that the text itself names.
    public var districts: [District]
    /// The places that it names.
    public var places: [Place]
    /// Present danger to life or health, of destroyed evidence or of retaliation.
    public var urgent: Bool
    /// The words that made it urgent, and those that told its kind.
    public var reasons: [String]

    /// Collects labels.
    public init(
        language: TextLanguage, kind: ReportKind, themes: [Label<Theme>], signals: [Label<Signal>] = [],
        districts: [District] = [], places: [Place] = [], urgent: Bool = false, reasons: [String] = []
    ) {
        self.language = language
        self.kind = kind
        self.themes = themes
        self.signals = signals
        self.districts = districts
        self.places = places
        self.urgent = urgent
        self.reasons = reasons
    }
}

/// What finds the repeats of a text without reading every report.
public struct Fingerprint: Hashable, Sendable {
    /// A 64-bit hash of the normalised text: equal texts have equal hashes. Not proof: the texts decide.
    public var text: Int64
    /// The smallest hashes of the text's word shingles, at most 12, distinct; empty for a text too short to compare.
    public var shingles: [Int64]

    /// Collects hashes.
    public init(text: Int64, shingles: [Int64]) {
        self.text = text
        self.shingles = shingles
    }
}

/// One telling thing of a text, by which reports about the same matter are found in the store's index.
public struct Trace: Hashable, Sendable {
    /// The same for the same thing, in every release.
    public var key: Int32
    /// How much it tells.
    public var weight: Float

    /// Collects the values.
    public init(key: Int32, weight: Float) {
        self.key = key
        self.weight = weight
    }
}

/// An item with all that triage could tell before knowing what is stored.
public struct PreparedItem: Sendable {
    /// The item.
    public var item: Item
    /// Its labels.
    public var labels: Labels
    /// Its fingerprint.
    public var fingerprint: Fingerprint
    /// The most telling things that it names, at most 12, the most telling first.
    public var traces: [Trace]
    /// The stems of its title and of its text, separated by blanks, for the search index.
    public var searchTitle: String
    /// The stems of its text.
    public var searchText: String
    /// The item's bytes, compressed by `Storage.compress` off the writer's thread.
    public var compressedRaw: [UInt8]

    /// Collects what is known.
    public init(
        item: Item, labels: Labels, fingerprint: Fingerprint, traces: [Trace] = [], searchTitle: String,
        searchText: String, compressedRaw: [UInt8]
    ) {
        self.item = item
        self.labels = labels
        self.fingerprint = fingerprint
        self.traces = traces
        self.searchTitle = searchTitle
        self.searchText = searchText
        self.compressedRaw = compressedRaw
    }
}

/// A stored report that may be what an item repeats.
public struct Candidate: Sendable {
    /// The report.
    public var report: ReportID
    /// Its title and text as stored, unmasked: they stay between Storage and Triage.
    public var title: String
    /// Its text.
    public var text: String
    /// Whether the item's sender is among the senders of the report's sightings.
    public var sameSender: Bool
    /// Whether the item's source is among the report's sources.
    public var sameSource: Bool
    /// Whether the fingerprints' text hashes are equal.
    public var sameTextHash: Bool

    /// Describes a stored report.
    public init(
        report: ReportID, title: String, text: String, sameSender: Bool, sameSource: Bool, sameTextHash: Bool
    ) {
        self.report = report
        self.title = title
        self.text = text
        self.sameSender = sameSender
        self.sameSource = sameSource
        self.sameTextHash = sameTextHash
    }
}

/// Whether an item says something new.
public enum RepeatDecision: Hashable, Sendable {
    /// It is a report of its own.
    case new
    /// It repeats a stored report; `reason` says in a few words why, without words of the text.
    case repeats(ReportID, relation: Relation, reason: String)
}
