import FoundationEssentials

/// One item by which a report was seen.
public struct Sighting: Hashable, Codable, Sendable {
    /// The source it came from.
    public var source: SourceName
    /// The item's id by the identity rule, as it came: programs find their letter again by its Message-ID.
    public var itemID: String
    /// When it was received.
    public var receivedAt: Date
    /// How it belongs to the report.
    public var relation: Relation

    /// Describes a sighting.
    public init(source: SourceName, itemID: String, receivedAt: Date, relation: Relation) {
        self.source = source
        self.itemID = itemID
        self.receivedAt = receivedAt
        self.relation = relation
    }
}

/// What somebody added to their report.
public struct FollowUp: Hashable, Codable, Sendable {
    /// When it was received.
    public var receivedAt: Date
    /// What they wrote, masked.
    public var text: String

    /// Describes an addition.
    public init(receivedAt: Date, text: String) {
        self.receivedAt = receivedAt
        self.text = text
    }
}

/// What someone says, once. As it leaves the store: personal data in its text is masked.
public struct Report: Hashable, Codable, Sendable {
    /// Its number.
    public var id: ReportID
    /// The source of its first sighting.
    public var source: SourceName
    /// What it is to the office.
    public var kind: ReportKind
    /// Its headline or subject; may be empty.
    public var title: String
    /// What it says.
    public var text: String
    /// The language it is written in.
    public var language: TextLanguage
    /// The entry's own address.
    public var link: String?
    /// When its author dated it.
    public var publishedAt: Date?
    /// When it was first received.
    public var receivedAt: Date
    /// What it is about, the main theme first.
    public var themes: [Label<Theme>]
    /// The kinds of corruption it alleges.
    public var signals: [Label<Signal>]
    /// The districts that the text itself names.
    public var districts: [District]
    /// The places that it names.
    public var places: [Place]
    /// Whether it cannot wait.
    public var urgent: Bool
    /// The matter it belongs to.
    public var matter: Int64?
    /// How many different people and outlets stand behind it; copies are not voices.
    public var voices: Int
    /// True if so many different people sent it in so short a time that it looks like a campaign; left out if not.
    public var campaign: Bool?
    /// The items by which it was seen, the first one first.
    public var sightings: [Sighting]
    /// What its author added in answer to their own letter or to our receipt, the first one first; nil if nothing.
    public var followUps: [FollowUp]?

    /// Collects a report's fields.
    public init(
        id: ReportID, source: SourceName, kind: ReportKind, title: String, text: String, language: TextLanguage,
        link: String? = nil, publishedAt: Date? = nil, receivedAt: Date, themes: [Label<Theme>],
        signals: [Label<Signal>] = [], districts: [District] = [], places: [Place] = [], urgent: Bool = false,
        matter: Int64? = nil, voices: Int = 1, campaign: Bool? = nil, sightings: [Sighting] = [],
        followUps: [FollowUp]? = nil
    ) {
        self.campaign = campaign
        self.id = id
        self.source = source
        self.kind = kind
        self.title = title
        self.text = text
        self.language = language
        self.link = link
        self.publishedAt = publishedAt
        self.receivedAt = receivedAt
        self.themes = themes
        self.signals = signals
        self.districts = districts
        self.places = places
        self.urgent = urgent
        self.matter = matter
        self.voices = voices
        self.sightings = sightings
        self.followUps = followUps
    }
}
