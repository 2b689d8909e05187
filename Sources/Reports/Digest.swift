import FoundationEssentials

/// How what was received is accounted for: `received = new + repeated + automatic + setAside`, always.
public struct Ledger: Hashable, Codable, Sendable {
    /// All items of the window.
    public var received: Int
    /// Those that began a report.
    public var new: Int
    /// Those that repeat one.
    public var repeated: Int
    /// Bounces, auto-replies, receipts.
    public var automatic: Int
    /// What could not be read or is no report.
    public var setAside: Int

    /// Collects counts; `received` is counted by itself in the store and not made up from the others.
    public init(received: Int = 0, new: Int = 0, repeated: Int = 0, automatic: Int = 0, setAside: Int = 0) {
        self.received = received
        self.new = new
        self.repeated = repeated
        self.automatic = automatic
        self.setAside = setAside
    }

    /// Whether every item is accounted for.
    public var balances: Bool { received == new + repeated + automatic + setAside }
}

/// How far a number of reports is from its own usual level.
public struct Temperature: Hashable, Codable, Sendable {
    /// Reports a day, on average over the days before that are known (at most 28).
    public var usual: Double
    /// How many days stand behind `usual`.
    public var days: Int
    /// `cold`, `usual`, `warm` or `hot`; `unknown` with fewer than seven days.
    public var level: Level

    /// The steps of the thermometer.
    public enum Level: String, CaseIterable, Codable, Sendable { case unknown, cold, usual, warm, hot }

    /// Makes a reading.
    public init(usual: Double, days: Int, level: Level) {
        self.usual = usual
        self.days = days
        self.level = level
    }
}

/// One theme's, district's or signal's line in a digest.
public struct Tally<ID: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    /// Which.
    public var id: ID
    /// New reports of the window that bear it.
    public var count: Int
    /// Against its own usual level; signals have none.
    public var temperature: Temperature?

    /// Makes a line.
    public init(id: ID, count: Int, temperature: Temperature? = nil) {
        self.id = id
        self.count = count
        self.temperature = temperature
    }
}

/// A report as a digest lists it, masked.
public struct DigestEntry: Hashable, Codable, Sendable {
    /// The report.
    public var id: ReportID
    /// The source of its first sighting.
    public var source: SourceName
    /// What it is to the office.
    public var kind: ReportKind
    /// Its headline, or its first words where it has none.
    public var title: String
    /// The beginning of its text, at most 400 characters.
    public var excerpt: String
    /// The entry's own address.
    public var link: String?
    /// When it was first received.
    public var receivedAt: Date
    /// Its themes, the main one first.
    public var themes: [Theme]
    /// Its signals.
    public var signals: [Signal]
    /// The districts it names.
    public var districts: [District]
    /// Whether it cannot wait.
    public var urgent: Bool
    /// The people and outlets behind it.
    public var voices: Int
    /// How many items it was seen by, in all.
    public var sightings: Int
    /// True if it looks like a campaign.
    public var campaign: Bool?

    /// Collects an entry.
    public init(
        id: ReportID, source: SourceName, kind: ReportKind, title: String, excerpt: String, link: String?,
        receivedAt: Date, themes: [Theme], signals: [Signal], districts: [District], urgent: Bool, voices: Int,
        sightings: Int, campaign: Bool? = nil
    ) {
        self.campaign = campaign
        self.id = id
        self.source = source
        self.kind = kind
        self.title = title
        self.excerpt = excerpt
        self.link = link
        self.receivedAt = receivedAt
        self.themes = themes
        self.signals = signals
        self.districts = districts
        self.urgent = urgent
        self.voices = voices
        self.sightings = sightings
    }
}

/// How a source fares.
public struct SourceHealth: Hashable, Codable, Sendable {
    /// What can be said of a source in a word.
    public enum State: String, CaseIterable, Codable, Sendable {
        case ok, failing
        /// Configured, not polled yet.
        case waiting
    }

