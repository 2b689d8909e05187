import FoundationEssentials

/// One concrete thing that several reports are about, each in its own words. As it leaves the store: masked.
public struct Matter: Hashable, Codable, Sendable {
    /// Its number.
    public var id: Int64
    /// The headline of its first report, or its first words where it has none.
    public var title: String
    /// The reports about it, oldest first; at most 50.
    public var reports: [ReportID]
    /// How many there are in truth.
    public var count: Int
    /// How many of them are new in the window (or in all, outside a digest).
    public var new: Int
    /// How many different people and outlets stand behind it.
    public var voices: Int
    /// The sources it was seen in.
    public var sources: [SourceName]
    /// When its first report was received.
    public var firstAt: Date
    /// When its latest report was received.
    public var latestAt: Date
    /// Themes of its reports, the most frequent first, at most three.
    public var themes: [Theme]
    /// The districts that its reports name.
    public var districts: [District]

    /// Collects a matter.
    public init(
        id: Int64, title: String, reports: [ReportID], count: Int, new: Int, voices: Int, sources: [SourceName],
        firstAt: Date, latestAt: Date, themes: [Theme], districts: [District]
    ) {
        self.id = id
        self.title = title
        self.reports = reports
        self.count = count
        self.new = new
        self.voices = voices
        self.sources = sources
        self.firstAt = firstAt
        self.latestAt = latestAt
        self.themes = themes
        self.districts = districts
    }
}