    /// Which source.
    public var source: SourceName
    /// What can be said in a word.
    public var state: State
    /// When it was last polled with success.
    public var lastSuccessAt: Date?
    /// When it was last polled at all.
    public var lastPollAt: Date?
    /// How many polls in a row failed.
    public var failures: Int
    /// Why the last poll failed; no secret and no address of a person in it.
    public var error: String?
    /// What came from it in the window (or in all, outside a digest).
    public var ledger: Ledger
    /// Items noted as older than its `since`, in the same span.
    public var earlier: Int
    /// What else happened to it in that span; absent if nothing did, and in digests made before there were notes.
    public var notes: [SourceNote]?

    /// Collects a source's health.
    public init(
        source: SourceName, state: State, lastSuccessAt: Date? = nil, lastPollAt: Date? = nil, failures: Int = 0,
        error: String? = nil, ledger: Ledger = Ledger(), earlier: Int = 0, notes: [SourceNote]? = nil
    ) {
        self.source = source
        self.state = state
        self.lastSuccessAt = lastSuccessAt
        self.lastPollAt = lastPollAt
        self.failures = failures
        self.error = error
        self.ledger = ledger
        self.earlier = earlier
        self.notes = notes
    }
}

/// How many items of one source were set aside or automatic for one reason.
public struct SetAsideCount: Hashable, Codable, Sendable {
    /// The source.
    public var source: SourceName
    /// Why.
    public var reason: String
    /// How many.
    public var count: Int

    /// Counts a reason.
    public init(source: SourceName, reason: String, count: Int) {
        self.source = source
        self.reason = reason
        self.count = count
    }
}

/// One day's account. A value that is frozen in the store before anything is rendered from it.
public struct Digest: Hashable, Codable, Sendable {
    /// 1, 2, 3 …, without a gap. A preview has the number that it would get.
    public var number: Int
    /// The civil day of the office's zone that it belongs to.
    public var day: Day
    /// Where its window begins (inclusive).
    public var from: Date
    /// Where its window ends (exclusive).
    public var until: Date
    /// The office's name.
    public var office: String
    /// The office's zone, by name.
    public var timezone: String
    /// The window's beginning and end in the office's zone, `YYYY-MM-DD HH:MM`.
    public var localWindow: [String]
    /// Built from a window still open; frozen nowhere.
    public var isPreview: Bool
    /// The window is longer than a day since the program was away.
    public var isCatchUp: Bool
    /// What was received, all sources.
    public var ledger: Ledger
    /// Items older than their source's `since`, noted and not reported.
    public var earlier: Int
    /// Each theme with at least one report or a usual level, most reports first.
    public var themes: [Tally<Theme>]
    /// Each of the eight districts, in the order of their ids.
    public var districts: [Tally<District>]
    /// Each signal with at least one report, most first.
    public var signals: [Tally<Signal>]
    /// Counts by kind, most first.
    public var kinds: [Tally<ReportKind>]
    /// Reports of earlier days that were seen again in the window.
    public var repeatedReports: Int
    /// The urgent reports.
    public var urgent: [DigestEntry]
    /// Reports that allege corruption and are not in `urgent`, strongest first.
    public var allegations: [DigestEntry]
    /// Reports with the most voices, two at the least.
    public var mostVoiced: [DigestEntry]
    /// Matters that new reports are about, those with the most voices first; nil in digests frozen before there were any.
    public var matters: [Matter]?
    /// Reports whose text was changed at its source so that it says something else.
    public var revised: [DigestEntry]?
    /// People's ideas.
    public var ideas: [DigestEntry]
    /// All other new reports but spam, newest first.
    public var reports: [DigestEntry]
    /// How many there are of each list in truth, by the list's name, where a list was capped.
    public var truncated: [String: Int]
    /// What was set aside and why.
    public var setAside: [SetAsideCount]
    /// What was automatic, by its word.
    public var automatic: [SetAsideCount]
    /// Each source's health.
    public var sources: [SourceHealth]
    /// Deliveries that were given up and not yet told in a digest.
    public var undelivered: [String]
    /// New reports a day before this one, oldest first, at most 28, for the chart.
    public var history: [Int]

    /// Collects a digest.
    public init(
        number: Int, day: Day, from: Date, until: Date, office: String, timezone: String, localWindow: [String],
        isPreview: Bool, isCatchUp: Bool, ledger: Ledger, earlier: Int, themes: [Tally<Theme>],
        districts: [Tally<District>], signals: [Tally<Signal>], kinds: [Tally<ReportKind>], repeatedReports: Int,
        urgent: [DigestEntry], allegations: [DigestEntry], mostVoiced: [DigestEntry], ideas: [DigestEntry],
        reports: [DigestEntry], truncated: [String: Int], setAside: [SetAsideCount], automatic: [SetAsideCount],
        sources: [SourceHealth], undelivered: [String], history: [Int], matters: [Matter]? = nil,
        revised: [DigestEntry]? = nil
    ) {
        self.matters = matters
        self.revised = revised
        self.number = number
        self.day = day
        self.from = from
        self.until = until
        self.office = office
        self.timezone = timezone
        self.localWindow = localWindow
        self.isPreview = isPreview
        self.isCatchUp = isCatchUp
        self.ledger = ledger
        self.earlier = earlier
        self.themes = themes
        self.districts = districts
        self.signals = signals
        self.kinds = kinds
        self.repeatedReports = repeatedReports
        self.urgent = urgent
        self.allegations = allegations
        self.mostVoiced = mostVoiced
        self.ideas = ideas
        self.reports = reports
        self.truncated = truncated
        self.setAside = setAside
        self.automatic = automatic
        self.sources = sources
        self.undelivered = undelivered
        self.history = history
    }
}

/// What a digest is built from; the store fills it, masked.
public struct DigestInput: Sendable {
    /// The number the digest will bear.
    public var number: Int
    /// Its day.
    public var day: Day
    /// Where its window begins (inclusive).
    public var from: Date
    /// Where its window ends (exclusive).
    public var until: Date
    /// Reports first received in the window, newest first, masked.
    public var reports: [Report]
    /// Reports older than the window that were seen again in it, masked, those with the most voices first, at most 50.
    public var repeated: [Report]
    /// How many there are of the latter in truth.
    public var repeatedCount: Int
    /// What was received in the window, all sources.
    public var ledger: Ledger
    /// Items older than their source's `since`.
    public var earlier: Int
    /// What was set aside, by source and reason, most first.
    public var setAside: [SetAsideCount]
    /// What was automatic, by source and word, most first.
    public var automatic: [SetAsideCount]
    /// Each source's health, with the window's ledger.
    public var sources: [SourceHealth]
    /// The windows before, newest first, at most 28, from the frozen digests.
    public var past: [PastDay]
    /// Deliveries given up since the last digest, each as a line.
    public var undelivered: [String]
    /// Matters that reports of the window are about, masked.
    public var matters: [Matter]
    /// Reports that an edit in the window has given another meaning, masked, at most 50.
    public var revised: [Report]

    /// What one earlier digest counted.
    public struct PastDay: Hashable, Sendable {
        /// How long its window was, in days (1 but for a catch-up).
        public var length: Double
        /// New reports.
        public var new: Int
        /// New reports by theme.
        public var themes: [Theme: Int]
        /// New reports by district.
        public var districts: [District: Int]

        /// Collects counts.
        public init(length: Double, new: Int, themes: [Theme: Int], districts: [District: Int]) {
            self.length = length
            self.new = new
            self.themes = themes
            self.districts = districts
        }
    }

    /// Collects the input.
    public init(
        number: Int, day: Day, from: Date, until: Date, reports: [Report], repeated: [Report], repeatedCount: Int,
        ledger: Ledger, earlier: Int, setAside: [SetAsideCount], automatic: [SetAsideCount],
        sources: [SourceHealth], past: [PastDay], undelivered: [String], matters: [Matter] = [],
        revised: [Report] = []
    ) {
        self.matters = matters
        self.revised = revised
        self.number = number
        self.day = day
        self.from = from
        self.until = until
        self.reports = reports
        self.repeated = repeated
        self.repeatedCount = repeatedCount
        self.ledger = ledger
        self.earlier = earlier
        self.setAside = setAside
        self.automatic = automatic
        self.sources = sources
        self.past = past
        self.undelivered = undelivered
    }
}
